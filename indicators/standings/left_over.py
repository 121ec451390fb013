"""What of a month is not approved, cell by cell: what the office looks at before it closes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from indicators.choices import EntryState, ReportingLevel
from indicators.models import Department, Entry, Indicator, Region
from indicators.models.entry import PENDING
from indicators.periods import Month
from indicators.standings.reporting import MISSING, STATES, Places, deciding, places

LEFT = tuple(state for state in STATES if state != EntryState.APPROVED)


@dataclass(frozen=True, slots=True)
class LeftIndicator:
    """An indicator with the regions in which it is left; `everywhere` when in all that owe it."""

    indicator: Indicator
    regions: list[Region]
    everywhere: bool


@dataclass(frozen=True, slots=True)
class LeftState:
    """A department's indicators that are left in one state."""

    state: str
    indicators: list[LeftIndicator]

    @property
    def cells(self) -> int:
        """How many figures that are."""
        return sum(len(left.regions) for left in self.indicators)


@dataclass(frozen=True, slots=True)
class LeftDepartment:
    """What a department has left; states furthest along first."""

    department: Department
    states: list[LeftState]


@dataclass(frozen=True, slots=True)
class LeftOver:
    """What of a month is left, and the keys of the entries that wait for review among it."""

    departments: list[LeftDepartment]
    waiting: list[int]

    def cells(self, state: str) -> int:
        """How many figures are left in that state."""
        return sum(
            left.cells
            for department in self.departments
            for left in department.states
            if left.state == state
        )


def left_over(month: Month) -> LeftOver:
    """All cells of the month that are owed and not approved, and all entries that are pending,
    also those of indicators and regions that owe nothing any more: at most 4 queries."""
    where = places()
    entries = list(deciding(Entry.objects.of_month(month)).select_related("region").order_by("pk"))
    states = {(entry.indicator_id, entry.region_id): entry.state for entry in entries}
    pending: dict[int, list[Region]] = defaultdict(list)
    for entry in entries:
        if entry.state in PENDING:
            pending[entry.indicator_id].append(entry.region)
    by_department: dict[int, list[Indicator]] = defaultdict(list)
    for indicator in _indicators(pending):
        by_department[indicator.department_id].append(indicator)
    departments = []
    for indicators in by_department.values():
        by_state: dict[str, list[LeftIndicator]] = defaultdict(list)
        for indicator in indicators:
            owing = _owing(indicator, where)
            for state, regions in _regions_by_state(
                indicator.pk, [*owing, *pending[indicator.pk]], states
            ).items():
                by_state[state].append(LeftIndicator(indicator, regions, regions == owing))
        left = [LeftState(state, by_state[state]) for state in LEFT if by_state[state]]
        if left:
            departments.append(LeftDepartment(indicators[0].department, left))
    waiting = [entry.pk for entry in entries if entry.state == EntryState.SUBMITTED]
    return LeftOver(departments, waiting)


def _indicators(pending: Iterable[int]) -> QuerySet[Indicator]:
    """Those that are owed, and those with pending entries all the same; by department."""
    return (
        Indicator.objects.filter(Q(active=True) | Q(pk__in=list(pending)))
        .select_related("department")
        .order_by(
            "department__order",
            "department__code",
            "work_area__parent__order",
            "work_area__order",
            "order",
            "code",
        )
    )


def _owing(indicator: Indicator, where: Places) -> list[Region]:
    """The regions that owe the indicator."""
    if not indicator.active or where.county is None:
        return []
    return where.towns if indicator.level == ReportingLevel.TOWN else [where.county]


def _regions_by_state(
    indicator: int, regions: Iterable[Region], states: dict[tuple[int, int], str]
) -> dict[str, list[Region]]:
    """The regions, each once, by the state of their cell."""
    found: dict[str, list[Region]] = defaultdict(list)
    for region in {region.pk: region for region in regions}.values():
        found[states.get((indicator, region.pk), MISSING)].append(region)
    return found
