"""How figures read on a page: numbers, months and ranks in words, formatted once, in Python."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from indicators import numbers
from indicators.choices import DatePrecision, HonourState, Qualifier, Scope
from indicators.models import Milestone
from indicators.periods import Month
from indicators.progress import Kind
from indicators.standings import Recognition

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


def points(difference: Decimal, *, sign: bool = True) -> str:
    """A difference of shares, in percentage points; with its sign, unless that is said beside."""
    text = numbers.signed(difference) if sign else numbers.plain(difference, 1)
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


def month(value: Month) -> str:
    """Year and month, as the language writes them."""
    return date_format(_first_day(value), "YEAR_MONTH_FORMAT")


def month_of_year(value: Month) -> str:
    """The month without its year, short."""
    return date_format(_first_day(value), pgettext("date format of a month", "M"))


def _first_day(value: Month) -> datetime.date:
    return datetime.date(value.year, value.month, 1)


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


def recognised_in(recognition: Recognition) -> str:
    """The month of an honour or ranking, or its year where no month is known."""
    if recognition.month:
        return month(Month(recognition.year, recognition.month))
    return str(recognition.year)


def milestone_date(milestone: Milestone) -> str:
    """The date done, else planned, no more exact than it is known."""
    day = milestone.done_on or milestone.planned_on
    if day is None:
        return ""
    if milestone.precision == DatePrecision.DAY:
        return date_format(day, "DATE_FORMAT")
    if milestone.precision == DatePrecision.MONTH:
        return date_format(day, "YEAR_MONTH_FORMAT")
    if milestone.precision == DatePrecision.QUARTER:
        quarter = (day.month + MONTHS_IN_QUARTER - 1) // MONTHS_IN_QUARTER
        return gettext("Q%(quarter)s %(year)s") % {"quarter": quarter, "year": day.year}
    return gettext("end of %(year)s") % {"year": day.year}
