"""What waits for review: entries that were handed in, each as it would stand if approved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Q, QuerySet

from indicators.choices import EntryState, RegionLevel
from indicators.models import Entry, Evidence, Figure, Indicator, Region
from indicators.models.indicator import MAX_DECIMALS
from indicators.numbers import half_up
from indicators.periods import Month
from indicators.progress import Kind, roll_up
from indicators.standings.reading import IN_ORDER, Cell, read_cells
from indicators.standings.standing import Standing


@dataclass(frozen=True, slots=True)
class WaitingCount:
    """How many entries of a month wait in a department's programme."""

    month: Month
    department_id: int
    programme: str
    programme_name: str
    count: int


@dataclass(frozen=True)
class Waiting:
    """An entry that waits; `standing` is the cell's as it would be if the entry were approved.

    `present` is the approved figure that the entry would replace. The month before counts with
    what waits for it, where something does: `is_before_pending`.
    """

    entry: Entry
    standing: Standing
    present: Figure | None
    is_before_pending: bool
    evidence: Sequence[Evidence]


@dataclass(frozen=True)
class Whole:
    """The region above: as it stands now, and as it would if all its cells were approved.

    `then` is None for ratios that are not rolled up.
    """

    now: Standing
    then: Standing | None


@dataclass(frozen=True)
class WaitingRow:
    """An indicator with the entries that wait for it; `whole` where regions below report it."""

    indicator: Indicator
    cells: Sequence[Waiting]
    whole: Whole | None


def waiting_counts(indicators: QuerySet[Indicator]) -> list[WaitingCount]:
    """What waits for the indicators, newest month first: 1 query."""
    rows = (
        Entry.objects.filter(state=EntryState.SUBMITTED, indicator__in=indicators)
        .values_list(
            "year",
            "month",
            "indicator__department",
            "indicator__work_area__code",
            "indicator__work_area__name",
        )
        .annotate(count=Count("pk"))
        .order_by(
            "-year",
            "-month",
            "indicator__work_area__parent__order",
            "indicator__work_area__parent__code",
            "indicator__work_area__order",
            "indicator__work_area__code",
        )
    )
    return [WaitingCount(Month(year, month), *rest) for year, month, *rest in rows]


def queue(month: Month, indicators: QuerySet[Indicator]) -> list[WaitingRow]:
    """What waits for the indicators in a month, in the order of the summary: 7 queries.

    Retired indicators are among them: what was handed in is decided.
    """
    entries = list(
        Entry.objects.of_month(month)
        .filter(state=EntryState.SUBMITTED, indicator__in=indicators)
        .select_related("region", "entered_by", "submitted_by")
        .order_by("region__code", "pk")
    )
    if not entries:
        return []
    evidence = _evidence(month, indicators)
    places = _places(entries)
    standings = read_cells(list(places.values()), month, _ordered(entries), with_people=True)
    before = _waiting_before(month, entries)
    cells: dict[tuple[int, int | None], list[Waiting]] = {}
    for entry in entries:
        cell = (entry.region_id, entry.indicator_id)
        attached = evidence.get(entry.pk, [])
        waiting = _waiting(entry, standings[cell], before.get(cell), attached)
        above = entry.region.parent_id if entry.region.level == RegionLevel.TOWN else None
        cells.setdefault((entry.indicator_id, above), []).append(waiting)
    rank = {indicator: place for place, (_region, indicator) in enumerate(standings)}
    rows = []
    for (indicator, above), group in sorted(cells.items(), key=lambda item: rank[item[0][0]]):
        whole = None if above is None else _whole(above, indicator, group, places, standings)
        rows.append(WaitingRow(group[0].standing.indicator, group, whole))
    return rows


def _places(entries: Iterable[Entry]) -> dict[int, Region]:
    """The entries' regions, and for towns those beside and the one above, by key."""
    own = {entry.region_id for entry in entries}
    above = {entry.region.parent_id for entry in entries if entry.region.level == RegionLevel.TOWN}
    wanted = Q(pk__in=own) | Q(pk__in=above) | Q(parent__in=above)
    return {region.pk: region for region in Region.objects.filter(wanted).order_by("code")}


def _ordered(entries: Iterable[Entry]) -> QuerySet[Indicator]:
    return (
        Indicator.objects.filter(pk__in={entry.indicator_id for entry in entries})
        .select_related("work_area__parent", "department", "bands")
        .order_by(*IN_ORDER)
    )


def _waiting_before(month: Month, entries: Iterable[Entry]) -> dict[Cell, Figure]:
    """What waits for the month before in the same cells, as the figures it would make."""
    found = Entry.objects.of_month(month.shift(-1)).filter(
        state=EntryState.SUBMITTED,
        indicator__in={entry.indicator_id for entry in entries},
        region__in={entry.region_id for entry in entries},
    )
    return {(entry.region_id, entry.indicator_id): _as_figure(entry) for entry in found}


def _evidence(month: Month, indicators: QuerySet[Indicator]) -> dict[int, list[Evidence]]:
    """What is attached to the entries that wait, by their key."""
    found: dict[int, list[Evidence]] = {}
    for item in Evidence.objects.filter(
        entry__state=EntryState.SUBMITTED,
        entry__year=month.year,
        entry__month=month.month,
        entry__indicator__in=indicators,
    ):
        found.setdefault(item.entry_id, []).append(item)
    return found


def _waiting(
    entry: Entry, standing: Standing, before: Figure | None, evidence: Sequence[Evidence]
) -> Waiting:
    entry.indicator = standing.indicator
    return Waiting(
        entry=entry,
        standing=replace(
            standing,
            figure=_as_figure(entry),
            figure_before=before or standing.figure_before,
            under_correction=False,
        ),
        present=standing.figure if standing.is_current else None,
        is_before_pending=before is not None,
        evidence=evidence,
    )


def _as_figure(entry: Entry) -> Figure:
    """The figure that the entry would make; it is shown and never kept."""
    return Figure(
        region_id=entry.region_id,
        indicator_id=entry.indicator_id,
        year=entry.year,
        month=entry.month,
        value=entry.value,
        numerator=entry.numerator,
        denominator=entry.denominator,
        qualifier=entry.qualifier,
        source=entry.source,
    )


def _whole(
    above: int,
    indicator: int,
    group: Sequence[Waiting],
    places: dict[int, Region],
    standings: dict[Cell, Standing],
) -> Whole:
    """The region above, added up as an approval would add it."""
    now = standings[above, indicator]
    would = {waiting.entry.region_id: waiting.standing for waiting in group}
    below = [
        would.get(region.pk) or standings[region.pk, indicator]
        for region in places.values()
        if region.parent_id == above
    ]
    parts = [standing.figure.as_amount() for standing in below if standing.figure]
    amount = roll_up(Kind(now.indicator.kind), parts)
    if amount is None:
        return Whole(now, None)
    figure = Figure(
        region_id=above,
        indicator_id=indicator,
        year=now.month.year,
        month=now.month.month,
        value=half_up(amount.value, MAX_DECIMALS),
        numerator=amount.numerator,
        denominator=amount.denominator,
        units_reported=sum(standing.is_current for standing in below),
        units_total=len(below),
    )
    return Whole(now, replace(now, figure=figure, under_correction=False))
