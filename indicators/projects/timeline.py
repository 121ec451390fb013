"""Milestones along the months of a year."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators import wording
from indicators.milestones import MilestoneState
from indicators.numbers import plain
from indicators.periods import MONTHS_IN_YEAR, Month
from indicators.projects.line import ProjectLine
from indicators.projects.step import StepLine

HALF = Decimal(50)


@dataclass(frozen=True, slots=True)
class Spot:
    """A milestone on the line: where its mark stands and where its date begins, in percent.

    `earlier` when it belongs to a year before and is still not done. `leftward` when its words
    stand left of the mark, for lack of room on the right.
    """

    step: StepLine
    at: str
    start: str
    length: str
    earlier: bool
    leftward: bool


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A project and its milestones of the year."""

    line: ProjectLine
    spots: list[Spot]


@dataclass(frozen=True, slots=True)
class MonthColumn:
    """A month of the year and how many milestones stand in it."""

    name: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The rows in the order of their first date, the months over them, and where the month ends."""

    rows: list[TimelineRow]
    months: list[MonthColumn]
    now: str


def timeline(lines: Iterable[ProjectLine], month: Month) -> Timeline:
    """The milestones of the month's year, and those overdue from years before."""
    found = []
    for line in lines:
        shown = [step for step in line.steps if _belongs(step, month.year)]
        if shown:
            found.append((shown[0].day, TimelineRow(line, [_spot(s, month.year) for s in shown])))
    found.sort(key=lambda pair: pair[0])
    rows = [row for _first, row in found]
    return Timeline(rows, _months(rows, month), plain(_place(month.last_day, month.year), 2))


def _belongs(step: StepLine, year: int) -> bool:
    late_from_before = step.state is MilestoneState.OVERDUE and step.day.year < year
    return step.day.year == year or late_from_before


def _spot(step: StepLine, year: int) -> Spot:
    first, last = step.span
    at, start = _place(last, year), _place(first, year, begin=True)
    return Spot(
        step=step,
        at=plain(at, 2),
        start=plain(start, 2),
        length=plain(at - start if first != last else Decimal(0), 2),
        earlier=last.year < year,
        leftward=at > HALF,
    )


def _place(day: date, year: int, *, begin: bool = False) -> Decimal:
    """Where the end (or begin) of a day lies among twelve months of one width, in percent."""
    if day.year != year:
        return Decimal(0) if day.year < year else HALF * 2
    days = calendar.monthrange(day.year, day.month)[1]
    gone = day.month - 1 + Decimal(day.day - begin) / days
    return gone / MONTHS_IN_YEAR * 100


def _months(rows: list[TimelineRow], month: Month) -> list[MonthColumn]:
    days = [spot.step.day for row in rows for spot in row.spots if not spot.earlier]
    return [
        MonthColumn(
            name=wording.month_of_year(Month(month.year, number)),
            count=sum(day.month == number for day in days),
            is_current=number == month.month,
        )
        for number in range(1, MONTHS_IN_YEAR + 1)
    ]
