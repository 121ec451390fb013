"""The table of projects as a file: CSV, and Excel with numbers as numbers."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext

from indicators import numbers
from indicators.projects.line import ProjectLine
from indicators.projects.step import StepLine
from indicators.tables import BYTE_ORDER_MARK, safe_text
from indicators.workbook.text import clean

MONEY, SHARE = "0.00##", "0.0%"
PAPER_A4 = 9
HEAD_FORMAT = {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: a text, or a number with its format in Excel."""

    heading: str
    width: int
    cell: Callable[[ProjectLine], str | Decimal | None]
    number_format: str = ""


def columns() -> list[Column]:
    """The columns of both files; money in 亿元, the completion a share of one."""
    return [
        Column(gettext("Code"), 18, lambda line: line.project.code),
        Column(gettext("Project"), 32, lambda line: line.name),
        Column(gettext("Section"), 12, lambda line: line.section),
        Column(gettext("Programme"), 14, lambda line: line.programme),
        Column(gettext("Region"), 12, lambda line: line.place),
        Column(gettext("Department"), 16, lambda line: line.department),
        Column(gettext("Project kind"), 10, lambda line: line.kind),
        Column(gettext("Stage"), 10, lambda line: line.stage),
        Column(gettext("State of the work"), 30, lambda line: line.project.stage_note),
        Column(
            gettext("Total investment (100 million yuan)"),
            12,
            lambda line: line.investment.total,
            MONEY,
        ),
        Column(
            gettext("Planned this year (100 million yuan)"),
            12,
            lambda line: line.investment.planned,
            MONEY,
        ),
        Column(
            gettext("Invested this year (100 million yuan)"),
            12,
            lambda line: line.investment.made,
            MONEY,
        ),
        Column(gettext("Completion"), 10, lambda line: line.investment.share, SHARE),
        Column(gettext("Next milestone"), 26, lambda line: _steps(line.ahead[:1])),
        Column(gettext("Overdue milestones"), 26, lambda line: _steps(line.overdue)),
        Column(gettext("Problem"), 36, lambda line: line.project.problem),
        Column(gettext("Next step"), 36, lambda line: line.project.next_step),
        Column(gettext("Note"), 36, lambda line: line.project.note),
    ]


def as_csv(lines: Iterable[ProjectLine]) -> str:
    """The projects as CSV with a byte order mark; numbers unrounded, the completion in percent."""
    shown = columns()
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    writer.writerow(
        f"{column.heading} (%)" if column.number_format == SHARE else column.heading
        for column in shown
    )
    writer.writerows([_csv_cell(column, line) for column in shown] for line in lines)
    return file.getvalue()


def as_excel(lines: Iterable[ProjectLine], title: str) -> bytes:
    """The projects as a workbook of one sheet, with its head frozen and filters on it."""
    shown, out = columns(), io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": clean(title)})
    sheet = book.add_worksheet(gettext("Projects"))
    text = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format(HEAD_FORMAT)
    number = {
        name: book.add_format({"num_format": name, "valign": "top"}) for name in (MONEY, SHARE)
    }
    for place, column in enumerate(shown):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, head)
    row = 0
    for row, line in enumerate(lines, start=1):
        for place, column in enumerate(shown):
            _write(sheet, row, place, column.cell(line), number.get(column.number_format, text))
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, row, len(shown) - 1)
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return out.getvalue()


def _write(sheet: Any, row: int, place: int, cell: str | Decimal | None, look: Any) -> None:
    if isinstance(cell, Decimal):
        sheet.write_number(row, place, float(cell), look)
    elif cell:
        sheet.write_string(row, place, clean(cell), look)


def _csv_cell(column: Column, line: ProjectLine) -> str:
    cell = column.cell(line)
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        is_share = column.number_format == SHARE
        return numbers.plain(cell * 100, 2) if is_share else numbers.plain(cell)
    return safe_text(cell)


def _steps(steps: Iterable[StepLine]) -> str:
    return "；".join(f"{step.name} {step.when}" for step in steps)
