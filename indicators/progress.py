"""Progress of a figure against its annual goal: all arithmetic of the product, and nothing else.

Pure functions over plain values. Values and results are `Decimal`, exact until displayed;
shares are compared by multiplying out, never by dividing, so that 2/12 of a year is never short
by a rounding. With amounts of 15 digits the default 28 digits keep every product exact.
`None` means missing, never zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from indicators.periods import MONTHS_IN_YEAR, Month


class Kind(StrEnum):
    """How an indicator adds up over time and over regions."""

    FLOW = "flow"
    STOCK = "stock"
    RATIO = "ratio"


class Direction(StrEnum):
    """Whether a target is a floor or a ceiling."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Light(StrEnum):
    """The five lights, best first, grey (nothing to judge) last."""

    BLUE = "blue"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


class GreyReason(StrEnum):
    """Why a light is grey."""

    NO_FIGURE = "no_figure"
    NO_TARGET = "no_target"
    NO_PACE = "no_pace"


NOTHING = Decimal(0)
EVEN_PACE = tuple(Fraction(month, MONTHS_IN_YEAR) for month in range(1, MONTHS_IN_YEAR + 1))


@dataclass(frozen=True, slots=True)
class Goal:
    """An annual target; `pace` is the cumulative share planned by the end of each month."""

    target: Decimal
    baseline: Decimal | None = None
    pace: tuple[Fraction, ...] = EVEN_PACE

    def __post_init__(self) -> None:
        if len(self.pace) != MONTHS_IN_YEAR:
            raise ValueError("a pace has twelve months")

    def due(self, month: int) -> Fraction:
        """The share of the plan due by the end of the month."""
        return self.pace[month - 1]


@dataclass(frozen=True, slots=True)
class Bands:
    """How far behind the pace, in percentage points, a light may be and still be green or yellow.

    Two thresholds on one line leave no gap and no overlap.
    """

    green: Decimal = Decimal(0)
    yellow: Decimal = Decimal(10)

    def __post_init__(self) -> None:
        if not 0 <= self.green <= self.yellow:
            raise ValueError("bands need 0 <= green <= yellow")


DEFAULT_BANDS = Bands()


@dataclass(frozen=True)
class Progress:
    """Everything that a page or document says of `value`, the figure as of `month` of the year
    that `goal` is for; each measure is computed when it is first asked for.

    `last_year` is the value as of the same month a year before, `last_year_whole` the value of
    that December. Shares (`completion`, `due`, `growth`) are fractions of one; `ahead` is in
    percentage points; the growth of a ratio is a difference in percentage points. `expected`,
    `gap` and the outlooks are in the indicator's unit.
    """

    kind: Kind
    direction: Direction
    month: int
    value: Decimal | None
    goal: Goal | None
    last_year: Decimal | None = None
    last_year_whole: Decimal | None = None
    bands: Bands = DEFAULT_BANDS

    @cached_property
    def _lit(self) -> tuple[Light, GreyReason | None]:
        return light(self.kind, self.direction, self.month, self.value, self.goal, self.bands)

    @property
    def light(self) -> Light:
        """The light."""
        return self._lit[0]

    @property
    def grey_reason(self) -> GreyReason | None:
        """Why the light is grey; None when it is not."""
        return self._lit[1]

    @cached_property
    def completion(self) -> Decimal | None:
        """See `completion`."""
        return completion(self.direction, self.value, self.goal)

    @cached_property
    def due(self) -> Decimal | None:
        """The share of the plan due by the end of the month; None where no pace is judged."""
        goal = self.goal
        if goal is None or not _is_paced(self.kind, goal):
            return None
        due = goal.due(self.month)
        return Decimal(due.numerator) / due.denominator

    @cached_property
    def expected(self) -> Decimal | None:
        """See `expected`."""
        return expected(self.kind, self.goal, self.month)

    @cached_property
    def ahead(self) -> Decimal | None:
        """See `ahead`."""
        return ahead(self.kind, self.direction, self.month, self.value, self.goal)

    @property
    def shortfall(self) -> Decimal | None:
        """Percentage points on the wrong side of the plan: behind it, or for a ceiling that is no
        reduction above it; negative on the right side."""
        if self.ahead is None or self.goal is None:
            return None
        is_ceiling = self.direction is Direction.AT_MOST and not is_reduction(self.goal)
        return self.ahead if is_ceiling else -self.ahead

    @property
    def gap(self) -> Decimal | None:
        """What is missing to the target; negative beyond it."""
        return None if self.value is None or self.goal is None else self.goal.target - self.value

    @cached_property
    def growth(self) -> Decimal | None:
        """See `growth`."""
        return growth(self.kind, self.value, self.last_year)

    @cached_property
    def outlook_by_pace(self) -> Decimal | None:
        """See `outlook_by_pace`."""
        return outlook_by_pace(self.kind, self.value, self.goal, self.month)

    @cached_property
    def outlook_by_season(self) -> Decimal | None:
        """See `outlook_by_season`."""
        return outlook_by_season(self.kind, self.value, self.last_year, self.last_year_whole)

    @cached_property
    def needed_per_month(self) -> Decimal | None:
        """See `needed_per_month`."""
        return needed_per_month(self.kind, self.direction, self.value, self.goal, self.month)


def completion(direction: Direction, value: Decimal | None, goal: Goal | None) -> Decimal | None:
    """The share of the goal achieved; with a baseline, counted from where the year started.

    None without a value or target, where the way from baseline (zero without one) to target has
    no length, and with direction at least where it leads down. A ceiling of zero is wholly kept
    or not.
    """
    if value is not None and goal is not None and is_zero_ceiling(direction, goal):
        return Decimal(int(value <= goal.target))
    way = _way(direction, value, goal)
    return None if way is None else way[0] / way[1]


def expected(kind: Kind, goal: Goal | None, month: int) -> Decimal | None:
    """The value due by the end of the month; None where no pace is judged."""
    if goal is None or not _is_paced(kind, goal):
        return None
    over, under = _expected(goal, month)
    return over / under


def ahead(
    kind: Kind, direction: Direction, month: int, value: Decimal | None, goal: Goal | None
) -> Decimal | None:
    """Percentage points of the achieved share above the pace; negative when behind."""
    if goal is None or not _is_paced(kind, goal):
        return None
    way = _way(direction, value, goal)
    if way is None:
        return None
    behind, under = _behind(way, goal.due(month))
    return -behind / under


def light(
    kind: Kind,
    direction: Direction,
    month: int,
    value: Decimal | None,
    goal: Goal | None,
    bands: Bands = DEFAULT_BANDS,
) -> tuple[Light, GreyReason | None]:
    """The light of a value as of a month, and why it is grey when it is.

    A ceiling below its baseline is a reduction: on the way down it is judged by its pace.
    """
    if value is None:
        return Light.GREY, GreyReason.NO_FIGURE
    if goal is None:
        return Light.GREY, GreyReason.NO_TARGET
    if direction is Direction.AT_MOST and not (is_reduction(goal) and value > goal.target):
        return _light_under_ceiling(kind, month, value, goal), None
    if direction is Direction.AT_LEAST and value >= goal.target:
        return Light.BLUE, None
    if not _is_paced(kind, goal):
        # Only reached or not: before the year ends, not reached says nothing.
        return (Light.RED, None) if month == MONTHS_IN_YEAR else (Light.GREY, GreyReason.NO_PACE)
    way = _way(direction, value, goal)
    if way is None:
        return Light.RED, None
    behind, under = _behind(way, goal.due(month))
    if behind <= bands.green * under:
        return Light.GREEN, None
    return (Light.YELLOW if behind <= bands.yellow * under else Light.RED), None


def _light_under_ceiling(kind: Kind, month: int, value: Decimal, goal: Goal) -> Light:
    if value > goal.target:
        return Light.RED
    over, under = _expected(goal, month)
    ahead_of_pace = kind is Kind.FLOW and value * under > over
    return Light.YELLOW if ahead_of_pace else Light.GREEN


def growth(kind: Kind, value: Decimal | None, last_year: Decimal | None) -> Decimal | None:
    """Change against last year: a share of |last year|, for ratios percentage points.

    None when either is missing, or last year's is zero and a share is asked for.
    """
    if value is None or last_year is None:
        return None
    if kind is Kind.RATIO:
        return value - last_year
    if last_year == 0:
        return None
    return (value - last_year) / abs(last_year)


def outlook_by_pace(
    kind: Kind, value: Decimal | None, goal: Goal | None, month: int
) -> Decimal | None:
    """The year's end if the rest of the year keeps to the planned pace as the past did."""
    if value is None or goal is None or not _is_paced(kind, goal) or goal.due(month) == 0:
        return None
    due, start = goal.due(month), goal.baseline or NOTHING
    return (start * due.numerator + (value - start) * due.denominator) / due.numerator


def outlook_by_season(
    kind: Kind, value: Decimal | None, last_year: Decimal | None, last_year_whole: Decimal | None
) -> Decimal | None:
    """The year's end if the year runs as the last one did; for flows only."""
    if kind is not Kind.FLOW or value is None or last_year_whole is None or not last_year:
        return None
    return value * last_year_whole / last_year


def needed_per_month(
    kind: Kind, direction: Direction, value: Decimal | None, goal: Goal | None, month: int
) -> Decimal | None:
    """What each remaining month must add (under a ceiling: may add; in a reduction: must take
    off) to end on the target.

    Zero when nothing is left to do; None for ratios and in December.
    """
    if value is None or goal is None or kind is Kind.RATIO or month == MONTHS_IN_YEAR:
        return None
    rest = goal.target - value
    if direction is Direction.AT_MOST and is_reduction(goal):
        rest = -rest
    return max(rest / (MONTHS_IN_YEAR - month), NOTHING)


@dataclass(frozen=True, slots=True)
class Amount:
    """A value and, for a ratio kept by its parts, what it was divided from."""

    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def ratio(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """The ratio in percent; None when the denominator is zero."""
    if denominator == 0:
        return None
    return numerator * 100 / denominator


def roll_up(kind: Kind, parts: Iterable[Amount]) -> Amount | None:
    """What a region's parts make together.

    Flows and stocks add; a ratio is the sum of numerators over the sum of denominators. None
    without parts, and for ratios that were reported as such: those are never summed or averaged.
    """
    amounts = list(parts)
    if not amounts:
        return None
    if kind is not Kind.RATIO:
        return Amount(sum((a.value for a in amounts), Decimal(0)))
    numerators = [a.numerator for a in amounts if a.numerator is not None]
    denominators = [a.denominator for a in amounts if a.denominator is not None]
    if not len(numerators) == len(denominators) == len(amounts):
        return None
    numerator, denominator = sum(numerators, Decimal(0)), sum(denominators, Decimal(0))
    value = ratio(numerator, denominator)
    return None if value is None else Amount(value, numerator, denominator)


def counts_as_of(kind: Kind, figure: Month, as_of: Month) -> bool:
    """Whether a figure of one month can stand for another: a flow only within its year."""
    return figure <= as_of and (kind is not Kind.FLOW or figure.year == as_of.year)


def increment(
    kind: Kind, month: int, value: Decimal | None, month_before: Decimal | None
) -> Decimal | None:
    """What the month itself added, from values at month end; a flow starts the year at zero."""
    if value is None:
        return None
    if kind is Kind.FLOW and month == 1:
        return value
    return None if month_before is None else value - month_before


def _expected(goal: Goal, month: int) -> tuple[Decimal, int]:
    """The value due by the end of the month, not divided yet: over a whole number above zero."""
    due, start = goal.due(month), goal.baseline or NOTHING
    return start * due.denominator + (goal.target - start) * due.numerator, due.denominator


def _is_paced(kind: Kind, goal: Goal) -> bool:
    return kind is Kind.FLOW or goal.baseline is not None


def _way(
    direction: Direction, value: Decimal | None, goal: Goal | None
) -> tuple[Decimal, Decimal] | None:
    """How far a value has come from the baseline (zero without one), and how far it is to the
    target, which is above zero; None where there is no such way."""
    if value is None or goal is None:
        return None
    start = goal.baseline or NOTHING
    gone, whole = value - start, goal.target - start
    if whole > 0:
        return gone, whole
    if whole < 0 and direction is Direction.AT_MOST and goal.baseline is not None:
        return -gone, -whole
    return None


def _behind(way: tuple[Decimal, Decimal], due: Fraction) -> tuple[Decimal, Decimal]:
    """Percentage points behind what is due, not divided yet: over a number above zero."""
    gone, whole = way
    return (whole * due.numerator - gone * due.denominator) * 100, whole * due.denominator


def is_reduction(goal: Goal) -> bool:
    """Whether the target lies below where the year started."""
    return goal.baseline is not None and goal.target < goal.baseline


def is_zero_ceiling(direction: Direction, goal: Goal) -> bool:
    """Whether nothing at all is allowed, which is kept or broken, never partly done."""
    return direction is Direction.AT_MOST and goal.baseline is None and goal.target == 0
