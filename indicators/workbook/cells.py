"""What a cell of a workbook holds, where it stands, and the sheet around it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Held(StrEnum):
    """What a cell holds."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    TRUTH = "truth"
    ERROR = "error"
    NOT_COMPUTED = "not computed"


@dataclass(frozen=True, slots=True)
class Found:
    """A cell that is not empty: `text` has numbers to the last digit, days as ISO writes them."""

    held: Held
    text: str
    is_percent: bool = False
    is_formula: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet, numbered from 1, with its cells by column from 1."""

    number: int
    cells: dict[int, Found]
    is_hidden: bool = False

    def text(self, column: int | None) -> str:
        """What stands in a column, without space around; empty for nothing."""
        found = self.cells.get(column or 0)
        return found.text.strip() if found else ""


@dataclass(frozen=True, slots=True)
class Area:
    """Cells merged into one, by rows and columns from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """A sheet with its rows from top to bottom, blank ones left out."""

    name: str
    is_hidden: bool
    lines: list[Line] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
