"""Chasing: one message a person, never twice the same day."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone

from indicators import ledger, notices
from indicators.choices import NoticeKind
from indicators.ledger import stamps
from indicators.models import Department, Indicator, Notice
from indicators.notices import NobodyToRemind
from indicators.periods import Month
from tests.bureau import JUNE, MAY

BEFORE, DUE, AFTER = date(2023, 7, 3), date(2023, 7, 5), date(2023, 7, 8)
CELLS = 4 * 3 + 1  # four indicators of three towns, and one of the county


def facts_of(person, told):
    """What the person was told; None when nothing was."""
    return next((notice.facts for notice in told if notice.person == person), None)


def test_a_clerk_is_told_what_the_department_still_owes(quiet):
    first, *others = (quiet.row(quiet.lifts, town, "5") for town in quiet.towns)
    ledger.return_to_author(quiet.reviewer, stamps(quiet.submitted(first)), "核实")
    ledger.draft(quiet.clerk, others)
    told = notices.remind(JUNE, AFTER)
    assert facts_of(quiet.clerk, told)["owing"] == [
        {"department": "own", "name": "城建科", "missing": CELLS - 3, "draft": 2, "returned": 1}
    ]
    assert facts_of(quiet.clerk, told) == facts_of(quiet.other_clerk, told)


def test_who_owes_nothing_is_left_in_peace(quiet):
    told = notices.remind(JUNE, AFTER)
    assert sorted(notice.person.username for notice in told) == ["li", "wang"]


def test_a_reviewer_is_told_what_waits(quiet):
    quiet.submitted(*(quiet.row(quiet.lifts, town, "5") for town in quiet.towns))
    told = notices.remind(JUNE, AFTER)
    assert facts_of(quiet.reviewer, told)["waiting"] == [
        {"department": "own", "name": "城建科", "submitted": 3}
    ]
    assert facts_of(quiet.reviewer, told)["owing"] == []


def test_who_enters_for_one_department_and_reviews_for_another_gets_one_message(quiet):
    quiet.submitted(quiet.row(quiet.county_output, quiet.county, "71.2"))
    Department.objects.get(code="own").members.add(quiet.stranger)
    quiet.stranger.groups.add(Group.objects.get(name="reviewer"))
    told = notices.remind(JUNE, AFTER)
    [facts] = [notice.facts for notice in told if notice.person == quiet.stranger]
    assert facts["owing"]
    assert facts["waiting"]


@pytest.mark.parametrize(
    ("day", "kind", "days"),
    [
        (BEFORE, NoticeKind.DUE_SOON, 2),
        (DUE, NoticeKind.DUE_SOON, 0),
        (AFTER, NoticeKind.REMINDER, 3),
    ],
)
def test_until_the_due_date_it_is_due_soon_and_then_a_reminder(quiet, day, kind, days):
    told = notices.remind(JUNE, day)
    assert {notice.kind for notice in told} == {kind}
    assert {notice.facts["days"] for notice in told} == {days}
    assert {notice.facts["due"] for notice in told} == {"2023-07-05"}


def test_nobody_is_told_twice_the_same_day(quiet):
    assert len(notices.remind(JUNE, AFTER)) == 2
    assert notices.remind(JUNE, AFTER) == []
    assert len(notices.remind(JUNE, AFTER + timedelta(days=1))) == 2


def test_a_due_date_moved_in_between_does_not_remind_twice_a_day(quiet):
    notices.remind(JUNE, AFTER)
    ledger.set_due(quiet.office, JUNE, AFTER + timedelta(days=5))
    assert notices.remind(JUNE, AFTER) == []


def test_one_is_told_of_every_month_that_is_open(quiet):
    quiet.open(MAY)
    notices.remind(MAY, AFTER)
    assert len(notices.remind(JUNE, AFTER)) == 2


def test_when_all_is_approved_nobody_is_reminded(quiet):
    Indicator.objects.exclude(pk=quiet.county_output.pk).update(active=False)
    quiet.approved(quiet.row(quiet.county_output, quiet.county, "71.2"))
    assert notices.remind(JUNE, AFTER) == []


def test_a_dry_run_says_who_and_writes_nothing(quiet):
    told = notices.remind(JUNE, AFTER, dry_run=True)
    assert sorted(notice.person.username for notice in told) == ["li", "wang"]
    assert not Notice.objects.exists()


def test_a_month_that_is_not_open_reminds_nobody(quiet):
    tomorrow = timezone.localdate() + timedelta(days=1)
    ledger.open_month(quiet.office, MAY, due_on=tomorrow, opens_on=tomorrow)
    ledger.close_month(quiet.office, JUNE)
    for month in (JUNE, MAY, Month(2023, 4)):
        with pytest.raises(NobodyToRemind):
            notices.remind(month, AFTER)


def test_reminding_takes_as_many_queries_for_few_as_for_many(quiet, django_assert_max_num_queries):
    notices.remind(JUNE, BEFORE)  # Once more: that the month is open.
    with django_assert_max_num_queries(16) as few:
        notices.remind(JUNE, DUE)
    area, own = quiet.lifts.work_area, quiet.lifts.department
    Indicator.objects.bulk_create(
        Indicator(
            code=f"more-{n}",
            name=f"指标{n}",
            unit="个",
            kind="flow",
            work_area=area,
            department=own,
            level="town",
        )
        for n in range(100)
    )
    for n in range(20):
        own.members.add(add_clerk(f"clerk-{n}"))
    with django_assert_max_num_queries(len(few)):
        assert len(notices.remind(JUNE, AFTER)) == 22


def add_clerk(name):
    """One more clerk, of no department yet."""
    person = User.objects.create(username=name)
    person.groups.add(Group.objects.get(name="clerk"))
    return person
