"""How figures read on a page: numbers, months and ranks in words, formatted once, in Python."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, pgettext

from indicators import numbers
from indicators.choices import DatePrecision, EntryState, HonourState, Qualifier, Scope
from indicators.models import Honour, Milestone
from indicators.models.history import LOADED
from indicators.models.month import month_words
from indicators.periods import Month
from indicators.plausibility import Doubt, DoubtCode
from indicators.progress import Kind
from indicators.standings import Recognition
from indicators.standings.reporting import MISSING as MISSING_CELL
from indicators.typed import NotANumber, Reason

MISSING = "\N{EM DASH}"
MONTHS_IN_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the parts that a column needs to stand on its decimal point."""

    before: str
    integer: str
    fraction: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}{self.integer}{self.fraction}{self.after}"


def number(value: Decimal, decimals: int, qualifier: str = Qualifier.EXACT) -> Number:
    """The value rounded to so many decimals, with the words of its qualifier around it."""
    before, after = _around(qualifier)
    integer, point, digits = numbers.plain(value, decimals).partition(".")
    return Number(before, integer.replace("-", numbers.MINUS), point + digits, after)


def _around(qualifier: str) -> tuple[str, str]:
    if qualifier == Qualifier.EXACT:  # Nearly always, and translating takes its time.
        return "", ""
    pattern = {
        Qualifier.ABOUT: pgettext("qualifier", "about %(number)s"),
        Qualifier.OVER: pgettext("qualifier", "over %(number)s"),
        Qualifier.PRELIMINARY: pgettext("qualifier", "prelim. %(number)s"),
    }.get(Qualifier(qualifier), "%(number)s")
    before, _slot, after = pattern.partition("%(number)s")
    return before, after


def computed(value: Decimal, decimals: int) -> str:
    """A value that was worked out, with one decimal even where whole things are counted."""
    return numbers.plain(value, max(decimals, 1)).replace("-", numbers.MINUS)


def points(difference: Decimal, decimals: int = 1, *, sign: bool = True) -> str:
    """A difference of shares, in percentage points; with its sign, unless that is said beside."""
    write = numbers.signed if sign else numbers.plain
    text = write(difference, decimals)
    return gettext("%(number)s pp") % {"number": text}


def with_unit(text: str, unit: str) -> str:
    """A number and its unit; only the percent sign stands close. Empty for no number."""
    if not text:
        return ""
    return f"{text}%" if unit == "%" else f"{text} {unit}"


def growth(kind: str, change: Decimal | None) -> str:
    """Growth on last year: percent, or percentage points for a ratio; empty when not known."""
    if change is None:
        return ""
    return points(change) if kind == Kind.RATIO else f"{numbers.signed(change * 100)}%"


def listed(names: Iterable[str]) -> str:
    """The names one after another, as the language separates them."""
    return pgettext("list", ", ").join(names)


def cell_state(state: str) -> str:
    """How far a cell of a month has come, by the state of its entry or `reporting.MISSING`."""
    return gettext("Not started") if state == MISSING_CELL else str(EntryState(state).label)


def month(value: Month) -> str:
    """Year and month, as the language writes them."""
    return _month(value, get_language())


@lru_cache(maxsize=1024)
def _month(value: Month, _language: str) -> str:
    """Kept, since pages offer all months that there are."""
    return month_words(value)


def month_of_year(value: Month) -> str:
    """The month without its year, short."""
    first = datetime.date(value.year, value.month, 1)
    return date_format(first, pgettext("date format of a month", "M"))


def stale(as_of: Month, asked: Month) -> str:
    """The mark of a value carried from an earlier month."""
    when = month_of_year(as_of) if as_of.year == asked.year else month(as_of)
    return gettext("as of %(month)s") % {"month": when}


def rank(recognition: Recognition) -> str:
    """A place among others, or the bound it lies within; empty for an honour."""
    words = {"scope": Scope(recognition.scope).label}
    if recognition.rank is not None:
        return gettext("%(scope)s no. %(rank)s") % {**words, "rank": recognition.rank}
    if recognition.within is not None:
        return gettext("%(scope)s top %(within)s") % {**words, "within": recognition.within}
    return ""


def honour_state(recognition: Recognition) -> str:
    """How certain an honour is; empty once it is awarded, and for a ranking."""
    if recognition.state in ("", HonourState.AWARDED):
        return ""
    return str(HonourState(recognition.state).label)


def recognised_in(recognition: Recognition | Honour) -> str:
    """The month of an honour or ranking, or its year where no month is known."""
    if recognition.month:
        return month(Month(recognition.year, recognition.month))
    return str(recognition.year)


def milestone_date(milestone: Milestone) -> str:
    """The date done, else planned, no more exact than it is known."""
    return rough_date(milestone.done_on or milestone.planned_on, milestone.precision)


def rough_date(day: datetime.date | None, precision: str) -> str:
    """A date no more exact than it is known; empty for none."""
    if day is None:
        return ""
    if precision == DatePrecision.DAY:
        return date_format(day, "DATE_FORMAT")
    if precision == DatePrecision.MONTH:
        return date_format(day, "YEAR_MONTH_FORMAT")
    if precision == DatePrecision.QUARTER:
        quarter = (day.month + MONTHS_IN_QUARTER - 1) // MONTHS_IN_QUARTER
        return gettext("Q%(quarter)s %(year)s") % {"quarter": quarter, "year": day.year}
    return gettext("end of %(year)s") % {"year": day.year}


def not_a_number(error: NotANumber, unit: str = "") -> str:
    """Why what was typed is not a number, and what to write instead."""
    if error.reason is Reason.UNIT and not unit:
        return gettext("Write the number alone, without a unit.")
    text = {
        Reason.QUALIFIER: gettext(
            "Write the number alone; words such as “about” have the field “qualifier”."
        ),
        Reason.GROUPING: gettext("The separators are not at thousands; write 1234.5 or 1,234.5."),
        Reason.UNIT: gettext("This is another unit than the indicator's; write it in %(unit)s."),
        Reason.SCIENTIFIC: gettext("Write the number in full, such as 100000."),
        Reason.CHINESE_NUMERAL: gettext("Write the number in digits, such as 14."),
        Reason.SEVERAL: gettext("There is more than one number here; write one."),
        Reason.NONSENSE: gettext("This is not a number; write one such as 3.06."),
    }[error.reason]
    return text % {"unit": unit} if error.reason is Reason.UNIT else text


def doubt(raised: Doubt | Mapping[str, Any]) -> str:
    """What speaks against a value, in one sentence; a doubt kept with an entry is a mapping."""
    code, facts = (
        (raised.code, raised.facts)
        if isinstance(raised, Doubt)
        else (raised["code"], raised["facts"])
    )
    unit = facts.get("unit", "")
    words = {
        name: with_unit(text.replace("-", numbers.MINUS), unit) if name in _AMOUNTS else text
        for name, text in facts.items()
    }
    if "difference" in facts:
        words["difference"] = with_unit(facts["difference"].lstrip("-"), unit)
    if "change" in facts:
        words["change"] = _change(Decimal(facts["change"]), unit)
        words["largest"] = _change(Decimal(facts["largest"]), unit, sign=False)
    return _doubt_text(code, still="before" in facts) % words


_AMOUNTS = {"value", "before", "whole_value", "part_value", "sum", "total"}


def _change(change: Decimal, unit: str, *, sign: bool = True) -> str:
    if unit == "%":
        return points(change, sign=sign)
    text = numbers.plain(change)
    mark = "+" if sign and change > 0 else ""
    return with_unit(mark + text.replace("-", numbers.MINUS), unit)


def _doubt_text(code: str, *, still: bool) -> str:
    if code == DoubtCode.JUMP and still:
        return gettext(
            "It stood at %(before)s without moving for months; now it moves by %(change)s."
        )
    return {
        DoubtCode.NEGATIVE: gettext("%(value)s is below zero."),
        DoubtCode.FALLING: gettext(
            "The total of the year so far comes down, from %(before)s to %(value)s."
        ),
        DoubtCode.JUMP: gettext(
            "The month adds %(change)s, more than 3 times the most of any of the last 12 months "
            "(%(largest)s)."
        ),
        DoubtCode.RATIO_OVER_100: gettext("A ratio of %(value)s is more than the whole."),
        DoubtCode.PART_OVER_WHOLE: gettext(
            "%(value)s is more than %(whole)s, which it is a part of, with %(whole_value)s."
        ),
        DoubtCode.WHOLE_BELOW_PART: gettext(
            "%(value)s is less than %(part)s, which is a part of it, with %(part_value)s."
        ),
        DoubtCode.TOTAL_DIFFERS: gettext(
            "The regions add up to %(sum)s, the given total is %(total)s; the difference is "
            "%(difference)s."
        ),
    }[DoubtCode(code)]


def why_changed(reason: str | None) -> str:
    """Why a record was changed, as its history has it; of what was loaded, that it was."""
    text = reason or ""
    return gettext("Loaded with the demonstration data") if text.startswith(LOADED) else text
