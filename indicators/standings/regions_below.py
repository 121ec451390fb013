"""One indicator in each region below, as values alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery

from indicators.choices import Source
from indicators.models import Figure, Indicator, Region
from indicators.periods import Month
from indicators.progress import Kind
from indicators.standings.as_of import counting
from indicators.standings.remembering import remembered


@dataclass(frozen=True, slots=True)
class RegionValue:
    """What a region below has; `value` and `as_of` are None where nothing was reported."""

    region: Region
    value: Decimal | None
    as_of: Month | None
    source: str

    @property
    def is_demo(self) -> bool:
        """Whether the value is demonstration data."""
        return self.source == Source.DEMO


def values_below(indicator: Indicator, region: Region, month: Month) -> list[RegionValue]:
    """The value as of the month in each region one level below, by division code: 1 query.

    Not to be changed.
    """
    key = (values_below, indicator, region, month)
    return remembered(key, lambda: _values_below(indicator, region, month))


def _values_below(indicator: Indicator, region: Region, month: Month) -> list[RegionValue]:
    counts = counting(month, indicator.kind == Kind.FLOW)
    latest = Figure.objects.filter(counts, region=OuterRef("pk"), indicator=indicator).order_by(
        "-year", "-month"
    )
    rows: Iterable[Any] = region.children.order_by("code").annotate(
        **{f"shown_{name}": Subquery(latest.values(name)[:1]) for name in _READ}
    )
    return [
        RegionValue(
            region=row,
            value=row.shown_value,
            as_of=Month(row.shown_year, row.shown_month) if row.shown_year else None,
            source=row.shown_source or "",
        )
        for row in rows
    ]


_READ = ("value", "year", "month", "source")
