"""What changed between two months, with worked numbers."""

from decimal import Decimal

import pytest

from indicators.change import Change, Course, Side, Unlike, change
from indicators.periods import Month
from indicators.progress import Direction, Kind, Light

MAY, JUNE, LAST_JUNE = Month(2023, 5), Month(2023, 6), Month(2022, 6)
LAST_DECEMBER = Month(2022, 12)


def side(
    value: str | None, as_of: Month | None, share: str | None = None, light: Light = Light.GREY
) -> Side:
    return Side(
        None if value is None else Decimal(value),
        as_of,
        None if share is None else Decimal(share),
        light,
    )


def changed(
    base: Side, now: Side, kind: Kind = Kind.FLOW, direction: Direction = Direction.AT_LEAST
) -> Change:
    return change(kind, direction, base, now)


def test_the_output_of_june_against_june_a_year_before() -> None:
    found = changed(side("59.63", LAST_JUNE), side("71.2", JUNE))
    assert found.difference == Decimal("11.57")
    assert found.growth is not None
    assert round(found.growth, 3) == Decimal("0.194")
    assert found.value is Course.BETTER
    assert found.unlike is None


def test_a_total_that_grew_within_its_year_is_an_addition_and_no_growth() -> None:
    found = changed(
        side("707", MAY, "0.393", Light.YELLOW), side("920", JUNE, "0.511", Light.GREEN)
    )
    assert found.difference == Decimal(213)
    assert found.growth is None
    assert found.value is None
    assert found.points == Decimal("11.8")
    assert found.light is Course.BETTER


def test_totals_of_twelve_and_of_six_months_are_not_compared() -> None:
    found = changed(
        side("140", LAST_DECEMBER, "1", Light.BLUE), side("71.2", JUNE, "0.47", Light.YELLOW)
    )
    assert found.unlike is Unlike.OTHER_MONTHS
    assert (found.difference, found.growth, found.value) == (None, None, None)
    assert found.points is None
    assert found.light is Course.WORSE


def test_a_level_is_compared_across_any_months() -> None:
    found = changed(side("60", LAST_DECEMBER), side("73", JUNE), Kind.STOCK)
    assert found.difference == Decimal(13)
    assert found.value is Course.BETTER


def test_a_ratio_changes_by_points_and_has_no_growth() -> None:
    found = changed(side("94", MAY), side("96", JUNE), Kind.RATIO)
    assert found.difference == Decimal(2)
    assert found.growth is None


def test_more_of_what_is_to_be_avoided_is_worse() -> None:
    found = changed(side("3", MAY), side("6", JUNE), Kind.STOCK, Direction.AT_MOST)
    assert (found.growth, found.value) == (Decimal(1), Course.WORSE)
    fewer = changed(side("6", MAY), side("3", JUNE), Kind.STOCK, Direction.AT_MOST)
    assert fewer.value is Course.BETTER


@pytest.mark.parametrize("missing", ["base", "now"])
def test_a_missing_figure_is_no_zero(missing: str) -> None:
    known, unknown = side("0", JUNE), side(None, None)
    pair = (unknown, known) if missing == "base" else (known, unknown)
    found = changed(*pair)
    assert (found.difference, found.unlike) == (None, Unlike.MISSING)


def test_from_zero_there_is_a_difference_and_no_growth() -> None:
    found = changed(side("0", LAST_JUNE), side("4", JUNE))
    assert (found.difference, found.growth) == (Decimal(4), None)


def test_zero_to_zero_is_unchanged() -> None:
    found = changed(side("0", MAY), side("0", JUNE), Kind.STOCK)
    assert (found.difference, found.value) == (Decimal(0), Course.SAME)


def test_a_carried_figure_is_not_compared_with_itself() -> None:
    carried = side("60", MAY, "0.5", Light.GREEN)
    found = changed(carried, side("60", MAY, "0.5", Light.YELLOW))
    assert found.unlike is Unlike.NOT_NEW
    assert (found.difference, found.points) == (None, None)
    assert found.light is Course.WORSE  # The plan went on without it.


def test_a_light_that_is_not_judged_has_no_course() -> None:
    found = changed(side("1", MAY, light=Light.GREY), side("2", JUNE, light=Light.BLUE))
    assert found.light is None
