"""Reading standings: any number of indicators in any few regions, as of one month."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db.models import (
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)

from indicators.choices import EntryState, RegionLevel, ReportingLevel, Source
from indicators.models import Entry, Figure, Indicator, Region, Target
from indicators.periods import MONTHS_IN_YEAR, Month
from indicators.progress import Kind
from indicators.standings.as_of import counting
from indicators.standings.remembering import remembered
from indicators.standings.sharing import figures_in, indicators_in, targets_in
from indicators.standings.standing import Standing

UP_TO_COUNTY = (RegionLevel.PROVINCE, RegionLevel.CITY, RegionLevel.COUNTY)

# The order of the summary; codes part areas whose place is the same.
IN_ORDER = (
    "work_area__parent__order",
    "work_area__parent__code",
    "work_area__order",
    "work_area__code",
    "order",
    "code",
)

Cell = tuple[int, int]
"""The keys of a region and an indicator."""


def every_indicator() -> QuerySet[Indicator]:
    """Active indicators in the order of the summary, with what their rows print."""
    return (
        Indicator.objects.filter(active=True)
        .select_related("work_area__parent", "department", "bands")
        .order_by(*IN_ORDER)
    )


def catalogue(region: Region) -> QuerySet[Indicator]:
    """Those that can have a figure in the region: reported there or below."""
    reported = Q() if region.level in UP_TO_COUNTY else Q(level=ReportingLevel.TOWN)
    return every_indicator().filter(reported)


def read(
    region: Region,
    month: Month,
    indicators: QuerySet[Indicator] | None = None,
    *,
    with_people: bool = False,
    with_year: bool = False,
) -> list[Standing]:
    """The standing of each indicator, of `catalogue(region)` unless chosen: at most 4 queries, and
    1 where the same was read before and nothing has been written since. Not to be changed.

    `with_people` brings the parts of ratios, the entries of the figures, and who entered and
    approved them along.
    `with_year` all figures of the year up to the month.
    """
    chosen = catalogue(region) if indicators is None else indicators

    def reading() -> list[Standing]:
        cells = read_cells([region], month, chosen, with_people=with_people, with_year=with_year)
        return list(cells.values())

    try:
        wanted = chosen.query.sql_with_params()
    except EmptyResultSet:
        return []
    return remembered((region, month, with_people, with_year, wanted), reading)


def read_cells(
    regions: Collection[Region],
    month: Month,
    indicators: QuerySet[Indicator],
    *,
    with_people: bool = False,
    with_year: bool = False,
) -> dict[Cell, Standing]:
    """The standing of every indicator in every region, indicator by indicator: 3 queries.

    `with_people` and `with_year` as in `read`.
    """
    places = list(regions)
    newest = {
        f"{name}_{place.pk}": latest(place, until)
        for name, until in (("now", month), ("before", month.shift(-1)))
        for place in places
    }
    rows = [
        _Row(indicator, keys[: len(places)], keys[len(places) :])
        for indicator, keys in indicators_in(indicators.annotate(**newest), list(newest))
    ]
    figures = _figures(places, month, rows, with_people=with_people, with_year=with_year)
    years = _years(figures.values(), month) if with_year else {}
    compared = {(f.region_id, f.indicator_id, f.as_month()): f for f in figures.values()}
    targets = {
        (target.region_id, target.indicator_id): target
        for target in targets_in(
            Target.objects.filter(
                region__in=places,
                year=month.year,
                indicator__in=[row.indicator.pk for row in rows],
            )
        )
    }
    last_year, last_december = month.shift(-MONTHS_IN_YEAR), Month(month.year - 1, MONTHS_IN_YEAR)
    found = {}
    for row in rows:
        for place, now, before in zip(places, row.now, row.before, strict=True):
            cell = (place.pk, row.indicator.pk)
            figure = figures.get(now)
            found[cell] = Standing(
                indicator=row.indicator,
                region=place,
                month=month,
                figure=figure,
                target=targets.get(cell),
                last_year=compared.get((*cell, last_year)),
                last_december=compared.get((*cell, last_december)),
                figure_before=figures.get(before),
                under_correction=figure is not None and figure.under_correction,
                derived_from=figure.derived_from if figure else "",
                is_correction=figure is not None and figure.corrects is not None,
                year=years.get(cell, ()),
            )
    return found


class _Row(NamedTuple):
    """An indicator, and region by region the keys of the figures that count as of the month and
    as of the month before."""

    indicator: Indicator
    now: Sequence[int | None]
    before: Sequence[int | None]


def latest(region: Region, month: Month) -> Subquery:
    """The key of an indicator's newest figure that counts as of the month: one index probe."""
    counts = counting(month, Q(of_kind=Kind.FLOW))
    return Subquery(
        Figure.objects.alias(of_kind=ExpressionWrapper(OuterRef("kind"), output_field=CharField()))
        .filter(counts, indicator=OuterRef("pk"), region=region)
        .order_by("-year", "-month")
        .values("pk")[:1]
    )


def _years(figures: Collection[Figure], month: Month) -> dict[Cell, tuple[Figure, ...]]:
    """The figures of the month's year by cell, in time order."""
    found: dict[Cell, tuple[Figure, ...]] = {}
    for figure in sorted(figures, key=Figure.as_month):
        if figure.year == month.year:
            cell = (figure.region_id, figure.indicator_id)
            found[cell] = (*found.get(cell, ()), figure)
    return found


def _figures(
    regions: Sequence[Region],
    month: Month,
    rows: Sequence[_Row],
    *,
    with_people: bool,
    with_year: bool,
) -> dict[int | None, Any]:
    """The figures that the rows name, and those of last year that a month is compared with."""
    # Not `in_bulk`, which asks SQLite once for every 999.
    named = [pk for row in rows for pk in (*row.now, *row.before) if pk]
    theirs = Q(region__in=regions, indicator__in=[row.indicator.pk for row in rows])
    compared = Q(year=month.year - 1, month__in=(month.month, MONTHS_IN_YEAR))
    if with_year:
        compared |= Q(year=month.year, month__lte=month.month)
    found = Figure.objects.filter(Q(pk__in=named) | theirs & compared)
    return as_told(found, with_people=with_people, with_year=with_year)


def as_told(
    figures: QuerySet[Figure], *, with_people: bool = False, with_year: bool = False
) -> dict[int | None, Any]:
    """The figures by key, with what standings tell of them; see `read`."""
    waiting = Entry.objects.filter(corrects=OuterRef("entry"), state=EntryState.SUBMITTED)
    found = figures.annotate(
        under_correction=Exists(waiting),
        corrects=F("entry__corrects"),
        derived_from=Case(
            When(source=Source.DERIVED, then=F("entry__note")),
            default=Value(""),
            output_field=TextField(),
        ),
    )
    if with_people:
        people = ("entry__entered_by", "entry__reviewed_by")
        return {figure.pk: figure for figure in found.select_related(*people)}
    extra = ["under_correction", "corrects", "derived_from"]
    if with_year:
        extra.append("updated_at")  # Charts say of every month when it came into the ledger.
    return {figure.pk: figure for figure in figures_in(found, extra)}
