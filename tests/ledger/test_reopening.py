"""A month opens on its day, is closed with open ends accepted, and is reopened for some."""

from datetime import timedelta

import pytest
from django.utils import timezone

from indicators import ledger
from indicators.ledger import ProblemCode, stamps
from indicators.models import Reopening, ReportingMonth
from indicators.periods import Month
from tests.bureau import JUNE, MAY


def day(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def closed(bureau):
    """The bureau with June closed."""
    ledger.close_month(bureau.office, JUNE)
    return bureau


def reopen(bureau, days=0, reason="补报", **whom):
    return ledger.reopen(bureau.office, JUNE, day(days), reason, **whom)


def test_a_month_opens_on_its_last_day_unless_said_otherwise(bureau):
    assert ledger.open_month(bureau.office, MAY).opens_on == MAY.last_day
    early = ledger.open_month(bureau.office, Month(2023, 7), opens_on=Month(2023, 7).first_day)
    assert early.opens_on == Month(2023, 7).first_day


def test_before_its_day_a_month_takes_nothing(bureau, refused):
    today = timezone.localdate()
    ahead = Month(today.year, today.month).shift(2)
    ledger.open_month(bureau.office, ahead)
    row = bureau.row(bureau.lifts, bureau.towns[0], "5", month=ahead)
    code, error = refused(ledger.draft, bureau.clerk, [row])
    assert code == ProblemCode.MONTH_NOT_OPEN
    assert f"{ahead.year}年{ahead.month}月" in str(error)


def test_a_month_that_has_not_opened_is_not_closed(bureau, refused):
    today = timezone.localdate()
    ahead = Month(today.year, today.month).shift(2)
    ledger.open_month(bureau.office, ahead)
    code, _ = refused(ledger.close_month, bureau.office, ahead)
    assert code == ProblemCode.MONTH_NOT_OPEN


def test_a_month_is_not_due_before_it_opens(bureau, refused):
    opens = MAY.last_day + timedelta(days=10)
    code, _ = refused(ledger.open_month, bureau.office, MAY, opens - timedelta(days=1), opens)
    assert code == ProblemCode.VALUE
    code, _ = refused(ledger.set_due, bureau.office, JUNE, JUNE.first_day)
    assert code == ProblemCode.VALUE


def test_the_office_may_leave_what_it_has_seen_waiting_but_nothing_else(bureau, refused):
    [seen] = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    bureau.submitted(bureau.row(bureau.lifts, bureau.towns[1], "6"))
    code, _ = refused(ledger.close_month, bureau.office, JUNE, {seen.pk})
    assert code == ProblemCode.STATE
    waiting = {seen.pk, seen.pk + 1}
    assert not ledger.close_month(bureau.office, JUNE, waiting).is_open


def test_what_was_left_waiting_is_approved_once_the_month_is_reopened(bureau, refused):
    [left] = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    ledger.close_month(bureau.office, JUNE, {left.pk})
    shut, _ = refused(ledger.approve, bureau.reviewer, stamps([left]))
    assert shut == ProblemCode.MONTH_NOT_OPEN
    reopen(bureau, indicator=bureau.lifts)
    ledger.approve(bureau.reviewer, stamps([left]))
    assert bureau.value(bureau.lifts, bureau.county) == 5


def test_reopened_for_an_indicator_only_that_one_is_written(closed, refused):
    reopen(closed, indicator=closed.lifts)
    closed.approved(closed.row(closed.lifts, closed.towns[0], "5"))
    assert closed.value(closed.lifts, closed.county) == 5
    other = closed.row(closed.county_output, closed.county, "71.2")
    assert refused(ledger.draft, closed.clerk, [other])[0] == ProblemCode.MONTH_NOT_OPEN


def test_reopened_for_a_department_its_figures_are_written_and_no_others(closed, refused):
    reopen(closed, department=closed.lifts.department)
    closed.approved(closed.row(closed.county_output, closed.county, "71.2"))
    elsewhere = closed.stranger.departments.get()
    Reopening.objects.update(department=elsewhere)
    again = closed.row(closed.county_output, closed.county, "72", reason="重核")
    assert refused(ledger.draft, closed.clerk, [again])[0] == ProblemCode.MONTH_NOT_OPEN


def test_a_reopening_ends_after_its_last_day(closed, refused):
    reopen(closed, indicator=closed.lifts)
    row = closed.row(closed.lifts, closed.towns[0], "5")
    assert ledger.refusals(closed.clerk, [row]) == []
    Reopening.objects.update(until=day(-1))
    assert refused(ledger.draft, closed.clerk, [row])[0] == ProblemCode.MONTH_NOT_OPEN


def test_what_is_entered_into_a_reopened_month_is_late(closed):
    ReportingMonth.objects.update(opened_at=timezone.now() - timedelta(days=30))
    reopen(closed, indicator=closed.lifts)
    [entry] = closed.submitted(closed.row(closed.lifts, closed.towns[0], "5"))
    assert entry.late


def test_reopening_needs_the_office_a_closed_month_a_day_to_come_and_a_reason(bureau, refused):
    def code(person, days=0, reason="补报"):
        whom = {"indicator": bureau.lifts}
        return refused(lambda: ledger.reopen(person, JUNE, day(days), reason, **whom))[0]

    assert code(bureau.office) == ProblemCode.STATE  # It is still open.
    ledger.close_month(bureau.office, JUNE)
    assert code(bureau.clerk) == ProblemCode.PERMISSION
    assert code(bureau.office, days=-1) == ProblemCode.VALUE
    assert code(bureau.office, reason=" ") == ProblemCode.REASON
    with pytest.raises(ValueError, match="department or for an indicator"):
        ledger.reopen(bureau.office, JUNE, day(0), "补报")
