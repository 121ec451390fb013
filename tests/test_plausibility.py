"""Which values give reason to ask, in worked numbers of the bureau's kind."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from indicators import wording
from indicators.periods import Month
from indicators.plausibility import HISTORY, RULES, Cell, Doubt, DoubtCode, Neighbour, doubts
from indicators.progress import Kind

FLOW, STOCK, RATIO = Kind.FLOW, Kind.STOCK, Kind.RATIO
JULY, JANUARY, FEBRUARY, DECEMBER = (Month(2023, month) for month in (7, 1, 2, 12))
# A flow of 10 a month, as it stands at the end of each month from July to June.
STEADY_FLOW = "70 80 90 100 110 120 10 20 30 40 50 60"
STEADY_YEAR = "10 20 30 40 50 60 70 80 90 100 110 120"
STEADY_STOCK = "0 10 20 30 40 50 60 70 80 90 100 110"


def numbers(text: str) -> tuple[Decimal | None, ...]:
    """A history in words: a stroke is a missing month."""
    return tuple(None if word == "-" else Decimal(word) for word in text.split())


def cell(kind: Kind, value: str | None, history: str = "", **more: Any) -> Cell:
    """A cell of July unless said otherwise."""
    more.setdefault("month", JULY)
    number = None if value is None else Decimal(value)
    return Cell(kind=kind, value=number, history=numbers(history), **more)


def codes(asked: Cell) -> list[str]:
    """The rules that the cell's value runs into."""
    return [doubt.code for doubt in doubts(asked)]


@pytest.mark.parametrize(
    ("asked", "doubted"),
    [
        pytest.param(cell(FLOW, "59", "60"), True, id="a total of the year that comes down"),
        pytest.param(cell(FLOW, "60", "60"), False, id="no change this month"),
        pytest.param(cell(FLOW, "61", "60"), False, id="one more"),
        pytest.param(cell(FLOW, "0", "0"), False, id="nothing yet"),
        pytest.param(cell(FLOW, "0", "60"), True, id="back to zero"),
        pytest.param(cell(FLOW, "0.55", "0.56"), True, id="decimals, by the last of them"),
        pytest.param(cell(FLOW, "5", "120", month=JANUARY), False, id="January starts anew"),
        pytest.param(cell(FLOW, "5", "6", month=FEBRUARY), True, id="February does not"),
        pytest.param(cell(FLOW, "5", "6", month=DECEMBER), True, id="nor December"),
        pytest.param(cell(FLOW, "5", "-"), False, id="the month before is missing"),
        pytest.param(cell(FLOW, "5"), False, id="the first month ever"),
        pytest.param(cell(STOCK, "59", "60"), False, id="a stock may come down"),
        pytest.param(cell(RATIO, "59", "60"), False, id="and a ratio"),
    ],
)
def test_a_flow_comes_down_only_at_new_year(asked: Cell, doubted: bool) -> None:
    assert (DoubtCode.FALLING in codes(asked)) is doubted


@pytest.mark.parametrize(
    ("asked", "doubted"),
    [
        (cell(FLOW, "-1"), True),
        (cell(STOCK, "-0.0001"), True),
        (cell(FLOW, "0"), False),
        (cell(STOCK, "0"), False),
        (cell(RATIO, "-3.5"), False),
    ],
)
def test_what_is_counted_is_not_below_zero(asked: Cell, doubted: bool) -> None:
    assert (DoubtCode.NEGATIVE in codes(asked)) is doubted


@pytest.mark.parametrize(
    ("asked", "doubted"),
    [
        pytest.param(cell(FLOW, "90", STEADY_FLOW), False, id="three times the usual is let pass"),
        pytest.param(cell(FLOW, "91", STEADY_FLOW), True, id="more is not"),
        pytest.param(cell(FLOW, "600", STEADY_FLOW), True, id="a zero too many"),
        pytest.param(
            cell(FLOW, "31", STEADY_YEAR, month=JANUARY),
            True,
            id="in January the whole value is the month's change",
        ),
        pytest.param(
            cell(FLOW, "30", STEADY_YEAR, month=JANUARY),
            False,
            id="and three times the usual passes",
        ),
        pytest.param(
            cell(FLOW, "90", "30 35 40 45 - - - - - - - 100", month=JANUARY),
            False,
            id="a January at the start of the history counts, too",
        ),
        pytest.param(
            cell(FLOW, "41", "100 110 120 130 140 150 160 170 180 190 200 10", month=FEBRUARY),
            True,
            id="in February against January",
        ),
        pytest.param(cell(STOCK, "141", STEADY_STOCK), True, id="a stock that jumps up"),
        pytest.param(cell(STOCK, "140", STEADY_STOCK), False, id="three times the usual"),
        pytest.param(cell(STOCK, "79", STEADY_STOCK), True, id="a stock that jumps down"),
        pytest.param(cell(FLOW, "1000", "- - - - - - 40 50"), False, id="one change is too few"),
        pytest.param(cell(FLOW, "1000", "20 30 40"), False, id="two changes are too few"),
        pytest.param(cell(FLOW, "1000", "20 30 40 50"), True, id="three are enough"),
        pytest.param(cell(FLOW, "1000", "20 30 - 40 - 50 60 70"), True, id="wherever they are"),
        pytest.param(cell(FLOW, "1000", "20 30 40 50 60 -"), False, id="not known since when"),
        pytest.param(cell(FLOW, "5", "0 0 0 0 0 0"), False, id="a flow that begins"),
        pytest.param(cell(STOCK, "12", "10 10 10 10"), False, id="a still stock moves by 20%"),
        pytest.param(cell(STOCK, "13", "10 10 10 10"), True, id="a still stock moves by 30%"),
        pytest.param(cell(STOCK, "7", "10 10 10 10"), True, id="a still stock falls by 30%"),
        pytest.param(cell(STOCK, "3", "2 2 2 2"), False, id="one house more is no jump"),
        pytest.param(cell(STOCK, "1", "2 2 2 2"), False, id="nor one house less"),
        pytest.param(cell(STOCK, "4", "2 2 2 2"), True, id="two houses more are"),
        pytest.param(cell(STOCK, "3", "2 2 2 2", decimals=2), True, id="and one hectare more"),
        pytest.param(cell(STOCK, "10", "10 10 10 10"), False, id="a still stock stands still"),
        pytest.param(cell(STOCK, "3", "0 0 0 0"), False, id="a stock that begins"),
        pytest.param(cell(RATIO, "96", "90 91 92 93"), False, id="a ratio within 10 points"),
        pytest.param(cell(RATIO, "81", "90 91 92 93"), True, id="a ratio falls by 12 points"),
        pytest.param(cell(RATIO, "83", "60 70 65 72 73"), False, id="10 points are usual here"),
        pytest.param(cell(RATIO, "90", "80 80 80 80"), True, id="a still ratio moves 10 points"),
        pytest.param(cell(RATIO, "89.9", "80 80 80 80"), False, id="a still ratio moves less"),
        pytest.param(cell(RATIO, "10", "0 0 0 0"), True, id="a ratio begins with 10%"),
        pytest.param(cell(FLOW, "0", STEADY_FLOW), False, id="falling is another doubt"),
    ],
)
def test_a_jump_is_more_than_three_times_the_largest_change(asked: Cell, doubted: bool) -> None:
    assert (DoubtCode.JUMP in codes(asked)) is doubted


@pytest.mark.parametrize(
    ("asked", "doubted"),
    [
        (cell(RATIO, "100"), False),
        (cell(RATIO, "100.01"), True),
        (cell(RATIO, "0"), False),
        (cell(STOCK, "101"), False),
        (cell(FLOW, "101"), False),
    ],
)
def test_a_ratio_is_at_most_the_whole(asked: Cell, doubted: bool) -> None:
    assert (DoubtCode.RATIO_OVER_100 in codes(asked)) is doubted


@pytest.mark.parametrize(
    ("value", "whole", "doubted"),
    [("51", "72", False), ("72", "72", False), ("73", "72", True), ("0", "0", False)],
)
def test_a_part_is_at_most_its_whole(value: str, whole: str, doubted: bool) -> None:
    asked = cell(STOCK, value, whole=Neighbour("美丽城镇项目", Decimal(whole)))
    assert (DoubtCode.PART_OVER_WHOLE in codes(asked)) is doubted


@pytest.mark.parametrize(
    ("value", "parts", "blamed"),
    [
        ("72", ("51", "21"), None),
        ("51", ("51", "21"), None),
        ("50", ("51", "21"), "51"),
        ("20", ("21", "51"), "51"),
        ("0", (), None),
    ],
)
def test_a_whole_is_at_least_each_of_its_parts(
    value: str, parts: tuple[str, ...], blamed: str | None
) -> None:
    found = doubts(
        cell(STOCK, value, parts=tuple(Neighbour("新建", Decimal(part)) for part in parts))
    )
    assert [doubt.facts["part_value"] for doubt in found] == ([blamed] if blamed else [])


@pytest.mark.parametrize(
    ("total", "added_up", "difference"),
    [
        ("100", "100", None),
        ("100", "100.0000", None),
        ("100", "98", "-2"),
        ("0.3", "0.4", "0.1"),
        ("0", "1", "1"),
        (None, "98", None),
        ("100", None, None),
    ],
)
def test_regions_add_up_to_the_given_total(
    total: str | None, added_up: str | None, difference: str | None
) -> None:
    [known, summed] = [None if text is None else Decimal(text) for text in (total, added_up)]
    found = doubts(cell(STOCK, "5", total=known, added_up=summed))
    assert [doubt.facts["difference"] for doubt in found] == ([difference] if difference else [])


def test_several_reasons_are_all_told() -> None:
    asked = cell(FLOW, "-5", "60", total=Decimal(9), added_up=Decimal(4))
    assert codes(asked) == [DoubtCode.NEGATIVE, DoubtCode.FALLING, DoubtCode.TOTAL_DIFFERS]


values = st.decimals(min_value=Decimal(-9999), max_value=Decimal(99999), places=2)
histories = st.lists(st.none() | values, max_size=HISTORY).map(tuple)
months = st.builds(Month, st.integers(2000, 2100), st.integers(1, 12))
neighbours = st.builds(Neighbour, st.just("名称"), values)
cells = st.builds(
    Cell,
    kind=st.sampled_from(Kind),
    month=months,
    value=values,
    unit=st.sampled_from(["个", "%", "亿元"]),
    history=histories,
    whole=st.none() | neighbours,
    parts=st.lists(neighbours, max_size=3).map(tuple),
    total=st.none() | values,
    added_up=st.none() | values,
)


@given(st.sampled_from(Kind), months, st.integers(0, 100).map(Decimal))
def test_without_neighbours_a_sound_value_is_never_doubted(
    kind: Kind, month: Month, value: Decimal
) -> None:
    for history in ((), (None,) * HISTORY):
        assert doubts(Cell(kind=kind, month=month, value=value, history=history)) == []


@given(cells)
def test_a_missing_value_is_never_doubted(asked: Cell) -> None:
    missing = {name: getattr(asked, name) for name in Cell.__slots__} | {"value": None}
    assert doubts(Cell(**missing)) == []


@given(
    st.sampled_from([FLOW, STOCK]),
    months,
    st.integers(0, 999).map(Decimal),
    st.lists(st.none() | st.integers(0, 999).map(Decimal), max_size=HISTORY).map(tuple),
    st.integers(0, 4),
)
def test_the_unit_makes_no_difference_to_a_jump(
    kind: Kind,
    month: Month,
    value: Decimal,
    history: tuple[Decimal | None, ...],
    decimals: int,
) -> None:
    scale = Decimal(1).scaleb(-decimals)
    scaled = tuple(None if one is None else one * scale for one in history)
    first = Cell(kind=kind, month=month, value=value, history=history)
    second = Cell(kind=kind, month=month, value=value * scale, history=scaled, decimals=decimals)
    assert codes(first) == codes(second)


@given(cells, st.sampled_from(["zh-hans", "en"]))
def test_every_doubt_is_one_sentence_with_its_numbers(asked: Cell, language: str) -> None:
    with translation.override(language):
        for doubt in doubts(asked):
            said = wording.doubt(doubt)
            assert said == wording.doubt({"code": doubt.code, "facts": doubt.facts})
            assert said.endswith("." if language == "en" else "。")
            assert "%(" not in said
            assert all(isinstance(fact, str) for fact in doubt.facts.values())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            cell(FLOW, "14", "16", unit="台"),
            "当年累计由上月的16 台减少为14 台。",
        ),
        (cell(STOCK, "-3", unit="个"), "−3 个是负数。"),
        (
            cell(FLOW, "600", STEADY_FLOW, unit="台"),
            "本月变动+540 台，超过前12个月单月最大变动（10 台）的3倍。",
        ),
        (
            cell(STOCK, "7", "10 10 10 10", unit="台"),
            "此前各月一直是10 台，本月变动−3 台，变动较大。",
        ),
        (
            cell(RATIO, "81", "90 91 92 93", unit="%"),
            "本月变动−12 百分点，超过前12个月单月最大变动（1 百分点）的3倍。",
        ),
        (cell(RATIO, "103.5", unit="%"), "比率103.5%，超过百分之百。"),
        (
            cell(STOCK, "73", whole=Neighbour("美丽城镇项目", Decimal(72)), unit="个"),
            "本项73 个，大于所属总项“美丽城镇项目”的72 个。",
        ),
        (
            cell(STOCK, "50", parts=(Neighbour("新建", Decimal(51)),), unit="个"),
            "本项50 个，小于其中分项“新建”的51 个。",
        ),
        (
            cell(STOCK, "5", total=Decimal(100), added_up=Decimal(98), unit="户"),
            "各地合计98 户，与核对总数100 户相差2 户。",
        ),
    ],
)
def test_doubts_in_words(asked: Cell, said: str) -> None:
    assert [wording.doubt(doubt) for doubt in doubts(asked)] == [said]


def test_every_rule_is_in_the_registry_once() -> None:
    assert sorted(rule.__name__ for rule in RULES) == sorted(DoubtCode)


def test_a_doubt_is_plain_data() -> None:
    assert Doubt("jump", {"change": "3"}) == Doubt("jump", {"change": "3"})
