"""How much room a column of numbers keeps right of the decimal point."""

from collections.abc import Iterable

from indicators.lines import Line
from indicators.wording import Number


def fraction_width(lines: Iterable[Line]) -> int:
    """How many characters stand right of the integers, at most, over values and targets."""
    return widest_fraction(n for line in lines for n in (line.value, line.target) if n)


def widest_fraction(shown: Iterable[Number]) -> int:
    """The most characters that any of the numbers has right of its integer."""
    return max((len(n.fraction) + 2 * len(n.after) for n in shown), default=0)
