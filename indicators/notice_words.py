"""What a notice says, put in the reader's language from its facts, and where it leads."""

import datetime
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indicators import wording
from indicators.choices import NoticeKind
from indicators.models import Notice


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """A notice for the screen or a mail; `address` is the path of the page where to act."""

    title: str
    lines: list[str]
    address: str
    action: str


def words_of(notice: Notice) -> NoticeWords:
    """The words of a notice; no queries when its month is at hand."""
    write = {
        NoticeKind.OPENED: _opened,
        NoticeKind.CLOSED: _closed,
        NoticeKind.REOPENED: _reopened,
        NoticeKind.RETURNED: _returned,
        NoticeKind.APPROVED: _approved,
        NoticeKind.DUE_SOON: _reminded,
        NoticeKind.REMINDER: _reminded,
    }[NoticeKind(notice.kind)]
    return write(notice, notice.facts)


def _month(notice: Notice) -> str:
    return wording.month(notice.month.as_month())


def _day(text: str) -> str:
    return date_format(datetime.date.fromisoformat(text), "DATE_FORMAT")


def _page(notice: Notice, name: str, department: str = "") -> str:
    query = {"month": str(notice.month)} | ({"department": department} if department else {})
    return f"{reverse(name)}?{urlencode(query)}"


def _opened(notice: Notice, facts: dict[str, Any]) -> NoticeWords:
    return NoticeWords(
        _("%(month)s is open for reporting") % {"month": _month(notice)},
        [_("Figures are due by %(day)s.") % {"day": _day(facts["due"])}],
        _page(notice, "reporting"),
        _("See the reporting progress"),
    )


def _closed(notice: Notice, facts: dict[str, Any]) -> NoticeWords:
    return NoticeWords(
        _("%(month)s has been closed") % {"month": _month(notice)},
        [_("Its figures stand. To correct one, ask the office to reopen the month for it.")],
        _page(notice, "reporting"),
        _("See the reporting progress"),
    )


def _reopened(notice: Notice, facts: dict[str, Any]) -> NoticeWords:
    title = _("%(month)s is open again for “%(name)s”")
    words = _("Until the end of %(day)s. Reason: %(reason)s")
    return NoticeWords(
        title % {"month": _month(notice), "name": facts["name"]},
        [words % {"day": _day(facts["until"]), "reason": facts["reason"]}],
        _page(notice, "admin:indicators_entry_sheet", facts["department"]),
        _("Go to the entry sheet"),
    )


def _returned(notice: Notice, facts: dict[str, Any]) -> NoticeWords:
    title = _("%(month)s: returned to you: %(count)s")
    reason = _("%(person)s returned them: %(reason)s")
    return NoticeWords(
        title % {"month": _month(notice), "count": facts["count"]},
        [_named(facts), reason % {"person": facts["by"], "reason": facts["reason"]}],
        _page(notice, "admin:indicators_entry_sheet", facts["department"]),
        _("Go to the entry sheet"),
    )


def _approved(notice: Notice, facts: dict[str, Any]) -> NoticeWords:
    title = _("%(month)s: approved: %(count)s")
    return NoticeWords(
        title % {"month": _month(notice), "count": facts["count"]},
        [_named(facts), _("Approved by %(person)s.") % {"person": facts["by"]}],
        _page(notice, "admin:indicators_entry_sheet", facts["department"]),
        _("Go to the entry sheet"),
    )


def _named(facts: dict[str, Any]) -> str:
    names = wording.listed(facts["names"])
    return _("%(names)s and others") % {"names": names} if facts["more"] else names


def _reminded(notice: Notice, facts: dict[str, Any]) -> NoticeWords:
    owing, waiting = facts["owing"], facts["waiting"]
    lines = [_days(notice, facts)]
    lines += [
        _("%(department)s: %(missing)s not started, %(draft)s in draft, %(returned)s returned.")
        % {**owed, "department": owed["name"]}
        for owed in owing
    ]
    lines += [
        _("%(department)s: %(submitted)s wait for your review.")
        % {**row, "department": row["name"]}
        for row in waiting
    ]
    if owing:
        action = _("Go to the entry sheet")
        address = _page(notice, "admin:indicators_entry_sheet", owing[0]["department"])
    else:
        action = _("Go to review")
        address = _page(notice, "admin:indicators_entry_review", waiting[0]["department"])
    title = (
        _("%(month)s: reporting is overdue")
        if notice.kind == NoticeKind.REMINDER
        else _("%(month)s: reporting is due soon")
    )
    return NoticeWords(title % {"month": _month(notice)}, lines, address, action)


def _days(notice: Notice, facts: dict[str, Any]) -> str:
    if notice.kind == NoticeKind.REMINDER:
        text = _("It was due on %(day)s; days over: %(days)s.")
    elif facts["days"]:
        text = _("It is due on %(day)s; days left: %(days)s.")
    else:
        text = _("It is due today.")
    return text % {"day": _day(facts["due"]), "days": facts["days"]}
