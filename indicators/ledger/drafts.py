"""What a person wants to write, and what the person saw."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from indicators.choices import Qualifier, Source
from indicators.models import Entry, Indicator, Region
from indicators.periods import Month

Cell = tuple[int, int, Month]
LONGEST_KEY = 18  # digits that the database can look up


class Stamp(NamedTuple):
    """An entry as a person saw it."""

    entry: int
    version: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person wants to write for an indicator, region and month.

    Either `value` or, for a ratio kept by its parts, `numerator` and `denominator`. `seen` is the
    stamp of the cell's newest entry when the person started, None for an empty cell. Without a
    `source` the value is reported; one that was derived stays so while its note says from what.
    """

    indicator: Indicator
    region: Region
    month: Month
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    source: Source | None = None
    note: str = ""
    reason: str = ""
    explanation: str = ""
    seen: Stamp | None = None

    @property
    def cell(self) -> Cell:
        """Where the value belongs."""
        return (self.indicator.pk, self.region.pk, self.month)


def plain_text(text: str) -> str:
    """The text as it is kept: trimmed, without the character that databases refuse."""
    return text.replace("\0", "").strip()


def stamps(entries: Iterable[Entry]) -> list[Stamp]:
    """The stamps of entries as they are now, in their order."""
    return [Stamp(entry.pk, entry.version) for entry in entries]


def stamp(entry: Entry | None) -> Stamp | None:
    """The stamp of an entry as it is now; None for none."""
    return None if entry is None else Stamp(entry.pk, entry.version)


def written(stamp: Stamp | None) -> str:
    """A stamp as pages and workbooks carry it; empty for none."""
    return f"{stamp.entry}.{stamp.version}" if stamp else ""


def read_stamp(text: str) -> Stamp | None:
    """The stamp that was carried; None for none, and for what is not one."""
    parts = text.split(".")
    if len(parts) != 2 or not all(p.isdecimal() and len(p) <= LONGEST_KEY for p in parts):
        return None
    return Stamp(int(parts[0]), int(parts[1]))
