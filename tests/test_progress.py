"""Worked numbers for every rule of progress; the first table is the bureau's own half-year."""

from decimal import Decimal
from fractions import Fraction

import pytest

from indicators.numbers import percent, plain
from indicators.progress import (
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
    light,
)

D = Decimal
FLOW, STOCK, RATIO = Kind.FLOW, Kind.STOCK, Kind.RATIO
AT_LEAST, AT_MOST = Direction.AT_LEAST, Direction.AT_MOST
BLUE, GREEN, YELLOW, RED, GREY = Light.BLUE, Light.GREEN, Light.YELLOW, Light.RED, Light.GREY
JANUARY, JUNE, DECEMBER = 1, 6, 12
MEASURES = (
    "completion", "due", "expected", "ahead", "gap", "growth", "outlook_by_pace",
    "outlook_by_season", "needed_per_month",
)  # fmt: skip
LATE_START = tuple(Fraction(max(0, month - 8), 4) for month in range(1, 13))


def number(text: str | None) -> Decimal | None:
    """The number of a table's cell; an empty place is missing."""
    return None if text is None else D(text)


def to(target: str, baseline: str | None = None) -> Goal:
    """A goal at even pace."""
    return Goal(D(target), number(baseline))


def shown(value: Decimal | None, decimals: int = 4) -> str | None:
    """A result as a page would write it."""
    return None if value is None else plain(value, decimals)


@pytest.mark.parametrize(
    ("kind", "value", "goal", "done", "lit", "due"),
    [
        pytest.param(FLOW, "920", to("1800"), "51.1%", GREEN, "900", id="人才住房筹集"),
        pytest.param(FLOW, "3364", to("2400"), "140.2%", BLUE, "1200", id="保障性租赁住房筹集"),
        pytest.param(FLOW, "0.56", to("3.06"), "18.3%", RED, "1.53", id="基础设施完成投资"),
        pytest.param(FLOW, "2", to("8"), "25%", RED, "4", id="老旧小区改造"),
        pytest.param(FLOW, "8", to("10"), "80%", GREEN, "5", id="通气行政村"),
        pytest.param(FLOW, "5", to("7"), "71.4%", GREEN, "3.5", id="房地产项目交付"),
        pytest.param(RATIO, "96", to("90"), "106.7%", BLUE, None, id="专业物业覆盖率"),
        pytest.param(RATIO, "100", to("100"), "100%", BLUE, None, id="农污二类开工进度"),
    ],
)
def test_the_half_year_as_the_review_tells_it(
    kind: Kind, value: str, goal: Goal, done: str, lit: Light, due: str | None
) -> None:
    progress = Progress(kind, AT_LEAST, JUNE, D(value), goal)
    assert progress.completion is not None
    assert percent(progress.completion) == done
    assert progress.light is lit
    assert shown(progress.expected) == due


@pytest.mark.parametrize(
    ("kind", "value", "last_year", "change"),
    [
        pytest.param(FLOW, "71.2", "59.6315", "0.194", id="建筑业总产值 +19.4%"),
        pytest.param(FLOW, "66.8", "54.9342", "0.216", id="省内产值 +21.6%"),
        pytest.param(FLOW, "14", "14", "0", id="no change is zero, not missing"),
        pytest.param(FLOW, "0", "14", "-1", id="nothing this year is minus all"),
        pytest.param(FLOW, "14", "0", None, id="from zero there is no share"),
        pytest.param(FLOW, "14", None, None, id="last year missing"),
        pytest.param(FLOW, None, "14", None, id="this year missing"),
        pytest.param(STOCK, "50", "-100", "1.5", id="up from below zero is a rise"),
        pytest.param(STOCK, "-150", "-100", "-0.5", id="further below zero is a fall"),
        pytest.param(STOCK, "99999999999.9999", "0.0001", "999999999999998", id="huge"),
        pytest.param(RATIO, "96", "90", "6", id="ratio: points, not a share"),
        pytest.param(RATIO, "22.39", "24", "-1.61", id="ratio: points lost"),
        pytest.param(RATIO, "5", "0", "5", id="ratio: from zero there are points"),
    ],
)
def test_growth_is_against_the_same_month_last_year(
    kind: Kind, value: str | None, last_year: str | None, change: str | None
) -> None:
    assert shown(growth(kind, number(value), number(last_year)), 3) == change


@pytest.mark.parametrize(
    ("kind", "month", "value", "goal", "lit"),
    [
        pytest.param(FLOW, JUNE, "50", to("100"), GREEN, id="flow: half by June"),
        pytest.param(FLOW, JUNE, "49.9999", to("100"), YELLOW, id="flow: just short of half"),
        pytest.param(FLOW, JUNE, "40", to("100"), YELLOW, id="flow: ten points behind"),
        pytest.param(FLOW, JUNE, "39.9999", to("100"), RED, id="flow: more than ten"),
        pytest.param(FLOW, JUNE, "0", to("100"), RED, id="flow: nothing done is not missing"),
        pytest.param(FLOW, JUNE, "-5", to("100"), RED, id="flow: taken back"),
        pytest.param(FLOW, JUNE, "99.9999", to("100"), GREEN, id="flow: nearly there"),
        pytest.param(FLOW, JUNE, "100", to("100"), BLUE, id="flow: reached"),
        pytest.param(FLOW, JUNE, "99999999999.9999", to("0.0001"), BLUE, id="flow: huge"),
        pytest.param(FLOW, 2, "2", to("12"), GREEN, id="flow: 2 of 12 in February"),
        pytest.param(FLOW, 7, "7", to("12"), GREEN, id="flow: 7 of 12 in July"),
        pytest.param(FLOW, JANUARY, "0", to("100"), YELLOW, id="flow: January not begun"),
        pytest.param(FLOW, 2, "0", to("100"), RED, id="flow: February not begun"),
        pytest.param(FLOW, DECEMBER, "100", to("100"), BLUE, id="flow: reached in December"),
        pytest.param(FLOW, DECEMBER, "90", to("100"), YELLOW, id="flow: short by ten points"),
        pytest.param(FLOW, DECEMBER, "89.9999", to("100"), RED, id="flow: missed"),
        pytest.param(FLOW, JUNE, "0", to("0"), BLUE, id="flow: nothing asked, nothing done"),
        pytest.param(FLOW, JUNE, "3", to("0"), BLUE, id="flow: more than nothing"),
        pytest.param(FLOW, JUNE, "-1", to("0"), RED, id="flow: less than nothing"),
        pytest.param(STOCK, JUNE, "73", to("80"), GREY, id="stock: no pace without baseline"),
        pytest.param(STOCK, JUNE, "80", to("80"), BLUE, id="stock: reached"),
        pytest.param(STOCK, 11, "79", to("80"), GREY, id="stock: a month is left"),
        pytest.param(STOCK, DECEMBER, "79", to("80"), RED, id="stock: missed at year end"),
        pytest.param(STOCK, JUNE, "70", to("80", "60"), GREEN, id="stock: half the way"),
        pytest.param(STOCK, JUNE, "69.9999", to("80", "60"), YELLOW, id="stock: just short"),
        pytest.param(STOCK, JUNE, "68", to("80", "60"), YELLOW, id="stock: ten points behind"),
        pytest.param(STOCK, JUNE, "67.9999", to("80", "60"), RED, id="stock: more than ten"),
        pytest.param(STOCK, JUNE, "60", to("80", "60"), RED, id="stock: not moved"),
        pytest.param(STOCK, JUNE, "5", to("10", "0"), GREEN, id="stock: a baseline of zero counts"),
        pytest.param(RATIO, JUNE, "96", to("90"), BLUE, id="ratio: above its target"),
        pytest.param(RATIO, JUNE, "89.9", to("90"), GREY, id="ratio: no pace without baseline"),
        pytest.param(RATIO, DECEMBER, "89.9", to("90"), RED, id="ratio: missed at year end"),
        pytest.param(RATIO, JUNE, "85", to("90", "80"), GREEN, id="ratio: half the way"),
        pytest.param(RATIO, JUNE, "84", to("90", "80"), YELLOW, id="ratio: ten points behind"),
        pytest.param(RATIO, JUNE, "83.9", to("90", "80"), RED, id="ratio: more than ten"),
        pytest.param(RATIO, JUNE, "0", to("90"), GREY, id="ratio: zero is a value"),
    ],
)
def test_light_of_what_should_be_at_least_the_target(
    kind: Kind, month: int, value: str, goal: Goal, lit: Light
) -> None:
    reason = GreyReason.NO_PACE if lit is GREY else None
    assert light(kind, AT_LEAST, month, D(value), goal) == (lit, reason)


@pytest.mark.parametrize(
    ("kind", "month", "value", "target", "lit"),
    [
        pytest.param(FLOW, JUNE, "0", "12", GREEN, id="flow: none so far"),
        pytest.param(FLOW, JUNE, "6", "12", GREEN, id="flow: half by June"),
        pytest.param(FLOW, JUNE, "7", "12", YELLOW, id="flow: ahead of the pace"),
        pytest.param(FLOW, JUNE, "12", "12", YELLOW, id="flow: all used by June"),
        pytest.param(FLOW, JUNE, "13", "12", RED, id="flow: over"),
        pytest.param(FLOW, 2, "2", "12", GREEN, id="flow: 2 of 12 in February"),
        pytest.param(FLOW, DECEMBER, "12", "12", GREEN, id="flow: kept at year end"),
        pytest.param(FLOW, DECEMBER, "13", "12", RED, id="flow: over at year end"),
        pytest.param(FLOW, JUNE, "0", "0", GREEN, id="flow: none allowed, none happened"),
        pytest.param(FLOW, JUNE, "1", "0", RED, id="flow: none allowed, one happened"),
        pytest.param(STOCK, JUNE, "12", "12", GREEN, id="stock: at the ceiling"),
        pytest.param(STOCK, JUNE, "12.0001", "12", RED, id="stock: over"),
        pytest.param(RATIO, JUNE, "5", "5", GREEN, id="ratio: at the ceiling"),
        pytest.param(RATIO, DECEMBER, "5.01", "5", RED, id="ratio: over"),
    ],
)
def test_light_of_what_should_be_at_most_the_target(
    kind: Kind, month: int, value: str, target: str, lit: Light
) -> None:
    assert light(kind, AT_MOST, month, D(value), to(target)) == (lit, None)


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("kind", Kind)
def test_without_figure_or_target_the_light_is_grey_and_says_why(
    kind: Kind, direction: Direction
) -> None:
    assert light(kind, direction, JUNE, None, to("8")) == (GREY, GreyReason.NO_FIGURE)
    assert light(kind, direction, JUNE, None, None) == (GREY, GreyReason.NO_FIGURE)
    assert light(kind, direction, JUNE, D(0), None) == (GREY, GreyReason.NO_TARGET)


@pytest.mark.parametrize(
    ("bands", "value", "lit"),
    [
        pytest.param(Bands(D(0), D(30)), "20", YELLOW, id="thirty points: at the edge"),
        pytest.param(Bands(D(0), D(30)), "19.9999", RED, id="thirty points: past it"),
        pytest.param(Bands(D(5), D(10)), "45", GREEN, id="five points still green"),
        pytest.param(Bands(D(5), D(10)), "44.9999", YELLOW, id="no gap after green"),
        pytest.param(Bands(D(0), D(0)), "49.9999", RED, id="no yellow at all"),
        pytest.param(Bands(D(0), D(50)), "0", YELLOW, id="fifty points: nothing done by June"),
    ],
)
def test_cities_draw_the_bands_differently(bands: Bands, value: str, lit: Light) -> None:
    assert light(FLOW, AT_LEAST, JUNE, D(value), to("100"), bands) == (lit, None)


@pytest.mark.parametrize(("green", "yellow"), [("-1", "10"), ("11", "10"), ("0", "-1")])
def test_bands_out_of_order_are_refused(green: str, yellow: str) -> None:
    with pytest.raises(ValueError, match="bands"):
        Bands(D(green), D(yellow))


@pytest.mark.parametrize("months", [0, 11, 13])
def test_a_pace_has_twelve_months(months: int) -> None:
    with pytest.raises(ValueError, match="twelve"):
        Goal(D(8), pace=(Fraction(1),) * months)


@pytest.mark.parametrize(
    ("month", "value", "due", "lit"),
    [
        pytest.param(JUNE, "0", "0", GREEN, id="nothing due before September"),
        pytest.param(9, "0", "2", RED, id="a quarter due in September"),
        pytest.param(10, "4", "4", GREEN, id="half due in October"),
        pytest.param(DECEMBER, "8", "8", BLUE, id="all due in December"),
    ],
)
def test_a_project_that_starts_in_autumn_is_not_behind_in_summer(
    month: int, value: str, due: str, lit: Light
) -> None:
    goal = Goal(D(8), pace=LATE_START)
    assert shown(expected(FLOW, goal, month)) == due
    assert light(FLOW, AT_LEAST, month, D(value), goal) == (lit, None)


@pytest.mark.parametrize(
    ("direction", "value", "goal", "share"),
    [
        pytest.param(AT_LEAST, "0", to("8"), "0", id="nothing done is zero, not missing"),
        pytest.param(AT_LEAST, "8", to("8"), "1", id="all"),
        pytest.param(AT_LEAST, "-2", to("8"), "-0.25", id="taken back"),
        pytest.param(AT_LEAST, "70", to("80", "60"), "0.5", id="counted from the baseline"),
        pytest.param(AT_LEAST, "50", to("80", "60"), "-0.5", id="below the baseline"),
        pytest.param(AT_LEAST, "5", to("0"), None, id="a target of zero has no share"),
        pytest.param(AT_LEAST, "5", to("-8"), None, id="nor has one below zero"),
        pytest.param(AT_LEAST, "5", to("8", "8"), None, id="no way to go"),
        pytest.param(AT_LEAST, None, to("8"), None, id="not reported"),
        pytest.param(AT_LEAST, "5", None, None, id="no target"),
        pytest.param(AT_MOST, "6", to("12"), "0.5", id="ceiling: half used"),
        pytest.param(AT_MOST, "13", to("13"), "1", id="ceiling: all used"),
        pytest.param(AT_MOST, "80", to("60", "100"), "0.5", id="ceiling: half the way down"),
        pytest.param(AT_MOST, "0", to("0"), "1", id="ceiling of zero: kept"),
        pytest.param(AT_MOST, "1", to("0"), "0", id="ceiling of zero: broken"),
        pytest.param(AT_MOST, "5", to("-8"), None, id="ceiling below zero has no share"),
    ],
)
def test_completion(
    direction: Direction, value: str | None, goal: Goal | None, share: str | None
) -> None:
    assert shown(completion(direction, number(value), goal)) == share


@pytest.mark.parametrize(
    ("kind", "goal", "month", "due"),
    [
        pytest.param(FLOW, to("12"), JANUARY, "1", id="flow: a twelfth in January"),
        pytest.param(FLOW, to("3.06"), JUNE, "1.53", id="flow: half in June"),
        pytest.param(FLOW, to("12"), DECEMBER, "12", id="flow: all in December"),
        pytest.param(FLOW, to("0"), JUNE, "0", id="flow: nothing asked"),
        pytest.param(STOCK, to("80", "60"), JUNE, "70", id="stock: half the way up"),
        pytest.param(RATIO, to("60", "100"), 3, "90", id="ratio: a quarter of the way down"),
        pytest.param(STOCK, to("80", "0"), JUNE, "40", id="stock: from zero"),
        pytest.param(STOCK, to("80"), JUNE, None, id="stock: no pace without baseline"),
        pytest.param(RATIO, to("90"), JUNE, None, id="ratio: no pace without baseline"),
        pytest.param(FLOW, None, JUNE, None, id="no target"),
    ],
)
def test_expected_by_the_end_of_the_month(
    kind: Kind, goal: Goal | None, month: int, due: str | None
) -> None:
    assert shown(expected(kind, goal, month)) == due


@pytest.mark.parametrize(
    ("kind", "direction", "value", "goal", "points"),
    [
        pytest.param(FLOW, AT_LEAST, "920", to("1800"), "1.1", id="人才住房: a point ahead"),
        pytest.param(FLOW, AT_LEAST, "0.56", to("3.06"), "-31.7", id="基础设施: far behind"),
        pytest.param(FLOW, AT_LEAST, "4", to("8"), "0", id="on the line is zero, not missing"),
        pytest.param(FLOW, AT_MOST, "9", to("12"), "25", id="ceiling: used too fast"),
        pytest.param(STOCK, AT_LEAST, "73", to("80", "60"), "15", id="stock from its baseline"),
        pytest.param(STOCK, AT_LEAST, "73", to("80"), None, id="no pace without baseline"),
        pytest.param(FLOW, AT_LEAST, "5", to("0"), None, id="no share of zero"),
        pytest.param(FLOW, AT_LEAST, None, to("8"), None, id="not reported"),
        pytest.param(FLOW, AT_LEAST, "5", None, None, id="no target"),
    ],
)
def test_points_ahead_of_the_pace_in_june(
    kind: Kind, direction: Direction, value: str | None, goal: Goal | None, points: str | None
) -> None:
    assert shown(ahead(kind, direction, JUNE, number(value), goal), 1) == points


def test_nothing_used_under_a_ceiling_of_zero_is_not_ahead_of_the_pace() -> None:
    points = ahead(FLOW, AT_MOST, JUNE, D(0), to("0"))
    assert points is None or points <= 0


def test_an_assessment_says_it_all_at_once() -> None:
    progress = Progress(
        FLOW, AT_LEAST, JUNE, D("3"), to("8"), last_year=D("2"), last_year_whole=D("6")
    )
    assert (progress.light, progress.grey_reason) == (RED, None)
    assert progress.completion == D("0.375")
    assert progress.due == D("0.5")
    assert progress.expected == D("4")
    assert progress.ahead == D("-12.5")
    assert progress.gap == D("5")
    assert progress.growth == D("0.5")
    assert progress.outlook_by_pace == D("6")
    assert progress.outlook_by_season == D("9")
    assert shown(progress.needed_per_month) == "0.8333"


def test_an_assessment_of_nothing_is_grey_and_otherwise_empty() -> None:
    progress = Progress(STOCK, AT_LEAST, JUNE, None, None)
    assert (progress.light, progress.grey_reason) == (GREY, GreyReason.NO_FIGURE)
    assert [name for name in MEASURES if getattr(progress, name) is not None] == []
