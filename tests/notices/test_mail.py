"""Reminders by mail: where a server is set and the person has an address."""

from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend as Kept

from indicators import chasing
from indicators.chasing import MOST_FAILURES, chase
from indicators.models import Notice
from tests.bureau import JUNE

AFTER = date(2023, 7, 8)


class Down(BaseEmailBackend):
    """A mail server that does not answer."""

    asked = 0

    def open(self) -> bool:
        Down.asked += 1
        raise ConnectionRefusedError("refused")


class Choosy(Kept):
    """A mail server that does not know li."""

    def send_messages(self, messages: list[mail.EmailMessage]) -> int:  # type: ignore[override]
        if messages[0].to == ["li@example.cn"]:
            raise SMTPRecipientsRefused({"li@example.cn": (550, b"no such user")})
        return int(super().send_messages(messages))


@pytest.fixture
def reachable(quiet, settings):
    """Both clerks have an address, and there is a mail server."""
    settings.MAIL_SERVER_SET = True
    settings.SITE_URL = "https://zhibiao.example"
    for person in (quiet.clerk, quiet.other_clerk):
        person.email = f"{person.username}@example.cn"
        person.save()
    return quiet


def mailed():
    return sorted(notice.person.username for notice in Notice.objects.exclude(emailed_at=None))


def test_a_reminder_also_goes_out_by_mail(reachable):
    chased = chase(JUNE, AFTER)
    assert sorted(message.to[0] for message in mail.outbox) == ["li@example.cn", "wang@example.cn"]
    assert len(chased.mailed) == 2
    assert mailed() == ["li", "wang"]
    [message] = [message for message in mail.outbox if message.to == ["wang@example.cn"]]
    assert message.subject == "2023年6月填报已逾期"
    assert "城建科：未填 13 项" in message.body
    assert "https://zhibiao.example/admin/indicators/entry/sheet/?month=2023-06" in message.body


def test_mails_are_not_sent_twice_the_same_day(reachable):
    chase(JUNE, AFTER)
    chase(JUNE, AFTER)
    assert len(mail.outbox) == 2
    chase(JUNE, AFTER + timedelta(days=1))
    assert len(mail.outbox) == 4


def test_without_a_mail_server_or_an_address_the_notice_is_there(reachable, settings):
    reachable.other_clerk.email = ""
    reachable.other_clerk.save()
    chase(JUNE, AFTER)
    assert [message.to for message in mail.outbox] == [["wang@example.cn"]]
    settings.MAIL_SERVER_SET = False
    chase(JUNE, AFTER + timedelta(days=1))
    assert len(mail.outbox) == 1
    assert Notice.objects.filter(kind="reminder").count() == 4


def test_a_mail_server_that_is_down_loses_no_notice_and_is_told(reachable, settings):
    settings.EMAIL_BACKEND = "tests.notices.test_mail.Down"
    chased = chase(JUNE, AFTER)
    assert len(chased.told) == 2
    assert {notice.person.username for notice, _why in chased.failed} == {"li", "wang"}
    assert mailed() == []
    assert Notice.objects.filter(kind="reminder").count() == 2


def test_once_it_is_up_again_who_reminds_next_that_day_mails_them(reachable, settings):
    settings.EMAIL_BACKEND = "tests.notices.test_mail.Down"
    chase(JUNE, AFTER)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    chased = chase(JUNE, AFTER)
    assert chased.told == []
    assert len(mail.outbox) == 2
    assert mailed() == ["li", "wang"]


def test_one_address_that_is_refused_does_not_stop_the_others(reachable, settings):
    settings.EMAIL_BACKEND = "tests.notices.test_mail.Choosy"
    chased = chase(JUNE, AFTER)
    assert [notice.person.username for notice, _why in chased.failed] == ["li"]
    assert "no such user" in chased.failed[0][1]
    assert mailed() == ["wang"]


def test_a_server_that_is_down_is_not_asked_for_everybody(reachable, settings, monkeypatch):
    settings.EMAIL_BACKEND = "tests.notices.test_mail.Down"
    Down.asked = 0
    monkeypatch.setattr(chasing, "MOST_FAILURES", 1)
    chased = chase(JUNE, AFTER)
    assert Down.asked == 1
    assert len(chased.failed) == 2
    assert MOST_FAILURES > 1


def test_without_the_site_s_address_a_mail_has_no_link(reachable, settings):
    settings.SITE_URL = ""
    chase(JUNE, AFTER)
    assert "http" not in mail.outbox[0].body
