"""Finding the form in a workbook that people have bent: its sheet, its head row, its columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.periods import Month, PeriodError
from indicators.workbook.cells import Line, Sheet
from indicators.workbook.columns import HEADS, NUMBERS, SHEET, Key, column_headed
from indicators.workbook.markup import letters
from indicators.workbook.refusal import Refused

LINES_LOOKED_AT = 40
_SAID = re.compile(r"(20\d\d)\s*年\s*(\d{1,2})\s*月(?!\s*\d{1,2}\s*日)", re.ASCII)


@dataclass(frozen=True)
class Table:
    """Where the form stands: its sheet, its head row, and the column of each key."""

    sheet: Sheet
    head: int
    columns: dict[Key, int]

    def lines(self) -> Iterator[Line]:
        """The rows below the head."""
        return (line for line in self.sheet.lines if line.number > self.head)

    def month_said(self) -> Month | None:
        """The one month that the sheet's name or title names; None for none, or several."""
        words = [self.sheet.name]
        for line in self.sheet.lines:
            if line.number < self.head:
                words += [found.text for found in line.cells.values()]
        said = set(_months(words))
        return said.pop() if len(said) == 1 else None


def located(sheets: Sequence[Sheet]) -> Table:
    """The form; raises Refused where there is none, or several that might be it."""
    tables = [table for sheet in sheets if not sheet.is_hidden and (table := _table(sheet))]
    named = [table for table in tables if table.sheet.name.strip() == SHEET]
    if len(named) == 1:
        return named[0]
    if not tables:
        text = _(
            "No sheet has a row of heads with “%(name)s” and “%(value)s”; "
            "fill in the workbook that is downloaded here."
        )
        raise Refused(text % {"name": HEADS[Key.INDICATOR], "value": HEADS[Key.VALUE]})
    if len(tables) > 1:
        text = _("Several sheets look like the form: %(names)s; keep one of them.")
        names = "、".join(f"“{table.sheet.name}”" for table in tables)
        raise Refused(text % {"names": names})
    return tables[0]


def _table(sheet: Sheet) -> Table | None:
    """The first row that heads an indicator and a number."""
    for line in sheet.lines[:LINES_LOOKED_AT]:
        headed = [
            (key, column)
            for column, found in sorted(line.cells.items())
            if (key := column_headed(found.text))
        ]
        keys = {key for key, _column in headed}
        if keys & {Key.INDICATOR, Key.INDICATOR_CODE} and keys & set(NUMBERS):
            return Table(sheet, line.number, _columns(sheet, headed))
    return None


def _columns(sheet: Sheet, headed: Sequence[tuple[Key, int]]) -> dict[Key, int]:
    columns: dict[Key, int] = {}
    for key, column in headed:
        if key in columns:
            text = _("Sheet “%(sheet)s” has the column “%(head)s” twice: %(one)s and %(other)s.")
            words = {"one": letters(columns[key]), "other": letters(column)}
            raise Refused(text % {"sheet": sheet.name, "head": HEADS[key], **words})
        columns[key] = column
    return columns


def _months(words: Sequence[str]) -> Iterator[Month]:
    for text in words:
        for year, month in _SAID.findall(text):
            try:
                yield Month(int(year), int(month))
            except PeriodError:
                continue
