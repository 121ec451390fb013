"""What changed since the month before, and which goal leads: rules that need no database."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from indicators.models import Target
from indicators.numbers import half_up
from indicators.periods import Month
from indicators.progress import Light
from indicators.standings import Standing, Turns, leading, turns
from indicators.views.overview.lights import furthest_ahead
from tests.reports.unsaved import JUNE, figure, indicator, standing

MAY = Month(2023, 5)
LISTS = ("worse", "better", "reached", "gained", "reported", "corrected")


def moved(before: str | None, now: str | None, target: str | None = "12", **of: Any) -> Standing:
    """A standing of June with the value of May before it; by June 6 of 12 are due."""
    return standing(
        indicator(**of),
        figure(now) if now else None,
        target=target,
        figure_before=figure(before, MAY) if before else None,
    )


def lists(found: Turns) -> list[str]:
    return [name for name in LISTS if getattr(found, name)]


@pytest.mark.parametrize(
    ("before", "now", "into", "light_before", "gain"),
    [
        ("5", "5.5", "worse", "green", "4.2"),  # 5 of 5 due, then 5.5 of 6.
        ("4", "4.5", "worse", "yellow", "4.2"),  # 8.3 points behind, then 12.5.
        ("3.9", "6", "better", "yellow", "17.5"),
        ("1", "5", "better", "red", "33.3"),
        ("11", "12", "reached", "green", "8.3"),
        (None, "12", "reached", None, None),
        ("12", "13", "gained", "blue", "8.3"),
        ("5", "6", "gained", "green", "8.3"),
        ("1", "2", "", None, None),  # Still red: nothing to praise.
        ("4", "4.9", "", None, None),  # Yellow in both months.
        (None, "3", "reported", None, None),
        ("12", "11", "worse", "blue", "-8.3"),  # A correction took it back.
        ("1", "1", "", None, None),
        ("13", "12", "", None, None),
    ],
)
def test_a_light_a_target_or_a_gain(
    before: str | None, now: str, into: str, light_before: str | None, gain: str | None
) -> None:
    found = turns([moved(before, now)])
    assert lists(found) == ([into] if into else [])
    assert bool(found) is bool(into)
    if into:
        [turn] = getattr(found, into)
        assert (turn.before and turn.before.value) == light_before
        assert (turn.gain and str(half_up(turn.gain, 1))) == gain


@pytest.mark.parametrize(
    ("before", "now", "into"),
    [(None, "3", ["reported"]), ("3", "4", []), ("3", None, []), (None, None, [])],
)
def test_without_a_target_only_the_first_value_is_news(
    before: str | None, now: str | None, into: list[str]
) -> None:
    assert lists(turns([moved(before, now, target=None)])) == into


def test_nothing_is_compared_in_january() -> None:
    january = Month(2023, 1)
    row = standing(
        indicator(),
        figure("12", january),
        month=january,
        target="12",
        figure_before=figure("3", Month(2022, 12)),
    )
    assert not turns([row])


def test_a_value_carried_from_before_is_no_news() -> None:
    carried = standing(
        indicator(kind="stock"), figure("3", MAY), target="12", figure_before=figure("3", MAY)
    )
    assert not turns([carried])


def test_a_first_value_that_is_carried_is_not_newly_reported() -> None:
    assert not turns([standing(indicator(), figure("3", MAY), figure_before=None)])


def test_using_up_a_ceiling_is_no_gain_and_breaking_it_is_worse() -> None:
    ceiling = {"direction": "at_most"}
    within, over = moved("4", "5", **ceiling), moved("4", "13", **ceiling)
    assert lists(turns([within])) == []
    found = turns([over])
    assert lists(found) == ["worse"]
    assert found.worse[0].gain is None


def test_the_way_down_to_a_ceiling_below_its_baseline_is_a_gain() -> None:
    goal = Target(value=Decimal(10), baseline=Decimal(30), year=JUNE.year)
    of = indicator(kind="stock", direction="at_most")
    row = Standing(
        indicator=of,
        region=standing().region,
        month=JUNE,
        figure=figure("18"),
        target=goal,
        last_year=None,
        last_december=None,
        figure_before=figure("20", MAY),
        under_correction=False,
    )
    [turn] = turns([row]).gained
    assert turn.gain == 10


def test_a_level_without_a_pace_that_misses_the_year_fell() -> None:
    december, november = Month(2023, 12), Month(2023, 11)
    row = standing(
        indicator(kind="stock"),
        figure("9", december),
        month=december,
        target="12",
        figure_before=figure("8", november),
    )
    [turn] = turns([row]).worse
    assert turn.before is Light.GREY


def test_a_level_without_a_pace_that_loses_its_target_fell() -> None:
    [turn] = turns([moved("12", "11", kind="stock")]).worse
    assert (turn.before, turn.standing.progress.light) == (Light.BLUE, Light.GREY)


def test_corrected_figures_are_listed_beside_what_they_changed() -> None:
    row, other = replace(moved("5", "6"), is_correction=True), moved("5", "6")
    found = turns([row, other])
    assert [turn.standing for turn in found.corrected] == [row]
    assert len(found.gained) == 2


def test_what_needs_a_word_comes_first_and_the_biggest_gain_before_the_rest() -> None:
    little, much = moved("5", "5.9"), moved("5", "5.2")
    assert [turn.standing for turn in turns([little, much]).worse] == [much, little]
    slow, fast = moved("5", "6"), moved("5", "9")
    assert [turn.standing for turn in turns([slow, fast]).gained] == [fast, slow]


# The goal that leads a programme


def test_a_key_indicator_leads_though_another_is_more_urgent() -> None:
    key, red = moved(None, "7", key=True), moved(None, "1")
    assert leading([red, key]) is key


def test_the_most_urgent_leads_then_the_one_furthest_behind() -> None:
    green, red, redder = moved(None, "7"), moved(None, "3"), moved(None, "1")
    assert leading([green, red, redder]) is redder


def test_a_key_indicator_without_a_judgement_does_not_lead() -> None:
    key, other = moved(None, "7", target=None, key=True), moved(None, "12")
    assert leading([key, other]) is other


def test_nothing_leads_where_nothing_is_judged() -> None:
    assert leading([moved(None, "7", target=None), moved(None, None)]) is None
    assert leading([]) is None


def test_under_a_ceiling_the_one_furthest_above_its_pace_is_the_most_urgent() -> None:
    kept = moved(None, "7", direction="at_most")
    used_up = moved(None, "11", direction="at_most")
    assert leading([kept, used_up]) is used_up


def test_a_ceiling_is_nothing_to_be_ahead_in() -> None:
    floor = moved(None, "7")
    ceiling = moved(None, "5", direction="at_most")
    assert ceiling.progress.light is Light.GREEN
    assert furthest_ahead([ceiling, floor], 5) == [floor]
