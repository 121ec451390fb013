"""The trail of entries, as the page prints it."""

from dataclasses import dataclass
from typing import Any

from indicators import wording
from indicators.choices import EntryState, Source
from indicators.models import Entry, name_of
from indicators.standings import Standing
from indicators.wording import Number


@dataclass(frozen=True)
class TrailStep:
    """An entry as the trail prints it; `stands` when it is the figure of its month."""

    entry: Entry
    month: str
    number: Number
    entered_by: str
    reviewed_by: str
    stands: bool
    is_demo: bool
    is_derived: bool
    under_correction: bool
    evidence: int

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing to remark."""
        entry = self.entry
        marked = self.is_demo or self.is_derived or self.under_correction or self.evidence
        return not (marked or entry.note or entry.reason or entry.return_reason)


def step_of(entry: Any, decimals: int) -> TrailStep:
    """An entry of a story."""
    stands = entry.state == EntryState.APPROVED and hasattr(entry, "figure")
    return TrailStep(
        entry=entry,
        month=wording.month(entry.as_month()),
        number=wording.number(entry.value, decimals, entry.qualifier),
        entered_by=name_of(entry.entered_by),
        reviewed_by=name_of(entry.reviewed_by),
        stands=stands,
        is_demo=entry.source == Source.DEMO,
        is_derived=entry.source == Source.DERIVED,
        under_correction=stands and entry.under_correction,
        evidence=entry.evidence_count,
    )


def people_behind(standing: Standing) -> dict[str, Any] | None:
    """Who entered and who approved the figure, and when; None for a roll-up."""
    entry = standing.figure.entry if standing.figure else None
    if entry is None:
        return None
    return {
        "entry": entry,
        "entered_by": name_of(entry.entered_by),
        "entered_at": entry.entered_at,
        "reviewed_by": name_of(entry.reviewed_by),
        "reviewed_at": entry.reviewed_at,
    }
