"""Writing cells of the form by the key of their column: text never a formula, numbers numbers."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from indicators.workbook.columns import Column, Key
from indicators.workbook.formulas import Formula
from indicators.workbook.look import Look
from indicators.workbook.markup import letters
from indicators.workbook.text import clean


class Pen:
    """Writes on one sheet, whose columns may lack some of the form's."""

    def __init__(self, book: Workbook, sheet: Worksheet, columns: Sequence[Column]) -> None:
        self.sheet, self.look, self.columns = sheet, Look(book), columns
        self.at = {column.key: index for index, column in enumerate(columns)}

    def reference(self, line: int, key: Key) -> str:
        """How a formula calls a cell; lines count from 0, as everywhere here."""
        return self.cell(line, self.at[key])

    def cell(self, line: int, column: int) -> str:
        """The same, by the number of its column."""
        return f"{letters(column + 1)}{line + 1}"

    def text(self, line: int, key: Key, text: str, **look: Any) -> None:
        """A text, or a framed blank cell for none."""
        made = self.look.cell(**look)
        if text:
            self.sheet.write_string(line, self.at[key], clean(text), made)
        else:
            self.sheet.write_blank(line, self.at[key], None, made)

    def number(
        self, line: int, key: Key, value: Decimal | None, number_format: str, **look: Any
    ) -> None:
        """A number as a number: the ledger's fifteen digits are what Excel keeps exactly."""
        made = self.look.cell(number_format, align="right", **look)
        if value is None:
            self.sheet.write_blank(line, self.at[key], None, made)
        else:
            self.sheet.write_number(line, self.at[key], float(value), made)

    def formula(
        self, line: int, key: Key, formula: Formula, number_format: str, **look: Any
    ) -> None:
        """A formula with the result that it starts with."""
        made = self.look.cell(number_format, **({"align": "right"} | look))
        self.sheet.write_formula(line, self.at[key], formula.text, made, formula.result)
