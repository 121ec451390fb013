"""The rows of a filled-in form: which cell of the ledger each is for, and what it says."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from indicators.models import Indicator, Region
from indicators.standings import OwedRow
from indicators.workbook.cells import Found, Line
from indicators.workbook.columns import HEADS, NUMBERS, PARTS, TEXTS, Key, bare
from indicators.workbook.form import takes_total
from indicators.workbook.inputs import Inputs
from indicators.workbook.locating import Table
from indicators.workbook.markup import MOST_ROWS, damaged, letters
from indicators.workbook.naming import Names
from indicators.workbook.refusal import Refused
from indicators.workbook.values import Wrong, number_in, qualifier_in, words_in

SUMS = frozenset(map(bare, ("合计", "小计", "总计", "累计", "镇街合计", "各镇合计", "全县合计")))
NAMES = (Key.INDICATOR, Key.REGION)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands in the workbook; `cell` is where what is said of it is to be mended."""

    sheet: str
    line: int
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A row that says something: for a cell of the ledger, or for the total of one.

    `seen` is the stamp that the form was made with, "" for a cell that was empty then, None where
    the form does not tell. `absent` names the inputs that the form has no column for. `wrong` says
    what stands in the way of reading it.
    """

    place: Place
    indicator: Indicator | None = None
    region: Region | None = None
    is_total: bool = False
    inputs: Inputs = field(default_factory=Inputs)
    seen: str | None = None
    absent: frozenset[str] = frozenset()
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """What a form says, and what should be mentioned about how it was read."""

    filled: list[Filled]
    mentions: list[str]


class Reading:
    """Reads one table against what is owed."""

    def __init__(self, table: Table, names: Names) -> None:
        self._table, self._names, self._columns = table, names, table.columns
        self._above = _merged_names(table)
        self._absent = frozenset({*TEXTS, Key.QUALIFIER} - table.columns.keys())
        self._hidden: list[int] = []
        self._sums: list[int] = []

    def rows(self) -> Rows:
        """Every row that says something, those given twice refused."""
        filled = [found for line in self._table.lines() if (found := self._read(line))]
        return Rows(_without_doubles(filled), list(self._mentions()))

    def _read(self, line: Line) -> Filled | None:
        """What a row says; None for one that names nothing, such as a heading or a sum."""
        code = line.text(self._columns.get(Key.INDICATOR_CODE))
        name = self._name(line, Key.INDICATOR)
        place = self._place(line, Key.INDICATOR)
        typed = [key for key in NUMBERS if self._is_typed(line, key)]
        first = next((bare(found.text) for _column, found in sorted(line.cells.items())), "")
        if bare(name) in SUMS or bare(self._name(line, Key.REGION)) in SUMS or first in SUMS:
            self._sums.append(line.number)
            return None
        if bare(name) == bare(HEADS[Key.INDICATOR]):
            return None  # The head, repeated on another page.
        if not code and not name:
            said = self._at(line, typed[0]) if typed else ""
            text = _("%(cell)s has a number, but the row names no indicator")
            return Filled(place, wrong=(text % {"cell": said},)) if typed else None
        if line.is_hidden:
            self._hidden.append(line.number)
        return self._matched(line, place, code, name)

    def _matched(self, line: Line, place: Place, code: str, name: str) -> Filled:
        try:
            row = self._names.row(code, name)
            place = self._place(line, Key.REGION)
            region_code = line.text(self._columns.get(Key.REGION_CODE))
            region = self._names.region(row, region_code, self._name(line, Key.REGION))
        except Wrong as error:
            return Filled(place, wrong=(str(error),))
        if region is None and not takes_total(row):
            text = _("“%(name)s” is not added up from the towns; it takes no total")
            return Filled(place, wrong=(text % {"name": row.indicator.name},))
        place = self._place(line, Key.NUMERATOR if row.indicator.by_parts else Key.VALUE)
        inputs, wrong = self._inputs(line, row)
        if region is None:
            inputs = Inputs(value=inputs.value)
        return Filled(
            place,
            row.indicator,
            region or row.whole.region,
            region is None,
            inputs,
            self._seen(line),
            self._absent if region else frozenset(),
            tuple(wrong),
        )

    def _seen(self, line: Line) -> str | None:
        keys = (Key.INDICATOR_CODE, Key.STAMP)
        known = all(key in self._columns for key in keys) and line.text(self._columns[keys[0]])
        return line.text(self._columns[Key.STAMP]) if known else None

    def _inputs(self, line: Line, row: OwedRow) -> tuple[Inputs, list[str]]:
        """What the row says, and what cannot be read of it."""
        wrong: list[str] = []
        indicator, given = row.indicator, dict[str, object]()
        for key in PARTS if indicator.by_parts else (Key.VALUE,):
            try:
                unit = "" if indicator.by_parts else indicator.unit
                given[key] = number_in(self._found(line, key), unit)
            except Wrong as error:
                wrong.append(self._said(line, key, error))
        for key in TEXTS:
            try:
                given[key] = words_in(self._found(line, key))
            except Wrong as error:
                wrong.append(self._said(line, key, error))
        try:
            given["qualifier"] = qualifier_in(self._found(line, Key.QUALIFIER))
        except Wrong as error:
            wrong.append(self._said(line, Key.QUALIFIER, error))
        wrong += self._misplaced(line, row)
        return (Inputs() if wrong else Inputs(**given)), wrong  # type: ignore[arg-type]

    def _misplaced(self, line: Line, row: OwedRow) -> Iterator[str]:
        """Numbers typed where the form takes none."""
        by_parts = row.indicator.by_parts
        if by_parts and self._is_typed(line, Key.VALUE):
            text = _("%(cell)s: the ratio is worked out; fill in “%(one)s” and “%(other)s”")
            words = {"one": HEADS[Key.NUMERATOR], "other": HEADS[Key.DENOMINATOR]}
            if not any(self._found(line, key) for key in PARTS):
                yield text % {"cell": self._at(line, Key.VALUE), **words}
        for key in () if by_parts else PARTS:
            if self._is_typed(line, key):
                text = _("%(cell)s: the indicator is not kept by its parts; fill in “%(head)s”")
                yield text % {"cell": self._at(line, key), "head": HEADS[Key.VALUE]}
        needed = PARTS if by_parts else (Key.VALUE,)
        blank = not any(self._found(line, key) for key in needed)
        if blank and self._is_typed(line, Key.INCREMENT):
            text = _("%(cell)s: only the cumulative value is read; fill in “%(head)s”")
            yield text % {"cell": self._at(line, Key.INCREMENT), "head": HEADS[needed[0]]}
        for key in needed:
            if (line.number, self._columns.get(key, 0)) in self._above:
                text = _("%(cell)s is merged with the cell above; each row needs its own")
                yield text % {"cell": self._at(line, key)}

    def _found(self, line: Line, key: Key) -> Found | None:
        return line.cells.get(self._columns.get(key, 0))

    def _is_typed(self, line: Line, key: Key) -> bool:
        found = self._found(line, key)
        return found is not None and not found.is_formula

    def _name(self, line: Line, key: Key) -> str:
        """A name, that of the rows above where cells are merged downwards."""
        column = self._columns.get(key, 0)
        return line.text(column) or self._above.get((line.number, column), "")

    def _place(self, line: Line, key: Key) -> Place:
        cell = self._at(line, key) if key in self._columns else ""
        return Place(self._table.sheet.name, line.number, cell)

    def _at(self, line: Line, key: Key) -> str:
        return f"{letters(self._columns[key])}{line.number}"

    def _said(self, line: Line, key: Key, error: Wrong) -> str:
        text = _("%(cell)s “%(head)s” %(wrong)s")
        words = {"cell": self._at(line, key), "head": HEADS[key], "wrong": str(error)}
        return text % words

    def _mentions(self) -> Iterator[str]:
        if self._hidden:
            text = _("Hidden rows were read, too: %(rows)s.")
            yield text % {"rows": _few(self._hidden)}
        if self._sums:
            text = _("Rows that only add up were passed over: %(rows)s.")
            yield text % {"rows": _few(self._sums)}


def _merged_names(table: Table) -> dict[tuple[int, int], str]:
    """What stands at the top of merged cells, for the cells below it in the form's columns."""
    wanted = {table.columns[key] for key in (*NAMES, *NUMBERS) if key in table.columns}
    lines = {line.number: line for line in table.sheet.lines}
    found: dict[tuple[int, int], str] = {}
    covered = 0
    for area in table.sheet.merged:
        if area.left not in wanted or area.top <= table.head or area.top not in lines:
            continue
        text = lines[area.top].text(area.left)
        last = min(area.bottom, table.sheet.lines[-1].number)
        covered += max(last - area.top, 0)
        if covered > MOST_ROWS * len(wanted):
            raise Refused(damaged())  # Areas that cover each other.
        found.update(((line, area.left), text) for line in range(area.top + 1, last + 1))
    return found


def _without_doubles(filled: list[Filled]) -> list[Filled]:
    """The rows, each cell that several fill in refused with the places of all."""
    by_cell: dict[tuple[int, int, bool], list[int]] = defaultdict(list)
    for index, row in enumerate(filled):
        if row.indicator and row.region and not (row.inputs.is_blank and not row.wrong):
            by_cell[row.indicator.pk, row.region.pk, row.is_total].append(index)
    result = list(filled)
    for indices in by_cell.values():
        if len(indices) < 2:
            continue
        rows = "、".join(str(filled[index].place.line) for index in indices)
        text = _("the same cell is filled in several times, in rows %(rows)s") % {"rows": rows}
        for index in indices:
            row = filled[index]
            result[index] = Filled(
                row.place, row.indicator, row.region, row.is_total, wrong=(*row.wrong, text)
            )
    return result


def _few(numbers: list[int]) -> str:
    """The first of many numbers."""
    return "、".join(map(str, numbers[:8])) + ("…" if len(numbers) > 8 else "")
