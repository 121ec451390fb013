"""What changed since the month before, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext

from indicators import wording
from indicators.choices import LIGHT_LABELS
from indicators.progress import Light
from indicators.standings import Turn, Turns
from indicators.views.overview.shown import Shown

MOST_OF_A_KIND = 4


@dataclass(frozen=True)
class TurnLine:
    """An indicator that changed: its line, the light it had, the points gained."""

    line: Shown
    before: Light | None
    before_label: str | Promise
    gain: str

    @property
    def is_compared(self) -> bool:
        """Whether there is a value of a month ago that the change is counted from."""
        ago = self.line.standing.month_ago
        return ago is not None and ago.figure is not None

    @property
    def is_demo(self) -> bool:
        """Whether demonstration data is on either side."""
        ago = self.line.standing.month_ago
        return self.line.standing.is_demo or (ago is not None and ago.is_demo)

    @property
    def has_turned(self) -> bool:
        """Whether the light is another than it was."""
        return self.before is not None and self.before is not self.line.light


@dataclass(frozen=True)
class TurnGroup:
    """Changes of one kind; `more` are those left out."""

    style: str
    heading: str
    lines: list[TurnLine]
    count: int
    more: int


@dataclass(frozen=True)
class Changed:
    """All changes; `is_demo` when all that is compared rests on demonstration data."""

    groups: list[TurnGroup]
    is_demo: bool


def changed(turns: Turns) -> Changed:
    """The changes that occur, what needs a word first."""
    kinds = (
        ("worse", gettext("Lights that fell"), turns.worse),
        ("better", gettext("Lights that rose"), turns.better),
        ("reached", gettext("Targets reached"), turns.reached),
        ("gained", gettext("Furthest forward"), turns.gained),
        ("corrected", gettext("Corrected this month"), turns.corrected),
        ("reported", gettext("Reported for the first time"), turns.reported),
    )
    groups = [_group(style, heading, found) for style, heading, found in kinds if found]
    compared = [line for group in groups for line in group.lines if line.is_compared]
    return Changed(groups, bool(compared) and all(line.is_demo for line in compared))


def _group(style: str, heading: str, found: Sequence[Turn]) -> TurnGroup:
    lines = [_line(turn) for turn in found[:MOST_OF_A_KIND]]
    return TurnGroup(style, heading, lines, len(found), len(found) - len(lines))


def _line(turn: Turn) -> TurnLine:
    return TurnLine(
        line=Shown(turn.standing),
        before=turn.before,
        before_label=LIGHT_LABELS[turn.before] if turn.before else "",
        gain="" if turn.gain is None else wording.points(turn.gain),
    )
