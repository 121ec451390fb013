"""Worked numbers for where a year will end, and for reductions."""

import pytest

from indicators.progress import (
    Direction,
    Goal,
    Kind,
    Light,
    light,
    needed_per_month,
    outlook_by_pace,
    outlook_by_season,
)
from tests.test_progress import (
    AT_LEAST,
    AT_MOST,
    DECEMBER,
    FLOW,
    JANUARY,
    JUNE,
    LATE_START,
    RATIO,
    STOCK,
    D,
    number,
    shown,
    to,
)


@pytest.mark.parametrize(
    ("kind", "value", "goal", "month", "year_end"),
    [
        pytest.param(FLOW, "920", to("1800"), JUNE, "1840", id="人才住房"),
        pytest.param(FLOW, "0.56", to("3.06"), JUNE, "1.12", id="基础设施"),
        pytest.param(FLOW, "1", to("12"), JANUARY, "12", id="from January alone"),
        pytest.param(FLOW, "7", to("8"), DECEMBER, "7", id="December is the year"),
        pytest.param(FLOW, "0", to("8"), JUNE, "0", id="nothing leads to nothing"),
        pytest.param(STOCK, "73", to("80", "60"), JUNE, "86", id="stock from its baseline"),
        pytest.param(STOCK, "73", to("80"), JUNE, None, id="no pace without baseline"),
        pytest.param(FLOW, "3", Goal(D(8), pace=LATE_START), JUNE, None, id="nothing due yet"),
        pytest.param(FLOW, None, to("8"), JUNE, None, id="not reported"),
        pytest.param(FLOW, "3", None, JUNE, None, id="no target, no pace"),
    ],
)
def test_outlook_by_pace(
    kind: Kind, value: str | None, goal: Goal | None, month: int, year_end: str | None
) -> None:
    assert shown(outlook_by_pace(kind, number(value), goal, month)) == year_end


@pytest.mark.parametrize(
    ("kind", "value", "last_year", "whole", "year_end"),
    [
        pytest.param(FLOW, "60", "50", "150", "180", id="as last year went on"),
        pytest.param(FLOW, "0", "50", "150", "0", id="nothing leads to nothing"),
        pytest.param(FLOW, "60", "50", "0", "0", id="last year ended at nothing"),
        pytest.param(FLOW, "60", "0", "150", None, id="last year had not begun"),
        pytest.param(FLOW, "60", None, "150", None, id="last year's month missing"),
        pytest.param(FLOW, "60", "50", None, None, id="last year's whole missing"),
        pytest.param(FLOW, None, "50", "150", None, id="not reported"),
        pytest.param(STOCK, "60", "50", "150", None, id="stocks have no season"),
        pytest.param(RATIO, "60", "50", "150", None, id="ratios have no season"),
    ],
)
def test_outlook_by_season(
    kind: Kind, value: str | None, last_year: str | None, whole: str | None, year_end: str | None
) -> None:
    found = outlook_by_season(kind, number(value), number(last_year), number(whole))
    assert shown(found) == year_end


@pytest.mark.parametrize(
    ("kind", "direction", "value", "goal", "month", "monthly"),
    [
        pytest.param(FLOW, AT_LEAST, "2", to("8"), JUNE, "1", id="老旧小区: one a month"),
        pytest.param(FLOW, AT_LEAST, "0.56", to("3.06"), JUNE, "0.4167", id="基础设施"),
        pytest.param(FLOW, AT_LEAST, "3364", to("2400"), JUNE, "0", id="reached: nothing more"),
        pytest.param(FLOW, AT_LEAST, "2", to("8"), 11, "6", id="all of it in December"),
        pytest.param(FLOW, AT_LEAST, "0", to("0"), JUNE, "0", id="nothing asked"),
        pytest.param(STOCK, AT_LEAST, "73", to("85"), JUNE, "2", id="stock, baseline or not"),
        pytest.param(FLOW, AT_MOST, "6", to("12"), JUNE, "1", id="ceiling: room for one a month"),
        pytest.param(FLOW, AT_MOST, "13", to("12"), JUNE, "0", id="ceiling: no room left"),
        pytest.param(FLOW, AT_LEAST, "2", to("8"), DECEMBER, None, id="no month is left"),
        pytest.param(RATIO, AT_LEAST, "85", to("90"), JUNE, None, id="ratios do not add"),
        pytest.param(FLOW, AT_LEAST, None, to("8"), JUNE, None, id="not reported"),
        pytest.param(FLOW, AT_LEAST, "2", None, JUNE, None, id="no target"),
    ],
)
def test_what_each_remaining_month_must_add(
    kind: Kind,
    direction: Direction,
    value: str | None,
    goal: Goal | None,
    month: int,
    monthly: str | None,
) -> None:
    assert shown(needed_per_month(kind, direction, number(value), goal, month)) == monthly


@pytest.mark.parametrize(
    ("value", "lit", "needed"),
    [
        pytest.param("80", Light.GREEN, "3.3", id="half of the way in June is on pace"),
        pytest.param("83", Light.YELLOW, "3.8", id="7.5 points behind"),
        pytest.param("90", Light.RED, "5", id="25 points behind"),
        pytest.param("60", Light.GREEN, "0", id="down at the ceiling"),
        pytest.param("55", Light.GREEN, "0", id="below it"),
        pytest.param("110", Light.RED, "8.3", id="worse than at the start"),
    ],
)
def test_a_reduction_is_judged_by_its_pace_on_the_way_down(
    value: str, lit: Light, needed: str
) -> None:
    goal = to("60", "100")
    assert light(STOCK, AT_MOST, JUNE, D(value), goal) == (lit, None)
    assert shown(needed_per_month(STOCK, AT_MOST, D(value), goal, JUNE), 1) == needed
