"""From an uploaded file to rows of typed text, and what could not be read of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from django.utils.translation import gettext as _

from indicators.catalogue import notes
from indicators.catalogue.cells import text_of
from indicators.catalogue.likeness import fold, nearest
from indicators.catalogue.resource import CatalogueField, CatalogueResource
from indicators.catalogue.sheets import SHEETS
from indicators.workbook.cells import Line, Sheet
from indicators.workbook.markup import letters
from indicators.workbook.refusal import Refused
from indicators.workbook.sheets import read_sheets

HEAD_AMONG = 10
"""So many rows from the top, at most, the heads are looked for."""
MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something: its number in the sheet, the text typed by field name."""

    number: int
    typed: dict[str, str]
    unreadable: dict[str, str] = field(default_factory=dict)
    """Why a cell cannot be read, by field name."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a row is refused, or a whole column or sheet, where `row` is 0."""

    sheet: str
    row: int
    column: str
    typed: str
    reason: str


@dataclass(slots=True)
class Upload:
    """What a file brings: rows by the model's name, what is wrong, and what is worth telling."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read(file: bytes | BinaryIO) -> Upload:
    """The rows of a catalogue's workbook; raises Refused where there is nothing to read."""
    upload = Upload()
    by_title = {fold(title): sheet for sheet in SHEETS for title in sheet.titles()}
    for found in read_sheets(file):
        sheet = by_title.get(fold(found.name))
        if sheet is None:
            _remark_unknown(found, upload)
        elif sheet.model_name() in upload.rows:
            text = _("The sheet is there twice.")
            upload.troubles.append(Trouble(found.name, 0, "", "", text))
        else:
            upload.rows[sheet.model_name()] = []
            _read_sheet(sheet(), found, upload)
    if not upload.rows:
        raise Refused(
            _("The file has none of the catalogue's sheets: %(sheets)s.")
            % {"sheets": _(", ").join(sheet.title() for sheet in SHEETS)}
        )
    if sum(map(len, upload.rows.values())) > MOST_ROWS:
        text = _("The file has more than %(most)s rows; bring it in in several files.")
        raise Refused(text % {"most": MOST_ROWS})
    if absent := [sheet.title() for sheet in SHEETS if sheet.model_name() not in upload.rows]:
        text = _("Not in the file, so left as they are: %(sheets)s.")
        upload.remarks.append(text % {"sheets": _(", ").join(absent)})
    return upload


def _remark_unknown(found: Sheet, upload: Upload) -> None:
    """Say that a sheet is not read; it may be a catalogue's sheet with a slip in its name."""
    if not found.lines or fold(found.name) in map(fold, notes.titles()):
        return
    guess = nearest(found.name, [sheet.title() for sheet in SHEETS])
    text = (
        _("The sheet “%(sheet)s” is not read; is “%(guess)s” meant?")
        if guess
        else _("The sheet “%(sheet)s” is not read.")
    )
    upload.remarks.append(text % {"sheet": found.name, "guess": guess})


def _read_sheet(sheet: CatalogueResource, found: Sheet, upload: Upload) -> None:
    """Add a sheet's rows and what is wrong with it to the upload."""
    names = {fold(head): field for field in sheet.fields.values() for head in field.heads}
    top = max(
        found.lines[:HEAD_AMONG],
        key=lambda line: sum(_head(line, column) in names for column in line.cells),
        default=None,
    )
    if top is None:
        return

    def refuse(row: int, column: str, typed: str, reason: str) -> None:
        upload.troubles.append(Trouble(sheet.title(), row, column, typed, reason))

    columns: dict[int, CatalogueField] = {}
    unread = {fold(head) for head in sheet.heads_for_people()}
    for column in sorted(top.cells):
        head, known = top.text(column), names.get(_head(top, column))
        if known in columns.values() and known is not None:
            refuse(top.number, head, "", _("The column is there twice."))
        elif known:
            columns[column] = known
        elif _head(top, column) and _head(top, column) not in unread:
            refuse(top.number, head, "", _unknown_head(sheet, head))
    here = {field.attribute for field in columns.values()}
    if missing := [
        sheet.fields[name].head for name in sheet.get_import_id_fields() if name not in here
    ]:
        text = _("The column “%(head)s” is missing; records are known by it.")
        for head in missing:
            refuse(top.number, head, "", text % {"head": head})
        return
    below = [line for line in found.lines if line.number > top.number]
    for line in below:
        _read_row(sheet, line, columns, upload)
    if found.is_hidden or any(line.is_hidden for line in below):
        text = _("The sheet “%(sheet)s” has hidden rows; they are read like the others.")
        upload.remarks.append(text % {"sheet": sheet.title()})


def _head(line: Line, column: int) -> str:
    """What stands above a column, whatever its width, case, spaces and the mark of need."""
    return fold(line.text(column)).removesuffix("*")


def _unknown_head(sheet: CatalogueResource, head: str) -> str:
    guess = nearest(head, [field.head for field in sheet.fields.values()])
    if guess:
        text = _("There is no such column; is “%(guess)s” meant? If not, delete the column.")
        return text % {"guess": guess}
    return _("There is no such column; delete it, or empty its head.")


def _read_row(
    sheet: CatalogueResource,
    line: Line,
    columns: Mapping[int, CatalogueField],
    upload: Upload,
) -> None:
    typed: dict[str, str] = {}
    unreadable: dict[str, str] = {}
    for column, known in columns.items():
        cell, name = line.cells.get(column), str(known.attribute)
        if cell is None:
            continue
        try:
            if (text := text_of(cell)).strip():
                typed[name] = text
        except ValueError as error:
            typed[name] = cell.text
            unreadable[name] = f"{letters(column)}{line.number}: {error}"
    if typed:
        upload.rows[sheet.model_name()].append(Row(line.number, typed, unreadable))
