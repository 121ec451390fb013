"""The table as an Excel workbook: numbers as numbers, text never a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from indicators import numbers
from indicators.choices import GREY_LABELS, LIGHT_LABELS, Qualifier
from indicators.lines import Line
from indicators.progress import Kind, Light
from indicators.tables.columns import USUAL
from indicators.tables.file_columns import FileCell, FileColumn, Measured, file_columns
from indicators.workbook.text import clean
from indicators.workbook.text import lines as lines_of_text

FONT, TITLE_FONT = "宋体", "黑体"
TITLE_ROW, PLACE_ROW, HEAD_ROW = 0, 1, 2
FROZEN_COLUMNS = 2
LINE_POINTS, PAPER_A4, MARGIN_INCHES = 16, 9, 0.6
HUNDRED = Decimal(100)
SHARE_FORMAT, CHANGE_FORMAT = "0.0%", "+0.0%;-0.0%;0.0%"
WORKED_OUT = (Measured.COMPUTED, Measured.LACKING)
FILLS = {
    Light.BLUE: "#BDD7EE",
    Light.GREEN: "#C6E0B4",
    Light.YELLOW: "#FFE699",
    Light.RED: "#F4B6B6",
    Light.GREY: "#E7E6E6",
}
QUALIFIED = {
    Qualifier.EXACT: "{}",
    Qualifier.ABOUT: '"约"{}',
    Qualifier.OVER: '{}"余"',
    Qualifier.PRELIMINARY: '"预报"{}',
}
FRAME = {"border": 1, "border_color": "#9AA5AC", "valign": "vcenter"}


@dataclass(frozen=True, slots=True)
class Heading:
    """What the workbook is of: its title, the place and month, and how it was narrowed."""

    title: str
    place: str
    sheet: str
    made: datetime


def as_xlsx(lines: Sequence[Line], heading: Heading, columns: Sequence[str] = USUAL) -> bytes:
    """The lines as an Excel workbook with one sheet; shares as percentages, the head frozen."""
    return _Book(heading, file_columns(columns)).made_of(lines)


class _Book:
    def __init__(self, heading: Heading, columns: Sequence[FileColumn]) -> None:
        self._file = BytesIO()
        self._book = xlsxwriter.Workbook(self._file, {"in_memory": True})
        self._book.set_properties(
            {
                "title": clean(heading.title),
                "subject": clean(heading.place),
                "author": gettext("Deqing County Construction Bureau"),
                # The file format keeps times without a zone.
                "created": heading.made.replace(tzinfo=None),
            }
        )
        self._columns = columns
        self._heading = heading
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def made_of(self, lines: Sequence[Line]) -> bytes:
        sheet = self._book.add_worksheet(self._heading.sheet)
        self._write_head(sheet)
        for row, line in enumerate(lines, start=HEAD_ROW + 1):
            written = [column.cell(line) for column in self._columns]
            sheet.set_row(row, LINE_POINTS * max(map(_height, written, self._columns)))
            for index, cell in enumerate(written):
                self._write(sheet, row, index, cell, line)
        bottom = HEAD_ROW + max(len(lines), 1)
        self._colour_lights(sheet, bottom)
        sheet.autofilter(HEAD_ROW, 0, bottom, len(self._columns) - 1)
        sheet.freeze_panes(HEAD_ROW + 1, FROZEN_COLUMNS)
        _set_up_print(sheet)
        self._book.close()
        return self._file.getvalue()

    def _write_head(self, sheet: Worksheet) -> None:
        title = self._format(font_name=TITLE_FONT, font_size=15)
        sheet.set_row(TITLE_ROW, 28)
        sheet.write_string(TITLE_ROW, 0, clean(self._heading.title), title)
        place = self._format(font_color="#595959")
        sheet.write_string(PLACE_ROW, 0, clean(self._heading.place), place)
        head = self._format(bold=True, align="center", text_wrap=True, bg_color="#E6F0F1", **FRAME)
        sheet.set_row(HEAD_ROW, 32)
        for index, column in enumerate(self._columns):
            sheet.set_column(index, index, column.width)
            sheet.write_string(HEAD_ROW, index, str(column.label), head)

    def _write(self, sheet: Worksheet, row: int, index: int, cell: FileCell, line: Line) -> None:
        if isinstance(cell.content, Decimal):
            value, number_format = _number(cell.content, cell.measured, line)
            look = self._format(num_format=number_format, align="right", **FRAME)
            sheet.write_number(row, index, float(value), look)
        elif cell.content:
            # Never a formula, whatever the text begins with.
            wrapped = self._format(text_wrap=True, **FRAME)
            sheet.write_string(row, index, clean(cell.content), wrapped)
        else:
            sheet.write_blank(row, index, None, self._format(**FRAME))

    def _colour_lights(self, sheet: Worksheet, bottom: int) -> None:
        """The word of a light colours its cell, also when somebody changes it later."""
        for index, column in enumerate(self._columns):
            if column.belongs_to != "light_label":
                continue
            for light, words in _light_words().items():
                fill = self._book.add_format({"bg_color": FILLS[light]})
                for word in words:
                    rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": fill}
                    sheet.conditional_format(HEAD_ROW + 1, index, bottom, index, rule)

    def _format(self, **look: Any) -> Format:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({"font_name": FONT, "font_size": 11} | look)
        return self._formats[key]


def _light_words() -> dict[Light, list[str]]:
    words = {light: [str(LIGHT_LABELS[light])] for light in Light}
    words[Light.GREY] += [str(label) for label in GREY_LABELS.values()]
    return words


def _number(value: Decimal, measured: Measured, line: Line) -> tuple[Decimal, str]:
    """The number as the cell keeps it, and the format that shows it."""
    if measured is Measured.SHARE:
        return value, SHARE_FORMAT
    if measured is Measured.CHANGE:
        return value, CHANGE_FORMAT
    if measured is Measured.POINTS:
        return value, _points("0.0")
    decimals = max(line.standing.indicator.decimals, _decimals(value, measured))
    digits = f"0.{'0' * decimals}" if decimals else "0"
    if measured is Measured.GAINED:
        return value, _points(digits)
    if measured is Measured.LACKING:
        return value, f'{digits}"{gettext("%(number)s pp") % {"number": ""}}"'
    is_ratio = line.standing.indicator.kind == Kind.RATIO
    shown = f"{digits}%" if is_ratio else digits
    if value is line.standing.value and line.standing.figure:
        shown = QUALIFIED[Qualifier(line.standing.figure.qualifier)].format(shown)
    return value / HUNDRED if is_ratio else value, shown


def _points(digits: str) -> str:
    unit = gettext("%(number)s pp") % {"number": ""}
    return f'+{digits}"{unit}";-{digits}"{unit}";{digits}"{unit}"'


def _decimals(value: Decimal, measured: Measured) -> int:
    """A worked-out number has at most one more than needed; a reported one is shown whole."""
    text = numbers.plain(value, 1 if measured in WORKED_OUT else None)
    return len(text.partition(".")[2])


def _height(cell: FileCell, column: FileColumn) -> int:
    return lines_of_text(cell.content, column.width) if isinstance(cell.content, str) else 1


def _set_up_print(sheet: Worksheet) -> None:
    """A4 across, as wide as the page, the head repeated, pages numbered."""
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_margins(MARGIN_INCHES, MARGIN_INCHES, MARGIN_INCHES, MARGIN_INCHES)
    sheet.set_footer("&C&P / &N")
