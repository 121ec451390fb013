"""Ranks of towns by a measure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.progress import Direction, Goal
from indicators.ranking import measures, places_by, ranks

D = Decimal
by_town = st.dictionaries(
    st.integers(330521001, 330521013),
    st.none() | st.decimals(min_value=D(-20), max_value=D(20), places=1),
)


@pytest.mark.parametrize(
    ("by_town", "expected"),
    [
        pytest.param({}, {}, id="no towns"),
        pytest.param({"武康": "5"}, {"武康": 1}, id="one town is first"),
        pytest.param(
            {"武康": "5", "乾元": "9", "雷甸": "7"},
            {"乾元": 1, "雷甸": 2, "武康": 3},
            id="the largest is first",
        ),
        pytest.param(
            {"武康": "9", "乾元": "5", "雷甸": "5", "新市": "1"},
            {"武康": 1, "乾元": 2, "雷甸": 2, "新市": 4},
            id="equals share a rank and the next is skipped",
        ),
        pytest.param(
            {"武康": "5", "乾元": "5.0", "雷甸": "5.00"},
            {"武康": 1, "乾元": 1, "雷甸": 1},
            id="five is five however it is written",
        ),
        pytest.param(
            {"武康": "0", "乾元": None, "雷甸": "-1"},
            {"武康": 1, "雷甸": 2},
            id="zero ranks, missing does not",
        ),
        pytest.param({"武康": None, "乾元": None}, {}, id="nobody has reported"),
    ],
)
def test_towns_are_ranked(by_town: dict[str, str | None], expected: dict[str, int]) -> None:
    values = {town: None if text is None else D(text) for town, text in by_town.items()}
    assert ranks(values) == expected


def test_where_less_is_better_the_smallest_is_first() -> None:
    accidents = {"武康": D(3), "乾元": D(0), "雷甸": D(3), "新市": D(8), "禹越": None}
    assert ranks(accidents, smallest_first=True) == {"乾元": 1, "武康": 2, "雷甸": 2, "新市": 4}


@given(by_town, st.booleans())
def test_a_rank_is_one_more_than_the_number_of_better_ones(
    values: dict[int, Decimal | None], smallest_first: bool
) -> None:
    known = {town: value for town, value in values.items() if value is not None}
    found = ranks(values, smallest_first=smallest_first)
    assert found.keys() == known.keys()
    for town, value in known.items():
        better = [v for v in known.values() if (v < value if smallest_first else v > value)]
        assert found[town] == 1 + len(better)


@given(by_town)
def test_turning_the_signs_turns_the_order(values: dict[int, Decimal | None]) -> None:
    turned = {town: None if value is None else -value for town, value in values.items()}
    assert ranks(values, smallest_first=True) == ranks(turned)


@given(by_town)
def test_ranks_do_not_depend_on_the_order_of_the_towns(
    values: dict[int, Decimal | None],
) -> None:
    backwards = dict(reversed(values.items()))
    assert ranks(backwards) == ranks(values)


def test_a_ceiling_of_zero_that_is_kept_is_first_and_one_that_is_broken_last() -> None:
    accidents = {
        "武康": (D(0), Goal(D(0))),
        "乾元": (D(1), Goal(D(4))),
        "雷甸": (D(3), Goal(D(4))),
        "新市": (D(2), Goal(D(0))),
    }
    found = measures(Direction.AT_MOST, accidents)
    assert found.by_completion
    assert {town: place.rank for town, place in places_by(found).items()} == {
        "武康": 1, "乾元": 2, "雷甸": 3, "新市": 4,
    }  # fmt: skip


def test_of_a_reduction_the_furthest_on_its_way_is_first() -> None:
    unsafe = {"武康": (D(8), Goal(D(0), D(10))), "乾元": (D(2), Goal(D(0), D(10)))}
    assert places_by(measures(Direction.AT_MOST, unsafe))["乾元"].rank == 1


def test_without_goals_the_value_counts_in_the_direction_of_the_indicator() -> None:
    found = measures(Direction.AT_MOST, {"武康": (D(3), None), "乾元": (D(1), None)})
    assert not found.by_completion
    assert places_by(found)["乾元"].rank == 1
