"""What can be wrong with a ledger, and the rows that it is told from."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from typing import NamedTuple

from django.db import connection

from indicators.periods import Month

# SQLite keeps numbers to fifteen digits; a sum of many regions may have more.
KEPT_BY_SQLITE = Context(prec=15, rounding=ROUND_HALF_UP)


class FaultKind(StrEnum):
    """The kinds of fault that a ledger can have."""

    FIGURE_MISSING = "figure_missing"
    FIGURE_WITHOUT_ENTRY = "figure_without_entry"
    FIGURE_DIFFERS = "figure_differs"
    LEVEL = "level"
    ROLL_UP_MISSING = "roll_up_missing"
    ROLL_UP_OF_NOTHING = "roll_up_of_nothing"
    ROLL_UP_DIFFERS = "roll_up_differs"
    UNITS = "units"
    PARTS = "parts"
    STATE = "state"
    PENDING_TWICE = "pending_twice"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold: where, and in words."""

    kind: FaultKind
    indicator: str
    region: str
    month: Month
    message: str


class Place(NamedTuple):
    """Where an indicator has a value: the key of the region, and the month."""

    region: int
    month: Month


class Amounts(NamedTuple):
    """A value and the parts that it may be made of."""

    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None


class Written(NamedTuple):
    """An entry, as far as it is checked; the fields are the model's."""

    indicator: int
    region: int
    year: int
    month: int
    pk: int
    state: str
    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None
    qualifier: str
    source: str
    late: bool
    submitted_by: int | None
    submitted_at: datetime | None
    reviewed_by: int | None
    reviewed_at: datetime | None
    withdrawn_by: int | None
    withdrawn_at: datetime | None
    return_reason: str

    @property
    def amounts(self) -> Amounts:
        """The value and its parts."""
        return Amounts(self.value, self.numerator, self.denominator)


class Official(NamedTuple):
    """A figure, as far as it is checked; the fields are the model's."""

    indicator: int
    region: int
    year: int
    month: int
    entry: int | None
    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None
    qualifier: str
    source: str
    units_reported: int | None
    units_total: int | None
    updated_at: datetime

    @property
    def amounts(self) -> Amounts:
        """The value and its parts."""
        return Amounts(self.value, self.numerator, self.denominator)


def same(one: Amounts, other: Amounts) -> bool:
    """Whether two amounts are equal, to all digits that the database keeps."""
    return all(_same(a, b) for a, b in zip(one, other, strict=True))


def _same(one: Decimal | None, other: Decimal | None) -> bool:
    if one is None or other is None or connection.vendor != "sqlite":
        return one == other
    return KEPT_BY_SQLITE.plus(one) == KEPT_BY_SQLITE.plus(other)
