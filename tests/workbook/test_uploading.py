"""An upload is previewed row by row, and confirmed wholly or not at all."""

import re
from collections.abc import Callable
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indicators import ledger
from indicators.choices import EntryState
from indicators.models import ControlTotal, Entry, Indicator
from indicators.workbook.safety import LARGEST_FILE
from indicators.workbook.uploading import chosen, confirmed
from tests.bureau import JUNE, Bureau
from tests.workbook.desk import TOTAL, Desk, bent, downloaded, fates, preview, scope_of

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/indicators/entry/upload/?month=2023-06&department=own"
WORKBOOK = "/admin/indicators/entry/workbook/?month=2023-06&department=own"
SHEET = "/admin/indicators/entry/sheet/?month=2023-06&department=own"


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def sent(person: User, data: bytes, address: str = UPLOAD, name: str = "表.xlsx") -> Any:
    return signed_in(person).post(address, {"file": SimpleUploadedFile(name, data)})


def carried(answer: Any) -> str:
    """What the page sends along with the confirmation; empty where it cannot be confirmed."""
    found = re.search(r'name="rows"\s+value="([^"]*)"', answer.content.decode())
    return unescape(found[1]) if found else ""


def confirm(person: User, answer: Any, *mine: int) -> Any:
    return signed_in(person).post(UPLOAD, {"rows": carried(answer), "mine": [str(n) for n in mine]})


def value(bureau: Bureau, town: int = 0) -> Decimal | None:
    """What the newest entry for lifts says."""
    entry = Entry.objects.filter(indicator=bureau.lifts, region=bureau.towns[town]).last()
    return entry.value if entry else None


# ── Confirming ──


def test_the_workbook_of_the_page_comes_back_to_the_page(bureau: Bureau) -> None:
    data = signed_in(bureau.clerk).get(WORKBOOK).content
    page = sent(bureau.clerk, bent(data, lambda desk: desk.fill(bureau.lifts, TOTAL, 20)))
    assert confirm(bureau.clerk, page).status_code == 302
    assert ControlTotal.objects.get().value == 20


def test_a_correction_is_told_to_need_its_reason(bureau: Bureau) -> None:
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], 13))
    data = bent(downloaded(bureau), lambda desk: desk.fill(bureau.lifts, bureau.towns[0], 14))
    assert "提交前须写明更正原因" in sent(bureau.clerk, data).content.decode()


def test_what_is_confirmed_becomes_drafts_of_the_person(bureau: Bureau, filled: bytes) -> None:
    answer = sent(bureau.clerk, filled)
    assert Entry.objects.count() == 0
    done = confirm(bureau.clerk, answer)
    assert (done.status_code, done.url) == (302, SHEET)
    assert (value(bureau), value(bureau, 1)) == (14, 3)
    written = Entry.objects.all()
    assert {entry.state for entry in written} == {EntryState.DRAFT}
    assert {entry.entered_by for entry in written} == {bureau.clerk}


def test_totals_are_kept_with_them(bureau: Bureau, filled: bytes) -> None:
    answer = sent(bureau.clerk, bent(filled, lambda desk: desk.fill(bureau.lifts, TOTAL, 20)))
    confirm(bureau.clerk, answer)
    assert ControlTotal.objects.get().value == 20
    assert value(bureau) == 14


def test_the_same_file_again_changes_nothing(bureau: Bureau, filled: bytes) -> None:
    confirm(bureau.clerk, sent(bureau.clerk, filled))
    before = list(Entry.objects.values_list("pk", "version", "entered_at"))
    again = sent(bureau.clerk, filled)
    assert carried(again) == ""
    assert fates(preview(bureau, filled)) == {"unchanged": 2}
    assert list(Entry.objects.values_list("pk", "version", "entered_at")) == before


def test_confirming_twice_writes_once(bureau: Bureau, filled: bytes) -> None:
    answer = sent(bureau.clerk, filled)
    confirm(bureau.clerk, answer)
    assert confirm(bureau.clerk, answer).status_code == 302
    assert list(Entry.objects.values_list("version", flat=True)) == [1, 1]


def test_with_a_refused_row_nothing_can_be_confirmed(bureau: Bureau, filled: bytes) -> None:
    answer = sent(
        bureau.clerk, bent(filled, lambda desk: desk.fill(bureau.lifts, bureau.towns[2], "十四"))
    )
    assert carried(answer) == ""
    page = answer.content.decode()
    assert "disabled" in page
    assert "有被拒绝的行" in page
    assert signed_in(bureau.clerk).post(UPLOAD, {"rows": ""}).status_code == 200
    assert Entry.objects.count() == 0


def test_what_changed_between_preview_and_confirmation_stops_all_of_it(
    bureau: Bureau, filled: bytes
) -> None:
    answer = sent(bureau.clerk, filled)
    ledger.draft(bureau.other_clerk, [bureau.row(bureau.lifts, bureau.towns[0], 13)])
    fresh = confirm(bureau.clerk, answer)
    assert fresh.status_code == 200
    page = fresh.content.decode()
    assert "什么都没有写入" in page
    assert "以我的为准" in page
    assert (value(bureau), value(bureau, 1)) == (13, None)
    confirm(bureau.clerk, fresh)
    assert (value(bureau), value(bureau, 1)) == (13, 3)


def test_a_total_given_between_preview_and_confirmation_stops_it_too(
    bureau: Bureau, filled: bytes
) -> None:
    answer = sent(bureau.clerk, bent(filled, lambda desk: desk.fill(bureau.lifts, TOTAL, 20)))
    bureau.given_total(21, by=bureau.other_clerk)
    assert "什么都没有写入" in confirm(bureau.clerk, answer).content.decode()
    assert ControlTotal.objects.get().value == 21
    assert Entry.objects.count() == 0


def test_mine_counts_only_where_it_is_ticked(bureau: Bureau, filled: bytes) -> None:
    ledger.draft(
        bureau.other_clerk,
        [
            bureau.row(bureau.lifts, bureau.towns[0], 13),
            bureau.row(bureau.lifts, bureau.towns[1], 2),
        ],
    )
    answer = sent(bureau.clerk, filled)
    assert "13 个" in answer.content.decode()
    confirm(bureau.clerk, answer, 1)
    assert (value(bureau), value(bureau, 1)) == (13, 3)


def test_one_button_lets_mine_count_in_every_conflict(bureau: Bureau, filled: bytes) -> None:
    theirs = [bureau.row(bureau.lifts, town, 13) for town in bureau.towns[:2]]
    ledger.draft(bureau.other_clerk, theirs)
    answer = sent(bureau.clerk, filled)
    assert "全部以我的为准" in answer.content.decode()
    rows = carried(answer)
    signed_in(bureau.clerk).post(UPLOAD, {"rows": rows, "mine": ["all"]})
    assert (value(bureau), value(bureau, 1)) == (14, 3)


def test_without_conflicts_there_is_no_such_button(bureau: Bureau, filled: bytes) -> None:
    assert "全部以我的为准" not in sent(bureau.clerk, filled).content.decode()


def test_what_the_person_wrote_since_the_preview_stops_the_confirmation(
    bureau: Bureau, filled: bytes
) -> None:
    answer = sent(bureau.clerk, filled)
    ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[0], 13)])
    assert "什么都没有写入" in confirm(bureau.clerk, answer).content.decode()
    assert (value(bureau), value(bureau, 1)) == (13, None)


@pytest.mark.parametrize("ticked", ["9" * 5000, "-1", "x", "٣", ""])
def test_ticks_that_no_page_makes_do_no_harm(bureau: Bureau, filled: bytes, ticked: str) -> None:
    rows = carried(sent(bureau.clerk, filled))
    done = signed_in(bureau.clerk).post(UPLOAD, {"rows": rows, "mine": [ticked]})
    assert done.status_code == 302


def test_a_month_closed_meanwhile_takes_nothing(bureau: Bureau, filled: bytes) -> None:
    answer = sent(bureau.clerk, filled)
    ledger.close_month(bureau.office, JUNE)
    fresh = confirm(bureau.clerk, answer).content.decode()
    assert "什么都没有写入" in fresh
    assert Entry.objects.count() == 0


def test_what_was_not_signed_for_this_person_and_month_is_not_taken(
    bureau: Bureau, filled: bytes
) -> None:
    ledger.open_month(bureau.office, JUNE.shift(1))
    rows = carried(sent(bureau.clerk, filled))
    for person, address, text in (
        (bureau.other_clerk, UPLOAD, rows),
        (bureau.clerk, UPLOAD.replace("2023-06", "2023-07"), rows),
        (bureau.clerk, UPLOAD, f"{rows}x"),
        (bureau.clerk, UPLOAD, "x" * 3000),
    ):
        answer = signed_in(person).post(address, {"rows": text})
        assert "预览已经过期" in answer.content.decode()
    assert Entry.objects.count() == 0


def test_a_preview_is_good_for_half_a_day(
    bureau: Bureau, filled: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = sent(bureau.clerk, filled)
    monkeypatch.setattr("indicators.workbook.uploading.CARRIED_FOR", -1)
    assert "预览已经过期" in confirm(bureau.clerk, answer).content.decode()


def test_an_indicator_retired_meanwhile_takes_nothing(bureau: Bureau, filled: bytes) -> None:
    answer = sent(bureau.clerk, filled)
    Indicator.objects.filter(pk=bureau.lifts.pk).update(active=False)
    assert "拒绝" in confirm(bureau.clerk, answer).content.decode()
    assert Entry.objects.count() == 0


# ── The page ──


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0 old", "另存为 .xlsx"),
        (b"a,b\n1,2", "另存为 .xlsx"),
        (b"", "文件是空的"),
        (b"\0" * (LARGEST_FILE + 1), "超过 10 MB"),
    ],
)
def test_a_file_that_is_not_read_is_said_to_be_so(bureau: Bureau, data: bytes, said: str) -> None:
    answer = sent(bureau.clerk, data, name="表.xls")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert said in page
    assert 'role="alert"' in page


def test_without_a_file_the_page_asks_for_one(bureau: Bureau) -> None:
    page = signed_in(bureau.clerk).post(UPLOAD, {}).content.decode()
    assert "请先选择工作簿" in page


def test_names_in_a_workbook_do_no_harm_on_the_page(bureau: Bureau, filled: bytes) -> None:
    def bend(desk: Desk) -> None:
        row = desk.row(bureau.lifts, bureau.towns[0])
        desk.form.cell(row, desk.column("备注")).value = "<script>alert(1)</script>"
        desk.form.cell(row + 1, desk.column("指标")).value = "<img src=x>"

    page = sent(bureau.clerk, bent(filled, bend), name="<b>.xlsx").content.decode()
    for harm in ("<script>alert", "<img src=x>", "<b>.xlsx"):
        assert harm not in page


def test_the_check_against_forged_requests_holds(bureau: Bureau, filled: bytes) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(bureau.clerk)
    file = {"file": SimpleUploadedFile("x.xlsx", filled)}
    assert client.post(UPLOAD, file).status_code == 403
    client.get(UPLOAD)
    token = client.cookies["csrftoken"].value
    file = {"file": SimpleUploadedFile("x.xlsx", filled), "csrfmiddlewaretoken": token}
    assert client.post(UPLOAD, file).status_code == 200


@pytest.mark.parametrize("address", [UPLOAD, WORKBOOK])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("clerk", 200),
        ("other_clerk", 200),
        ("reviewer", 403),
        ("office", 403),
        ("stranger", 403),
        ("leader", 403),
        ("admin", 403),
        (None, 302),
    ],
)
def test_only_clerks_of_the_department_come_here(
    bureau: Bureau, make_person: Callable[[str], User], who: str | None, status: int, address: str
) -> None:
    client = Client()
    if who:
        client.force_login(getattr(bureau, who, None) or make_person(who))
    assert client.get(address).status_code == status


@pytest.fixture
def make_person(db: None) -> Callable[[str], User]:
    def make(role: str) -> User:
        person = User.objects.create(username=role)
        person.groups.add(Group.objects.get(name=role))
        return person

    return make


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 200),
        ("?month=2023-06&programme=area", 200),
        ("?month=2023-06&programme=nothing", 404),
        ("?month=2023-06&department=nothing", 404),
        ("?month=2023-09&department=own", 404),
        ("?month=x&department=own", 404),
        ("?month=2023-06&region=33", 404),
    ],
)
def test_what_there_is_not_is_said_not_to_be(bureau: Bureau, query: str, status: int) -> None:
    for page in ("upload", "workbook"):
        answer = signed_in(bureau.clerk).get(f"/admin/indicators/entry/{page}/{query}")
        assert answer.status_code == status


def test_the_workbook_is_named_in_chinese(bureau: Bureau) -> None:
    answer = signed_in(bureau.clerk).get(WORKBOOK)
    assert "filename*=utf-8''2023%E5%B9%B46%E6%9C%88" in answer["Content-Disposition"]
    assert answer["Cache-Control"]


def test_the_workbook_of_another_department_is_refused_naming_both(bureau: Bureau) -> None:
    filled = signed_in(bureau.clerk).get(WORKBOOK).content
    other = bureau.stranger.departments.get()
    other.members.add(bureau.clerk)
    Indicator.objects.filter(pk=bureau.county_output.pk).update(department=other)
    page = sent(bureau.clerk, filled, UPLOAD.replace("own", "other")).content.decode()
    assert "“城建科”" in page
    assert "“房产科”" in page


def test_queries_do_not_grow_with_rows(
    bureau: Bureau, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def fill(desk: Desk) -> None:
        for town in bureau.towns:
            desk.fill(bureau.lifts, town, 14)
            desk.fill(bureau.unsafe_houses, town, 14)
            desk.fill(bureau.signing_rate, town, 14)

    few = bent(downloaded(bureau), lambda desk: desk.fill(bureau.lifts, bureau.towns[0], 14))
    many = bent(downloaded(bureau), fill)
    scope = scope_of(bureau.clerk, bureau)
    with django_assert_max_num_queries(50) as counted:
        preview(bureau, few)
    of_few = len(counted)
    with django_assert_max_num_queries(of_few):
        found = preview(bureau, many)
    with django_assert_max_num_queries(of_few * 3):
        confirmed(bureau.clerk, scope, chosen(found, conflicts=False))
    assert value(bureau) == 14
