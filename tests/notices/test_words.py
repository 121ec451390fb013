"""What notices say, and where they lead."""

from datetime import date

import pytest
from django.urls import resolve
from django.utils import translation

from indicators import ledger, notices
from indicators.ledger import stamps
from indicators.models import Notice
from indicators.notice_words import words_of
from tests.bureau import JUNE


@pytest.fixture
def of_every_kind(bureau):
    """A notice of each kind, by kind."""
    first, second, third = bureau.submitted(
        *(bureau.row(bureau.lifts, town, "5") for town in bureau.towns)
    )
    ledger.return_to_author(bureau.reviewer, stamps([first]), "请附验收单")
    ledger.approve(bureau.reviewer, stamps([second]))
    notices.remind(JUNE, date(2023, 7, 3))
    notices.remind(JUNE, date(2023, 7, 8))
    ledger.close_month(bureau.office, JUNE, leaving={third.pk})
    ledger.reopen(bureau.office, JUNE, date(2099, 8, 31), "补报", indicator=bureau.lifts)
    return {notice.kind: notice for notice in Notice.objects.filter(person=bureau.clerk)}


@pytest.mark.parametrize(
    ("kind", "title", "line", "place"),
    [
        ("opened", "2023年6月开放填报", "请于2023年7月5日前（含当日）完成填报。", "reporting"),
        ("due_soon", "2023年6月填报即将截止", "截止日期 2023年7月5日，还剩 2 天。", "sheet"),
        ("reminder", "2023年6月填报已逾期", "截止日期 2023年7月5日，已逾期 3 天。", "sheet"),
        ("returned", "2023年6月：1 项被退回", "zhao退回，原因：请附验收单", "sheet"),
        ("approved", "2023年6月：1 项已通过审核", "加装电梯", "sheet"),
        ("closed", "2023年6月已关账", "数字已锁定；如需更正，请联系办公室重新开放。", "reporting"),
        ("reopened", "2023年6月对“加装电梯”重新开放", "截至2099年8月31日。原因：补报", "sheet"),
    ],
)
def test_a_notice_says_what_happened_and_leads_to_where_to_act(
    of_every_kind, kind, title, line, place
):
    with translation.override("zh-hans"):
        words = words_of(of_every_kind[kind])
    assert words.title == title
    assert line in words.lines
    path, _mark, query = words.address.partition("?")
    assert place in resolve(path).url_name
    assert query.startswith("month=2023-06")


def test_the_words_are_in_the_reader_s_language(of_every_kind):
    with translation.override("en"):
        assert words_of(of_every_kind["due_soon"]).title == "June 2023: reporting is due soon"


def test_a_reviewer_is_led_to_review(of_every_kind, bureau):
    notice = Notice.objects.get(person=bureau.reviewer, kind="reminder")
    words = words_of(notice)
    assert words.address == "/admin/indicators/entry/review/?month=2023-06&department=own"


def test_more_names_than_fit_are_summed_up(of_every_kind):
    notice = of_every_kind["approved"]
    notice.facts = {**notice.facts, "names": ["一", "二"], "more": True}
    with translation.override("zh-hans"):
        assert words_of(notice).lines[0] == "一、二等"
