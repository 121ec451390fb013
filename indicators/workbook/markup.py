"""Reading the XML of a workbook's parts: in pieces, without entities, within bounds."""

import re
from collections.abc import Callable
from xml.parsers import expat

from django.utils.translation import gettext as _

from indicators.workbook.refusal import Refused

MOST_ELEMENTS = 400_000
MOST_CELLS = 100_000
MOST_OF = {"si": MOST_CELLS, "mergeCell": 5_000}  # Texts, and areas of merged cells.
MOST_BESIDE = 40_000
# What cells and their texts consist of; all else costs a reader far more.
OF_CELLS = frozenset({"row", "c", "v", "f", "is", "si", "t"})
MOST_ROWS = 20_000
MOST_COLUMNS = 1024  # LibreOffice writes out this many where whole rows are formatted.
DEEPEST = 64
# What Excel takes in a number format, and far more quotations than one needs: each that is begun
# is searched to the end, for every cell style again.
LONGEST_FORMAT, MOST_QUOTED = 255, 32
LONGEST_TAG = 1024 * 1024  # Bytes; expat looks again at all of an unfinished one.
MARKUP = (".xml", ".rels", ".vml")
# Parts that are read must be among those that were looked through.
READ_KINDS = ("/officeDocument", "/worksheet", "/sharedStrings", "/styles", "/theme")
MACRO_TYPES = ("macroenabled", "vbaproject")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)


def place(reference: str) -> tuple[int, int] | None:
    """Row and column, from 1, of a reference like B7; None for what is not one."""
    found = _PLACE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def letters(column: int) -> str:
    """The letters of a column counted from 1."""
    text = ""
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(ord("A") + digit) + text
    return text


class Markup:
    """One part being read: feed it, close it. Raises Refused for what no workbook needs.

    The handlers are given local names; `text` is the character data since the last start.
    """

    def __init__(
        self,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = lambda name, given: start(name.rpartition(" ")[2], given)
        if end is not None:
            parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
        if text is not None:
            parser.buffer_text = True
            parser.CharacterDataHandler = text
        # A document type is where entities are declared; workbooks have none.
        parser.StartDoctypeDeclHandler = _refuse_entities
        parser.EntityDeclHandler = _refuse_entities
        parser.ExternalEntityRefHandler = _refuse_entities
        self._parser = parser
        self._unfinished = 0

    def feed(self, piece: bytes) -> None:
        """Read on."""
        end = piece.rfind(b">")
        self._unfinished = len(piece) - end if end >= 0 else self._unfinished + len(piece)
        if self._unfinished > LONGEST_TAG:
            raise Refused(damaged())
        self._parse(piece, last=False)

    def close(self) -> None:
        """The part is over."""
        self._parse(b"", last=True)

    def _parse(self, piece: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(piece, last)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise Refused(damaged()) from error


def _refuse_entities(*_given: object) -> int:
    raise Refused(_("The file declares XML entities, which no workbook needs; it is not read."))


class Census:
    """Counts what all parts of a workbook hold, and refuses what is beyond all bounds."""

    def __init__(self) -> None:
        self.has_macros = False
        self.has_links = False
        self._elements = self._beside = 0
        self._cells = 0
        self._of = dict.fromkeys(MOST_OF, 0)
        self._depth = 0
        self._rows = 0
        self._in_sheet_data = False

    def part(self, name: str) -> Markup:
        """The reading of one more part."""
        self._depth = self._rows = 0
        self._in_sheet_data = False
        if name.endswith(".rels"):
            return Markup(self._relation, self._end)
        if name == "[content_types].xml":
            return Markup(self._type, self._end)
        return Markup(self._start, self._end)

    def _start(self, name: str, given: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        self._beside += name not in OF_CELLS
        if areas := given.get("sqref"):
            self._beside += len(areas.split())
        if name in MOST_OF:
            self._of[name] += 1
        if (
            self._elements > MOST_ELEMENTS
            or self._beside > MOST_BESIDE
            or self._of.get(name, 0) > MOST_OF.get(name, 0)
            or self._depth > DEEPEST
        ):
            raise Refused(_("The file holds far more than a workbook of figures; it is not read."))
        if (code := given.get("formatCode")) and (
            len(code) > LONGEST_FORMAT or sum(map(code.count, '"[')) > MOST_QUOTED
        ):
            raise Refused(damaged())
        if name == "sheetData":
            self._in_sheet_data = True
        elif self._in_sheet_data and name == "c":
            self._count_cell(given.get("r", "A1"))
        elif self._in_sheet_data and name == "row":
            self._count_row(given.get("r", "1"))

    def _end(self, _name: str) -> None:
        self._depth -= 1

    def _count_cell(self, reference: str) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise Refused(_("The sheet has too many cells; delete what is not part of the form."))
        found = place(reference)
        if found is None or found[1] > MOST_COLUMNS:
            text = _("The sheet has cells beyond column %(column)s; delete them and save again.")
            raise Refused(text % {"column": letters(MOST_COLUMNS)})

    def _count_row(self, number: str) -> None:
        self._rows += 1
        if self._rows > MOST_ROWS or not number.isdecimal() or int(number[:8]) > MOST_ROWS:
            text = _("The sheet goes beyond row %(row)s; delete the rows below the form.")
            raise Refused(text % {"row": MOST_ROWS})

    def _relation(self, name: str, given: dict[str, str]) -> None:
        self._start(name, given)
        kind, is_outside = given.get("Type", ""), given.get("TargetMode", "").lower() == "external"
        # A link to a page, which nobody follows here, does no harm.
        if is_outside and not kind.endswith("/hyperlink"):
            self.has_links = True
        if kind.endswith(READ_KINDS) and not given.get("Target", "").lower().endswith(".xml"):
            raise Refused(damaged())

    def _type(self, name: str, given: dict[str, str]) -> None:
        self._start(name, given)
        content, part = given.get("ContentType", "").lower(), given.get("PartName", "").lower()
        self.has_macros |= any(word in content for word in MACRO_TYPES)
        if part and content.endswith("xml") and not part.endswith(MARKUP):
            raise Refused(damaged())


def damaged() -> str:
    """What is said of a file that breaks off or contradicts itself."""
    return _("The file is damaged; open it in Excel or WPS, save it as .xlsx and try again.")
