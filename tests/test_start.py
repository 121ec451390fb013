"""The first page of the desk: what waits for whom, and in which month."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from indicators import ledger
from indicators.admin.start import Task, tasks
from indicators.models import ReportingMonth
from tests.bureau import JUNE, MAY, Bureau

pytestmark = pytest.mark.django_db

IN_A_WEEK = timedelta(days=7)


def until() -> date:
    return timezone.localdate() + IN_A_WEEK


def counts(task: Task) -> list[int]:
    return [count for count, _words in task.counts]


def close(bureau: Bureau) -> None:
    waiting = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    ledger.close_month(bureau.office, JUNE, leaving={entry.pk for entry in waiting})


def test_where_every_month_is_closed_nothing_waits(bureau: Bureau) -> None:
    close(bureau)
    assert tasks(bureau.clerk) == tasks(bureau.reviewer) == []


def test_a_reopened_month_waits_for_its_department_with_its_last_day(bureau: Bureau) -> None:
    close(bureau)
    department = bureau.lifts.department
    ledger.reopen(bureau.office, JUNE, until(), "漏报", department=department)
    entering, reviewing = *tasks(bureau.clerk), *tasks(bureau.reviewer)
    for task in (entering, reviewing):
        assert "2023年6月" in task.about
        assert f"{until().month}月{until().day}日" in task.about
        assert "month=2023-06" in task.address
        assert "department=own" in task.address
    assert counts(entering) == [0, 12, 0, 1, 0]
    assert counts(reviewing) == [1, 0]
    assert tasks(bureau.stranger) == []
    assert tasks(bureau.clerk)[0].name == str(department)


def test_a_reopened_indicator_is_counted_alone(bureau: Bureau) -> None:
    close(bureau)
    ledger.reopen(bureau.office, JUNE, until(), "漏报", indicator=bureau.lifts)
    (entering,) = tasks(bureau.clerk)
    assert counts(entering) == [0, 2, 0, 1, 0]


def test_the_first_indicator_to_end_says_until_when(bureau: Bureau) -> None:
    close(bureau)
    first = timezone.localdate()
    for indicator, day in ((bureau.lifts, until()), (bureau.unsafe_houses, first)):
        ledger.reopen(bureau.office, JUNE, day, "漏报", indicator=indicator)
    (entering,) = tasks(bureau.clerk)
    assert f"{first.month}月{first.day}日" in entering.about
    ledger.reopen(bureau.office, JUNE, until(), "漏报", department=bureau.lifts.department)
    (entering,) = tasks(bureau.clerk)
    assert f"{until().month}月{until().day}日" in entering.about


def test_what_is_open_again_comes_before_the_month_that_is_open(bureau: Bureau) -> None:
    close(bureau)
    bureau.open(JUNE.shift(1))
    ledger.reopen(bureau.office, JUNE, until(), "漏报", department=bureau.lifts.department)
    assert ["month=2023-06" in task.address for task in tasks(bureau.clerk)] == [True, False]


def test_a_reopening_that_has_ended_is_over(bureau: Bureau) -> None:
    close(bureau)
    ledger.reopen(bureau.office, JUNE, until(), "漏报", department=bureau.lifts.department)
    month = ReportingMonth.objects.get()
    month.reopenings.update(until=timezone.localdate() - timedelta(days=1))
    assert tasks(bureau.clerk) == []


def test_what_is_submitted_is_called_so_on_the_first_page(bureau: Bureau) -> None:
    bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    User.objects.update(is_staff=True)
    client = Client()
    client.force_login(bureau.clerk)
    text = client.get("/admin/").content.decode()
    assert "已提交" in text
    assert "已报送" not in text


def test_months_in_refusals_are_written_as_on_every_page(bureau: Bureau) -> None:
    with pytest.raises(ledger.LedgerError, match="2023年5月"):
        ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[0], "5", month=MAY)])
    close(bureau)
    with pytest.raises(ledger.LedgerError, match="2023年6月"):
        ledger.close_month(bureau.office, JUNE)
