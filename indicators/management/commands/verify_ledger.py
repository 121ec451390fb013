"""Reads the whole ledger back and tells what does not hold."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from indicators.ledger.verification import verify
from indicators.management.arguments import region_argument


class Command(BaseCommand):
    """Figures against entries, roll-ups against what they add up, states against their people."""

    help = "Verify that figures, entries and roll-ups agree; exit with 1 where they do not."

    def add_arguments(self, parser: CommandParser) -> None:
        """--region."""
        parser.add_argument("--region", help="330521", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each fault; raises CommandError when there are any."""
        code = options["region"]
        found = verify(region_argument(code) if code else None)
        counts = {
            "entries": found.entries,
            "figures": found.figures,
            "roll_ups": found.roll_ups,
            "faults": len(found.faults),
        }
        for fault in found.faults:
            where = f"{fault.indicator} · {fault.region} · {fault.month}"
            self.stdout.write(f"{fault.kind}: {where}: {fault.message}")
        if found.faults:
            text = _(
                "%(faults)s faults in %(entries)s entries and %(figures)s figures, %(roll_ups)s of "
                "them roll-ups."
            )
            raise CommandError(text % counts)
        text = _("OK: %(entries)s entries and %(figures)s figures, %(roll_ups)s of them roll-ups.")
        self.stdout.write(text % counts)
