"""What a fill-in workbook is for, and the rows that it has."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from indicators import standings
from indicators.models import Indicator, Region
from indicators.periods import Month
from indicators.progress import Kind
from indicators.standings import Owed, OwedCell, OwedRow
from indicators.workbook.inputs import Inputs, present


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures: those that some indicators owe for a month in a region.

    `code` and `name` say which department or programme the indicators are chosen by; both are
    empty for all that a person owes.
    """

    month: Month
    region: Region
    indicators: QuerySet[Indicator]
    code: str = ""
    name: str = ""

    def owed(self) -> Owed:
        """What is owed: a constant number of queries."""
        return standings.owed(self.region, self.month, self.indicators)


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row to fill in: a cell, or where `cell` is None, the total its towns are held against."""

    owed: OwedRow
    cell: OwedCell | None
    present: Inputs

    @property
    def indicator(self) -> Indicator:
        """What is measured."""
        return self.owed.indicator

    @property
    def region(self) -> Region:
        """Who reports it; of a total, the region above."""
        return self.cell.region if self.cell else self.owed.whole.region

    @property
    def is_total(self) -> bool:
        """Whether it is a total to hold the towns against."""
        return self.cell is None


def form_rows(owed: Owed) -> Iterator[FormRow]:
    """The rows of a workbook: cell by cell, and behind the towns of what adds up, its total."""
    for row in owed.rows:
        for cell in row.cells:
            yield FormRow(row, cell, present(cell))
        if takes_total(row):
            yield FormRow(row, None, Inputs(value=_total(row)))


def takes_total(row: OwedRow) -> bool:
    """Whether the towns' values add up, so that a total can be held against them."""
    return row.indicator.level != row.whole.region.level and row.indicator.kind != Kind.RATIO


def _total(row: OwedRow) -> Decimal | None:
    return row.control_total.value if row.control_total else None
