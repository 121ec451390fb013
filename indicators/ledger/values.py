"""Which values the ledger takes."""

from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.choices import Source
from indicators.ledger.drafts import Draft
from indicators.models.indicator import MAX_DECIMALS, MAX_DIGITS
from indicators.numbers import half_up
from indicators.progress import Amount, ratio

LONGEST_TEXT = 2_000
"""Characters of a note, a reason or an explanation."""
LIMIT = Decimal(10) ** (MAX_DIGITS - MAX_DECIMALS)


def value_problem(given: Draft) -> str | None:
    """Why the ledger cannot take what was given, in words for the person; None when it can."""
    words = {"name": given.indicator.name}
    numbers = [n for n in (given.value, given.numerator, given.denominator) if n is not None]
    if not all(number.is_finite() and abs(number) < LIMIT for number in numbers):
        return _("%(name)s: the number is too large to be one; check the unit.") % words
    if given.indicator.by_parts:
        if given.numerator is None or given.denominator is None or given.value is not None:
            return _("%(name)s: give numerator and denominator.") % words
        if given.denominator <= 0:
            return _("%(name)s: the denominator must be above zero.") % words
    elif given.value is None or len(numbers) != 1:
        return _("%(name)s: give one value.") % words
    most = MAX_DECIMALS if given.indicator.by_parts else given.indicator.decimals
    if any(number != half_up(number, most) for number in numbers):
        return too_fine(given.indicator.name, most)
    if given.indicator.by_parts and abs(_percent(given)) >= LIMIT:
        return _("%(name)s: the number is too large to be one; check the unit.") % words
    if any(len(text) > LONGEST_TEXT for text in (given.note, given.reason, given.explanation)):
        text = _("%(name)s: a note, reason or explanation has at most %(count)s characters.")
        return text % {**words, "count": LONGEST_TEXT}
    if given.source == Source.DERIVED and not given.note.strip():
        return _("%(name)s: say in the note what the value was worked out from.") % words
    return None


def too_fine(name: str, decimals: int) -> str:
    """The refusal of a number with more decimals than the indicator has."""
    if decimals == 0:
        return _("%(name)s is counted in whole numbers.") % {"name": name}
    return _("%(name)s has at most %(decimals)s decimals.") % {"name": name, "decimals": decimals}


def _percent(given: Draft) -> Decimal:
    return ratio(given.numerator or Decimal(0), given.denominator or Decimal(1)) or Decimal(0)


def stored_amount(
    value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None
) -> Amount:
    """The amount to keep: as given, or the ratio of its parts in percent."""
    if value is not None:
        return Amount(value)
    if numerator is None or denominator is None:
        raise ValueError("neither a value nor its parts")
    percent = ratio(numerator, denominator)
    if percent is None:
        raise ValueError("a ratio over zero")
    return Amount(half_up(percent, MAX_DECIMALS), numerator, denominator)
