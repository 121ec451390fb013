"""Makes a county up, to measure pages and to look at them when they are full."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from indicators.management.county import SIZES, make_county
from indicators.models import Indicator, Region, ReportingMonth


class Command(BaseCommand):
    """Fills an empty ledger with a made-up county: indicators, towns, years of figures."""

    help = "Fill an empty ledger with a made-up county; needs DEMO=1."

    def add_arguments(self, parser: CommandParser) -> None:
        """How much of it."""
        parser.add_argument("--size", choices=SIZES, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError outside demo mode, and where the ledger is not empty."""
        if not settings.DEMO:
            raise CommandError(
                _("This creates accounts with a public password; set DEMO=1 to allow it.")
            )
        if any(model.objects.exists() for model in (Region, Indicator, ReportingMonth)):
            raise CommandError(
                _(
                    "The sample needs an empty ledger; give it a database of its own with "
                    "DATABASE_URL or VAR_DIR."
                )
            )
        for month in make_county(SIZES[options["size"]]):
            self.stdout.write(str(month))
