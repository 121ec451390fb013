"""How figures add up: over towns, over the months of a year, and from numerator and denominator."""

from decimal import Decimal
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import Month
from indicators.progress import Amount, Kind, counts_as_of, increment, ratio, roll_up

D = Decimal
FLOW, STOCK, RATIO = Kind.FLOW, Kind.STOCK, Kind.RATIO
JANUARY, JUNE = 1, 6

values = st.decimals(min_value=D("-99999999999"), max_value=D("99999999999"), places=4)
counts = st.decimals(min_value=D(0), max_value=D("99999999"), places=2)
known_ratios = st.builds(
    lambda numerator, denominator: Amount(
        ratio(numerator, denominator) or D(0), numerator, denominator
    ),
    counts,
    st.decimals(min_value=D("0.01"), max_value=D("99999999"), places=2),
)
amounts = st.builds(Amount, values)


def counties_of(towns: st.SearchStrategy[Amount]) -> st.SearchStrategy[list[list[Amount]]]:
    """A city: counties of towns, each with at least one."""
    return st.lists(st.lists(towns, min_size=1, max_size=5), min_size=1, max_size=5)


def by_parts(numerator: str, denominator: str) -> Amount:
    """A ratio kept by its parts."""
    value = ratio(D(numerator), D(denominator))
    assert value is not None
    return Amount(value, D(numerator), D(denominator))


@pytest.mark.parametrize("kind", [FLOW, STOCK])
@pytest.mark.parametrize(
    ("towns", "county"),
    [
        pytest.param(["3", "1", "2"], "6", id="丙类房屋: 乾元 3, 雷甸 1, 武康 2"),
        pytest.param(["83000", "10000", "8445", "19570"], "121015", id="征迁: four towns' areas"),
        pytest.param(["0", "0"], "0", id="nothing anywhere is zero, not missing"),
        pytest.param(["5", "-5"], "0", id="what was taken back counts"),
        pytest.param(["0.1", "0.2"], "0.3", id="no binary dust"),
        pytest.param(["99999999999.9999"] * 13, "1299999999999.9987", id="huge"),
    ],
)
def test_flows_and_stocks_of_the_towns_add(kind: Kind, towns: list[str], county: str) -> None:
    assert roll_up(kind, [Amount(D(town)) for town in towns]) == Amount(D(county))


@pytest.mark.parametrize("kind", Kind)
def test_no_town_makes_no_county(kind: Kind) -> None:
    assert roll_up(kind, []) is None


def test_a_ratio_of_the_county_is_all_numerators_over_all_denominators() -> None:
    county = roll_up(RATIO, [by_parts("9", "10"), by_parts("10", "40")])
    assert county == Amount(D(38), D(19), D(50))


def test_a_small_town_does_not_pull_the_county_as_an_average_would() -> None:
    county = roll_up(RATIO, [by_parts("0", "1"), by_parts("99", "99")])
    assert county is not None
    assert county.value == D(99)


@pytest.mark.parametrize(
    "towns",
    [
        pytest.param([Amount(D(96)), Amount(D(90))], id="all reported as such"),
        pytest.param([Amount(D(90), D(9), D(10)), Amount(D(80))], id="one reported as such"),
        pytest.param([Amount(D(0), D(0), D(0))], id="nothing to divide by"),
    ],
)
def test_a_ratio_without_its_parts_is_never_summed_or_averaged(towns: list[Amount]) -> None:
    assert roll_up(RATIO, towns) is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [
        pytest.param("24", "26", "92.3077", id="projects running"),
        pytest.param("0", "26", "0", id="none is zero, not missing"),
        pytest.param("26", "26", "100", id="all"),
        pytest.param("27", "26", "103.8462", id="more than all is shown as it is"),
        pytest.param("-1", "4", "-25", id="below zero"),
    ],
)
def test_a_ratio_is_in_percent(numerator: str, denominator: str, percent: str) -> None:
    found = ratio(D(numerator), D(denominator))
    assert found is not None
    assert round(found, 4) == D(percent)


def test_there_is_no_ratio_over_zero() -> None:
    assert ratio(D(5), D(0)) is None
    assert ratio(D(0), D(0)) is None


@pytest.mark.parametrize(
    ("kind", "month", "value", "before", "added"),
    [
        pytest.param(FLOW, JUNE, "14", "11", "3", id="lifts of June"),
        pytest.param(FLOW, JUNE, "14", "14", "0", id="nothing added is zero, not missing"),
        pytest.param(FLOW, JUNE, "14", "15", "-1", id="a correction downwards shows"),
        pytest.param(FLOW, JUNE, "14", None, None, id="May missing: June's own share unknown"),
        pytest.param(FLOW, JANUARY, "3", None, "3", id="January is its own beginning"),
        pytest.param(FLOW, JANUARY, "3", "59", "3", id="last December does not count"),
        pytest.param(FLOW, JANUARY, "0", None, "0", id="a January of zero"),
        pytest.param(STOCK, JANUARY, "62", "59", "3", id="a stock carries over the new year"),
        pytest.param(STOCK, JANUARY, "62", None, None, id="a stock with no December"),
        pytest.param(STOCK, JUNE, "73", "70", "3", id="a stock in June"),
        pytest.param(RATIO, JUNE, "96", "94.5", "1.5", id="points of a ratio"),
        pytest.param(FLOW, JUNE, None, "11", None, id="June missing"),
        pytest.param(FLOW, JANUARY, None, None, None, id="January missing"),
    ],
)
def test_what_the_month_itself_added(
    kind: Kind, month: int, value: str | None, before: str | None, added: str | None
) -> None:
    found = increment(
        kind,
        month,
        None if value is None else D(value),
        None if before is None else D(before),
    )
    assert found == (None if added is None else D(added))


@pytest.mark.parametrize(
    ("kind", "figure", "as_of", "counts"),
    [
        pytest.param(FLOW, "2023-06", "2023-06", True, id="flow: the month itself"),
        pytest.param(FLOW, "2023-01", "2023-06", True, id="flow: earlier this year"),
        pytest.param(FLOW, "2022-12", "2023-01", False, id="flow: last year is over"),
        pytest.param(FLOW, "2023-07", "2023-06", False, id="flow: the future"),
        pytest.param(STOCK, "2023-06", "2023-06", True, id="stock: the month itself"),
        pytest.param(STOCK, "2019-03", "2023-06", True, id="stock: however long ago"),
        pytest.param(STOCK, "2023-07", "2023-06", False, id="stock: the future"),
        pytest.param(RATIO, "2022-12", "2023-06", True, id="ratio: carries over"),
        pytest.param(RATIO, "2024-01", "2023-12", False, id="ratio: the future"),
    ],
)
def test_which_figures_stand_for_a_month(kind: Kind, figure: str, as_of: str, counts: bool) -> None:
    assert counts_as_of(kind, Month.parse(figure), Month.parse(as_of)) is counts


@given(counties_of(amounts), st.sampled_from([FLOW, STOCK]))
def test_towns_make_the_city_with_or_without_counties_between(
    city: list[list[Amount]], kind: Kind
) -> None:
    counties = [roll_up(kind, towns) for towns in city]
    assert roll_up(kind, [c for c in counties if c]) == roll_up(kind, list(chain(*city)))


@given(counties_of(known_ratios))
def test_ratios_of_towns_make_the_city_with_or_without_counties_between(
    city: list[list[Amount]],
) -> None:
    counties = [roll_up(RATIO, towns) for towns in city]
    assert None not in counties
    assert roll_up(RATIO, [c for c in counties if c]) == roll_up(RATIO, list(chain(*city)))


@given(st.lists(amounts, min_size=1, max_size=13))
def test_the_order_in_which_towns_report_does_not_matter(towns: list[Amount]) -> None:
    assert roll_up(FLOW, towns[::-1]) == roll_up(FLOW, towns)


@given(st.lists(known_ratios, min_size=1, max_size=13))
def test_the_ratio_of_a_county_lies_between_those_of_its_towns(towns: list[Amount]) -> None:
    county = roll_up(RATIO, towns)
    assert county is not None
    assert county.numerator is not None
    assert county.denominator is not None
    assert county.value == ratio(county.numerator, county.denominator)
    assert min(t.value for t in towns) <= county.value <= max(t.value for t in towns)


@given(st.lists(amounts, max_size=12), st.sampled_from([FLOW, STOCK]))
def test_a_town_that_reports_zero_changes_the_sum_by_nothing(
    towns: list[Amount], kind: Kind
) -> None:
    without = roll_up(kind, towns)
    assert roll_up(kind, [*towns, Amount(D(0))]) == (without or Amount(D(0)))


@given(st.lists(values, min_size=12, max_size=12))
def test_the_months_of_a_flow_add_up_to_its_year(at_month_end: list[Decimal]) -> None:
    months = [
        increment(FLOW, month, value, at_month_end[month - 2] if month > 1 else None)
        for month, value in enumerate(at_month_end, start=1)
    ]
    assert sum((m for m in months if m is not None), D(0)) == at_month_end[-1]
    assert None not in months
