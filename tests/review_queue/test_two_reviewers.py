"""Two reviewers on the same page at the same moment, each on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from indicators.choices import EntryState
from indicators.models import Entry
from tests.bureau import JUNE, Bureau, make_bureau
from tests.review_queue.conftest import Desk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bureau(transactional_db: None) -> Bureau:
    made = make_bureau()
    made.open(JUNE)
    return made


@pytest.fixture
def colleague(bureau: Bureau) -> User:
    """The department's other reviewer."""
    person = User.objects.create(username="sun-2")
    person.groups.set(bureau.reviewer.groups.all())
    bureau.county_output.department.members.add(person)
    return person


def at_once(*verbs: Callable[[], Any]) -> list[Any]:
    """What each returned, all started at the same moment."""
    start = Barrier(len(verbs))

    def run(verb: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return verb()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(run, verbs))


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_who_approve_the_same_programme_one_is_told(bureau, colleague, attempt):
    bureau.submitted(
        *(bureau.row(bureau.lifts, town, "5") for town in bureau.towns),
        bureau.row(bureau.county_output, bureau.county, "70"),
    )
    desks = [Desk(Client()).sits(person) for person in (bureau.reviewer, colleague)]
    shown = [desk.look().context["page"].stamps for desk in desks]
    answers = at_once(
        lambda: desks[0].press("approve", shown[0]), lambda: desks[1].press("approve", shown[1])
    )
    # The text alone: a test client's context is shared with whoever renders at the same time.
    words = [answer.content.decode() for answer in answers]
    assert sum("已审核通过 4 条" in text for text in words) == 1
    assert sum("未作任何改动" in text and "总产值" in text for text in words) == 1
    assert bureau.value(bureau.lifts, bureau.county) == Decimal(15)


@pytest.mark.parametrize("attempt", range(3))
def test_one_approves_while_the_other_returns_and_only_one_of_it_happens(
    bureau, colleague, attempt
):
    [entry] = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "70"))
    desks = [Desk(Client()).sits(person) for person in (bureau.reviewer, colleague)]
    shown = desks[0].look().context["page"].stamps
    at_once(
        lambda: desks[0].press("approve", shown),
        lambda: desks[1].press("return", shown, **{"reason-here": "重报"}),
    )
    entry = Entry.objects.get(pk=entry.pk)
    approved = entry.state == EntryState.APPROVED
    assert approved or entry.state == EntryState.RETURNED
    assert (bureau.figure(bureau.county_output, bureau.county) is not None) == approved
