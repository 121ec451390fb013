"""The list of entries in the admin: states, ways to the trail, the sheet and the queue."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from indicators import ledger
from indicators.choices import EntryState
from indicators.ledger import stamps
from indicators.models import Entry
from tests.bureau import MAY

pytestmark = pytest.mark.django_db
LIST = "/admin/indicators/entry/"


def visit(person: User, address: str, **query: str):
    person.is_staff = True
    person.save(update_fields=["is_staff"])
    client = Client()
    client.force_login(person)
    return client.get(address, query)


def test_the_clerk_is_offered_to_correct_what_stands(bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    row = "#cell-lifts-330521101"
    assert row in visit(bureau.clerk, LIST).content.decode()
    assert row not in visit(bureau.reviewer, LIST).content.decode()


def test_what_does_not_stand_is_not_offered_for_correction(bureau):
    bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    assert "#cell-" not in visit(bureau.clerk, LIST).content.decode()


def test_the_list_leads_to_sheet_queue_and_trail(bureau):
    [entry] = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    page = visit(bureau.clerk, LIST).content.decode()
    for name in ("admin:indicators_entry_sheet", "admin:indicators_entry_review", "trail"):
        assert f'href="{reverse(name)}"' in page
    assert reverse("entry", args=[entry.pk]) in page


def test_the_history_of_an_entry_is_its_trail(bureau):
    [entry] = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    answer = visit(bureau.clerk, f"{LIST}{entry.pk}/history/")
    assert answer.status_code == 302
    assert answer["Location"] == reverse("entry", args=[entry.pk])
    assert visit(bureau.clerk, f"{LIST}x/history/").status_code == 404


def test_a_withdrawn_entry_opens_with_who_withdrew_it(bureau):
    [entry] = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    ledger.withdraw(bureau.clerk, stamps([entry]))
    page = visit(bureau.clerk, f"{LIST}{entry.pk}/change/")
    assert page.status_code == 200
    assert "已撤回" in page.content.decode()
    assert visit(bureau.clerk, LIST, state__exact="withdrawn").context["cl"].result_count == 1


def test_doubts_are_explained_in_the_form_of_the_draft(bureau):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "60", month=MAY))
    [draft] = ledger.draft(bureau.clerk, [bureau.row(bureau.county_output, bureau.county, "50")])
    address = f"{LIST}{draft.pk}/change/"
    form = visit(bureau.clerk, address).context["adminform"].form
    client = Client()
    client.force_login(bureau.clerk)
    sent = {"value": "50", "qualifier": "exact", "seen": form["seen"].value()}
    assert client.post(address, {**sent, "explanation": "核减重复项目"}).status_code == 302
    draft = Entry.objects.get(pk=draft.pk)
    assert draft.explanation == "核减重复项目"
    [entry] = ledger.submit(bureau.clerk, stamps([draft]))
    assert entry.state == EntryState.SUBMITTED
    assert "核减重复项目" in visit(bureau.clerk, address).content.decode()


@pytest.mark.parametrize("stamp", ["1", "1.x", ".", "1.1.1", "9" * 30 + ".1"])
def test_a_stamp_that_is_none_is_taken_as_nothing_seen(bureau, stamp):
    [entry] = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    bureau.reviewer.is_staff = True
    bureau.reviewer.save()
    client = Client()
    client.force_login(bureau.reviewer)
    chosen = {"action": "approve_entries", "_selected_action": [entry.pk], "shown": [stamp]}
    assert client.post(LIST, chosen, follow=True).status_code == 200
    entry.refresh_from_db()
    assert entry.state == EntryState.SUBMITTED
