"""The parts of a workbook that matter here, each told of its markup as it is read."""

import re
from typing import NamedTuple

from indicators.workbook.cells import Area, Found, Held, Line, Sheet
from indicators.workbook.markup import damaged, place
from indicators.workbook.refusal import Refused

LONGEST_TEXT = 32_767  # The most that Excel keeps in a cell.
MOST_AREAS = 5_000
PERCENT_FORMATS = frozenset({9, 10})
DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
TEXT_KINDS = ("s", "str", "inlineStr")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATE_CODE = re.compile(r"[ymdhs年月日]", re.IGNORECASE)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships id"


class SheetEntry(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    is_hidden: bool


class Look(NamedTuple):
    """What a cell's number format makes of a number."""

    is_percent: bool = False
    is_date: bool = False


class _Part:
    """Collects the character data between the tags it waits for."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._listens = False

    def start(self, name: str, given: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Character data."""
        if self._listens:
            self._length += len(text)
            if self._length > LONGEST_TEXT:
                raise Refused(damaged())
            self._pieces.append(text)

    def _listen(self) -> None:
        self._listens = True

    def _heard(self) -> str:
        text = "".join(self._pieces)
        self._pieces.clear()
        self._length, self._listens = 0, False
        return text


class Relations(_Part):
    """Which parts a part refers to: key, kind, address."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        """One more."""
        if name == "Relationship":
            self.found.append((given.get("Id", ""), given.get("Type", ""), given.get("Target", "")))


class Book(_Part):
    """The list of sheets."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[SheetEntry] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        """One more."""
        if name == "sheet":
            relation = given.get(_RELATION) or given.get(_STRICT_RELATION, "")
            is_hidden = given.get("state", "visible") != "visible"
            self.sheets.append(SheetEntry(given.get("name", ""), relation, is_hidden))


class Strings(_Part):
    """The texts that cells refer to by number."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._aloud = False

    def start(self, name: str, given: dict[str, str]) -> None:
        """A text, a run of it, or how it is pronounced, which is left out."""
        if name == "rPh":
            self._aloud = True
        elif name == "t" and not self._aloud:
            self._listen()

    def end(self, name: str) -> None:
        """A text is complete."""
        if name == "rPh":
            self._aloud = False
        elif name == "t":
            self._listens = False
        elif name == "si":
            self.found.append(self._heard())


class Styles(_Part):
    """The number formats of the cells' looks, in the order that cells refer to them."""

    def __init__(self) -> None:
        super().__init__()
        self.looks: list[Look] = []
        self._codes: dict[str, str] = {}
        self._in_looks = False

    def start(self, name: str, given: dict[str, str]) -> None:
        """A number format, or a look that refers to one."""
        if name == "numFmt":
            self._codes[given.get("numFmtId", "")] = given.get("formatCode", "")
        elif name == "cellXfs":
            self._in_looks = True
        elif name == "xf" and self._in_looks:
            key = given.get("numFmtId", "0")
            self.looks.append(_look(key, self._codes.get(key)))

    def end(self, name: str) -> None:
        """The looks of cells are over."""
        if name == "cellXfs":
            self._in_looks = False


def _look(key: str, code: str | None) -> Look:
    if code is not None:
        plain = _LITERAL.sub("", code)
        return Look("%" in plain, "%" not in plain and bool(_DATE_CODE.search(plain)))
    number = int(key) if key.isdecimal() and len(key) < 5 else 0
    return Look(number in PERCENT_FORMATS, number in DATE_FORMATS)


def unescaped(text: str) -> str:
    """The text without the escapes that the file format has for control characters."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


class Cells(_Part):
    """The cells of one sheet; blank cells and rows are passed over."""

    def __init__(self, sheet: Sheet, strings: list[str], looks: list[Look]) -> None:
        super().__init__()
        self._sheet, self._strings, self._looks = sheet, strings, looks
        self._line = Line(0, {})
        self._number = self._column = 0
        self._kind, self._look = "n", Look()
        self._value: str | None = None
        self._is_formula = self._aloud = False

    def start(self, name: str, given: dict[str, str]) -> None:
        """A row, a cell, what is in it, or an area of merged cells."""
        match name:
            case "row":
                self._number = int(given.get("r", self._number + 1))
                self._column = 0
                self._line = Line(self._number, {}, given.get("hidden") in ("1", "true"))
            case "c":
                found = place(given.get("r", ""))
                self._column = found[1] if found else self._column + 1
                self._kind = given.get("t", "n")
                self._look = self._look_of(given.get("s", "0"))
                self._value, self._is_formula = None, False
            case "f":
                self._is_formula = True
            case "rPh":
                self._aloud = True
            case "v" | "t" if not self._aloud:
                self._value = self._value or ""
                self._listen()
            case "mergeCell":
                self._add_area(given.get("ref", ""))

    def end(self, name: str) -> None:
        """What is in a cell is complete, the cell, or the row."""
        match name:
            case "rPh":
                self._aloud = False
            case "v" | "t":
                self._value = (self._value or "") + self._heard()
            case "c":
                found = self._found()
                if found:
                    self._line.cells[self._column] = found
            case "row":
                if self._line.cells:
                    self._sheet.lines.append(self._line)

    def _look_of(self, number: str) -> Look:
        known = number.isdecimal() and int(number) < len(self._looks)
        return self._looks[int(number)] if known else Look()

    def _found(self) -> Found | None:
        value, is_formula = self._value, self._is_formula
        if is_formula and (value is None or (value == "" and self._kind != "str")):
            return Found(Held.NOT_COMPUTED, "", is_formula=True)
        if self._kind == "s":
            known = value is not None and value.isdecimal() and int(value) < len(self._strings)
            if not known:
                raise Refused(damaged())
            value = self._strings[int(value or 0)]
        if value is not None and self._kind in TEXT_KINDS:
            value = unescaped(value)
        if value is None or not value.strip():
            return None
        match self._kind:
            case kind if kind in TEXT_KINDS:
                return Found(Held.TEXT, value, is_formula=is_formula)
            case "b":
                return Found(Held.TRUTH, value, is_formula=is_formula)
            case "e":
                return Found(Held.ERROR, value, is_formula=is_formula)
            case "d":
                return Found(Held.DATE, value, is_formula=is_formula)
        held = Held.DATE if self._look.is_date else Held.NUMBER
        return Found(held, value, self._look.is_percent, is_formula)

    def _add_area(self, reference: str) -> None:
        first, _colon, last = reference.partition(":")
        start, end = place(first), place(last or first)
        if start is None or end is None or len(self._sheet.merged) >= MOST_AREAS:
            raise Refused(damaged())
        self._sheet.merged.append(Area(*start, *end))
