"""Which values give reason to ask: rules over plain numbers, each a function of one cell.

A doubt never stops a value; the person who hands it in says a word to it. What is missing raises
no doubt: a rule that lacks a neighbour to compare with is silent.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from indicators.numbers import plain
from indicators.periods import MONTHS_IN_YEAR, Month
from indicators.progress import Kind, increment

HISTORY = 12
"""How many months before the cell's own are looked at."""
KNOWN_CHANGES = 3
"""How many of their monthly changes must be known before one can be called a jump."""
JUMP_TIMES = 3
"""A jump is more than so many times the largest of them."""
STILL_SHARE = 5
"""Where they are all zero, a jump is more than one part in so many of the value before: 20%."""
JUMP_POINTS = 10
"""A ratio jumps by at least so many percentage points."""
WHOLE = 100


class DoubtCode(StrEnum):
    """The kinds of doubt; kept with entries, so a name that was used stays."""

    FALLING = "falling"
    NEGATIVE = "negative"
    JUMP = "jump"
    RATIO_OVER_100 = "ratio_over_100"
    PART_OVER_WHOLE = "part_over_whole"
    WHOLE_BELOW_PART = "whole_below_part"
    TOTAL_DIFFERS = "total_differs"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to ask: which rule, and the numbers and names that its words need, as text."""

    code: str
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another indicator that the cell's is held against, in the same region and month."""

    name: str
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A value and what surrounds it, all in the indicator's unit and with so many decimals at
    most; None is missing.

    `history` holds the values at the end of the months before, the month before last. `whole` is
    what the indicator is a part of, `parts` what is part of it. `total` is what the region above
    is known to come to, `added_up` what it comes to with this value; None while regions are
    outstanding.
    """

    kind: Kind
    month: Month
    value: Decimal | None
    unit: str = ""
    decimals: int = 0
    history: tuple[Decimal | None, ...] = ()
    whole: Neighbour | None = None
    parts: tuple[Neighbour, ...] = ()
    total: Decimal | None = None
    added_up: Decimal | None = None

    @property
    def before(self) -> Decimal | None:
        """The value at the end of the month before."""
        return self.history[-1] if self.history else None


def doubts(cell: Cell) -> list[Doubt]:
    """Every reason to ask about the cell's value, in the order of the rules; none without one."""
    if cell.value is None:
        return []
    return [doubt for rule in RULES for doubt in rule(cell, cell.value)]


def falling(cell: Cell, value: Decimal) -> Iterator[Doubt]:
    """What counts up from January never comes down within the year."""
    if cell.kind is not Kind.FLOW or cell.month.month == 1 or cell.before is None:
        return
    if value < cell.before:
        yield _doubt(cell, DoubtCode.FALLING, value=value, before=cell.before)


def negative(cell: Cell, value: Decimal) -> Iterator[Doubt]:
    """Things counted are not below zero; a ratio may be a rate of change."""
    if cell.kind is not Kind.RATIO and value < 0:
        yield _doubt(cell, DoubtCode.NEGATIVE, value=value)


def jump(cell: Cell, value: Decimal) -> Iterator[Doubt]:
    """The month's change is more than three times the largest of the last twelve months.

    At least three of those changes must be known. Where all of them are zero, a stock jumps by
    more than 20% of the value before, though never by its smallest step (one house more, where
    whole houses are counted), and a flow that begins does not jump. A ratio jumps only by ten
    percentage points or more. A flow that comes down is `falling`, not a jump.
    """
    change = increment(cell.kind, cell.month.month, value, cell.before)
    known = list(_changes(cell))
    if change is None or len(known) < KNOWN_CHANGES:
        return
    if cell.kind is Kind.FLOW and change < 0:
        return
    if cell.kind is Kind.RATIO and abs(change) < JUMP_POINTS:
        return
    largest = max(abs(one) for one in known)
    if largest > 0:
        if abs(change) > JUMP_TIMES * largest:
            yield _doubt(cell, DoubtCode.JUMP, change=change, largest=largest)
    elif cell.before is not None and _moves_what_stood_still(cell, change, cell.before):
        yield _doubt(cell, DoubtCode.JUMP, change=change, largest=largest, before=cell.before)


def _moves_what_stood_still(cell: Cell, change: Decimal, before: Decimal) -> bool:
    if cell.kind is not Kind.STOCK:
        return cell.kind is Kind.RATIO
    # Nothing can be said of what begins at zero: any share of zero is zero.
    is_large = before != 0 and abs(change) * STILL_SHARE > abs(before)
    return is_large and abs(change) > Decimal(1).scaleb(-cell.decimals)


def _changes(cell: Cell) -> Iterator[Decimal]:
    """What each month before added, where that is known."""
    before: Decimal | None = None
    first = cell.month.month - len(cell.history)
    for number, value in enumerate(cell.history, start=first):
        change = increment(cell.kind, (number - 1) % MONTHS_IN_YEAR + 1, value, before)
        if change is not None:
            yield change
        before = value


def ratio_over_100(cell: Cell, value: Decimal) -> Iterator[Doubt]:
    """A share is at most the whole."""
    if cell.kind is Kind.RATIO and value > WHOLE:
        yield _doubt(cell, DoubtCode.RATIO_OVER_100, value=value)


def part_over_whole(cell: Cell, value: Decimal) -> Iterator[Doubt]:
    """A part is at most its whole."""
    if cell.whole is not None and value > cell.whole.value:
        doubt = _doubt(cell, DoubtCode.PART_OVER_WHOLE, value=value, whole_value=cell.whole.value)
        doubt.facts["whole"] = cell.whole.name
        yield doubt


def whole_below_part(cell: Cell, value: Decimal) -> Iterator[Doubt]:
    """A whole is at least each of its parts; the largest one tells."""
    if not cell.parts:
        return
    largest = max(cell.parts, key=lambda part: part.value)
    if value < largest.value:
        doubt = _doubt(cell, DoubtCode.WHOLE_BELOW_PART, value=value, part_value=largest.value)
        doubt.facts["part"] = largest.name
        yield doubt


def total_differs(cell: Cell, _value: Decimal) -> Iterator[Doubt]:
    """What the regions report adds up to what is known of the region above."""
    if cell.total is None or cell.added_up is None or cell.added_up == cell.total:
        return
    yield _doubt(
        cell,
        DoubtCode.TOTAL_DIFFERS,
        sum=cell.added_up,
        total=cell.total,
        difference=cell.added_up - cell.total,
    )


def _doubt(cell: Cell, code: DoubtCode, **numbers: Decimal) -> Doubt:
    facts = {name: plain(number) for name, number in numbers.items()}
    return Doubt(code.value, {**facts, "unit": cell.unit})


Rule = Callable[[Cell, Decimal], Iterator[Doubt]]
RULES: tuple[Rule, ...] = (
    negative,
    falling,
    jump,
    ratio_over_100,
    part_over_whole,
    whole_below_part,
    total_differs,
)
