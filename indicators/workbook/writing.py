"""Writing the fill-in workbook: the form with what stands now, the rest left to be filled in."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter
from django.utils.timezone import localtime
from xlsxwriter.format import Format

from indicators.standings import Owed
from indicators.workbook import guards, marker, notes
from indicators.workbook.columns import (
    COLUMNS,
    MACHINE,
    NOTES,
    NUMBERS,
    PARTS,
    SHEET,
    TEXTS,
    Column,
    Key,
)
from indicators.workbook.filling import Filling
from indicators.workbook.form import FormRow, Scope, form_rows
from indicators.workbook.look import ACCENT, HEAD_FILL, INPUT_HEAD_FILL, TITLE_FONT, Look
from indicators.workbook.pen import Pen
from indicators.workbook.text import clean

TITLE_ROW, PLACE_ROW, HOW_ROW, HEAD_ROW, FIRST_ROW = 0, 1, 2, 3, 4
PAPER_A4 = 9
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
TYPED = frozenset({*NUMBERS, Key.QUALIFIER, *TEXTS})
HOW = (
    "只填浅黄色单元格。月末累计填至本月末的数：本月没有新增照填上月的数，从未发生填 0，"
    "尚未掌握留空。填好后在填报页面上传，先预览、再确认。详见“填写说明”。"
)


def fill_in_workbook(scope: Scope, owed: Owed, made: datetime) -> bytes:
    """The workbook of what is owed, as an .xlsx file."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": clean(_title(scope)), "created": made.replace(tzinfo=None)})
    rows = list(form_rows(owed))
    _write_form(book, scope, owed, rows, made)
    notes.write(book.add_worksheet(NOTES), Look(book))
    marker.write(book, scope, rows)
    book.close()
    return out.getvalue()


def file_name(scope: Scope) -> str:
    """What the workbook is called: 2023年7月填报表-城建科.xlsx."""
    name = f"-{scope.name}" if scope.name else ""
    return f"{_month(scope)}填报表{name}.xlsx"


def _month(scope: Scope) -> str:
    return f"{scope.month.year}年{scope.month.month}月"


def _title(scope: Scope) -> str:
    return f"{scope.region.name}月度指标填报表"


def _write_form(
    book: xlsxwriter.Workbook,
    scope: Scope,
    owed: Owed,
    rows: Sequence[FormRow],
    made: datetime,
) -> None:
    has_parts = any(row.indicator.by_parts for row in rows)
    columns = [column for column in COLUMNS if has_parts or column.key not in PARTS]
    pen = Pen(book, book.add_worksheet(SHEET), columns)
    _write_head(pen, _title(scope), _place(scope, owed, made))
    before = None
    for index, row in enumerate(rows):
        Filling(pen, FIRST_ROW + index, row, before).write(index + 1)
        before = row
    guards.guard(pen, rows, FIRST_ROW)
    last = max(FIRST_ROW + len(rows) - 1, FIRST_ROW)
    pen.sheet.autofilter(HEAD_ROW, 0, last, pen.at[Key.STATE])
    pen.sheet.freeze_panes(FIRST_ROW, pen.at[Key.REGION] + 1)
    _set_up_print(pen, last)


def _write_head(pen: Pen, title: str, place: str) -> None:
    big = pen.look.of(font_name=TITLE_FONT, font_size=20, align="center", font_color=ACCENT)
    _across(pen, TITLE_ROW, title, 38, big)
    _across(pen, PLACE_ROW, place, 22, pen.look.of(font_size=12, align="center"))
    _across(pen, HOW_ROW, HOW, 24, pen.look.of(font_color="#55636D"))
    pen.sheet.set_row(HEAD_ROW, 34)
    for index, column in enumerate(pen.columns):
        hidden = {"hidden": True} if column.key in MACHINE else {}
        pen.sheet.set_column(index, index, column.width, None, hidden)
        pen.sheet.write_string(HEAD_ROW, index, column.head, _head(pen, column))


def _across(pen: Pen, line: int, text: str, height: int, look: Format) -> None:
    pen.sheet.merge_range(line, 0, line, pen.at[Key.STATE], "", look)
    pen.sheet.write_string(line, 0, clean(text), look)
    pen.sheet.set_row(line, height)


def _head(pen: Pen, column: Column) -> Format:
    fill = INPUT_HEAD_FILL if column.key in TYPED else HEAD_FILL
    return pen.look.cell(align="center", bold=True, text_wrap=True, bg_color=fill)


def _place(scope: Scope, owed: Owed, made: datetime) -> str:
    parts = [f"填报月份：{_month(scope)}"]
    if scope.name:
        parts.append(f"填报范围：{scope.name}")
    if owed.reporting_month:
        due = owed.reporting_month.due_on
        parts.append(f"截止日期：{due.year}年{due.month}月{due.day}日")
    parts.append(f"下载时间：{localtime(made):%Y-%m-%d %H:%M}")
    return "\u3000\u3000".join(parts)


def _set_up_print(pen: Pen, last: int) -> None:
    """A4 across, as wide as the page, the head repeated, pages numbered."""
    sheet = pen.sheet
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.print_area(0, 0, last, pen.at[Key.STATE])
    sheet.set_margins(**MARGINS)
    sheet.center_horizontally()
    sheet.set_footer("&C第 &P 页 共 &N 页")
