"""What a milestone's dates say as of a month: done, overdue, or still ahead."""

import calendar
from datetime import date
from enum import StrEnum

from indicators.periods import MONTHS_IN_YEAR, Month

# How many months a date known only roughly covers; a day is exact.
_MONTHS = {"month": 1, "quarter": 3, "year": MONTHS_IN_YEAR}


class MilestoneState(StrEnum):
    """Where a milestone stands."""

    DONE = "done"
    OVERDUE = "overdue"
    AHEAD = "ahead"


def days_covered(day: date, precision: str) -> tuple[date, date]:
    """The first and last day that a date known as `day`, `month`, `quarter` or `year` covers."""
    if precision not in _MONTHS:
        return day, day
    length = _MONTHS[precision]
    first = (day.month - 1) // length * length + 1
    last = first + length - 1
    end = calendar.monthrange(day.year, last)[1]
    return date(day.year, first, 1), date(day.year, last, end)


def state_of(
    planned_on: date | None, done_on: date | None, precision: str, as_of: Month
) -> MilestoneState:
    """Done by the end of the month; else overdue once the planned day has come; else ahead.

    A date known only roughly counts as the last day it covers, whichever day of it is kept.
    """
    end = as_of.last_day
    if done_on is not None and days_covered(done_on, precision)[1] <= end:
        return MilestoneState.DONE
    if planned_on is not None and days_covered(planned_on, precision)[1] <= end:
        return MilestoneState.OVERDUE
    return MilestoneState.AHEAD
