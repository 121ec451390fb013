"""Places among regions: who can be told apart, who is strong and weak."""

from decimal import Decimal
from itertools import product

import pytest

from indicators.ranking import Place, average, places

D = Decimal


def test_a_place_knows_how_many_there_are_and_how_many_share_it():
    found = places({"武康": D(9), "乾元": D(5), "雷甸": D(5), "新市": D(1), "洛舍": None})
    assert found == {
        "武康": Place(1, 4),
        "乾元": Place(2, 4, tied=2),
        "雷甸": Place(2, 4, tied=2),
        "新市": Place(4, 4),
    }


@pytest.mark.parametrize(
    "measures",
    [
        pytest.param({}, id="nobody reported"),
        pytest.param({"武康": D(19), "乾元": None}, id="one reported"),
        pytest.param({"武康": D(0), "乾元": D(0)}, id="all have the same"),
    ],
)
def test_nothing_is_placed_where_there_is_nothing_to_tell_apart(measures):
    assert places(measures) == {}


def test_under_a_ceiling_the_least_is_first():
    found = places({"武康": D(2), "乾元": D(3)}, smallest_first=True)
    assert found["武康"].rank == 1


@pytest.mark.parametrize(
    ("place", "strong", "weak"),
    [
        pytest.param(Place(1, 13), True, False, id="alone in front"),
        pytest.param(Place(1, 13, tied=4), True, False, id="four share the first third"),
        pytest.param(Place(1, 13, tied=10), False, False, id="first with most is no strength"),
        pytest.param(Place(5, 13), False, False, id="middle"),
        pytest.param(Place(9, 13), False, False, id="ninth of thirteen"),
        pytest.param(Place(10, 13), False, True, id="tenth of thirteen"),
        pytest.param(Place(3, 13, tied=11), False, False, id="last with most is no weakness"),
        pytest.param(Place(1, 2), False, False, id="two are too few"),
        pytest.param(Place(2, 2), False, False, id="and the other is not weak"),
        pytest.param(Place(3, 3), False, True, id="last of three"),
    ],
)
def test_strong_and_weak_are_whole_thirds(place, strong, weak):
    assert (place.is_strong, place.is_weak) == (strong, weak)


@pytest.mark.parametrize(
    ("place", "step"),
    [(Place(1, 13), 5), (Place(13, 13), 1), (Place(7, 13), 3), (Place(3, 13, tied=11), 3)],
)
def test_shades_go_from_five_for_the_first_to_one_for_the_last(place, step):
    assert place.step(5) == step


def test_every_shade_is_one_of_five_and_none_is_above_a_better_place():
    for values in product((0, 1, 2), repeat=5):
        found = places({n: Decimal(value) for n, value in enumerate(values)})
        ordered = sorted(found.values(), key=lambda place: place.rank)
        steps = [place.step(5) for place in ordered]
        assert steps == sorted(steps, reverse=True)
        assert all(1 <= step <= 5 for step in steps)


def test_an_average_of_ranks_is_exact_and_of_none_is_none():
    assert average([1, 2]) == D("1.5")
    assert average([]) is None
