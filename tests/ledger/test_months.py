"""The office opens and closes months."""

from datetime import date

import pytest
from django.utils import timezone

from indicators import ledger
from indicators.ledger import ProblemCode, stamps
from indicators.models import ReportingMonth
from indicators.periods import Month
from tests.bureau import JUNE, MAY


@pytest.mark.parametrize(
    ("month", "due"),
    [(Month(2023, 7), date(2023, 8, 5)), (Month(2023, 12), date(2024, 1, 5))],
)
def test_a_month_is_due_on_the_fifth_of_the_next(bureau, month, due):
    assert ledger.open_month(bureau.office, month).due_on == due


def test_only_the_office_opens_and_closes(bureau, refused):
    for person in (bureau.clerk, bureau.reviewer):
        assert refused(ledger.open_month, person, MAY)[0] == ProblemCode.PERMISSION
        assert refused(ledger.close_month, person, JUNE)[0] == ProblemCode.PERMISSION


def test_a_month_is_opened_once(bureau, refused):
    assert refused(ledger.open_month, bureau.office, JUNE)[0] == ProblemCode.STATE


def test_a_month_is_not_closed_over_entries_that_wait_for_review(bureau, refused):
    waiting = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[1], "2"))
    assert refused(ledger.close_month, bureau.office, JUNE)[0] == ProblemCode.STATE
    ledger.return_to_author(bureau.reviewer, stamps(waiting), "核实")
    assert not ledger.close_month(bureau.office, JUNE).is_open


def test_a_month_is_not_due_before_it_begins(bureau, refused):
    too_early = date(2023, 6, 30)
    code, _ = refused(ledger.open_month, bureau.office, Month(2023, 7), too_early)
    assert code == ProblemCode.VALUE


def test_a_closed_month_takes_no_draft_and_no_submission_and_approves_nothing(bureau, refused):
    draft = ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[0], "1")])
    submitted = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[1], "2"))
    # Closed behind the ledger's back: the verbs look at the lock themselves.
    ReportingMonth.objects.update(closed_at=timezone.now(), closed_by=bureau.office)
    shut = ProblemCode.MONTH_NOT_OPEN
    new = bureau.row(bureau.county_output, bureau.county, "71.2")
    assert refused(ledger.draft, bureau.clerk, [new])[0] == shut
    assert refused(ledger.submit, bureau.clerk, stamps(draft))[0] == shut
    assert refused(ledger.approve, bureau.reviewer, stamps(submitted))[0] == shut
    assert refused(ledger.return_to_author, bureau.reviewer, stamps(submitted), "晚")[0] == shut


def test_closing_says_who_and_when(bureau):
    ledger.close_month(bureau.office, JUNE)
    row = ReportingMonth.objects.get()
    assert row.closed_by == bureau.office
    assert row.closed_at is not None
    assert not row.is_open


def test_a_closed_month_is_not_closed_again(bureau, refused):
    ledger.close_month(bureau.office, JUNE)
    assert refused(ledger.close_month, bureau.office, JUNE)[0] == ProblemCode.MONTH_NOT_OPEN
