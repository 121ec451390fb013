"""What holds for progress whatever the numbers are."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.numbers import percent, plain, signed
from indicators.progress import (
    DEFAULT_BANDS,
    EVEN_PACE,
    Bands,
    Direction,
    Goal,
    GreyReason,
    Kind,
    Light,
    Progress,
    ahead,
    completion,
    expected,
    growth,
    increment,
    light,
    needed_per_month,
    outlook_by_pace,
)
from tests.test_progress import MEASURES

D = Decimal
AT_LEAST, AT_MOST = Direction.AT_LEAST, Direction.AT_MOST
# Judged by pace, a value climbs these; judged only at year end, it waits in grey below blue.
STEPS = {Light.RED: 0, Light.YELLOW: 1, Light.GREEN: 2, Light.BLUE: 3}
DUST = D("1e-9")

kinds = st.sampled_from(Kind)
directions = st.sampled_from(Direction)
months = st.integers(1, 12)
values = st.decimals(min_value=D("-99999999"), max_value=D("99999999999"), places=4)
small = st.decimals(min_value=D(-3), max_value=D(15), places=1)
numbers = values | small
targets = st.decimals(min_value=D("0.0001"), max_value=D("99999999999"), places=4) | st.decimals(
    min_value=D("0.1"), max_value=D(12), places=1
)
paces = st.just(EVEN_PACE) | st.lists(st.integers(0, 10000), min_size=11, max_size=11).map(
    lambda shares: (*(Fraction(share, 10000) for share in sorted(shares)), Fraction(1))
)
goals = st.builds(Goal, numbers, st.none() | numbers, paces)
bands = st.just(DEFAULT_BANDS) | st.builds(
    lambda green, more: Bands(green, green + more),
    st.decimals(min_value=D(0), max_value=D(30), places=1),
    st.decimals(min_value=D(0), max_value=D(30), places=1),
)


def step(lit: tuple[Light, GreyReason | None]) -> int:
    """How good a light is; a grey that waits for the year's end stands below blue."""
    return STEPS[Light.YELLOW] if lit == (Light.GREY, GreyReason.NO_PACE) else STEPS[lit[0]]


@given(kinds, months, goals, bands, numbers, numbers)
def test_under_at_least_the_light_never_gets_worse_when_the_value_rises(
    kind: Kind, month: int, goal: Goal, drawn: Bands, one: Decimal, other: Decimal
) -> None:
    less, more = sorted((one, other))
    low = light(kind, AT_LEAST, month, less, goal, drawn)
    high = light(kind, AT_LEAST, month, more, goal, drawn)
    assert step(low) <= step(high)


@given(kinds, months, goals, numbers, numbers)
def test_under_at_most_the_light_never_gets_better_when_the_value_rises(
    kind: Kind, month: int, goal: Goal, one: Decimal, other: Decimal
) -> None:
    less, more = sorted((one, other))
    low = light(kind, AT_MOST, month, less, goal)
    high = light(kind, AT_MOST, month, more, goal)
    assert STEPS[low[0]] >= STEPS[high[0]]


@given(goals, bands, numbers, months, months)
def test_standing_still_never_improves_the_light_as_the_year_goes_on(
    goal: Goal, drawn: Bands, value: Decimal, one: int, other: int
) -> None:
    sooner, later = sorted((one, other))
    first = light(Kind.FLOW, AT_LEAST, sooner, value, goal, drawn)
    then = light(Kind.FLOW, AT_LEAST, later, value, goal, drawn)
    assert step(first) >= step(then)


@given(kinds, directions, months, goals, bands, numbers)
def test_every_value_with_a_goal_gets_exactly_one_light(
    kind: Kind, direction: Direction, month: int, goal: Goal, drawn: Bands, value: Decimal
) -> None:
    lit, reason = light(kind, direction, month, value, goal, drawn)
    missed_so_far = direction is AT_LEAST and value < goal.target
    waits = kind is not Kind.FLOW and goal.baseline is None and month < 12 and missed_so_far
    assert (lit, reason) == (Light.GREY, GreyReason.NO_PACE) if waits else reason is None
    assert (lit is Light.GREY) == waits


@given(kinds, months, goals, numbers)
def test_blue_is_for_a_target_reached_and_nothing_else(
    kind: Kind, month: int, goal: Goal, value: Decimal
) -> None:
    reached = light(kind, AT_LEAST, month, value, goal)[0] is Light.BLUE
    assert reached == (value >= goal.target)
    assert light(kind, AT_MOST, month, value, goal)[0] is not Light.BLUE


@given(months, targets, paces, numbers)
def test_exactly_what_is_due_is_never_behind(
    month: int, target: Decimal, pace: tuple[Fraction, ...], start: Decimal
) -> None:
    twelfths = Goal(target * 12)
    assert step(light(Kind.FLOW, AT_LEAST, month, target * month, twelfths)) >= STEPS[Light.GREEN]
    assert light(Kind.FLOW, AT_MOST, month, target * month, twelfths)[0] is Light.GREEN
    goal = Goal(start + target, start, pace)
    due = expected(Kind.STOCK, goal, month)
    assert due is not None
    points = ahead(Kind.STOCK, AT_LEAST, month, due, goal)
    assert points is not None
    assert abs(points) < DUST


@given(months, goals, numbers)
def test_under_a_ceiling_a_flow_is_yellow_exactly_when_it_is_above_what_was_expected(
    month: int, goal: Goal, value: Decimal
) -> None:
    assume(goal.target >= 0 and value <= goal.target)
    due = expected(Kind.FLOW, goal, month)
    assert due is not None
    lit, _ = light(Kind.FLOW, AT_MOST, month, value, goal)
    assert lit is (Light.YELLOW if value > due else Light.GREEN)


@given(kinds, directions, months, goals, bands)
def test_zero_is_never_missing(
    kind: Kind, direction: Direction, month: int, goal: Goal, drawn: Bands
) -> None:
    zero = Progress(kind, direction, month, D(0), goal, last_year=D(4), bands=drawn)
    missing = Progress(kind, direction, month, None, goal, last_year=D(4), bands=drawn)
    assert missing.grey_reason is GreyReason.NO_FIGURE
    assert zero.grey_reason is not GreyReason.NO_FIGURE
    assert zero.gap == goal.target
    assert zero.growth == (D(-4) if kind is Kind.RATIO else D(-1))
    assert increment(kind, month, D(0), D(0)) == 0
    assert plain(D(0)) == signed(D(0)) == "0"
    if goal.target > 0 and goal.baseline is None:
        assert zero.completion == 0


@given(kinds, directions, months, goals)
def test_what_is_missing_stays_missing(
    kind: Kind, direction: Direction, month: int, goal: Goal
) -> None:
    progress = Progress(kind, direction, month, None, goal, last_year=D(4), last_year_whole=D(9))
    kept = {"due", "expected"}
    assert all(getattr(progress, name) is None for name in MEASURES if name not in kept)


@given(kinds, directions, months, goals, numbers, st.none() | numbers, st.none() | numbers)
def test_no_numbers_break_an_assessment_or_its_display(
    kind: Kind,
    direction: Direction,
    month: int,
    goal: Goal,
    value: Decimal,
    last_year: Decimal | None,
    whole: Decimal | None,
) -> None:
    progress = Progress(
        kind, direction, month, value, goal, last_year=last_year, last_year_whole=whole
    )
    for name in MEASURES:
        found = getattr(progress, name)
        if isinstance(found, Decimal):
            assert found.is_finite()
            assert percent(found)
            assert "E" not in plain(found, 4)


@given(targets, numbers)
def test_completion_is_whole_exactly_when_the_target_is_reached(
    target: Decimal, value: Decimal
) -> None:
    share = completion(AT_LEAST, value, Goal(target))
    assert share is not None
    assert (share >= 1) == (value >= target)
    assert (share < 0) == (value < 0)


@given(st.builds(Goal, targets, st.none(), paces), months, numbers)
def test_keeping_the_pace_ends_on_the_target(goal: Goal, month: int, value: Decimal) -> None:
    assume(goal.due(month) > 0)
    due = expected(Kind.FLOW, goal, month)
    end = outlook_by_pace(Kind.FLOW, due, goal, month)
    assert end is not None
    assert abs(end - goal.target) <= DUST * goal.target
    on_course = outlook_by_pace(Kind.FLOW, value, goal, month)
    points = ahead(Kind.FLOW, AT_LEAST, month, value, goal)
    assert on_course is not None
    assert points is not None
    assert (on_course >= goal.target) == (points >= 0)


@given(goals, st.integers(1, 11), numbers)
def test_adding_what_is_needed_each_month_reaches_the_target(
    goal: Goal, month: int, value: Decimal
) -> None:
    monthly = needed_per_month(Kind.FLOW, AT_LEAST, value, goal, month)
    assert monthly is not None
    assert monthly >= 0
    end = value + monthly * (12 - month)
    assert abs(end - max(goal.target, value)) <= DUST * max(D(1), abs(goal.target), abs(value))


@given(kinds, numbers, numbers)
def test_growth_has_the_sign_of_the_change(kind: Kind, value: Decimal, last_year: Decimal) -> None:
    change = growth(kind, value, last_year)
    if change is None:
        assert last_year == 0
        assert kind is not Kind.RATIO
    else:
        assert (change > 0) == (value > last_year)
        assert (change < 0) == (value < last_year)
