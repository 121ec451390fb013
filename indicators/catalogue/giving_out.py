"""The catalogue as a workbook: as it stands, or empty for another bureau to begin with."""

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from indicators.catalogue import notes
from indicators.catalogue.resource import CatalogueField, CatalogueResource
from indicators.catalogue.sheets import SHEETS
from indicators.catalogue.widgets import ChoiceCell, ReferenceCell, TextCell, YesNoCell
from indicators.workbook.look import ACCENT, FAINT, GENERAL, HEAD_FILL, LINE, TITLE_FONT, Look
from indicators.workbook.text import clean, lines

TITLE_ROW, HINT_ROW, HEAD_ROW, FIRST_ROW = 0, 1, 2, 3
FROZEN_COLUMNS, NAME_WIDTH = 2, 20
SPARE_ROWS = 500
"""So many rows below the last record keep their drop-downs."""
LONGEST_TEXT = 32_767  # The most that Excel keeps in a cell.
LONGEST_LIST = 255  # Letters in a drop-down that names its choices.
PAPER_A4, LINE_POINTS, MARGIN_INCHES = 9, 16, 0.5
DAY = "yyyy-mm-dd"


def present() -> bytes:
    """The catalogue as it stands, as an .xlsx file: one query a sheet."""
    return _workbook([(kind(), list(kind().get_queryset())) for kind in SHEETS])


def empty() -> bytes:
    """The same workbook without records."""
    return _workbook([(kind(), []) for kind in SHEETS])


def _workbook(found: Sequence[tuple[CatalogueResource, Sequence[Any]]]) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    # The file format keeps times without a zone.
    made = localtime().replace(tzinfo=None)
    book.set_properties({"title": _("Catalogue"), "created": made})
    look = Look(book)
    notes.add(book, look)
    # A drop-down of codes reaches as far as the sheet that it names has records, and further.
    ends = {sheet.model: FIRST_ROW + len(records) + SPARE_ROWS for sheet, records in found}
    for sheet, records in found:
        _Page(book.add_worksheet(sheet.title()), look, sheet, ends).write(records)
    book.close()
    return out.getvalue()


class _Page:
    """One sheet: title, hint, heads, then a row a record."""

    def __init__(
        self, page: Worksheet, look: Look, sheet: CatalogueResource, ends: dict[Any, int]
    ) -> None:
        self.page, self.look, self.sheet, self.ends = page, look, sheet, ends
        self.columns = list(_columns(sheet))

    def write(self, records: Sequence[Any]) -> None:
        """All of it."""
        self._top()
        for row, record in enumerate(records, start=FIRST_ROW):
            self._record(row, record)
        last = self.ends[self.sheet.model]
        for index, (field, is_name) in enumerate(self.columns):
            if not is_name:
                self._limit(index, field, last)
        # Division codes are text, which Excel would mark as a mistake.
        self.page.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:Z{last + 1}"})
        self.page.freeze_panes(FIRST_ROW, FROZEN_COLUMNS)
        bottom = FIRST_ROW + max(len(records), 1) - 1
        self.page.autofilter(HEAD_ROW, 0, bottom, len(self.columns) - 1)
        self._set_up_print()

    def _top(self) -> None:
        title = self.look.of(font_name=TITLE_FONT, font_size=16, font_color=ACCENT)
        self.page.set_row(TITLE_ROW, 28)
        self.page.write_string(TITLE_ROW, 0, self.sheet.title(), title)
        self.page.set_row(HINT_ROW, 20)
        hint = _(
            "* must be filled in for a new record. An empty cell changes nothing; see “%(notes)s”."
        )
        words = hint % {"notes": notes.title()}
        self.page.write_string(HINT_ROW, 0, words, self.look.of(font_color="#55636D", font_size=10))
        self.page.set_row(HEAD_ROW, 26)
        for index, (field, is_name) in enumerate(self.columns):
            self.page.set_column(index, index, NAME_WIDTH if is_name else field.widget.width)
            self.page.write_string(
                HEAD_ROW, index, _head(field, is_name), self._head_look(field, is_name)
            )

    def _head_look(self, field: CatalogueField, is_name: bool) -> Format:
        must = field.is_required and not is_name
        return self.look.of(
            bold=not is_name,
            italic=is_name,
            align="center",
            border=1,
            border_color=LINE,
            text_wrap=True,
            font_color="#FFFFFF" if must else FAINT if is_name else ACCENT,
            bg_color=ACCENT if must else HEAD_FILL,
        )

    def _record(self, row: int, record: Any) -> None:
        height = 1
        for index, (field, is_name) in enumerate(self.columns):
            value = field.get_value(record)
            if is_name:
                cell, given = (value.name if value else None), {"font_color": FAINT}
            else:
                cell, given = field.export(record), {}
            if isinstance(cell, str):
                height = max(height, lines(cell, field.widget.width))
            self._cell(row, index, cell, field.widget, given)
        self.page.set_row(row, LINE_POINTS * height + 4)

    def _cell(
        self, row: int, index: int, cell: Any, widget: TextCell, given: dict[str, Any]
    ) -> None:
        look = {"border": 1, "border_color": LINE, "align": widget.align} | given
        if widget.align == "left":
            look["indent"] = 1
        match cell:
            case datetime.date():
                moment = datetime.datetime.combine(cell, datetime.time())
                self.page.write_datetime(row, index, moment, self.look.of(num_format=DAY, **look))
            case Decimal() | int():
                self.page.write_number(
                    row, index, float(cell), self.look.of(num_format=GENERAL, **look)
                )
            case str() if len(cell) <= LONGEST_TEXT:
                # Never a formula, whatever the text begins with.
                written = self.look.of(text_wrap=True, num_format="@", **look)
                self.page.write_string(row, index, clean(cell), written)
            case _:
                self.page.write_blank(row, index, None, self.look.of(**look))

    def _limit(self, index: int, field: CatalogueField, last: int) -> None:
        """Say at the cell what belongs there, with a drop-down where there is a choice."""
        widget, words = field.widget, field.widget.hint()
        rule: dict[str, Any] = {"validate": "any"}
        if isinstance(widget, ReferenceCell):
            end = self.ends[widget.model] + 1
            rule = {
                "validate": "list",
                "source": f"='{widget.title()}'!$A${FIRST_ROW + 1}:$A${end}",
            }
        elif isinstance(widget, ChoiceCell | YesNoCell):
            rule = {"validate": "list", "source": widget.labels()}
        rule |= {
            "input_title": field.head[:32],
            "input_message": words[:LONGEST_LIST],
            # What is typed instead is checked by the preview, which says more than Excel.
            "error_type": "warning",
            "error_title": field.head[:32],
            "error_message": words[:LONGEST_LIST],
        }
        self.page.data_validation(FIRST_ROW, index, last, index, rule)

    def _set_up_print(self) -> None:
        """A4 across, as wide as the page, the heads repeated, pages numbered."""
        self.page.set_landscape()
        self.page.set_paper(PAPER_A4)
        self.page.fit_to_pages(1, 0)
        self.page.repeat_rows(HEAD_ROW)
        self.page.set_margins(MARGIN_INCHES, MARGIN_INCHES, MARGIN_INCHES, MARGIN_INCHES)
        self.page.set_footer("&C&P / &N")


def _columns(sheet: CatalogueResource) -> Iterator[tuple[CatalogueField, bool]]:
    """The columns: each field, and behind some references the name, which is not read."""
    for name in sheet.get_import_order():
        yield sheet.fields[name], False
        if name in sheet.named:
            yield sheet.fields[name], True


def _head(field: CatalogueField, is_name: bool) -> str:
    if is_name:
        return field.name_head
    return f"{field.head}*" if field.is_required else field.head
