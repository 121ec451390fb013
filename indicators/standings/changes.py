"""What changed since the month before, and which goal leads a programme: rules, no queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.change import gain
from indicators.progress import Direction, Light
from indicators.standings.standing import Standing

BEHIND = (Light.RED, Light.YELLOW)
MOST_URGENT = (Light.RED, Light.YELLOW, Light.GREEN, Light.BLUE)
NO_PLACE = Decimal("-Infinity")


@dataclass(frozen=True, slots=True)
class Turn:
    """A standing with the light it had a month ago, and the percentage points gained since.

    `before` and `gain` are None where they are not known.
    """

    standing: Standing
    before: Light | None
    gain: Decimal | None


@dataclass(slots=True)
class Turns:
    """What changed since the month before; an indicator is in one list, corrected ones again.

    `worse` and `better` are lights that turned, `reached` targets that were not met a month ago,
    `gained` completions that rose otherwise and are not behind, `reported` values where there
    were none.
    """

    worse: list[Turn] = field(default_factory=list)
    better: list[Turn] = field(default_factory=list)
    reached: list[Turn] = field(default_factory=list)
    gained: list[Turn] = field(default_factory=list)
    reported: list[Turn] = field(default_factory=list)
    corrected: list[Turn] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return any(getattr(self, name) for name in self.__slots__)


def turns(standings: Iterable[Standing]) -> Turns:
    """What changed against `month_ago`, the most urgent first; nothing in January."""
    found = Turns()
    for row in standings:
        if row.figure is None or row.month.month == 1:
            continue
        ago = row.month_ago if row.target else None
        turn, into = _judged(row, ago, found) if ago else _unjudged(row, found)
        if row.is_correction and row.is_current:
            found.corrected.append(turn)
        if into is not None:
            into.append(turn)
    found.worse.sort(key=_by_urgency)
    for risen in (found.better, found.reached, found.gained):
        risen.sort(key=_by_gain)
    return found


def leading(standings: Iterable[Standing]) -> Standing | None:
    """The goal a programme is known by: a judged key indicator before any other judged one.

    Among these the most urgent light, then the one furthest behind its pace; None without any.
    """
    judged = (
        row
        for row in standings
        if row.progress.light is not Light.GREY and row.progress.completion is not None
    )
    return min(
        judged,
        key=lambda row: (
            not row.indicator.key,
            MOST_URGENT.index(row.progress.light),
            _most_short_first(row.progress.shortfall),
        ),
        default=None,
    )


def _unjudged(row: Standing, found: Turns) -> tuple[Turn, list[Turn] | None]:
    is_first = row.figure_before is None and row.is_current
    return Turn(row, None, None), found.reported if is_first else None


def _judged(row: Standing, ago: Standing, found: Turns) -> tuple[Turn, list[Turn] | None]:
    now, before = row.progress.light, ago.progress.light
    if ago.figure is None:
        turn = Turn(row, None, None)
        if now is Light.BLUE:
            return turn, found.reached
        return turn, found.reported if row.is_current else None
    gained = _gain(row, ago)
    turn = Turn(row, before, gained)
    if now is before:
        has_gained = gained is not None and gained > 0 and now not in BEHIND
        return turn, found.gained if has_gained else None
    if now is Light.BLUE:
        return turn, found.reached
    return turn, found.worse if _fell(before, now) else found.better


def _gain(row: Standing, ago: Standing) -> Decimal | None:
    """Percentage points gained of the way to the goal; None where more is no better, which under
    a ceiling it only is on the way down to it."""
    goal = row.progress.goal
    if goal is None or row.value is None or ago.value is None:
        return None
    way = goal.target - (goal.baseline or 0)
    is_floor = row.indicator.direction == Direction.AT_LEAST
    is_way = way > 0 if is_floor else goal.baseline is not None and way < 0
    return gain(goal, ago.value, row.value) if is_way else None


def _fell(before: Light, now: Light) -> bool:
    """Whether another light is a worse one.

    A level without a pace is judged when the year is over, from no light to red, and loses its
    light again where a correction takes the target back.
    """
    if before is Light.GREY:
        return now is Light.RED
    return now is Light.GREY or MOST_URGENT.index(now) < MOST_URGENT.index(before)


def _by_urgency(turn: Turn) -> tuple[int, Decimal]:
    progress = turn.standing.progress
    judged = progress.light in MOST_URGENT
    place = MOST_URGENT.index(progress.light) if judged else len(MOST_URGENT)
    return place, _most_short_first(progress.shortfall)


def _most_short_first(shortfall: Decimal | None) -> Decimal:
    """Sorts the furthest on the wrong side of the plan first, after what has no plan."""
    return NO_PLACE if shortfall is None else -shortfall


def _by_gain(turn: Turn) -> Decimal:
    return Decimal(0) if turn.gain is None else -turn.gain
