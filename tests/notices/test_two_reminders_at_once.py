"""Two who press the button, or cron and the office, at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from indicators import notices
from indicators.models import Notice, ReportingMonth
from tests.bureau import JUNE, Bureau, make_bureau

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bureau(transactional_db: None) -> Bureau:
    made = make_bureau()
    made.open(JUNE)
    Notice.objects.all().delete()
    return made


def three_at_once(do: Callable[[], Any]) -> list[Any]:
    """What each of three got who did the same at the same moment."""
    start = Barrier(3)

    def run(_number: int) -> Any:
        try:
            start.wait(timeout=10)
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(run, range(3)))


@pytest.mark.parametrize("attempt", range(5))
def test_everybody_is_reminded_once(bureau: Bureau, attempt: int) -> None:
    told = three_at_once(lambda: len(notices.remind(JUNE, date(2023, 7, 8))))
    assert sorted(told) == [0, 0, 2]
    reminders = Notice.objects.filter(kind="reminder")
    assert sorted(notice.person.username for notice in reminders) == ["li", "wang"]


def test_everybody_is_told_once_that_the_month_is_open(bureau: Bureau) -> None:
    ReportingMonth.objects.update(due_on=timezone.localdate())
    three_at_once(notices.tell_opened)
    assert Notice.objects.filter(kind="opened").count() == 4


def test_a_mail_goes_out_once(bureau: Bureau) -> None:
    notices.remind(JUNE, date(2023, 7, 8))
    [first, _second] = Notice.objects.filter(kind="reminder")
    assert sorted(three_at_once(lambda: notices.claim_mail(first))) == [False, False, True]
