"""The number, word or choice that a cell of the form comes to."""

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal

from django.utils.translation import gettext as _

from indicators.choices import Qualifier
from indicators.ledger.values import LIMIT
from indicators.numbers import half_up
from indicators.typed import PERCENT, NotANumber, read_number
from indicators.wording import not_a_number
from indicators.workbook.cells import Found, Held
from indicators.workbook.columns import QUALIFIERS, bare
from indicators.workbook.text import tidy

# Excel computes in binary and keeps fifteen digits; what lies beyond them is noise.
FIFTEEN_DIGITS = Context(prec=15, rounding=ROUND_HALF_EVEN, traps=[])
NOISE_DECIMALS = 9
LONGEST_WORDS = 2000  # As the entry sheet takes.
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_CHOICES = {bare(word): Qualifier(key) for key, word in QUALIFIERS.items()}


class Wrong(ValueError):
    """A cell does not hold what its column is for; the text says why, in words."""


def number_in(found: Found | None, unit: str) -> Decimal | None:
    """The number in the unit, None for an empty cell; raises Wrong.

    A cell shown as percent counts in percent, which only the unit % allows.
    """
    if found is None:
        return None
    _refuse_what_is_neither(found)
    if found.held is Held.DATE:
        raise Wrong(_("holds a date; write the number, and give the cell a number format"))
    if found.held is Held.TRUTH:
        raise Wrong(_("holds TRUE or FALSE; write a number"))
    if found.held is Held.TEXT:
        try:
            return read_number(found.text, unit)
        except NotANumber as error:
            raise Wrong(not_a_number(error, unit)) from error
    value = _computed(found)
    if found.is_percent:
        if unit != PERCENT:
            raise Wrong(_("is shown as a percentage, but the unit is %(unit)s") % {"unit": unit})
        value = FIFTEEN_DIGITS.multiply(value, Decimal(100))
    return value


def words_in(found: Found | None) -> str:
    """The text, without space around; empty for an empty cell; raises Wrong."""
    if found is None:
        return ""
    _refuse_what_is_neither(found)
    text = tidy(found.text)
    if len(text) > LONGEST_WORDS:
        raise Wrong(_("has more than %(most)s characters") % {"most": LONGEST_WORDS})
    return text


def qualifier_in(found: Found | None) -> Qualifier:
    """The qualifier, exact for an empty cell; raises Wrong."""
    word = words_in(found)
    if not word:
        return Qualifier.EXACT
    if bare(word) not in _CHOICES:
        text = _("is none of %(words)s")
        raise Wrong(text % {"words": "、".join(QUALIFIERS.values())})
    return _CHOICES[bare(word)]


def _refuse_what_is_neither(found: Found) -> None:
    if found.held is Held.ERROR:
        raise Wrong(_("holds the error value %(text)s") % {"text": found.text[:20]})
    if found.held is Held.NOT_COMPUTED:
        raise Wrong(_("holds a formula without its result; open the file in Excel or WPS and save"))


def _computed(found: Found) -> Decimal:
    """The number of a cell, to the digits that Excel keeps."""
    if not _NUMBER.fullmatch(found.text.strip()):
        raise Wrong(_("does not hold a number that can be read"))
    value = FIFTEEN_DIGITS.create_decimal(found.text.strip())
    if abs(value) >= LIMIT:
        raise Wrong(_("is too large to be a figure; check the unit"))
    if found.is_formula:
        value = half_up(value, NOISE_DECIMALS)
    return value
