"""What changed in an indicator between two months: pure, over plain values.

A year-to-date value grows with every month, so two of them are only compared as such for the same
month of two years, and subtracted within one year, where the difference is what was added between.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.periods import Month
from indicators.progress import Direction, Goal, Kind, Light, growth

JUDGED = (Light.RED, Light.YELLOW, Light.GREEN, Light.BLUE)


class Course(StrEnum):
    """Which way something went."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class Unlike(StrEnum):
    """Why two values have no difference."""

    MISSING = "missing"
    NOT_NEW = "not_new"
    OTHER_MONTHS = "other_months"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: value, the month it was reported for, share of the target and light."""

    value: Decimal | None
    as_of: Month | None
    completion: Decimal | None
    light: Light


@dataclass(frozen=True, slots=True)
class Change:
    """What changed from the earlier side to the later one.

    `difference` is in the indicator's unit (a ratio: percentage points), `growth` a share of the
    earlier value, `points` the percentage points that the completion gained, None between totals
    of different months of two years. `value` says whether the value moved for the better, `light`
    whether the light did; None where that is not known.
    """

    difference: Decimal | None
    unlike: Unlike | None
    growth: Decimal | None
    points: Decimal | None
    value: Course | None
    light: Course | None


def change(kind: Kind, direction: Direction, earlier: Side, later: Side) -> Change:
    """The change from one side to the other of the same indicator in the same region."""
    unlike = _unlike(kind, earlier, later)
    difference = None
    if unlike is None and earlier.value is not None and later.value is not None:
        difference = later.value - earlier.value
    return Change(
        difference=difference,
        unlike=unlike,
        growth=_growth(kind, earlier, later) if difference is not None else None,
        points=_points(earlier, later, unlike),
        value=_course_of_value(kind, direction, difference, earlier, later),
        light=_course_of_light(earlier.light, later.light),
    )


def _unlike(kind: Kind, earlier: Side, later: Side) -> Unlike | None:
    if earlier.as_of is None or later.as_of is None:
        return Unlike.MISSING
    if earlier.as_of == later.as_of:
        return Unlike.NOT_NEW
    same_month = earlier.as_of.month == later.as_of.month
    if kind is Kind.FLOW and earlier.as_of.year != later.as_of.year and not same_month:
        return Unlike.OTHER_MONTHS
    return None


def _growth(kind: Kind, earlier: Side, later: Side) -> Decimal | None:
    """The share; none for a ratio, whose difference says it, nor within a year-to-date total."""
    within_a_year = earlier.as_of and later.as_of and earlier.as_of.year == later.as_of.year
    if kind is Kind.RATIO or (kind is Kind.FLOW and within_a_year):
        return None
    return growth(kind, later.value, earlier.value)


def _points(earlier: Side, later: Side, unlike: Unlike | None) -> Decimal | None:
    if (
        unlike in (Unlike.NOT_NEW, Unlike.OTHER_MONTHS)
        or earlier.completion is None
        or later.completion is None
    ):
        return None
    return (later.completion - earlier.completion) * 100


def _course_of_value(
    kind: Kind, direction: Direction, difference: Decimal | None, earlier: Side, later: Side
) -> Course | None:
    """Better or worse; a year-to-date total that grew within its year is neither."""
    if difference is None or earlier.as_of is None or later.as_of is None:
        return None
    if kind is Kind.FLOW and earlier.as_of.year == later.as_of.year:
        return None
    if difference == 0:
        return Course.SAME
    wanted = difference > 0 if direction is Direction.AT_LEAST else difference < 0
    return Course.BETTER if wanted else Course.WORSE


def _course_of_light(earlier: Light, later: Light) -> Course | None:
    if earlier not in JUDGED or later not in JUDGED:
        return None
    step = JUDGED.index(later) - JUDGED.index(earlier)
    if step == 0:
        return Course.SAME
    return Course.BETTER if step > 0 else Course.WORSE


def gain(goal: Goal, earlier: Decimal, later: Decimal) -> Decimal:
    """Percentage points of the way from baseline to target that lie between two values."""
    return (later - earlier) * 100 / (goal.target - (goal.baseline or 0))
