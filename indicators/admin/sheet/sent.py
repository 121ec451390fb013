"""What a sheet sends to be saved, read strictly: nothing in it is trusted to be what it should."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import BadRequest
from django.utils.translation import gettext

from indicators.choices import Qualifier
from indicators.ledger import Stamp
from indicators.ledger.drafts import read_stamp
from indicators.ledger.values import LONGEST_TEXT
from indicators.periods import Month, PeriodError

MOST_ROWS = 5_000
LONGEST_NUMBER = 100
LONGEST_CODE = 60
LONGEST_STAMP = 36
NUMBERS = ("value", "increment", "numerator", "denominator")
TEXTS = ("note", "reason", "explanation")
Key = tuple[str, str]
"""The codes of an indicator and a region."""


@dataclass(frozen=True, slots=True)
class SentRow:
    """A cell as it was typed; numbers are still text."""

    indicator: str
    region: str
    seen: Stamp | None
    value: str
    increment: str
    numerator: str
    denominator: str
    qualifier: Qualifier
    note: str
    reason: str
    explanation: str
    withdraw: bool
    too_long: dict[str, str] = field(default_factory=dict)
    """The fields that hold more than is kept, with the words for it."""

    @property
    def key(self) -> Key:
        """Which cell."""
        return (self.indicator, self.region)

    @property
    def is_empty(self) -> bool:
        """Whether no number stands in it."""
        return not any(getattr(self, name).strip() for name in NUMBERS)


@dataclass(frozen=True, slots=True)
class SentTotal:
    """A control total as it was typed, and the one that stood there."""

    indicator: str
    value: str
    seen: str


@dataclass(frozen=True, slots=True)
class Sent:
    """One request of a sheet."""

    month: Month
    region: str
    person: str
    submit: bool
    rows: list[SentRow]
    totals: list[SentTotal]


def read_sent(body: bytes) -> Sent:
    """What was sent; raises BadRequest, in words, for anything but what a sheet sends."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise _unreadable() from None
    data = _object(data)
    rows = [_row(_object(row)) for row in _list(data.get("rows", []))]
    totals = [_total(_object(total)) for total in _list(data.get("totals", []))]
    if len({row.key for row in rows}) < len(rows):
        raise BadRequest(gettext("A cell is sent twice in one request."))
    if len({total.indicator for total in totals}) < len(totals):
        raise BadRequest(gettext("A cell is sent twice in one request."))
    try:
        month = Month.parse(_text(data, "month", LONGEST_CODE))
    except PeriodError:
        raise BadRequest(gettext("The month is missing, or not written like 2023-06.")) from None
    return Sent(
        month=month,
        region=_text(data, "region", LONGEST_CODE),
        person=_text(data, "person", LONGEST_TEXT),
        submit=_flag(data, "submit"),
        rows=rows,
        totals=totals,
    )


def _row(data: dict[str, Any]) -> SentRow:
    qualifier = _text(data, "qualifier", LONGEST_CODE) or Qualifier.EXACT.value
    if qualifier not in Qualifier.values:
        raise _unreadable()
    typed = {name: _readable(data, name) for name in (*NUMBERS, *TEXTS)}
    return SentRow(
        indicator=_code(data, "indicator"),
        region=_code(data, "region"),
        seen=_stamp(data),
        qualifier=Qualifier(qualifier),
        withdraw=_flag(data, "withdraw"),
        too_long=_too_long(typed),
        **typed,
    )


def _too_long(typed: dict[str, str]) -> dict[str, str]:
    return {
        name: _longer_than(most)
        for names, most in ((NUMBERS, LONGEST_NUMBER), (TEXTS, LONGEST_TEXT))
        for name in names
        if len(typed[name].strip()) > most
    }


def _total(data: dict[str, Any]) -> SentTotal:
    return SentTotal(
        _code(data, "indicator"),
        _text(data, "value", LONGEST_NUMBER),
        _text(data, "seen", LONGEST_NUMBER),
    )


def _object(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise _unreadable()
    return data


def _list(data: object) -> list[Any]:
    if not isinstance(data, list):
        raise _unreadable()
    if len(data) > MOST_ROWS:
        message = gettext("At most %(count)s rows can be saved at once.")
        raise BadRequest(message % {"count": MOST_ROWS})
    return data


def _text(data: dict[str, Any], name: str, longest: int) -> str:
    text = _readable(data, name)
    if len(text) > longest:
        raise BadRequest(_longer_than(longest))
    return text


def _readable(data: dict[str, Any], name: str) -> str:
    text = data.get(name, "")
    if text is None:
        return ""
    # Neither database keeps a zero character, nor half of a surrogate pair.
    if not isinstance(text, str) or "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise _unreadable()
    return text


def _code(data: dict[str, Any], name: str) -> str:
    code = _text(data, name, LONGEST_CODE)
    if not code:
        raise _unreadable()
    return code


def _stamp(data: dict[str, Any]) -> Stamp | None:
    text = _text(data, "seen", LONGEST_STAMP)
    if not text:
        return None
    found = read_stamp(text) if text.isascii() else None
    if found is None or max(found) >= 2**31:
        raise _unreadable()
    return found


def _flag(data: dict[str, Any], name: str) -> bool:
    flag = data.get(name, False)
    if not isinstance(flag, bool):
        raise _unreadable()
    return flag


def _longer_than(most: int) -> str:
    return gettext("A text is too long: at most %(count)s characters.") % {"count": most}


def _unreadable() -> BadRequest:
    return BadRequest(gettext("What was sent is not what a sheet sends; load the page again."))
