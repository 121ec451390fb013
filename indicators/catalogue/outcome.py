"""What bringing a file in comes to, row by row: what the preview shows and confirming writes."""

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from indicators.catalogue.reading import Trouble


class Status(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


WRITTEN = (Status.NEW, Status.CHANGED)


@dataclass(frozen=True, slots=True)
class Change:
    """A field before and after, in words; before a new record there is nothing."""

    head: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Result:
    """A row of the file and what becomes of its record."""

    number: int
    key: str
    name: str
    status: Status
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetOutcome:
    """The rows of a sheet, in its order."""

    model_name: str
    title: str
    results: tuple[Result, ...]

    def counts(self) -> dict[str, int]:
        """How many rows of each status."""
        counted = Counter(result.status.value for result in self.results)
        return {status.value: counted[status] for status in Status}

    @property
    def new(self) -> list[Result]:
        """The rows that add a record."""
        return [result for result in self.results if result.status == Status.NEW]

    @property
    def changed(self) -> list[Result]:
        """The rows that change one."""
        return [result for result in self.results if result.status == Status.CHANGED]


@dataclass(slots=True)
class Outcome:
    """All sheets, and every reason for which something is refused."""

    sheets: list[SheetOutcome] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    is_written: bool = False

    def counts(self) -> dict[str, int]:
        """How many rows of each status in all."""
        totals = Counter[str]()
        for sheet in self.sheets:
            totals.update(sheet.counts())
        return {status.value: totals[status] for status in Status}

    @property
    def still(self) -> list[SheetOutcome]:
        """The sheets of which every row says what stands already."""
        return [
            sheet
            for sheet in self.sheets
            if sheet.results and sheet.counts()[Status.UNCHANGED] == len(sheet.results)
        ]

    @property
    def writes(self) -> int:
        """How many records confirming would write; 0 where something is refused."""
        counted = self.counts()
        return 0 if self.troubles else sum(counted[status] for status in WRITTEN)

    def digest(self) -> str:
        """The same for two outcomes that write the same over the same."""
        written = [
            (sheet.model_name, [asdict(row) for row in sheet.results if row.status in WRITTEN])
            for sheet in self.sheets
        ]
        kept = json.dumps([row for row in written if row[1]], sort_keys=True)
        return hashlib.sha256(kept.encode()).hexdigest()
