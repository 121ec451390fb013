"""Months and reporting periods, written 2023-06, 2023-Q2, 2023-H1 and 2023."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FIRST_YEAR, LAST_YEAR = 2000, 2100
MONTHS_IN_YEAR = 12


class PeriodError(ValueError):
    """A text is not a month or period; the argument is the text as it was typed."""


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month; months compare in time order.

    The years on either side of those that the ledger keeps exist too, to compare with.
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        known = FIRST_YEAR - 1 <= self.year <= LAST_YEAR + 1
        if not (known and 1 <= self.month <= MONTHS_IN_YEAR):
            raise PeriodError(f"{self.year}-{self.month}")

    @classmethod
    def parse(cls, text: str) -> "Month":
        """The month written as 2023-06; raises PeriodError for anything else."""
        found = re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII)
        if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            raise PeriodError(text)
        try:
            return cls(int(found[1]), int(found[2]))
        except PeriodError:
            raise PeriodError(text) from None

    def shift(self, months: int) -> "Month":
        """The month so many months later (earlier when negative)."""
        years, month = divmod(self.year * MONTHS_IN_YEAR + self.month - 1 + months, MONTHS_IN_YEAR)
        return Month(years, month + 1)

    @property
    def first_day(self) -> date:
        """The day the month begins."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The day the month ends."""
        return self.shift(1).first_day - timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"


class PeriodKind(StrEnum):
    """How long a reporting period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


_LENGTH = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}
_LETTER = {PeriodKind.QUARTER: "Q", PeriodKind.HALF: "H"}


@dataclass(frozen=True, slots=True)
class Period:
    """A month, quarter, half-year or year; `number` counts from 1 within the year."""

    kind: PeriodKind
    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= MONTHS_IN_YEAR // _LENGTH[self.kind]:
            raise PeriodError(f"{self.year} {self.kind} {self.number}")
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise PeriodError(f"{self.year}")

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period written as 2023-06, 2023-Q2, 2023-H1 or 2023; raises PeriodError."""
        found = re.fullmatch(r"(\d{4})(?:-(?:([QH])(\d)|(\d{2})))?", text, re.ASCII)
        if not found:
            raise PeriodError(text)
        year, letter, part, month = found.groups()
        try:
            if month:
                return cls(PeriodKind.MONTH, int(year), int(month))
            if letter:
                kind = PeriodKind.QUARTER if letter == "Q" else PeriodKind.HALF
                return cls(kind, int(year), int(part))
            return cls(PeriodKind.YEAR, int(year), 1)
        except PeriodError:
            raise PeriodError(text) from None

    @classmethod
    def half_around(cls, month: Month) -> "Period":
        """The half-year that the month is in."""
        number = 1 + (month.month - 1) // _LENGTH[PeriodKind.HALF]
        return cls(PeriodKind.HALF, month.year, number)

    @property
    def last_month(self) -> Month:
        """The month at whose end the period is read."""
        return Month(self.year, self.number * _LENGTH[self.kind])

    @property
    def first_month(self) -> Month:
        """The first month of the period."""
        return self.last_month.shift(1 - _LENGTH[self.kind])

    def __str__(self) -> str:
        if self.kind is PeriodKind.YEAR:
            return str(self.year)
        if self.kind is PeriodKind.MONTH:
            return str(self.last_month)
        return f"{self.year}-{_LETTER[self.kind]}{self.number}"
