"""An Excel workbook: sheets of typed cells, numbers as numbers, text never a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.office.xml import clean

FONT = "宋体"
HEAD_FILL = "E7E6E6"
TITLE_ROW, SUBTITLE_ROW, HEAD_ROW = 0, 1, 2
PAPER_A4 = 9
MARGIN_INCHES = 0.6
LINE_POINTS = 16


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in characters, and how its cells are aligned."""

    head: str
    width: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and how it is shown; `fill` is the background as RRGGBB."""

    value: Decimal | str | None
    number_format: str = "General"
    fill: str = ""


class Workbook:
    """A workbook that is written sheet by sheet."""

    def __init__(self, title: str, *, subject: str, created: datetime) -> None:
        self._out = BytesIO()
        self._book = xlsxwriter.Workbook(self._out, {"in_memory": True})
        self._book.set_properties(
            # The file format keeps times without a zone.
            {"title": title, "subject": subject, "created": created.replace(tzinfo=None)}
        )
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def add_sheet(
        self,
        name: str,
        title: str,
        subtitle: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        *,
        frozen_columns: int = 0,
    ) -> None:
        """A sheet with title, head and rows; the head stays in sight and prints on every page."""
        sheet = self._book.add_worksheet(name)
        last = len(columns) - 1
        heading = self._format(bold=True, font_size=16, align="center", valign="vcenter")
        sheet.set_row(TITLE_ROW, 30)
        sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, last, "", heading)
        sheet.write_string(TITLE_ROW, 0, clean(title), heading)
        sheet.write_string(SUBTITLE_ROW, 0, clean(subtitle), self._format(font_color="#595959"))
        self._write_head(sheet, columns)
        bottom = HEAD_ROW
        for bottom, row in enumerate(rows, start=HEAD_ROW + 1):
            sheet.set_row(bottom, LINE_POINTS * max(map(_lines, row, columns)))
            for index, (cell, column) in enumerate(zip(row, columns, strict=True)):
                self._write(sheet, bottom, index, cell, column.align)
        sheet.autofilter(HEAD_ROW, 0, bottom, last)
        sheet.freeze_panes(HEAD_ROW + 1, frozen_columns)
        _set_up_print(sheet)

    def to_bytes(self) -> bytes:
        """The file."""
        self._book.close()
        return self._out.getvalue()

    def _write_head(self, sheet: Worksheet, columns: Sequence[Column]) -> None:
        head = self._format(
            bold=True,
            align="center",
            valign="vcenter",
            text_wrap=True,
            border=1,
            bg_color=f"#{HEAD_FILL}",
        )
        sheet.set_row(HEAD_ROW, 24)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
            sheet.write_string(HEAD_ROW, index, clean(column.head), head)

    def _write(self, sheet: Worksheet, row: int, column: int, cell: Cell, align: str) -> None:
        look = {"align": align, "valign": "vcenter", "border": 1}
        if cell.fill:
            look["bg_color"] = f"#{cell.fill}"
        if isinstance(cell.value, Decimal):
            written = self._format(num_format=cell.number_format, **look)
            sheet.write_number(row, column, float(cell.value), written)
        elif cell.value:
            # Never a formula, whatever the text begins with.
            written = self._format(text_wrap=True, **look)
            sheet.write_string(row, column, clean(cell.value), written)
        else:
            sheet.write_blank(row, column, None, self._format(**look))

    def _format(self, **look: Any) -> Format:
        """The format with that look; made once, as a workbook holds only so many."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({"font_name": FONT, "font_size": 11} | look)
        return self._formats[key]


def _lines(cell: Cell, column: Column) -> int:
    """How many lines the text takes in its column; a Chinese character is two letters wide."""
    if not isinstance(cell.value, str):
        return 1
    width = sum(2 if east_asian_width(char) in "WFA" else 1 for char in cell.value)
    return max(1, ceil(width / (column.width - 1)))


def _set_up_print(sheet: Worksheet) -> None:
    """A4 across, as wide as the page, the head repeated, pages numbered."""
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_margins(MARGIN_INCHES, MARGIN_INCHES, MARGIN_INCHES, MARGIN_INCHES)
    sheet.set_footer("&C&P / &N")
