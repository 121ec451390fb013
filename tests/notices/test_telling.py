"""People are told of what was done: one notice a person and act."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from indicators import ledger, notices
from indicators.choices import NoticeKind
from indicators.ledger import LedgerError, stamps
from indicators.models import Department, Notice
from tests.bureau import JUNE, MAY


def told(kind):
    """The names of those who were told, in order."""
    return sorted(notice.person.username for notice in Notice.objects.filter(kind=kind))


def test_an_opened_month_is_told_to_those_who_enter_and_review(bureau):
    assert told(NoticeKind.OPENED) == ["li", "qian", "wang", "zhao"]
    assert {notice.month.as_month() for notice in Notice.objects.all()} == {JUNE}


def test_who_left_or_belongs_to_no_department_is_not_told(bureau):
    bureau.other_clerk.is_active = False
    bureau.other_clerk.save()
    Department.objects.get(code="other").members.remove(bureau.stranger)
    bureau.open(MAY)
    may = Notice.objects.filter(month__month=5)
    assert sorted(notice.person.username for notice in may) == ["wang", "zhao"]


def test_a_month_that_opens_on_a_later_day_is_told_then_and_once(quiet):
    tomorrow = timezone.localdate() + timedelta(days=1)
    row = ledger.open_month(quiet.office, MAY, due_on=tomorrow, opens_on=tomorrow)
    notices.tell_opened()
    assert not Notice.objects.exists()
    row.opens_on = timezone.localdate()
    row.save()
    notices.tell_opened()
    notices.tell_opened()
    assert told(NoticeKind.OPENED) == ["li", "qian", "wang", "zhao"]


def test_of_a_month_that_is_overdue_nobody_is_told_that_it_is_open(quiet):
    notices.tell_opened()
    assert not Notice.objects.exists()


def test_a_closed_month_is_told(quiet):
    ledger.close_month(quiet.office, JUNE)
    assert told(NoticeKind.CLOSED) == ["li", "qian", "wang", "zhao"]


def test_a_reopened_month_is_told_to_the_department_it_is_open_for(quiet):
    ledger.close_month(quiet.office, JUNE)
    until = date(2099, 8, 31)
    ledger.reopen(quiet.office, JUNE, until, "补报", indicator=quiet.lifts)
    assert told(NoticeKind.REOPENED) == ["li", "wang", "zhao"]
    ledger.reopen(quiet.office, JUNE, until, "补报", department=quiet.lifts.department)
    facts = Notice.objects.filter(kind=NoticeKind.REOPENED).values_list("facts", flat=True)
    assert {fact["name"] for fact in facts} == {"加装电梯", "城建科"}


def test_a_returned_entry_comes_back_to_its_author_with_the_reason(quiet):
    entries = quiet.submitted(*(quiet.row(quiet.lifts, town, "5") for town in quiet.towns))
    ledger.return_to_author(quiet.reviewer, stamps(entries), "请附验收单")
    [notice] = Notice.objects.all()
    assert notice.person == quiet.clerk
    assert notice.kind == NoticeKind.RETURNED
    assert notice.facts["count"] == 3
    assert notice.facts["names"] == ["加装电梯"]
    assert notice.facts["reason"] == "请附验收单"
    assert notice.facts["by"] == "zhao"


def test_who_wrote_and_who_handed_in_are_both_told_of_the_approval(quiet):
    drafts = ledger.draft(quiet.other_clerk, [quiet.row(quiet.county_output, quiet.county, "71.2")])
    entries = ledger.submit(quiet.clerk, stamps(drafts))
    ledger.approve(quiet.reviewer, stamps(entries))
    assert told(NoticeKind.APPROVED) == ["li", "wang"]


def test_nobody_is_told_of_what_they_did_themselves(quiet, settings):
    settings.ALLOW_OWN_APPROVAL = True
    quiet.clerk.groups.add(Group.objects.get(name="reviewer"))
    clerk = type(quiet.clerk).objects.get(pk=quiet.clerk.pk)
    entries = quiet.submitted(quiet.row(quiet.county_output, quiet.county, "71.2"))
    ledger.approve(clerk, stamps(entries))
    assert not Notice.objects.exists()


def test_nobody_is_told_of_what_was_refused(quiet):
    entries = quiet.submitted(quiet.row(quiet.county_output, quiet.county, "71.2"))
    with pytest.raises(LedgerError):
        ledger.return_to_author(quiet.reviewer, stamps(entries), " ")
    assert not Notice.objects.exists()


def test_telling_takes_as_many_queries_for_one_entry_as_for_many(quiet, django_assert_num_queries):
    rows = [
        quiet.row(found, town, "5")
        for found in (quiet.lifts, quiet.unsafe_houses)
        for town in quiet.towns
    ]
    entries = quiet.submitted(*rows)
    for some in (entries[:1], entries):
        with django_assert_num_queries(4):
            notices.approved(some, quiet.reviewer)
