"""The queue as its page prints it: every text made once, in Python."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from indicators import wording
from indicators.ledger import stamp
from indicators.ledger.drafts import written
from indicators.lines import Line
from indicators.models import Entry, Evidence, Figure, Indicator, name_of
from indicators.numbers import plain
from indicators.standings import Waiting, WaitingRow
from indicators.tables import widest_fraction
from indicators.wording import Number

FEW = 40
Judge = Callable[[Entry], bool]
Opened = frozenset[str] | None  # Places; None for all.


@dataclass(frozen=True)
class WaitingLine:
    """An entry that waits, beside what it is judged by.

    `is_mine` when it is the reader's own work, `is_decidable` when the reader may decide on it.
    """

    entry: Entry
    line: Line
    stamp: str
    is_mine: bool
    is_decidable: bool
    present: Number | None
    before: Number | None
    is_before_pending: bool
    last_year: Number | None
    by: str
    entered_by: str
    parts: str
    doubts: Sequence[str]
    evidence: Sequence[Evidence]

    # What a heap has, for a line that is decided alone.

    @property
    def place(self) -> str:
        """The line's place on the page."""
        return f"entry-{self.entry.pk}"

    @property
    def stamps(self) -> str:
        """What its buttons post."""
        return self.stamp

    @property
    def decidable(self) -> int:
        """How many entries it holds."""
        return 1

    @property
    def has_story(self) -> bool:
        """Whether there is more to say than its numbers."""
        said = self.entry.reason or self.entry.explanation or self.entry.note
        return bool(said or self.doubts or self.evidence or self.line.marks)


@dataclass(frozen=True)
class Heap:
    """Entries that are decided together, at one place of the page; stamps of the decidable."""

    place: str
    lines: Sequence[WaitingLine]

    @cached_property
    def stamps(self) -> str:
        """What a button of the place posts."""
        return " ".join(line.stamp for line in self.lines if line.is_decidable)

    @cached_property
    def decidable(self) -> int:
        """How many of them the reader may decide."""
        return sum(line.is_decidable for line in self.lines)

    @cached_property
    def doubtful(self) -> int:
        """How many raise doubts."""
        return sum(bool(line.doubts) for line in self.lines)

    @cached_property
    def asked_about(self) -> int:
        """How many the reader would decide in spite of doubts; approving them is asked once."""
        return sum(bool(line.doubts) for line in self.lines if line.is_decidable)

    @cached_property
    def late(self) -> int:
        """How many were handed in late."""
        return sum(line.entry.late for line in self.lines)

    @cached_property
    def corrections(self) -> int:
        """How many would replace an approved figure."""
        return sum(line.present is not None for line in self.lines)

    @cached_property
    def mine(self) -> int:
        """How many the reader wrote or handed in, for others to decide."""
        return sum(line.is_mine for line in self.lines)


@dataclass(frozen=True)
class Block(Heap):
    """Entries in one table: of several indicators, or of one indicator in the regions below.

    Of the latter, `now` and `then` are the region above; `then` is None where it is not summed.
    Unless `is_open`, the page has their sum only, and the way to open them.
    """

    now: Line | None
    then: Line | None
    is_open: bool

    @property
    def is_whole(self) -> bool:
        """Whether the entries are those of regions below."""
        return self.now is not None

    @cached_property
    def fraction(self) -> int:
        """The widest fraction of the table's values, for them to stand on their decimal point."""
        return widest_fraction(line.line.value for line in self.lines if line.line.value)


@dataclass(frozen=True)
class WaitingProgramme(Heap):
    """A programme with its tables."""

    name: str
    section: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class WaitingPage(Heap):
    """The whole queue; `clean` are those that one button approves: no doubts, no corrections."""

    programmes: Sequence[WaitingProgramme]
    clean: Heap


def page_of(
    rows: Sequence[WaitingRow], mine: Judge, decidable: Judge, unfolded: frozenset[str]
) -> WaitingPage:
    """The queue for its page.

    `mine` says whether an entry is the reader's own work, `decidable` whether the reader may
    decide on it otherwise. Where the page would be long, regions below are folded away, but for
    the tables and entries whose places are `unfolded`.
    """
    few = sum(len(row.cells) for row in rows) <= FEW
    opened = None if few else unfolded
    programmes = [
        _programme(list(members), opened, mine, decidable)
        for _key, members in groupby(rows, key=lambda row: row.indicator.work_area_id)
    ]
    lines = [line for programme in programmes for line in programme.lines]
    clean = [line for line in lines if not line.doubts and line.present is None]
    return WaitingPage("all", lines, programmes, Heap("clean", clean))


def _programme(
    rows: Sequence[WaitingRow], opened: Opened, mine: Judge, decidable: Judge
) -> WaitingProgramme:
    area = rows[0].indicator.work_area
    blocks = []
    for is_whole, members in groupby(rows, key=lambda row: row.whole is not None):
        together = list(members)
        tables = [[row] for row in together] if is_whole else [together]
        for table in tables:
            cells = [cell for row in table for cell in row.cells]
            lines = [_line(cell, mine, decidable) for cell in cells]
            blocks.append(_block(table[0], lines, opened))
    lines = [line for block in blocks for line in block.lines]
    section = area.parent.name if area.parent else ""
    return WaitingProgramme(f"area-{area.code}", lines, area.name, section, blocks)


def _block(first: WaitingRow, lines: Sequence[WaitingLine], opened: Opened) -> Block:
    whole = first.whole
    if whole is None:
        return Block(f"table-{first.indicator.pk}", lines, None, None, is_open=True)
    place = f"towns-{first.indicator.pk}-{whole.now.region.code}"
    then = Line(whole.then) if whole.then else None
    is_open = opened is None or not opened.isdisjoint([place, *(line.place for line in lines)])
    return Block(place, lines, Line(whole.now), then, is_open)


def _line(waiting: Waiting, mine: Judge, decidable: Judge) -> WaitingLine:
    entry, standing = waiting.entry, waiting.standing
    is_mine = mine(entry)
    by = entry.submitted_by or entry.entered_by
    return WaitingLine(
        entry=entry,
        line=Line(standing),
        stamp=written(stamp(entry)),
        is_mine=is_mine,
        is_decidable=not is_mine and decidable(entry),
        present=_number(waiting.present, standing.indicator),
        before=_number(standing.month_before, standing.indicator),
        is_before_pending=waiting.is_before_pending,
        last_year=_number(standing.last_year, standing.indicator),
        by=name_of(by),
        entered_by="" if by == entry.entered_by else name_of(entry.entered_by),
        parts=_parts(entry),
        doubts=[wording.doubt(doubt) for doubt in entry.doubts],
        evidence=waiting.evidence,
    )


def _number(figure: Figure | None, indicator: Indicator) -> Number | None:
    return (
        wording.number(figure.value, indicator.decimals, figure.qualifier)
        if figure is not None
        else None
    )


def _parts(entry: Entry) -> str:
    """Numerator over denominator; empty for what is not kept by its parts."""
    if entry.numerator is None or entry.denominator is None:
        return ""
    return f"{plain(entry.numerator)} / {plain(entry.denominator)}"
