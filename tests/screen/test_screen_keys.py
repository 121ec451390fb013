"""Keys to the big screen: who gets in with them, and where to."""

import logging

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import resolve

from indicators import screen_keys
from indicators.models import Region, ScreenToken
from tests.test_permissions import GET, POST

pytestmark = pytest.mark.django_db
OWN = {"screen", "screen-slides"}
REFUSED = "此大屏无法显示数据"


def text(answer):
    return answer.content.decode()


def test_the_link_leads_in_and_leaves_the_key_out_of_the_address(made, client):
    answer = client.get("/screen/", {"token": made[1], "pace": "30"})
    assert answer.status_code == 302
    assert answer["Location"] == "/screen/?pace=30&region=330521"
    assert answer["Referrer-Policy"] == "no-referrer"
    kept = answer.cookies["screen_key"]
    assert kept.value == made[1]
    assert (kept["httponly"], kept["samesite"], kept["path"]) == (True, "Lax", "/screen/")
    assert client.get("/screen/").status_code == 200


def test_the_cookie_goes_over_https_alone_where_there_is_https(made, client, settings):
    settings.SESSION_COOKIE_SECURE = True
    assert client.get("/screen/", {"token": made[1]}).cookies["screen_key"]["secure"]


def test_only_a_digest_is_kept(made):
    token, key = made
    row = ScreenToken.objects.filter(pk=token.pk).values().get()
    assert key not in str(row)
    assert len(token.digest) == 64
    assert screen_keys.find(token.digest) is None


def test_two_keys_are_never_alike(county, office):
    keys = {screen_keys.make(office, county, "大厅")[1] for _number in range(20)}
    assert len(keys) == 20
    assert min(map(len, keys)) >= 43


@pytest.mark.parametrize("key", ["", "wrong", "x" * 5000, "０", "\ud7ff", "a b;c"])
def test_a_wrong_key_is_told_whom_to_ask(made, client, key):
    answer = client.get("/screen/", {"token": key})
    assert answer.status_code == 403
    assert REFUSED in text(answer)
    assert "请联系办公室" in text(answer)
    assert "screen_key" not in answer.cookies


def test_a_withdrawn_key_opens_nothing_any_more(made, wall, office, admin):
    assert wall.get("/screen/slides/").status_code == 200
    assert screen_keys.withdraw(office, made[0])
    for address in ("/screen/", "/screen/slides/", f"/screen/?token={made[1]}"):
        answer = wall.get(address)
        assert answer.status_code == 403
        assert REFUSED in text(answer)
    made[0].refresh_from_db()
    assert made[0].withdrawn_by == office
    assert not screen_keys.withdraw(admin, made[0])
    made[0].refresh_from_db()
    assert made[0].withdrawn_by == office


def test_who_has_neither_key_nor_account_is_asked_to_sign_in(county, client):
    answer = client.get("/screen/?pace=30")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/screen/%3Fpace%3D30"
    assert client.get("/screen/slides/").status_code == 403


def test_a_person_whose_browser_has_a_withdrawn_key_still_gets_in(made, wall, office, leader):
    screen_keys.withdraw(office, made[0])
    wall.force_login(leader)
    assert wall.get("/screen/").status_code == 200


def test_an_account_without_the_right_is_told_so(county, client, db):
    client.force_login(User.objects.create(username="nobody"))
    answer = client.get("/screen/")
    assert answer.status_code == 403
    assert "您的账号没有查看台账数据的权限" in text(answer)


def test_a_key_shows_its_own_region_alone(wall, county):
    assert wall.get("/screen/", {"region": county.code}).status_code == 200
    answer = wall.get("/screen/slides/", {"region": "330521001"})
    assert answer.status_code == 403
    assert "仅限查看德清县" in text(answer)


def test_a_key_of_a_town_shows_the_town(county, office, client):
    town = Region.objects.get(code="330521001")
    _token, key = screen_keys.make(office, town, "武康街道大厅")
    answer = client.get("/screen/", {"token": key}, follow=True)
    assert answer.status_code == 200
    assert "武康街道" in text(answer)


@pytest.mark.parametrize("row", GET, ids=map(str, range(len(GET))))
def test_a_key_opens_nothing_else(wall, row):
    address = row[0]()
    if resolve(address.partition("?")[0]).url_name not in OWN:
        answer = wall.get(address)
        assert answer.status_code in (302, 401)
        assert answer.status_code == 401 or "login" in answer["Location"]


@pytest.mark.parametrize("row", POST, ids=map(str, range(len(POST))))
def test_a_key_changes_nothing(wall, row):
    answer = wall.post(row[0]())
    assert answer.status_code in (302, 401)
    assert answer.status_code == 401 or "login" in answer["Location"]


@pytest.mark.parametrize("address", ["/screen/", "/screen/slides/"])
def test_the_screen_only_reads(wall, address):
    assert wall.post(address).status_code == 405


def test_no_log_names_a_key(made, client: Client, caplog):
    caplog.set_level(logging.DEBUG)
    client.get("/screen/", {"token": made[1]})
    client.get("/screen/", {"token": "a-key-that-was-withdrawn"})
    assert made[1] not in caplog.text
    assert "a-key-that-was-withdrawn" not in caplog.text


def test_who_reads_figures_is_not_held_to_a_key_they_tried(made, county, office, client):
    town = Region.objects.create(code=f"{county.code}900", name="试镇", level="town", parent=county)
    client.force_login(office)
    client.get("/screen/", {"token": screen_keys.make(office, town, "试一试")[1]})
    assert client.get("/screen/", {"region": county.code}).status_code == 200
