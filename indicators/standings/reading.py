"""Reading standings: any number of indicators in any few regions, as of one month."""

from collections.abc import Collection, Sequence

from django.db.models import CharField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery

from indicators.choices import EntryState, RegionLevel, ReportingLevel
from indicators.models import Entry, Figure, Indicator, Region, Target
from indicators.periods import MONTHS_IN_YEAR, Month
from indicators.progress import Kind
from indicators.standings.standing import Standing

UP_TO_COUNTY = (RegionLevel.PROVINCE, RegionLevel.CITY, RegionLevel.COUNTY)
PEOPLE = ("entry__entered_by", "entry__reviewed_by")

Cell = tuple[int, int]
"""The keys of a region and an indicator."""


def every_indicator() -> QuerySet[Indicator]:
    """Active indicators in the order of the summary, with what their rows print."""
    return (
        Indicator.objects.filter(active=True)
        .select_related("work_area__parent", "department", "bands")
        .order_by("work_area__parent__order", "work_area__order", "order", "code")
    )


def catalogue(region: Region) -> QuerySet[Indicator]:
    """Those that can have a figure in the region: reported there or below."""
    reported = Q() if region.level in UP_TO_COUNTY else Q(level=ReportingLevel.TOWN)
    return every_indicator().filter(reported)


def read(
    region: Region, month: Month, indicators: QuerySet[Indicator] | None = None
) -> list[Standing]:
    """The standing of each indicator, of `catalogue(region)` unless chosen: 4 queries."""
    chosen = catalogue(region) if indicators is None else indicators
    return list(read_cells([region], month, chosen).values())


def below(indicator: Indicator, region: Region, month: Month) -> list[Standing]:
    """The standing of an indicator in each region one level below, by division code: 5 queries.

    Empty where figures are reported at the region's own level.
    """
    if region.level == indicator.level:
        return []
    chosen = catalogue(region).filter(pk=indicator.pk)
    return list(read_cells(region.children.order_by("code"), month, chosen).values())


def read_cells(
    regions: Collection[Region], month: Month, indicators: QuerySet[Indicator]
) -> dict[Cell, Standing]:
    """The standing of every indicator in every region, indicator by indicator: 4 queries."""
    places = list(regions)
    rows = list(
        indicators.annotate(**{_latest_in(place): _latest(place, month) for place in places})
    )
    waiting = Entry.objects.filter(corrects=OuterRef("entry"), state=EntryState.SUBMITTED)
    newest = [pk for row in rows for place in places if (pk := getattr(row, _latest_in(place)))]
    # Not `in_bulk`, which asks SQLite once for every 999.
    latest = {
        figure.pk: figure
        for figure in Figure.objects.filter(pk__in=newest)
        .annotate(under_correction=Exists(waiting))
        .select_related(*PEOPLE)
    }
    compared = _compared(places, month, rows)
    targets = {
        (target.region_id, target.indicator_id): target
        for target in Target.objects.filter(
            region__in=places, year=month.year, indicator__in=rows
        ).select_related("pace")
    }
    last_year, last_december = month.shift(-MONTHS_IN_YEAR), Month(month.year - 1, MONTHS_IN_YEAR)
    found = {}
    for row in rows:
        for place in places:
            cell = (place.pk, row.pk)
            figure = latest.get(getattr(row, _latest_in(place)))
            found[cell] = Standing(
                indicator=row,
                region=place,
                month=month,
                figure=figure,
                target=targets.get(cell),
                last_year=compared.get((*cell, last_year)),
                last_december=compared.get((*cell, last_december)),
                month_before=compared.get((*cell, month.shift(-1))),
                under_correction=figure is not None and figure.under_correction,
            )
    return found


def _latest_in(region: Region) -> str:
    """The name that an indicator's row has its newest figure's key under."""
    return f"latest_{region.pk}"


def _latest(region: Region, month: Month) -> Subquery:
    """The key of an indicator's newest figure that counts as of the month: one index probe."""
    this_year = Q(year=month.year, month__lte=month.month)
    carried_over = Q(year__lt=month.year) & ~Q(of_kind=Kind.FLOW)
    return Subquery(
        Figure.objects.alias(of_kind=ExpressionWrapper(OuterRef("kind"), output_field=CharField()))
        .filter(this_year | carried_over, indicator=OuterRef("pk"), region=region)
        .order_by("-year", "-month")
        .values("pk")[:1]
    )


def _compared(
    regions: Sequence[Region], month: Month, indicators: Sequence[Indicator]
) -> dict[tuple[int, int, Month], Figure]:
    """Figures of the months that a month is compared with, by region, indicator and month."""
    before = month.shift(-1)
    figures = Figure.objects.filter(
        Q(year=month.year - 1, month__in=(month.month, MONTHS_IN_YEAR))
        | Q(year=before.year, month=before.month),
        region__in=regions,
        indicator__in=indicators,
    ).select_related(*PEOPLE)
    return {(f.region_id, f.indicator_id, f.as_month()): f for f in figures}
