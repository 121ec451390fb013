"""Workbooks as people make them, and bringing them in."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import openpyxl
from django.contrib.auth.models import User

from indicators import catalogue
from indicators.catalogue import Outcome

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD_ROW = 3


def bare(sheets: Mapping[str, Sequence[Mapping[str, Any]]]) -> bytes:
    """A workbook with nothing but heads and rows; the rows' keys are the heads."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        heads = list(dict.fromkeys(head for row in rows for head in row))
        page.append(heads)
        for row in rows:
            page.append([row.get(head) for head in heads])
    return saved(book)


def filled_in(template: bytes, sheets: Mapping[str, Sequence[Mapping[str, Any]]]) -> bytes:
    """The downloaded workbook with rows written below its heads."""
    book = openpyxl.load_workbook(BytesIO(template))
    for title, rows in sheets.items():
        page = book[title]
        columns = {str(cell.value).rstrip("*"): cell.column for cell in page[HEAD_ROW]}
        bottom = max((cell.row for cell in page["A"] if cell.value), default=HEAD_ROW)
        for number, row in enumerate(rows, start=max(bottom, HEAD_ROW) + 1):
            for head, value in row.items():
                page.cell(number, columns[head], value)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook as a file."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def looked_at(by: User, file: bytes) -> Outcome:
    """What the preview of the file shows."""
    upload = catalogue.read(file)
    outcome = catalogue.preview(by, upload.rows)
    outcome.troubles[:0] = upload.troubles
    return outcome


def confirmed(by: User, file: bytes, reason: str = "机构调整") -> Outcome:
    """What becomes of the file when the preview is confirmed at once."""
    upload = catalogue.read(file)
    shown = catalogue.preview(by, upload.rows).digest()
    return catalogue.write(by, upload.rows, reason=reason, shown=shown)


def reasons(outcome: Outcome) -> list[tuple[str, int, str, str]]:
    """Sheet, row, column and reason of all that is refused."""
    return [(no.sheet, no.row, no.column, no.reason) for no in outcome.troubles]
