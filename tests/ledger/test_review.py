"""Reviewers approve and return; corrections wait."""

from decimal import Decimal

from indicators import ledger
from indicators.choices import EntryState
from indicators.ledger import ProblemCode, stamps
from indicators.models import Entry


def test_approval_makes_the_figure(bureau):
    [entry] = bureau.approved(bureau.row(bureau.county_output, bureau.county, "71.2"))
    figure = bureau.figure(bureau.county_output, bureau.county)
    assert figure.value == Decimal("71.2")
    assert figure.entry == entry
    assert (entry.entered_by, entry.reviewed_by) == (bureau.clerk, bureau.reviewer)


def test_nobody_approves_an_own_entry(bureau, refused, settings):
    bureau.clerk.groups.add(*bureau.reviewer.groups.all())
    entries = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "71.2"))
    assert refused(ledger.approve, bureau.clerk, stamps(entries))[0] == ProblemCode.OWN_WORK
    settings.ALLOW_OWN_APPROVAL = True
    ledger.approve(bureau.clerk, stamps(entries))
    assert bureau.value(bureau.county_output, bureau.county) == Decimal("71.2")


def test_clerks_and_other_departments_do_not_approve(bureau, refused):
    bureau.lifts.department.members.remove(bureau.reviewer)
    entries = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "71.2"))
    for person in (bureau.other_clerk, bureau.stranger, bureau.office, bureau.reviewer):
        assert refused(ledger.approve, person, stamps(entries))[0] == ProblemCode.PERMISSION


def test_a_draft_is_not_approved(bureau, refused):
    entries = ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[0], "1")])
    assert refused(ledger.approve, bureau.reviewer, stamps(entries))[0] == ProblemCode.STATE


def test_approving_twice_changes_nothing_the_second_time(bureau, refused):
    entries = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "71.2"))
    ledger.approve(bureau.reviewer, stamps(entries))
    assert refused(ledger.approve, bureau.reviewer, stamps(entries))[0] == ProblemCode.STATE


def test_a_returned_entry_keeps_its_reason_and_a_new_one_takes_its_place(bureau):
    entries = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "712"))
    [returned] = ledger.return_to_author(bureau.reviewer, stamps(entries), "单位应为亿元")
    assert returned.state == EntryState.RETURNED
    assert returned.return_reason == "单位应为亿元"
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "71.2"))
    assert bureau.value(bureau.county_output, bureau.county) == Decimal("71.2")
    assert list(Entry.objects.order_by("pk").values_list("state", flat=True)) == [
        EntryState.RETURNED,
        EntryState.APPROVED,
    ]


def test_returning_needs_a_reason(bureau, refused):
    entries = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "712"))
    code, _ = refused(ledger.return_to_author, bureau.reviewer, stamps(entries), "  ")
    assert code == ProblemCode.REASON


def test_while_a_correction_waits_the_approved_figure_stays(bureau):
    [first] = bureau.approved(bureau.row(bureau.county_output, bureau.county, "71.2"))
    corrected = bureau.row(bureau.county_output, bureau.county, "71.5", reason="补报一家企业")
    [waiting] = bureau.submitted(corrected)
    assert waiting.corrects == first
    assert bureau.value(bureau.county_output, bureau.county) == Decimal("71.2")
    ledger.approve(bureau.reviewer, stamps([waiting]))
    assert bureau.value(bureau.county_output, bureau.county) == Decimal("71.5")
    first.refresh_from_db()
    assert first.state == EntryState.APPROVED


def test_a_returned_correction_leaves_the_figure(bureau):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "71.2"))
    corrected = bureau.row(bureau.county_output, bureau.county, "17.2", reason="重核")
    waiting = bureau.submitted(corrected)
    ledger.return_to_author(bureau.reviewer, stamps(waiting), "数字颠倒")
    assert bureau.value(bureau.county_output, bureau.county) == Decimal("71.2")


def test_a_correction_is_not_handed_in_without_a_reason(bureau, refused):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "71.2"))
    silent = bureau.row(bureau.county_output, bureau.county, "71.5")
    assert refused(bureau.submitted, silent)[0] == ProblemCode.REASON
    assert bureau.value(bureau.county_output, bureau.county) == Decimal("71.2")


def test_one_refused_entry_holds_back_the_whole_approval(bureau, refused):
    good = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "71.2"))
    draft = ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[0], "1")])
    refused(ledger.approve, bureau.reviewer, stamps([*good, *draft]))
    assert bureau.figure(bureau.county_output, bureau.county) is None


def test_an_entry_that_does_not_exist_is_refused(bureau, refused):
    code, _ = refused(ledger.approve, bureau.reviewer, [ledger.Stamp(987654, 1)])
    assert code == ProblemCode.STATE


def test_the_refusal_of_a_stranger_tells_nothing_of_what_stands_there(bureau, refused):
    [entry] = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "4321"))
    bureau.stranger.groups.add(*bureau.reviewer.groups.all())
    stale = [ledger.Stamp(entry.pk, entry.version + 1)]
    code, error = refused(ledger.approve, bureau.stranger, stale)
    assert code == ProblemCode.PERMISSION
    assert error.problems[0].current is None
    assert "4321" not in str(error)


def test_one_entry_is_not_decided_on_twice_in_one_request(bureau, refused):
    [waiting] = stamps(bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5")))
    assert refused(ledger.approve, bureau.reviewer, [waiting, waiting])[0] == ProblemCode.STATE
    assert bureau.value(bureau.lifts, bureau.county) is None


def test_what_no_database_keeps_is_left_out_of_a_reason(bureau):
    waiting = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    [back] = ledger.return_to_author(bureau.reviewer, stamps(waiting), " 请\0核实 ")
    assert back.return_reason == "请核实"
