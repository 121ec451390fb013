"""Axes that tell the truth: they hold zero, and are ticked at round numbers."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from django.utils.translation import gettext

from indicators import numbers, wording
from indicators.periods import MONTHS_IN_YEAR, Month

STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
# From here on the digits of a number say less than its order.
HUGE = Decimal(10) ** 9
HUNDRED_MILLIONS = Decimal(10) ** 8
DIGITS_OF_A_HUGE_ONE = 4


def months_axis(*, small: bool = False) -> dict[str, Any]:
    """January to December from left to right; small charts number them only."""
    every = range(1, MONTHS_IN_YEAR + 1)
    return {
        **_bare(),
        "tickvals": list(every),
        "ticktext": [str(number) if small else month_name(number) for number in every],
        "range": [0.5, MONTHS_IN_YEAR + 0.5],
        "showgrid": False,
        "zeroline": False,
        "linecolor": "--line",
    }


def value_axis(
    values: Iterable[Decimal], decimals: int, *, most: int = 6, headroom: bool = False
) -> dict[str, Any]:
    """An axis over the values and zero, with at most so many ticks.

    No tick is finer than `decimals`. `headroom` leaves place above and below for labels.
    """
    found = [Decimal(0), *values]
    low, high = min(found), max(found)
    step = _step(high - low, decimals, most)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = max((high / step).to_integral_value(ROUND_CEILING), first + 1)
    ticks = [step * number for number in range(int(first), int(last) + 1)]
    spare = (ticks[-1] - ticks[0]) * Decimal("0.1") if headroom else Decimal(0)
    return {
        **_bare(),
        "tickvals": [float(tick) for tick in ticks],
        "ticktext": [short(tick, decimals) for tick in ticks],
        "range": [float(ticks[0] - (spare if low < 0 else 0)), float(ticks[-1] + spare)],
        "gridcolor": "--line-soft",
        "zeroline": True,
        "zerolinecolor": "--line",
        "zerolinewidth": 1.5,
    }


def short(value: Decimal, decimals: int) -> str:
    """The value in digits; a huge one in hundred millions, to four digits."""
    if abs(value) < HUGE:
        return numbers.plain(value, decimals).replace("-", numbers.MINUS)
    scaled = value / HUNDRED_MILLIONS
    spare = max(DIGITS_OF_A_HUGE_ONE - 1 - scaled.adjusted(), 0)
    text = numbers.plain(scaled, spare).replace("-", numbers.MINUS)
    return gettext("%(number)s hundred million") % {"number": text}


def month_name(number: int) -> str:
    """The month's name, short."""
    return wording.month_of_year(Month(2000, number))


def _bare() -> dict[str, Any]:
    return {"tickmode": "array", "tickangle": 0, "fixedrange": True, "automargin": False}


def _step(span: Decimal, decimals: int, most: int) -> Decimal:
    """The smallest of 1, 2, 5, 10, … that covers the span in fewer than `most` steps."""
    finest = Decimal(1).scaleb(-decimals)
    if span == 0:
        return max(finest, Decimal(1))
    rough = span / (most - 1)
    order = Decimal(1).scaleb(rough.adjusted())
    return max(next(order * step for step in STEPS if order * step >= rough), finest)
