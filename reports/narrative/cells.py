"""Standings of chosen indicators in chosen regions, read together."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from indicators.models import Figure, Indicator, Region, Target
from indicators.periods import MONTHS_IN_YEAR, Month
from indicators.progress import Kind, counts_as_of
from indicators.standings import Standing

Cell = tuple[int, int]


def read_cells(asked: Iterable[tuple[Region, Indicator]], month: Month) -> dict[Cell, Standing]:
    """The standing of each indicator in its region, by their keys: 2 queries, none for none."""
    pairs = {(region.pk, indicator.pk): (region, indicator) for region, indicator in asked}
    if not pairs:
        return {}
    wanted = Q(
        region__in={region for region, _indicator in pairs},
        indicator__in={indicator for _region, indicator in pairs},
    )
    figures: dict[Cell, dict[Month, Figure]] = defaultdict(dict)
    for figure in (
        Figure.objects.filter(wanted, _up_to(month))
        .select_related("entry__entered_by", "entry__reviewed_by")
        .order_by("year", "month")
    ):
        figures[figure.region_id, figure.indicator_id][figure.as_month()] = figure
    targets = {
        (target.region_id, target.indicator_id): target
        for target in Target.objects.filter(wanted, year=month.year).select_related("pace")
    }
    return {
        cell: _standing(region, indicator, month, figures[cell], targets.get(cell))
        for cell, (region, indicator) in pairs.items()
    }


def _up_to(month: Month) -> Q:
    return Q(year__lt=month.year) | Q(year=month.year, month__lte=month.month)


def _standing(
    region: Region,
    indicator: Indicator,
    month: Month,
    figures: dict[Month, Figure],
    target: Target | None,
) -> Standing:
    latest = max(figures, default=None)
    counts = latest is not None and counts_as_of(Kind(indicator.kind), latest, month)
    return Standing(
        indicator=indicator,
        region=region,
        month=month,
        figure=figures[latest] if latest and counts else None,
        target=target,
        last_year=figures.get(month.shift(-MONTHS_IN_YEAR)),
        last_december=figures.get(Month(month.year - 1, MONTHS_IN_YEAR)),
        month_before=figures.get(month.shift(-1)),
        under_correction=False,
    )
