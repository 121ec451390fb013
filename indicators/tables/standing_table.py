"""The table of standings on a page."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import django_tables2
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from django_tables2.data import TableListData

from indicators.lines import Line
from indicators.tables import cells
from indicators.tables.alignment import fraction_width
from indicators.tables.columns import COLUMNS, NAME, USUAL, Column, in_order

SPARSE = ("target", "completion", "growth")


class StandingTable(django_tables2.Table):
    """Indicators with value, target, completion, light, growth and owner; sorts by its columns."""

    class Meta:
        empty_text = gettext_lazy("No indicator to show.")

    def __init__(
        self,
        lines: Sequence[Line],
        query: str,
        order_by: str | None = None,
        columns: Sequence[str] = USUAL,
    ) -> None:
        """`query` is put behind the address of each indicator, to keep month and region.

        Of the usual columns those without content are left out.
        """
        self.query = query
        self.shown = [
            column
            for column in COLUMNS
            if column.key in columns and (columns != USUAL or _has_content(column, lines))
        ]
        name = _Column(verbose_name=gettext_lazy("Indicator"), cell=self._name)
        others = [
            (
                column.key,
                _Column(
                    verbose_name=column.label,
                    cell=column.cell,
                    orderable=column.order is not None,
                ),
            )
            for column in self.shown
        ]
        super().__init__(
            _Lines(in_order(lines, order_by or "")),
            order_by=order_by,
            extra_columns=[(NAME, name), *others],
        )
        self.attrs = {"class": f"table standing-table fraction-{fraction_width(lines)}"}

    @cached_property
    def body(self) -> list[SafeString]:
        """The rows as a page prints them."""
        return self.print_rows()

    def print_rows(self) -> list[SafeString]:
        """The name and the other columns with their labels, row by row."""
        labels = [(column.key, str(column.label), column.cell) for column in self.shown]
        row = SafeString('<tr><th scope="row" class="cell-name">{}</th>{}</tr>')
        return [
            SafeString(
                row.format(
                    self._name(line),
                    cells.labelled([(key, label, cell(line)) for key, label, cell in labels]),
                )
            )
            for line in self.data
        ]

    def _name(self, line: Line) -> SafeString:
        return cells.name(line, self.query)


class _Column(django_tables2.Column):
    """A column whose cells a function of the line makes."""

    def __init__(self, *, cell: Callable[[Line], SafeString], **more: Any) -> None:
        super().__init__(empty_values=(), **more)
        self.cell = cell

    def render(self, record: Line) -> SafeString:
        return self.cell(record)


class _Lines(TableListData):
    """Lines that come sorted: also by columns that are not shown, and without gaps in between."""

    def order_by(self, aliases: Sequence[str]) -> None:
        """Nothing is left to do."""


def _has_content(column: Column, lines: Sequence[Line]) -> bool:
    """Whether any line has something to print in the column."""
    return column.key not in SPARSE or any(column.cell(line) for line in lines)
