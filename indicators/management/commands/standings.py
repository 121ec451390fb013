"""Prints how every indicator stands."""

import json
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from indicators import standings
from indicators.choices import GREY_LABELS, KIND_LABELS, LIGHT_LABELS, Qualifier, Source
from indicators.management.arguments import month_argument, region_argument
from indicators.management.tabulating import table
from indicators.numbers import half_up, percent, plain, signed
from indicators.progress import Kind
from indicators.standings import Standing

MISSING = "—"


class Command(BaseCommand):
    """Every indicator of a region as of a month, as JSON or as a table."""

    help = "Print every indicator's standing in a region as of a month."

    def add_arguments(self, parser: CommandParser) -> None:
        """Month, --format, --region."""
        parser.add_argument("month", help="2023-06")
        parser.add_argument("--format", choices=["json", "table"], default="table")
        parser.add_argument("--region", help="330521", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError for an unknown month or region, or one without figures."""
        month = month_argument(options["month"])
        region = region_argument(options["region"])
        known = standings.months_of(region)
        if not known:
            raise CommandError(_("%(region)s has no figures yet.") % {"region": region.name})
        if not known[-1] <= month <= known[0]:
            text = _("%(region)s has figures from %(first)s to %(last)s, none for %(month)s.")
            words = {"region": region.name, "first": known[-1], "last": known[0], "month": month}
            raise CommandError(text % words)
        write = _as_json if options["format"] == "json" else _as_table
        self.stdout.write(write(standings.read(region, month)))


def _as_json(rows: list[Standing]) -> str:
    """Shares in percent with one decimal; ratios grow by percentage points."""
    return json.dumps(
        [
            {
                "code": row.indicator.code,
                "name": row.indicator.name,
                "programme": row.indicator.work_area.name,
                "kind": row.indicator.kind,
                "unit": row.indicator.unit,
                "value": _number(row.value),
                "qualifier": row.figure.qualifier if row.figure else None,
                "source": row.figure.source if row.figure else None,
                "as_of": str(row.as_of) if row.as_of else None,
                "target": _number(row.target.value if row.target else None),
                "completion": _in_percent(row.progress.completion),
                "expected": _number(row.progress.expected, row.indicator.decimals + 1),
                "light": row.progress.light,
                "growth": _in_percent(row.progress.growth)
                if row.indicator.kind != Kind.RATIO
                else _number(row.progress.growth, 1),
            }
            for row in rows
        ],
        ensure_ascii=False,
        indent=2,
    )


def _number(value: Decimal | None, decimals: int | None = None) -> float | None:
    """The nearest float: exact for the ledger's fifteen digits."""
    if value is None:
        return None
    return float(value if decimals is None else half_up(value, decimals))


def _in_percent(share: Decimal | None) -> float | None:
    return None if share is None else _number(share * 100, 1)


def _as_table(rows: list[Standing]) -> str:
    heads = [
        _("Code"),
        _("Indicator"),
        _("Programme"),
        _("Kind"),
        _("Value"),
        _("Unit"),
        _("Qualifier"),
        _("Source"),
        _("As of"),
        _("Target"),
        _("Completion"),
        _("Expected"),
        _("Light"),
        _("Growth"),
    ]
    return table([heads, *(_cells(row) for row in rows)])


def _cells(row: Standing) -> list[str]:
    indicator, progress = row.indicator, row.progress
    why_grey = progress.grey_reason
    light = GREY_LABELS[why_grey] if why_grey else LIGHT_LABELS[progress.light]
    return [
        indicator.code,
        indicator.name,
        indicator.work_area.name,
        str(KIND_LABELS[indicator.kind]),
        _text(row.value),
        indicator.unit,
        str(Qualifier(row.figure.qualifier).label) if row.figure else MISSING,
        str(Source(row.figure.source).label) if row.figure else MISSING,
        str(row.as_of or MISSING),
        _text(row.target.value if row.target else None),
        MISSING if progress.completion is None else percent(progress.completion),
        _text(progress.expected, indicator.decimals + 1),
        f"{progress.light} {light}",
        _growth(row),
    ]


def _text(value: Decimal | None, decimals: int | None = None) -> str:
    return MISSING if value is None else plain(value, decimals)


def _growth(row: Standing) -> str:
    growth = row.progress.growth
    if growth is None:
        return MISSING
    if row.indicator.kind == Kind.RATIO:
        return _("%(points)s points") % {"points": signed(growth)}
    return f"{signed(growth * 100)}%"
