"""Who looks into the queue, and whose entries they decide."""

import pytest
from django.contrib.auth.models import Group

from indicators import ledger
from indicators.choices import EntryState
from indicators.ledger import stamps
from indicators.models import Department, Indicator
from tests.review_queue.test_deciding import behind, states

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(bureau):
    """An entry of the own department."""
    [entry] = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "70"))
    return entry


@pytest.fixture
def foreign(bureau):
    """An entry of the other department."""
    other = Department.objects.get(code="other")
    Indicator.objects.filter(pk=bureau.lifts.pk).update(department=other)
    bureau.lifts.refresh_from_db()
    drafts = ledger.draft(bureau.stranger, [bureau.row(bureau.lifts, bureau.towns[0], "2")])
    [entry] = ledger.submit(bureau.stranger, stamps(drafts))
    return entry


def test_a_reviewer_sees_the_own_departments_only(bureau, desk, waiting, foreign):
    assert [row.entry for row in desk.lines()] == [waiting]


def test_another_department_by_its_code_is_refused_and_an_unknown_one_not_found(bureau, desk):
    assert desk.look(department="other").status_code == 403
    assert desk.look(department="none").status_code == 404


def test_another_departments_entry_is_not_decided_by_its_number(bureau, desk, said, foreign):
    assert "加装电梯" in said(desk.press("approve", behind(foreign)))
    fields = {"reason-here": "退回重报"}
    assert "加装电梯" in said(desk.press("return", behind(foreign), **fields))
    assert states(foreign) == [EntryState.SUBMITTED]


def test_the_clerk_reads_the_queue_and_decides_nothing(bureau, desk, waiting):
    desk.sits(bureau.clerk)
    assert [row.is_decidable for row in desk.lines()] == [False]
    assert desk.press("approve", behind(waiting)).status_code == 403
    assert states(waiting) == [EntryState.SUBMITTED]
    assert 'name="approve"' not in desk.look().content.decode()


def test_the_office_reads_every_department(bureau, desk, waiting, foreign):
    desk.sits(bureau.office)
    assert {row.entry for row in desk.lines()} == {waiting, foreign}
    assert [row.entry for row in desk.lines(department="other")] == [foreign]
    assert desk.press("approve", behind(waiting)).status_code == 403


def test_somebody_of_the_office_who_also_reviews_decides_for_the_own_department(
    bureau, desk, waiting, foreign
):
    bureau.reviewer.groups.add(Group.objects.get(name="office"))
    decidable = {row.entry: row.is_decidable for row in desk.lines()}
    assert decidable == {waiting: True, foreign: False}


@pytest.mark.parametrize("role", ["leader", "admin"])
def test_who_neither_enters_nor_reviews_has_no_queue(bureau, desk, role):
    bureau.stranger.groups.set([Group.objects.get(name=role)])
    desk.sits(bureau.stranger)
    assert desk.look().status_code == 403
    assert desk.press("approve", "1.1").status_code == 403


def test_a_stranger_is_sent_to_sign_in(bureau, desk):
    desk.client.logout()
    assert desk.look().status_code == 302


@pytest.mark.parametrize(
    "query", [{"month": "2023-13"}, {"month": "juli"}, {"programme": "none"}, {"month": "1999-01"}]
)
def test_what_there_is_not_is_not_found(bureau, desk, query):
    assert desk.look(**query).status_code == 404
