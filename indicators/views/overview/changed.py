"""What changed since the month before, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from indicators import wording
from indicators.choices import LIGHT_LABELS
from indicators.progress import Light
from indicators.standings import Turn, Turns
from indicators.views.overview.shown import Showing, Shown

MOST_OF_A_KIND = 4
WORSE = "worse"


@dataclass(frozen=True)
class TurnLine:
    """An indicator that changed: its line, the light it had, the points gained in words.

    `is_worse` among the lights that fell.
    """

    line: Shown
    before: Light | None
    gain: str
    is_worse: bool

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
    def facts(self) -> SafeString:
        """What the month added and how far that led; the value where it is the first."""
        line = self.line
        if not self.gain and not (line.increment and self.is_compared):
            return format_html("{} {}", line.value, line.unit)
        far = self.gain
        if self.is_worse:
            behind = gettext("%(number)s pp behind") % {"number": line.behind}
            far = behind if line.behind else ""
        return format_html(
            "{} {}", line.increment, format_html("<strong>{}</strong>", far) if far else ""
        )

    @property
    def turned(self) -> SafeString:
        """The light it had and the one it has; nothing where that is the same."""
        if self.before is None or self.before is self.line.light:
            return SafeString("")
        return format_html(
            '<span class="turn"><span class="light light-{}"><svg class="light-shape" '
            'aria-hidden="true"><use href="#light-{}" /></svg>{}</span> '
            '<span aria-hidden="true">→</span> {}</span>',
            self.before.value,
            self.before.value,
            LIGHT_LABELS[self.before],
            self.line.light_piece,
        )


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


def changed(turns: Turns, showing: Showing) -> Changed:
    """The changes that occur, what needs a word first."""
    kinds = (
        (WORSE, gettext("Lights that fell"), turns.worse),
        ("better", gettext("Lights that rose"), turns.better),
        ("reached", gettext("Targets reached"), turns.reached),
        ("gained", gettext("Furthest forward"), turns.gained),
        ("corrected", gettext("Corrected this month"), turns.corrected),
        ("reported", gettext("Reported for the first time"), turns.reported),
    )
    groups = [_group(style, heading, found, showing) for style, heading, found in kinds if found]
    compared = [line for group in groups for line in group.lines if line.is_compared]
    return Changed(groups, bool(compared) and all(line.is_demo for line in compared))


def _group(style: str, heading: str, found: Sequence[Turn], showing: Showing) -> TurnGroup:
    lines = [_line(turn, showing, is_worse=style == WORSE) for turn in found[:MOST_OF_A_KIND]]
    return TurnGroup(style, heading, lines, len(found), len(found) - len(lines))


def _line(turn: Turn, showing: Showing, *, is_worse: bool) -> TurnLine:
    return TurnLine(
        line=showing.line(turn.standing),
        before=turn.before,
        gain="" if turn.gain is None else wording.points(turn.gain),
        is_worse=is_worse,
    )
