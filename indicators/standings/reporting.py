"""How far the reporting of a month has come: counts of cells by their state, never a value.

A cell is an indicator in a region that owes it for the month: the county, or each of its towns.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from django.contrib.auth.models import User
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields import BooleanField

from indicators.choices import EntryState, RegionLevel, ReportingLevel
from indicators.models import Department, Entry, Figure, Indicator, Region, ReportingMonth
from indicators.models.entry import PENDING
from indicators.periods import Month

EVERY = Q()
MISSING = "missing"
# Furthest along first.
STATES = (
    EntryState.APPROVED.value,
    EntryState.SUBMITTED.value,
    EntryState.DRAFT.value,
    EntryState.RETURNED.value,
    MISSING,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """Cells that are owed, and how many of them are in each state; `late` is counted beside."""

    owed: int = 0
    draft: int = 0
    submitted: int = 0
    returned: int = 0
    approved: int = 0
    late: int = 0

    @property
    def missing(self) -> int:
        """Cells for which nothing was written."""
        return self.owed - self.draft - self.submitted - self.returned - self.approved

    @property
    def left_to_enter(self) -> int:
        """Cells that wait for those who enter."""
        return self.missing + self.draft + self.returned

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Tally)))


@dataclass(frozen=True, slots=True)
class DepartmentReport:
    """What a department owes; `own` for a department of the person who asks."""

    department: Department
    tally: Tally
    own: bool


@dataclass(frozen=True, slots=True)
class TownReport:
    """What a town owes."""

    region: Region
    tally: Tally


@dataclass(frozen=True, slots=True)
class MonthReport:
    """A month by department and by town; departments and towns that owe nothing are left out."""

    departments: list[DepartmentReport]
    towns: list[TownReport]
    total: Tally


@dataclass(frozen=True, slots=True)
class Places:
    """Where figures are owed: a county, if there is one, and its towns."""

    county: Region | None
    towns: list[Region]

    @property
    def regions(self) -> list[Region]:
        """All of them."""
        return [self.county, *self.towns] if self.county else []


def reporting_months() -> list[ReportingMonth]:
    """The months that were opened for reporting, newest first: 1 query."""
    return list(ReportingMonth.objects.order_by("-year", "-month"))


def places() -> Places:
    """The first county and its towns, by division code: 1 query."""
    found = list(_regions().order_by("code"))
    county = next((region for region in found if region.level == RegionLevel.COUNTY), None)
    return Places(county, [region for region in found if region.level == RegionLevel.TOWN])


def _regions() -> QuerySet[Region]:
    first = Region.objects.filter(level=RegionLevel.COUNTY).order_by("code").values("pk")[:1]
    return Region.objects.filter(Q(pk=Subquery(first)) | Q(parent=Subquery(first)))


def deciding(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Of these entries, the one in each cell that says how far the cell is, by its state.

    That is the pending one; without one the entry of the approved figure; without that the newest
    returned one. Withdrawn entries never are; a cell without any is missing.
    """
    same = Entry.objects.filter(
        indicator=OuterRef("indicator"),
        region=OuterRef("region"),
        year=OuterRef("year"),
        month=OuterRef("month"),
    )
    pending = Exists(same.filter(state__in=PENDING))
    approved = Exists(same.filter(figure__isnull=False))
    returned_later = Exists(same.filter(state=EntryState.RETURNED, pk__gt=OuterRef("pk")))
    return entries.filter(
        Q(state__in=PENDING)
        | Q(state=EntryState.APPROVED, figure__isnull=False) & ~pending
        | Q(state=EntryState.RETURNED) & ~pending & ~approved & ~returned_later
    )


def month_report(month: Month, person: User | None = None, within: Q = EVERY) -> MonthReport:
    """Every department and town with what it owes for the month: 3 queries.

    `within` narrows it to some indicators.
    """
    where = places()
    owing = _owing_departments(person, within)
    by_department: dict[int, Tally] = defaultdict(Tally)
    by_region: dict[int, Tally] = defaultdict(Tally)
    entries = Entry.objects.of_month(month)
    if within != EVERY:
        entries = entries.filter(indicator__in=Indicator.objects.filter(within))
    for (department, region), tally in _states(entries, where, "indicator__department", "region"):
        by_department[department] += tally
        by_region[region] += tally
    departments = [
        DepartmentReport(
            found.department, Tally(owed) + by_department[found.department.pk], found.own
        )
        for found in owing
        if (owed := found.cells(where))
    ]
    for_towns = sum(found.town_indicators for found in owing)
    return MonthReport(
        departments,
        [TownReport(town, Tally(for_towns) + by_region[town.pk]) for town in where.towns]
        if for_towns
        else [],
        sum((report.tally for report in departments), Tally()),
    )


def month_tallies(months: Iterable[Month]) -> dict[Month, Tally]:
    """What the whole bureau owes for each of the months: 3 queries."""
    where = places()
    owed = Tally(sum(found.cells(where) for found in _owing_departments(None)))
    found = dict.fromkeys(months, owed)
    asked = Q(pk=None)
    for month in found:
        asked |= Q(year=month.year, month=month.month)
    for (year, number), tally in _states(Entry.objects.filter(asked), where, "year", "month"):
        found[Month(year, number)] += tally
    return found


def approved_in_year(year: int) -> dict[tuple[int, int], int]:
    """How many cells have an approved figure, by department's key and month: 1 query."""
    rows = (
        Figure.objects.filter(
            year=year, region__in=_regions(), entry__isnull=False, indicator__active=True
        )
        .order_by()
        .values_list("indicator__department", "month")
        .annotate(cells=Count("pk"))
    )
    return {(department, month): cells for department, month, cells in rows}


@dataclass(frozen=True, slots=True)
class _Owing:
    """A department, the numbers of its active indicators by level, and whether it is one's own."""

    department: Department
    county_indicators: int
    town_indicators: int
    own: bool

    def cells(self, where: Places) -> int:
        """How many cells it owes a month."""
        if where.county is None:
            return 0
        return self.county_indicators + self.town_indicators * len(where.towns)


def _owing_departments(person: User | None, within: Q = EVERY) -> list[_Owing]:
    membership = Department.members.through.objects.filter(department=OuterRef("pk"), user=person)
    active = Q(indicators__active=True)
    if within != EVERY:
        active &= Q(indicators__in=Indicator.objects.filter(within))
    found = Department.objects.annotate(
        at_county=Count("indicators", active & Q(indicators__level=ReportingLevel.COUNTY)),
        at_towns=Count("indicators", active & Q(indicators__level=ReportingLevel.TOWN)),
        own=Exists(membership) if person else Value(False, output_field=BooleanField()),
    ).order_by("order", "code")
    return [_Owing(one, one.at_county, one.at_towns, one.own) for one in found]


def _states(
    entries: QuerySet[Entry], where: Places, first: str, second: str
) -> Iterator[tuple[tuple[int, int], Tally]]:
    """Cells by two keys of their entries; a pair of keys comes once for each state."""
    late = Entry.objects.filter(
        indicator=OuterRef("indicator"),
        region=OuterRef("region"),
        year=OuterRef("year"),
        month=OuterRef("month"),
        late=True,
    ).exclude(state=EntryState.WITHDRAWN)
    rows = (
        deciding(entries.filter(region__in=where.regions, indicator__active=True))
        .annotate(was_late=Exists(late))
        .order_by()
        .values_list(first, second, "state", "was_late")
        .annotate(cells=Count("pk"))
    )
    for one, other, state, was_late, cells in rows:
        yield (one, other), Tally(late=cells if was_late else 0, **{state: cells})
