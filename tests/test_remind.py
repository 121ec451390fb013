"""`manage.py remind`, as cron runs it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from indicators import ledger
from indicators.models import Notice, ReportingMonth
from indicators.periods import Month
from tests.bureau import JUNE, MAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered():
    cache.clear()


def remind(*arguments):
    """What the command printed."""
    out, err = StringIO(), StringIO()
    call_command("remind", *arguments, stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


def due_in(days):
    """Move June's due date to so many days from today."""
    today = timezone.localdate()
    ReportingMonth.objects.filter(month=6).update(due_on=today + timedelta(days=days))


def test_it_prints_who_was_told_what(bureau):
    lines = remind("2023-06").splitlines()
    assert lines[0] == "2023-06：本次提醒 2 人，发出邮件 0 封"
    assert sorted(line.split(":")[0].strip() for line in lines[1:]) == ["li", "wang"]
    assert "城建科：未填 13 项，草稿 0 项，退回 0 项。" in lines[1]


def test_it_tells_nobody_twice_the_same_day(bureau):
    remind("2023-06")
    assert remind("2023-06").splitlines() == ["2023-06：本次提醒 0 人，发出邮件 0 封"]
    assert Notice.objects.filter(kind="reminder").count() == 2


def test_a_dry_run_writes_nothing(bureau):
    assert "将提醒 2 人" in remind("2023-06", "--dry-run")
    assert not Notice.objects.filter(kind="reminder").exists()


def test_without_a_month_those_that_are_overdue_or_due_within_days(bureau):
    due_in(3)
    bureau.open(MAY)
    printed = remind()
    assert "2023-05：本次提醒 2 人" in printed
    assert "2023-06：本次提醒 2 人" in printed
    assert set(Notice.objects.filter(month__month=6).values_list("kind", flat=True)) == {
        "opened",
        "due_soon",
    }


def test_without_a_month_nobody_is_told_long_before_the_due_date(bureau):
    due_in(10)
    assert remind() == "没有即将截止或已逾期的月份。\n"
    assert "本次提醒 2 人" in remind("2023-06")


def test_a_month_that_opened_today_is_told_by_the_daily_run(bureau):
    today = timezone.localdate()
    ledger.open_month(bureau.office, MAY, today + timedelta(days=20), today + timedelta(days=1))
    ReportingMonth.objects.filter(month=5).update(opens_on=today)
    due_in(10)
    remind()
    told = Notice.objects.filter(month__month=5)
    assert sorted(notice.person.username for notice in told) == ["li", "qian", "wang", "zhao"]
    assert {notice.kind for notice in told} == {"opened"}


@pytest.mark.parametrize(
    ("argument", "said"),
    [("2023-7", "请写成 2023-06"), ("2023-04", "尚未开放填报"), ("", "请写成 2023-06")],
)
def test_wrong_months_end_with_a_clear_line(bureau, argument, said):
    with pytest.raises(CommandError, match=said):
        remind(argument)


def test_a_closed_month_reminds_nobody(bureau):
    ledger.close_month(bureau.office, JUNE)
    with pytest.raises(CommandError, match="已关账"):
        remind("2023-06")


def test_a_mail_that_fails_ends_with_an_error_after_all_were_told(bureau, settings):
    settings.MAIL_SERVER_SET = True
    settings.EMAIL_BACKEND = "tests.notices.test_mail.Down"
    bureau.clerk.email = "wang@example.cn"
    bureau.clerk.save()
    with pytest.raises(CommandError, match="未能发出的邮件：1 封"):
        remind("2023-06")
    assert Notice.objects.filter(kind="reminder").count() == 2


def test_a_month_of_another_year_is_found(bureau):
    ledger.open_month(bureau.office, Month(2022, 12))
    assert remind("2022-12").startswith("2022-12：本次提醒 2 人")
