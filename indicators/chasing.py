"""Reminding people of a month: a notice each, and a mail where there is a server and an address."""

import datetime
import logging
from contextlib import suppress
from dataclasses import dataclass, field
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import translation
from django.utils.translation import gettext as _

from indicators import notices
from indicators.models import Notice, name_of
from indicators.notice_words import words_of
from indicators.periods import Month

# A server that fails so often in a row is down; the others are not kept waiting for it.
MOST_FAILURES = 3
ANSWERS = (SMTPRecipientsRefused, SMTPResponseException, ValueError)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chased:
    """Who was told: the new notices, those mailed, and those whose mail failed, with why."""

    told: list[Notice]
    mailed: list[Notice] = field(default_factory=list)
    failed: list[tuple[Notice, str]] = field(default_factory=list)


def chase(month: Month, day: datetime.date) -> Chased:
    """Remind everybody who has work left for the month, never twice the same day.

    Of months that opened by themselves meanwhile everybody is told, too. Mails go out once the
    notices are written, so that no mail server can undo them; those that fail are tried again by
    whoever reminds next that day. Raises NobodyToRemind when the month is not open.
    """
    notices.tell_opened()
    chased = Chased(notices.remind(month, day))
    if settings.MAIL_SERVER_SET:
        _mail(notices.to_mail(month, day), chased)
    return chased


def _mail(due: list[Notice], chased: Chased) -> None:
    connection = get_connection()
    failures = 0
    for notice in due:
        if failures >= MOST_FAILURES:
            chased.failed.append((notice, _("The mail server does not answer.")))
        elif notices.claim_mail(notice):
            try:
                connection.open()
                connection.send_messages([message(notice)])
            except (OSError, ValueError) as error:
                notices.unclaim_mail(notice)
                # A server that says why it refuses one mail takes the next.
                failures = 0 if isinstance(error, ANSWERS) else failures + 1
                logger.warning("Mail to %s failed: %s", notice.person.get_username(), error)
                chased.failed.append((notice, str(error)))
                with suppress(OSError):
                    connection.close()
            else:
                failures = 0
                chased.mailed.append(notice)
    with suppress(OSError):
        connection.close()


def message(notice: Notice) -> EmailMessage:
    """The mail of a notice, in the product's language."""
    with translation.override(settings.LANGUAGE_CODE):
        words = words_of(notice)
        lines = [
            _("Dear %(person)s:") % {"person": name_of(notice.person)},
            "",
            *words.lines,
        ]
        if settings.SITE_URL:
            place = {"action": words.action, "address": f"{settings.SITE_URL}{words.address}"}
            lines += ["", _("%(action)s: %(address)s") % place]
        lines += ["", _("Deqing County Construction Bureau: indicator ledger")]
        return EmailMessage(words.title, "\n".join(lines), to=[notice.person.email])
