"""Reading a workbook's sheets with openpyxl, once it has passed the gate."""

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE, STRIP_RE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.workbook import Workbook
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from indicators.workbook.cells import Area, Found, Held, Line, Sheet
from indicators.workbook.markup import damaged
from indicators.workbook.refusal import Refused
from indicators.workbook.safety import opened

LONGEST_TEXT = 32_767  # The most that Excel keeps in a cell.
# How dates are shown in Chinese without a format of their own; openpyxl knows the Western ones.
CHINESE_DATES = frozenset({*range(27, 37), *range(50, 59)})
# What XML cannot hold is written so.
_ESCAPED = re.compile(r"_x(00[01][0-9A-F]|D[89A-F][0-9A-F]{2}|FFF[EF])_", re.IGNORECASE)


def read_sheets(file: bytes | BinaryIO) -> list[Sheet]:
    """The sheets of a workbook in their order; raises Refused when it is not to be read."""
    passed = opened(file)
    with warnings.catch_warnings():
        # Looks that openpyxl does not keep; nothing is written back here.
        warnings.filterwarnings("ignore", module="openpyxl")
        try:
            sheets = list(_sheets(ExcelReader(passed, data_only=True, keep_links=False)))
        except Refused:
            raise
        except Exception as error:
            raise Refused(damaged()) from error
    if not sheets:
        raise Refused(
            _("No sheet can be read; save the file as an ordinary .xlsx, not as strict Open XML.")
        )
    return sheets


def _sheets(reader: ExcelReader) -> Iterator[Sheet]:
    """The worksheets; charts, drawings, notes and the like are never opened."""
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    seen = set()
    for entry, relation in reader.parser.find_sheets():
        if not relation.Type.endswith("/worksheet"):
            continue
        if relation.target in seen:
            raise Refused(damaged())  # One part would be read over and over.
        seen.add(relation.target)
        with reader.archive.open(relation.target) as part:
            parser = _Parser(part, reader.shared_strings, reader.wb)
            yield parser.sheet(entry.name, is_hidden=entry.state != "visible")


class _Parser(WorkSheetParser):
    """One worksheet: the results of its formulas, which are told apart but not worked out.

    The cells are taken as they are read. openpyxl's own worksheet would fill merged areas and
    linked ones with cells, and translate every shared formula, which bounds nothing.
    """

    def __init__(self, part: BinaryIO, strings: list[str], book: Workbook) -> None:
        looks = list(enumerate(book._cell_styles))
        dates = {index for index, look in looks if look.numFmtId in CHINESE_DATES}
        super().__init__(
            part,
            strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=dates.union(book._date_formats),
            timedelta_formats=book._timedelta_formats,
        )
        self._percents = {index for index, look in looks if _is_percent(book, look.numFmtId)}

    def sheet(self, name: str, *, is_hidden: bool) -> Sheet:
        """The sheet; blank cells and rows are passed over."""
        sheet = Sheet(name, is_hidden)
        for number, cells in self.parse():
            found = {cell["column"]: known for cell in cells if (known := self._found(cell))}
            if found:
                looks = self.row_dimensions.get(str(number), {})
                sheet.lines.append(Line(number, found, looks.get("hidden") in ("1", "true")))
        sheet.lines.sort(key=lambda line: line.number)
        sheet.merged = list(self._areas())
        return sheet

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """The cell as openpyxl reads it, and whether a formula came to it."""
        cell: dict[str, Any] = super().parse_cell(element)
        cell["is_formula"] = element.find(FORMULA_TAG) is not None
        return cell

    def parse_formatting(self, element: Any) -> None:
        """Passed over, and so are the others: damaged looks leave the figures readable."""

    parse_extensions = parse_custom_views = parse_column_dimensions = parse_formatting
    parse_sheet_protection = parse_row_breaks = parse_col_breaks = parse_formatting

    def _found(self, cell: dict[str, Any]) -> Found | None:
        value, kind, is_formula = cell["value"], cell["data_type"], cell["is_formula"]
        if value is None:
            # A formula may come to a text without characters; that is a result, too.
            is_computed = not is_formula or kind == "str"
            return None if is_computed else Found(Held.NOT_COMPUTED, "", is_formula=True)
        held, text = _told(value, is_error=kind == "e")
        if len(text) > LONGEST_TEXT:
            raise Refused(damaged())
        if not text.strip():
            return None
        is_percent = held is Held.NUMBER and cell["style_id"] in self._percents
        return Found(held, text, is_percent, is_formula)

    def _areas(self) -> Iterator[Area]:
        merged = self.merged_cells.mergeCell if self.merged_cells else []
        for cell in merged:
            yield Area(cell.min_row, cell.min_col, cell.max_row, cell.max_col)


def _told(value: Any, *, is_error: bool) -> tuple[Held, str]:
    """What a value is, and its text: dates as ISO has them, numbers to the last digit."""
    match value:
        case bool():
            return Held.TRUTH, str(int(value))
        case int() | float():
            return Held.NUMBER, repr(value)
        case datetime():
            return Held.DATE, value.date().isoformat()
        case date() | time():
            return Held.DATE, value.isoformat()
        case timedelta():
            return Held.DATE, str(value)
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
    return (Held.ERROR if is_error else Held.TEXT), text


def _is_percent(book: Workbook, key: int) -> bool:
    custom = key - BUILTIN_FORMATS_MAX_SIZE
    code = BUILTIN_FORMATS.get(key, "") if custom < 0 else book._number_formats[custom]
    return "%" in STRIP_RE.sub("", code)
