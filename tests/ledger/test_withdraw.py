"""Taking back what was written: kept for good, and no longer counted."""

import pytest

from indicators import ledger
from indicators.choices import EntryState
from indicators.ledger import ProblemCode, stamps
from indicators.models import Entry


def test_an_emptied_draft_is_withdrawn_and_kept(bureau):
    written = ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[0], "5")])
    [gone] = ledger.withdraw(bureau.clerk, stamps(written))
    assert gone.state == EntryState.WITHDRAWN
    assert gone.withdrawn_by == bureau.clerk
    assert Entry.objects.get().value == 5


def test_what_waits_can_be_taken_back_and_written_anew(bureau):
    [first] = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    ledger.withdraw(bureau.clerk, stamps([first]))
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "6"))
    assert bureau.value(bureau.lifts, bureau.towns[0]) == 6
    assert Entry.objects.count() == 2


def test_a_withdrawn_correction_leaves_the_figure_as_it_was(bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    correction = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "7", reason="重核"))
    ledger.withdraw(bureau.clerk, stamps(correction))
    assert bureau.value(bureau.lifts, bureau.towns[0]) == 5


def test_a_correction_is_given_up_without_a_reason(bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    begun = ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[0], "7")])
    [gone] = ledger.withdraw(bureau.clerk, stamps(begun))
    assert (gone.state, gone.reason) == (EntryState.WITHDRAWN, "")
    assert bureau.value(bureau.lifts, bureau.towns[0]) == 5


@pytest.mark.parametrize("person", ["stranger", "reviewer", "office"])
def test_only_the_departments_clerks_withdraw(bureau, refused, person):
    waiting = stamps(bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5")))
    code, _ = refused(ledger.withdraw, getattr(bureau, person), waiting)
    assert code == ProblemCode.PERMISSION


def test_what_was_approved_meanwhile_is_not_withdrawn(bureau, refused):
    waiting = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    ledger.approve(bureau.reviewer, stamps(waiting))
    assert refused(ledger.withdraw, bureau.clerk, stamps(waiting))[0] == ProblemCode.STATE
    assert bureau.value(bureau.lifts, bureau.towns[0]) == 5
