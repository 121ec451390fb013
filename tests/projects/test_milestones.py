"""When a milestone is done, overdue or still ahead."""

from datetime import date

import pytest

from indicators.milestones import MilestoneState, days_covered, state_of
from indicators.periods import Month
from tests.bureau import JUNE, MAY

DONE, OVERDUE, AHEAD = MilestoneState.DONE, MilestoneState.OVERDUE, MilestoneState.AHEAD


@pytest.mark.parametrize(
    ("planned_on", "done_on", "precision", "as_of", "state"),
    [
        (date(2023, 6, 29), None, "day", JUNE, OVERDUE),
        (date(2023, 6, 30), None, "day", JUNE, OVERDUE),
        (date(2023, 7, 1), None, "day", JUNE, AHEAD),
        (date(2023, 6, 30), None, "day", MAY, AHEAD),
        (date(2022, 11, 15), None, "day", JUNE, OVERDUE),
        # Known only roughly: the last day it covers, whichever day is kept.
        (date(2023, 6, 1), None, "month", JUNE, OVERDUE),
        (date(2023, 6, 30), None, "month", MAY, AHEAD),
        (date(2023, 4, 1), None, "quarter", MAY, AHEAD),
        (date(2023, 4, 1), None, "quarter", JUNE, OVERDUE),
        (date(2023, 1, 1), None, "year", Month(2023, 11), AHEAD),
        (date(2023, 1, 1), None, "year", Month(2023, 12), OVERDUE),
        # Done counts from the day it was done.
        (date(2023, 5, 31), date(2023, 5, 25), "day", JUNE, DONE),
        (date(2023, 5, 31), date(2023, 6, 12), "day", JUNE, DONE),
        (date(2023, 5, 31), date(2023, 6, 12), "day", MAY, OVERDUE),
        (date(2023, 9, 30), date(2023, 7, 2), "day", JUNE, AHEAD),
        (None, date(2023, 2, 28), "month", JUNE, DONE),
        (None, date(2023, 2, 1), "month", Month(2023, 1), AHEAD),
    ],
)
def test_a_milestone_is_judged_by_the_end_of_the_month(
    planned_on, done_on, precision, as_of, state
):
    assert state_of(planned_on, done_on, precision, as_of) is state


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [
        ("day", date(2024, 2, 11), date(2024, 2, 11)),
        ("month", date(2024, 2, 1), date(2024, 2, 29)),
        ("quarter", date(2024, 1, 1), date(2024, 3, 31)),
        ("year", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_rough_date_covers_its_days(precision, first, last):
    assert days_covered(date(2024, 2, 11), precision) == (first, last)
