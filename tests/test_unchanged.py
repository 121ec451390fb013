"""A page that the browser has already is not sent again; what is new is seen at once."""

import gzip
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from indicators import ledger
from indicators.choices import Role
from indicators.models import Entry
from tests.bureau import Bureau

pytestmark = pytest.mark.django_db
PAGES = ("overview", "reporting", "notices", "trail")


def reader(person: User, **more: bool) -> Client:
    """A browser of that person."""
    made = Client(**more)
    made.force_login(person)
    return made


def again(desk: Client, address: str, name: str) -> int:
    """The status of asking for the page once more, having it under that name."""
    answer = desk.get(address, headers={"If-None-Match": name})
    assert answer.status_code == 200 or answer.content == b""
    return answer.status_code


@pytest.mark.parametrize("page_name", PAGES)
def test_an_unchanged_page_is_not_sent_again(
    demo_ledger: None, leader: User, page_name: str
) -> None:
    desk, address = reader(leader), reverse(page_name)
    answer = desk.get(address)
    assert answer["Cache-Control"] == "private, no-cache"
    assert again(desk, address, answer["ETag"]) == 304
    assert again(desk, address, f"W/{answer['ETag']}") == 304
    assert again(desk, address, '"another"') == 200


def test_a_new_approval_is_seen_on_the_next_request(bureau: Bureau) -> None:
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "70"))
    desk = reader(bureau.clerk)
    address = reverse("indicator", args=[bureau.county_output.code])
    before = desk.get(address)
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "71.2", reason="统计局修订。"))
    after = desk.get(address, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert "71.2" in after.content.decode()


def test_a_correction_that_waits_is_seen_too(bureau: Bureau) -> None:
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "70"))
    entry = Entry.objects.get()
    desk, address = reader(bureau.clerk), reverse("entry", args=[entry.pk])
    name = desk.get(address)["ETag"]
    assert again(desk, address, name) == 304
    row = bureau.row(bureau.county_output, bureau.county, "71", reason="统计局修订。")
    ledger.submit(bureau.clerk, ledger.stamps(ledger.draft(bureau.clerk, [row])))
    assert again(desk, address, name) == 200


def test_people_do_not_get_each_others_pages(demo_ledger: None, people: dict[Role, User]) -> None:
    names = {reader(person).get(reverse("overview"))["ETag"] for person in people.values()}
    assert len(names) == len(people)


def test_the_forms_of_a_page_that_was_kept_still_work(demo_ledger: None, leader: User) -> None:
    desk, address = reader(leader, enforce_csrf_checks=True), reverse("overview")
    kept = desk.get(address)
    assert again(desk, address, kept["ETag"]) == 304
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', kept.content.decode())
    assert token is not None
    form = {"csrfmiddlewaretoken": token[1], "language": "en", "next": address}
    assert desk.post(reverse("set_language"), form).status_code == 302


def test_a_page_with_the_tokens_of_an_earlier_sign_in_is_sent_anew(
    demo_ledger: None, leader: User
) -> None:
    desk, address = reader(leader), reverse("overview")
    name = desk.get(address)["ETag"]
    del desk.cookies["csrftoken"]
    assert again(desk, address, name) == 200


def test_pages_go_compressed(demo_ledger: None, leader: User) -> None:
    desk, address = reader(leader), reverse("overview")
    whole = desk.get(address).content
    answer = desk.get(address, headers={"Accept-Encoding": "gzip"})
    assert len(answer.content) < len(whole) / 4
    assert b"</html>" in gzip.decompress(answer.content)
    assert again(desk, address, answer["ETag"]) == 304


def test_what_was_not_asked_with_get_has_no_name(demo_ledger: None, leader: User) -> None:
    desk = reader(leader)
    assert "ETag" not in desk.post(reverse("notices-read"))
    assert "ETag" not in desk.get("/nowhere/")
