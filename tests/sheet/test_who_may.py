"""Who sees a sheet and who writes on it; what is refused, and how."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from indicators.models import Entry
from tests.bureau import JUNE, Bureau
from tests.sheet.conftest import Sheet, row

SHEET = "/admin/indicators/entry/sheet/"
SAVE = "/admin/indicators/entry/sheet/save/"


@pytest.mark.parametrize(
    ("name", "own", "other"),
    [("clerk", 200, 403), ("stranger", 403, 200), ("reviewer", 200, 403), ("office", 200, 200)],
)
def test_who_sees_whose_sheet(
    bureau: Bureau, sheet_of: Callable[[User], Sheet], name: str, own: int, other: int
) -> None:
    bureau.lifts.department.indicators.filter(pk=bureau.signing_rate.pk).update(
        department=bureau.stranger.departments.get()
    )
    sheet = sheet_of(getattr(bureau, name))
    assert sheet.page(department="own").status_code == own
    assert sheet.page(department="other").status_code == other
    assert sheet.page().status_code == 200


@pytest.mark.parametrize("role", ["leader", "admin"])
def test_mere_readers_have_no_sheet(
    bureau: Bureau, people: dict[str, User], sheet_of: Callable[[User], Sheet], role: str
) -> None:
    sheet = sheet_of(people[role])
    answer = sheet.page()
    assert answer.status_code == 403
    assert "填报表供填报人" in answer.content.decode()
    assert sheet.post({"month": "2023-06", "region": "330521"}).status_code == 403


@pytest.mark.parametrize(
    ("name", "writable"), [("clerk", True), ("reviewer", False), ("office", False)]
)
def test_only_clerks_write(
    bureau: Bureau, sheet_of: Callable[[User], Sheet], name: str, writable: bool
) -> None:
    sheet = sheet_of(getattr(bureau, name))
    assert all(bool(shown.get("writable")) is writable for shown in sheet.data()["rows"])
    sent = {
        "month": str(JUNE),
        "region": "330521",
        "rows": [row(bureau.lifts, bureau.towns[0], "3")],
    }
    assert sheet.post(sent).status_code == (200 if writable else 403)


def test_another_departments_figures_are_not_written(
    bureau: Bureau, sheet_of: Callable[[User], Sheet]
) -> None:
    sent = {
        "month": str(JUNE),
        "region": "330521",
        "rows": [row(bureau.lifts, bureau.towns[0], "3")],
    }
    answer = sheet_of(bureau.stranger).post(sent)
    assert answer.status_code == 403
    assert "其他科室" in answer.json()["message"]
    assert not Entry.objects.exists()


def test_a_programme_shows_only_what_is_ones_own(
    bureau: Bureau, sheet_of: Callable[[User], Sheet]
) -> None:
    assert len(sheet_of(bureau.clerk).data(programme="area")["rows"]) == 5
    refused = sheet_of(bureau.stranger).page(programme="area")
    assert refused.status_code == 403
    assert "没有您所在科室的指标" in refused.content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"month": "2023-13"}, "不是台账中的月份"),
        ({"month": "junk"}, "不是台账中的月份"),
        ({"month": "2023-07"}, "尚未开放填报"),
        ({"department": "nobody"}, "没有代码为“nobody”的科室"),
        ({"programme": "nothing"}, "没有代码为“nothing”的工作领域"),
        ({"programme": "section"}, "没有代码为“section”的工作领域"),
        ({"region": "3305"}, "没有这个代码的县"),
    ],
)
def test_what_is_not_there_says_so(sheet: Sheet, query: dict[str, str], words: str) -> None:
    answer = sheet.page(**query)
    assert answer.status_code == 404
    assert words in answer.content.decode()


def test_signed_out_a_page_leads_to_the_door_and_a_script_is_told(bureau: Bureau) -> None:
    client = Client()
    answer = client.get(SHEET)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("login"))
    told = client.post(SAVE, "{}", content_type="application/json")
    assert (told.status_code, told.json()["message"]) == (401, "您已退出登录。")


def test_what_one_person_typed_is_not_saved_in_anothers_name(bureau: Bureau, sheet: Sheet) -> None:
    sent = {
        "month": str(JUNE),
        "region": "330521",
        "person": str(bureau.other_clerk.pk),
        "rows": [row(bureau.lifts, bureau.towns[0], "3")],
    }
    answer = sheet.post(sent)
    assert (answer.status_code, answer.json()["code"]) == (403, "other_person")
    assert not Entry.objects.exists()


def test_what_a_clerk_typed_is_not_for_the_reviewer_who_signed_in_since(
    bureau: Bureau, sheet_of: Callable[[User], Sheet]
) -> None:
    sent = body(cell()) | {"person": str(bureau.clerk.pk)}
    answer = sheet_of(bureau.reviewer).post(sent)
    assert (answer.status_code, answer.json().get("code")) == (403, "other_person")


def test_saving_is_protected_from_other_sites(bureau: Bureau) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(bureau.clerk)
    assert client.post(SAVE, "{}", content_type="application/json").status_code == 403


def test_a_sheet_is_only_saved_by_post(sheet: Sheet) -> None:
    assert sheet.client.get(SAVE).status_code == 405


def cell(**more: Any) -> dict[str, Any]:
    return {"indicator": "lifts", "region": "330521101", "seen": "", "value": "3", **more}


def body(*rows: Any, **more: Any) -> dict[str, Any]:
    return {"month": "2023-06", "region": "330521", "rows": list(rows), **more}


BAD = {
    "nothing": "",
    "no JSON": "value=3",
    "not UTF-8": b"\xff\xfe",
    "a list": "[]",
    "a number": "7",
    "null": "null",
    "deep": "[" * 100_000,
    "deep in a row": '{"month":"2023-06","region":"330521","rows":' + "[" * 50_000 + "}",
    "rows no list": body() | {"rows": {"a": 1}},
    "a row no object": body("lifts"),
    "too many rows": body(*[cell()] * 5_001),
    "totals no list": body(totals="many"),
    "a total no object": body(totals=[None]),
    "no month": {"region": "330521", "rows": []},
    "month no text": body() | {"month": 202306},
    "month unknown": body() | {"month": "2023-13"},
    "region unknown": body() | {"region": "990000"},
    "region a town": body() | {"region": "330521101"},
    "region with zero byte": body() | {"region": "3305\x0021"},
    "indicator unknown": body(cell(indicator="nothing")),
    "indicator missing": body(cell(indicator="")),
    "indicator no text": body(cell(indicator=["lifts"])),
    "cell at another level": body(cell(region="330521")),
    "cell twice": body(cell(), cell(value="4")),
    "total twice": body(totals=[{"indicator": "lifts", "value": "1"}] * 2),
    "total of nothing": body(totals=[{"indicator": "nothing", "value": "1"}]),
    "value a number": body(cell(value=3)),
    "value with zero byte": body(cell(value="3\x00")),
    "half a character": body(cell(note="\ud800")),
    "qualifier unknown": body(cell(qualifier="maybe")),
    "seen nonsense": body(cell(seen="a.b")),
    "seen huge": body(cell(seen="99999999999999999999.1")),
    "seen other digits": body(cell(seen="٣.١")),
    "submit no flag": body(submit="yes"),
    "withdraw no flag": body(cell(withdraw=1)),
}


@pytest.mark.parametrize("name", BAD)
def test_what_no_sheet_would_send_is_refused_in_words(
    bureau: Bureau, sheet: Sheet, name: str
) -> None:
    sent = BAD[name]
    answer = sheet.post(sent if isinstance(sent, str | bytes) else json.dumps(sent))
    assert answer.status_code == 400
    assert answer.json()["message"]
    assert not Entry.objects.exists()


def test_more_than_the_server_reads_is_refused_in_words(sheet: Sheet) -> None:
    answer = sheet.post(json.dumps(body(cell(note="长" * 2_000)) | {"more": "x" * 3_000_000}))
    assert answer.status_code == 400
    assert answer.json()["message"]


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e400", "9" * 30, "９.９.９", "=1+1", "-"])
def test_what_is_no_number_stays_with_the_person(sheet: Sheet, text: str) -> None:
    answer = sheet.only(cell(value=text))
    assert answer["status"] == "refused"
    assert answer["errors"]["value"]
