"""What a person fills in for a cell, in a workbook or as it stands in the ledger."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from indicators.choices import EntryState, Qualifier
from indicators.models import Entry, Figure
from indicators.models.entry import PENDING
from indicators.numbers import plain
from indicators.standings import OwedCell
from indicators.workbook.text import tidy

BEGUN = (*PENDING, EntryState.RETURNED)


@dataclass(frozen=True, slots=True)
class Inputs:
    """A value, or the parts of a ratio, with the words around it; all None where nothing is."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    note: str = ""
    explanation: str = ""
    reason: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether no number is given."""
        return self.value is None and self.numerator is None and self.denominator is None

    def amount(self, *, by_parts: bool) -> Sequence[Decimal | None]:
        """The numbers that a person types."""
        return (self.numerator, self.denominator) if by_parts else (self.value,)

    def packed(self) -> list[str]:
        """As texts, to be sent along and read back by `unpacked`."""
        return ["" if v is None else _written(v) for v in asdict(self).values()]

    @classmethod
    def unpacked(cls, texts: Sequence[str]) -> "Inputs":
        """What was packed."""
        value, numerator, denominator, qualifier, note, explanation, reason = texts
        return cls(
            _number(value),
            _number(numerator),
            _number(denominator),
            Qualifier(qualifier),
            note,
            explanation,
            reason,
        )

    def fingerprint(self) -> str:
        """Short, and another for anything else that a person may fill in."""
        return hashlib.sha256("\x1f".join(self.packed()).encode()).hexdigest()[:16]


def _written(value: object) -> str:
    return plain(value) if isinstance(value, Decimal) else str(value)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def present(cell: OwedCell) -> Inputs:
    """What stands in a cell: what is being written, else the approved figure, else what came back.

    A correction of what was approved has its own reason and explanation, so these are left out.
    """
    entry, figure = cell.newest, cell.figure
    if entry is not None and entry.state in (PENDING if figure else BEGUN):
        return _inputs(entry, entry.note, entry.explanation, entry.reason)
    if figure is None:
        return Inputs()
    return _inputs(figure, figure.entry.note if figure.entry else "")


def _inputs(row: Entry | Figure, note: str, explanation: str = "", reason: str = "") -> Inputs:
    by_parts = row.numerator is not None
    return Inputs(
        None if by_parts else row.value,
        row.numerator,
        row.denominator,
        Qualifier(row.qualifier),
        tidy(note),
        tidy(explanation),
        tidy(reason),
    )
