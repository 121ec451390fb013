"""What is owed for a month: every cell that somebody has to fill in, and how far each has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from indicators.choices import EntryState, Qualifier
from indicators.models import (
    ControlTotal,
    Entry,
    Figure,
    Indicator,
    Region,
    Reopening,
    ReportingMonth,
)
from indicators.models.entry import PENDING
from indicators.periods import Month
from indicators.progress import Kind
from indicators.standings.reading import read_cells
from indicators.standings.standing import Standing

NOTHING = Decimal(0)


@dataclass(frozen=True)
class OwedCell:
    """One figure that is owed: an indicator, in a region that reports it, for a month.

    `newest` is the newest entry of the cell, in any state, its `evidence_count` counted; `before`
    is what the month's own increment is counted from: the value at the end of the month before,
    zero for a flow in January, None when it is not known; it has the month before's qualifier.
    """

    standing: Standing
    newest: Entry | None
    before: Decimal | None
    is_before_pending: bool
    before_qualifier: Qualifier = Qualifier.EXACT

    @property
    def region(self) -> Region:
        """Who reports it."""
        return self.standing.region

    @property
    def figure(self) -> Figure | None:
        """The approved figure of the month itself, None while there is none."""
        return self.standing.figure if self.standing.is_current else None

    @property
    def state(self) -> EntryState | None:
        """How far the cell has come; None when nothing has been written, or all was withdrawn."""
        state = EntryState(self.newest.state) if self.newest else None
        if state in PENDING:
            return state
        if self.figure is not None:
            return EntryState.APPROVED
        return state if state == EntryState.RETURNED else None

    @property
    def is_returned(self) -> bool:
        """Whether the reviewer sent the newest entry back and nobody has answered yet."""
        return self.newest is not None and self.newest.state == EntryState.RETURNED

    @property
    def is_correction(self) -> bool:
        """Whether what waits would replace an approved figure."""
        return self.state in PENDING and self.figure is not None


@dataclass(frozen=True)
class OwedRow:
    """An indicator with the cells that are owed for it; `whole` is how the county stands.

    An indicator reported by the county has one cell, whose standing is `whole`.
    """

    indicator: Indicator
    whole: Standing
    cells: Sequence[OwedCell]
    control_total: ControlTotal | None
    is_writable: bool


@dataclass(frozen=True)
class Owed:
    """Everything owed by a set of indicators in a county and its towns for a month.

    `reporting_month` is None when the month was never opened.
    """

    month: Month
    region: Region
    reporting_month: ReportingMonth | None
    reopenings: Sequence[Reopening]
    rows: Sequence[OwedRow]


def owed(
    region: Region,
    month: Month,
    indicators: QuerySet[Indicator],
    row: ReportingMonth | None = None,
) -> Owed:
    """What the indicators owe in a county and its towns: 7 queries, one more for a closed month.

    The indicators come with what `every_indicator` selects, in its order. Who has the month's row
    at hand gives it and spares a query.
    """
    towns = list(region.children.order_by("code"))
    if row is None:
        row = ReportingMonth.objects.filter(year=month.year, month=month.month).first()
    reopenings = _in_force(row)
    standings = read_cells([region, *towns], month, indicators, with_people=True)
    entries = _entries([region, *towns], month, indicators)
    totals = {
        total.indicator_id: total
        for total in ControlTotal.objects.filter(
            region=region, year=month.year, month=month.month, indicator__in=indicators
        ).select_related("given_by")
    }
    found: dict[int, OwedRow] = {}
    for standing in standings.values():
        indicator = standing.indicator
        if indicator.pk in found:
            continue
        places = [region] if indicator.level == region.level else towns
        found[indicator.pk] = OwedRow(
            indicator=indicator,
            whole=standings[region.pk, indicator.pk],
            cells=[_cell(standings[place.pk, indicator.pk], entries) for place in places],
            control_total=totals.get(indicator.pk),
            is_writable=_is_writable(row, reopenings, indicator),
        )
    return Owed(month, region, row, reopenings, list(found.values()))


def _in_force(row: ReportingMonth | None) -> list[Reopening]:
    if row is None or row.closed_at is None:
        return []
    return list(
        row.reopenings.filter(until__gte=timezone.localdate()).select_related(
            "department", "indicator"
        )
    )


def _is_writable(
    row: ReportingMonth | None, reopenings: Sequence[Reopening], indicator: Indicator
) -> bool:
    if row is None:
        return False
    return row.is_open or any(reopening.covers(indicator) for reopening in reopenings)


def _entries(
    regions: Sequence[Region], month: Month, indicators: QuerySet[Indicator]
) -> dict[tuple[int, int, Month], Entry]:
    """The newest entry of every cell in the month, and what is pending for the month before."""
    before = month.shift(-1)
    found = (
        Entry.objects.filter(
            Q(year=month.year, month=month.month)
            | Q(year=before.year, month=before.month, state__in=PENDING),
            region__in=regions,
            indicator__in=indicators,
        )
        .select_related("entered_by", "submitted_by", "reviewed_by", "withdrawn_by")
        .annotate(evidence_count=Count("evidence"))
        .order_by("pk")
    )
    return {(entry.region_id, entry.indicator_id, entry.as_month()): entry for entry in found}


def _cell(standing: Standing, entries: dict[tuple[int, int, Month], Entry]) -> OwedCell:
    place = (standing.region.pk, standing.indicator.pk)
    starts_anew = standing.indicator.kind == Kind.FLOW and standing.month.month == 1
    pending = None if starts_anew else entries.get((*place, standing.month.shift(-1)))
    before, qualifier = None, Qualifier.EXACT
    if starts_anew:
        before = NOTHING
    elif source := pending or standing.month_before:
        before, qualifier = source.value, Qualifier(source.qualifier)
    return OwedCell(
        standing=standing,
        newest=entries.get((*place, standing.month)),
        before=before,
        is_before_pending=pending is not None,
        before_qualifier=qualifier,
    )
