"""What is handed in after the month was due is late, for good."""

from datetime import timedelta

import pytest
from django.utils import timezone

from indicators import ledger
from indicators.ledger import stamps
from indicators.models import ReportingMonth
from tests.bureau import JUNE


@pytest.fixture(autouse=True)
def opened_long_ago(bureau):
    ReportingMonth.objects.update(opened_at=timezone.now() - timedelta(days=30))


def due_in(bureau, days):
    ledger.set_due(bureau.office, JUNE, timezone.localdate() + timedelta(days=days))


def test_a_month_opened_after_its_due_date_takes_entries_in_time_that_day(bureau):
    due_in(bureau, -1)
    ReportingMonth.objects.update(opened_at=timezone.now())
    [entry] = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    assert not entry.late


@pytest.mark.parametrize(("days", "late"), [(1, False), (0, False), (-1, True)])
def test_late_begins_on_the_day_after_the_due_date(bureau, days, late):
    due_in(bureau, days)
    [entry] = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    assert entry.late == late


def test_a_late_entry_stays_late_when_the_due_date_moves_and_when_it_is_approved(bureau):
    due_in(bureau, -1)
    late = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    due_in(bureau, 30)
    [approved] = ledger.approve(bureau.reviewer, stamps(late))
    assert approved.late


def test_a_correction_of_a_figure_that_came_in_time_is_not_late(bureau):
    due_in(bureau, 1)
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    due_in(bureau, -1)
    [correction] = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "6", reason="重核"))
    assert not correction.late


def test_who_handed_in_is_known_beside_who_wrote(bureau):
    written = ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[0], "5")])
    [entry] = ledger.submit(bureau.other_clerk, stamps(written))
    assert (entry.entered_by, entry.submitted_by) == (bureau.clerk, bureau.other_clerk)


def test_taking_a_late_entry_back_does_not_undo_that_it_was_late(bureau):
    due_in(bureau, -1)
    late = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    ledger.withdraw(bureau.clerk, stamps(late))
    due_in(bureau, 30)
    [again] = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "6"))
    [other] = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[1], "6"))
    assert (again.late, other.late) == (True, False)
