"""Reading a workbook's sheets, part by part."""

import posixpath
from typing import BinaryIO, NamedTuple, Protocol, TypeVar

from indicators.workbook.cells import Sheet
from indicators.workbook.markup import Markup, damaged
from indicators.workbook.parts import Book, Cells, Look, Relations, Strings, Styles
from indicators.workbook.refusal import Refused
from indicators.workbook.safety import Package, opened

BOOK, BOOK_RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


class _Part(Protocol):
    def start(self, name: str, given: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


class _Target(NamedTuple):
    kind: str
    part: str


P = TypeVar("P", bound=_Part)


def read_sheets(file: bytes | BinaryIO) -> list[Sheet]:
    """The sheets of a workbook in their order; raises Refused when it is not to be read."""
    package = opened(file)
    related = _related(package)
    strings: list[str] = []
    looks: list[Look] = []
    for target in related.values():
        if target.kind == "sharedStrings":
            strings = _read(package, target.part, Strings()).found
        elif target.kind == "styles":
            looks = _read(package, target.part, Styles()).looks
    sheets = []
    for entry in _read(package, BOOK, Book()).sheets:
        known = related.get(entry.relation)
        if known is None:
            raise Refused(damaged())
        if known.kind == "worksheet":
            sheet = Sheet(entry.name, entry.is_hidden)
            _read(package, known.part, Cells(sheet, strings, looks))
            sheets.append(sheet)
    return sheets


def _related(package: Package) -> dict[str, _Target]:
    """What the workbook consists of, by the key it refers to it by."""
    found = _read(package, BOOK_RELATIONS, Relations()).found
    return {
        key: _Target(kind.rpartition("/")[2], posixpath.normpath(posixpath.join("/xl", part))[1:])
        for key, kind, part in found
    }


def _read(package: Package, name: str, part: P) -> P:
    if name not in package:
        raise Refused(damaged())
    reading = Markup(part.start, part.end, part.text)
    for piece in package.pieces(name):
        reading.feed(piece)
    reading.close()
    return part
