"""Measures pages; what measuring needs is taken away again."""

from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from indicators import standings
from indicators.management.arguments import month_argument, region_argument
from indicators.management.bench.asking import undone
from indicators.management.bench.pages import measure_pages, report
from indicators.management.bench.sheet import lines, measure_sheet, problems


class Command(BaseCommand):
    """`bench pages`: the dashboard, as it is. `bench sheet`: an entry sheet of a given size."""

    help = "Measure pages, or the entry sheet, for which writers wait meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to measure, and its size."""
        kinds = parser.add_subparsers(dest="page", required=True)
        sheet = kinds.add_parser("sheet", help="the entry sheet, with made-up indicators")
        sheet.add_argument("--indicators", type=int, default=100)
        sheet.add_argument("--towns", type=int, default=13)
        sheet.add_argument("--runs", type=int, default=3)
        pages = kinds.add_parser("pages", help="the dashboard's pages, in the ledger as it is")
        pages.add_argument("--runs", type=int, default=50)
        pages.add_argument("--region", default="")
        pages.add_argument("--month", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a page or step; raises CommandError when a budget is exceeded."""
        for name in ("indicators", "towns", "runs"):
            if options.get(name, 1) < 1:
                raise CommandError(_("--%(name)s is at least 1.") % {"name": name})
        found = self._sheet(options) if options["page"] == "sheet" else self._pages(options)
        if found:
            raise CommandError(" ".join(found))

    def _sheet(self, options: dict[str, Any]) -> Sequence[str]:
        with undone():
            steps = measure_sheet(options["indicators"], options["towns"], options["runs"])
        for line in lines(steps):
            self.stdout.write(line)
        return problems(steps)

    def _pages(self, options: dict[str, Any]) -> Sequence[str]:
        region = region_argument(options["region"])
        known = standings.months_of(region)
        if not known:
            raise CommandError(_("%(region)s has no figures yet.") % {"region": region.name})
        month = month_argument(options["month"]) if options["month"] else known[0]
        words, found = report(measure_pages(options["runs"], region, month))
        self.stdout.write(words)
        return found
