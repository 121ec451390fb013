"""The year as a ruler: twelve months, and how many of them are over."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.numbers import percent, plain
from indicators.periods import MONTHS_IN_YEAR, Month


@dataclass(frozen=True)
class Ruler:
    """The year as of the end of a month; `share` in percent of its width."""

    months: range
    passed: int
    left: int
    share: str
    text: str


def ruler(month: Month) -> Ruler:
    """The ruler of the month's year."""
    passed = Decimal(month.month) / MONTHS_IN_YEAR
    return Ruler(
        months=range(1, MONTHS_IN_YEAR + 1),
        passed=month.month,
        left=MONTHS_IN_YEAR - month.month,
        share=plain(passed * 100, 2),
        text=percent(passed),
    )
