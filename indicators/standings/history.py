"""How an indicator got where it is: figures and entries over time, and the months there are."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from indicators.choices import RegionLevel
from indicators.models import Figure, Indicator, Region, ReportingMonth
from indicators.periods import Month
from indicators.standings.remembering import remembered


def history(indicator: Indicator, region: Region, year: int) -> list[Figure]:
    """The figures of a year and the one before, in time order: 1 query."""
    return list(
        Figure.objects.filter(indicator=indicator, region=region, year__in=(year - 1, year))
        .select_related("entry__entered_by", "entry__reviewed_by")
        .order_by("year", "month")
    )


def histories(
    indicators: Iterable[Indicator], region: Region, year: int
) -> dict[int, list[Figure]]:
    """The figures of a year by indicator, in time order: 1 query."""
    found: dict[int, list[Figure]] = {}
    for figure in Figure.objects.filter(
        indicator__in=indicators, region=region, year=year
    ).order_by("month"):
        found.setdefault(figure.indicator_id, []).append(figure)
    return found


def months_of(region: Region) -> list[Month]:
    """The months with a figure in the region, or for a town anywhere in its county, newest first:
    1 query. Not to be changed.

    While a month comes in, a town that has not reported yet has it, too, with carried values.
    """
    places = [region.pk, region.parent_id] if region.level == RegionLevel.TOWN else [region.pk]
    figures = Figure.objects.filter(
        region__in=places, year=OuterRef("year"), month=OuterRef("month")
    )
    months = ReportingMonth.objects.filter(Exists(figures))
    return remembered((months_of, region), lambda: [row.as_month() for row in months])
