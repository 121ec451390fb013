"""The table as a CSV file that a spreadsheet opens."""

import csv
import io
from collections.abc import Iterable, Sequence

from indicators import numbers
from indicators.lines import Line
from indicators.tables.columns import USUAL
from indicators.tables.file_columns import FileCell, Measured, file_columns

BYTE_ORDER_MARK = "\ufeff"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
DECIMALS = {
    Measured.COMPUTED: 4,
    Measured.SHARE: 2,
    Measured.CHANGE: 2,
    Measured.POINTS: 2,
    Measured.LACKING: 4,
}
IN_PERCENT = (Measured.SHARE, Measured.CHANGE)


def as_csv(lines: Iterable[Line], columns: Sequence[str] = USUAL) -> str:
    """The lines as CSV with a byte order mark; numbers unrounded, shares in percent."""
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    written = file_columns(columns)
    writer.writerow([str(column.label) for column in written])
    writer.writerows([_text(column.cell(line)) for column in written] for line in lines)
    return file.getvalue()


def _text(cell: FileCell) -> str:
    if cell.content is None:
        return ""
    if isinstance(cell.content, str):
        return safe_text(cell.content)
    value = cell.content * 100 if cell.measured in IN_PERCENT else cell.content
    return numbers.plain(value, DECIMALS.get(cell.measured))


def safe_text(text: str) -> str:
    """Text that a spreadsheet will not run as a formula."""
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text
