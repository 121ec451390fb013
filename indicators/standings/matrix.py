"""Indicators by regions: what every region below one has of many indicators, as of a month.

Leaner than `read_cells`, and built for thousands of cells: plain values, without last year's.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)

from indicators.choices import EntryState, RegionLevel, ReportingLevel, Source
from indicators.models import Entry, Figure, PacePlan, Region, Target
from indicators.periods import MONTHS_IN_YEAR, Month
from indicators.progress import DEFAULT_BANDS, EVEN_PACE, Bands, Direction, Goal, Kind
from indicators.standings.as_of import counting
from indicators.standings.reading import every_indicator
from indicators.standings.remembering import remembered


@dataclass(frozen=True, slots=True)
class Subject:
    """An indicator, as a row of many regions prints and judges it."""

    pk: int
    code: str
    name: str
    unit: str
    decimals: int
    kind: Kind
    direction: Direction
    key: bool
    bands: Bands
    programme: str
    programme_name: str
    section: str
    section_name: str
    department: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a region has of an indicator; the goal is the year's, with the pace of the month asked
    about, None without one.
    """

    value: Decimal
    qualifier: str
    source: str
    as_of: Month
    reported: int | None
    to_report: int | None
    under_correction: bool
    derived_from: str
    goal: Goal | None


@dataclass(frozen=True, slots=True)
class Readings:
    """By the keys of region and indicator: as of the month, and as of the month before it.

    Before is empty in January: what came before had other goals.
    """

    now: dict[tuple[int, int], Reading]
    before: dict[tuple[int, int], Reading]


def with_those_below(code: str = "") -> list[Region]:
    """The region of that division code, the first county without one, then the regions one level
    below, by code; empty where there is no such region: 1 query. Not to be changed.
    """
    asked = Q(code=code) if code else Q(level=RegionLevel.COUNTY)
    first = Region.objects.filter(asked).order_by("code").values("pk")[:1]
    return remembered((with_those_below, code), lambda: _family(first))


def with_its_neighbours(code: str) -> list[Region]:
    """The region that the one of that division code belongs to, then all below it: 1 query.

    Not to be changed.
    """
    head = Region.objects.filter(code=code).values("parent")[:1]
    return remembered((with_its_neighbours, code), lambda: _family(head))


def _family(head: Any) -> list[Region]:
    found = Region.objects.filter(Q(pk=head) | Q(parent=head)).select_related("parent")
    # Codes of regions below begin with the code of the one above, and sort behind it.
    return list(found.order_by("code"))


def subjects(region: Region) -> list[Subject]:
    """The active indicators that regions below the region report, in the order of the summary:
    1 query. Not to be changed.
    """
    return remembered((subjects, region), lambda: _subjects(region))


def _subjects(region: Region) -> list[Subject]:
    reported = Q(level=ReportingLevel.TOWN) if region.level == RegionLevel.COUNTY else Q()
    rows = every_indicator().filter(reported).values_list(
        "pk", "code", "name", "unit", "decimals", "kind", "direction", "key",
        "bands__green_within", "bands__yellow_within",
        "work_area__code", "work_area__name",
        "work_area__parent__code", "work_area__parent__name", "department__name",
    )  # fmt: skip
    return [
        Subject(
            *(pk, code, name, unit, decimals, Kind(kind), Direction(direction), key),
            DEFAULT_BANDS if green is None else Bands(green, yellow),
            *(programme, programme_name, section, section_name, department),
        )
        for pk, code, name, unit, decimals, kind, direction, key, green, yellow, programme,
        programme_name, section, section_name, department in rows
    ]  # fmt: skip


def targets_of(region: Region, year: int) -> dict[int, Decimal]:
    """The annual targets of a region by the keys of indicators, reported or not: 1 query."""
    return dict(Target.objects.filter(region=region, year=year).values_list("indicator", "value"))


def readings(regions: Sequence[Region], month: Month, indicators: Collection[Subject]) -> Readings:
    """What each region has of each indicator; nothing where nothing was reported: 2 queries."""
    before = month.shift(-1) if month.month > 1 else None
    cells = Figure.objects.filter(
        region__in=regions, indicator__in=[subject.pk for subject in indicators]
    )
    found = Readings({}, {})
    numbers = [asked.month for asked in (month, before) if asked]
    for cell, reading in _read(cells.filter(year=month.year, month__in=numbers), month):
        (found.now if reading.as_of == month else found.before)[cell] = reading
    newest = found.before if before else found.now
    without = [
        (region.pk, subject.pk)
        for region in regions
        for subject in indicators
        if (region.pk, subject.pk) not in newest
    ]
    for cell, reading in _read(_carried(cells, before or month, without), month):
        newest.setdefault(cell, reading)
    for cell, reading in found.before.items():
        found.now.setdefault(cell, reading)
    return found


def newest(
    regions: Sequence[Region], indicators: Sequence[int], month: Month
) -> dict[tuple[int, int], Reading]:
    """What each region has of the indicators with those keys as of the month, by the keys of
    region and indicator: 1 query. Not to be changed.
    """
    cells = Figure.objects.filter(region__in=regions, indicator__in=indicators)
    wanted = [(region.pk, indicator) for region in regions for indicator in indicators]
    key = (newest, *regions, *indicators, month)
    return dict(remembered(key, lambda: list(_read(_carried(cells, month, wanted), month))))


def _carried(
    cells: QuerySet[Figure], month: Month, without: Sequence[tuple[int, int]]
) -> QuerySet[Figure]:
    """The newest figures that count as of the month, of the cells without one of the month."""
    counts = counting(month, Q(indicator__kind=Kind.FLOW))
    # One index probe a row, whatever the database guesses: it must not be made into a join.
    newest_of_cell = (
        Figure.objects.filter(counts, region=OuterRef("region"), indicator=OuterRef("indicator"))
        .order_by("-year", "-month")
        .values("pk")[:1]
    )
    return cells.filter(
        counts,
        pk=Subquery(newest_of_cell),
        region__in={region for region, _indicator in without},
        indicator__in={indicator for _region, indicator in without},
    )


def _read(figures: QuerySet[Figure], month: Month) -> Iterator[tuple[tuple[int, int], Reading]]:
    """Figures by their cell, beside the goals of the month's year."""
    waiting = Entry.objects.filter(corrects=OuterRef("entry"), state=EntryState.SUBMITTED)
    of_the_year = Q(indicator__targets__region=F("region"), indicator__targets__year=month.year)
    rows = (
        figures.annotate(
            goal=FilteredRelation("indicator__targets", condition=of_the_year),
            waiting=Exists(waiting),
            why=Case(
                When(source=Source.DERIVED, then=F("entry__note")),
                default=Value(""),
                output_field=TextField(),
            ),
        )
        .order_by()
        .values_list(
            "region", "indicator", "value", "qualifier", "source", "year", "month",
            "units_reported", "units_total", "waiting", "why", "goal__value", "goal__baseline",
            f"goal__pace__{PacePlan.MONTH_FIELDS[month.month - 1]}",
        )
    )  # fmt: skip
    for row in rows:
        region, indicator, value, qualifier, source, year, number = row[:7]
        reported, to_report, under_correction, why, target, baseline, due = row[7:]
        goal = None if target is None else Goal(target, baseline, _pace(due))
        yield (
            (region, indicator),
            Reading(
                value,
                qualifier,
                source,
                Month(year, number),
                reported,
                to_report,
                under_correction,
                why or "",
                goal,
            ),
        )


def _pace(due: Decimal | None) -> tuple[Fraction, ...]:
    """A pace that is right for the month asked about; an even one where there is no plan."""
    return EVEN_PACE if due is None else (Fraction(due),) * MONTHS_IN_YEAR
