"""Months and periods as people write them in addresses, commands and file names."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.periods import FIRST_YEAR, LAST_YEAR, Month, Period, PeriodError, PeriodKind

months = st.builds(Month, st.integers(FIRST_YEAR, LAST_YEAR), st.integers(1, 12))
inner_months = st.builds(Month, st.integers(FIRST_YEAR + 20, LAST_YEAR - 20), st.integers(1, 12))
parts = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF: 2, PeriodKind.YEAR: 1}
periods = st.sampled_from(PeriodKind).flatmap(
    lambda kind: st.builds(
        Period, st.just(kind), st.integers(FIRST_YEAR, LAST_YEAR), st.integers(1, parts[kind])
    )
)


@pytest.mark.parametrize(
    ("start", "by", "end"),
    [
        pytest.param("2023-06", 0, "2023-06", id="nowhere"),
        pytest.param("2023-06", -1, "2023-05", id="the month before"),
        pytest.param("2023-01", -1, "2022-12", id="the month before January"),
        pytest.param("2023-12", 1, "2024-01", id="the month after December"),
        pytest.param("2023-06", -12, "2022-06", id="the same month last year"),
        pytest.param("2023-06", -6, "2022-12", id="last December"),
        pytest.param("2023-06", 30, "2025-12", id="two years and a half on"),
    ],
)
def test_a_month_moves_across_years(start: str, by: int, end: str) -> None:
    assert Month.parse(start).shift(by) == Month.parse(end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023",
        "2023-6",
        "2023-00",
        "2023-13",
        "2023-006",
        "2023/06",
        "2023-06-01",
        " 2023-06",
        "2023-06\n",
        "23-06",
        "1999-12",
        "2101-01",
        "2023-H1",
        "-2023-06",
        "２０２３-０６",
        "六月",
    ],
)
def test_what_is_not_a_month_is_named_in_the_error(text: str) -> None:
    with pytest.raises(PeriodError) as error:
        Month.parse(text)
    assert error.value.args == (text,)


@pytest.mark.parametrize(("year", "month"), [(2023, 0), (2023, 13), (1998, 12), (2102, 1)])
def test_no_month_exists_outside_the_calendar_and_the_years_to_compare_with(
    year: int, month: int
) -> None:
    with pytest.raises(PeriodError):
        Month(year, month)


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        pytest.param("2023-06", PeriodKind.MONTH, "2023-06", "2023-06", id="a month"),
        pytest.param("2023-Q1", PeriodKind.QUARTER, "2023-01", "2023-03", id="first quarter"),
        pytest.param("2023-Q2", PeriodKind.QUARTER, "2023-04", "2023-06", id="second quarter"),
        pytest.param("2023-Q4", PeriodKind.QUARTER, "2023-10", "2023-12", id="fourth quarter"),
        pytest.param("2023-H1", PeriodKind.HALF, "2023-01", "2023-06", id="first half"),
        pytest.param("2023-H2", PeriodKind.HALF, "2023-07", "2023-12", id="second half"),
        pytest.param("2023", PeriodKind.YEAR, "2023-01", "2023-12", id="a year"),
        pytest.param("2000", PeriodKind.YEAR, "2000-01", "2000-12", id="the first year"),
        pytest.param("2100-H2", PeriodKind.HALF, "2100-07", "2100-12", id="the last half"),
    ],
)
def test_a_period_covers_its_months(text: str, kind: PeriodKind, first: str, last: str) -> None:
    period = Period.parse(text)
    assert period.kind is kind
    assert period.first_month == Month.parse(first)
    assert period.last_month == Month.parse(last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "23",
        "1999",
        "2101",
        "2023-",
        "2023-6",
        "2023-00",
        "2023-13",
        "2023-Q0",
        "2023-Q5",
        "2023-H0",
        "2023-H3",
        "2023-h1",
        "2023H1",
        "2023-H12",
        "2023-M06",
        "2023 ",
        "2023\n",
        "２０２３",
        "2023上半年",
    ],
)
def test_what_is_not_a_period_is_named_in_the_error(text: str) -> None:
    with pytest.raises(PeriodError) as error:
        Period.parse(text)
    assert error.value.args == (text,)


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (PeriodKind.MONTH, 13),
        (PeriodKind.QUARTER, 5),
        (PeriodKind.HALF, 3),
        (PeriodKind.YEAR, 2),
        (PeriodKind.HALF, 0),
    ],
)
def test_a_year_has_so_many_periods_of_a_kind_and_no_more(kind: PeriodKind, number: int) -> None:
    with pytest.raises(PeriodError):
        Period(kind, 2023, number)


@given(months)
def test_a_month_reads_back_as_it_is_written(month: Month) -> None:
    assert Month.parse(str(month)) == month


@given(periods)
def test_a_period_reads_back_as_it_is_written(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(inner_months, st.integers(-240, 240))
def test_there_and_back_is_the_same_month(month: Month, by: int) -> None:
    assert month.shift(by).shift(-by) == month


@given(inner_months, st.integers(-120, 120), st.integers(-120, 120))
def test_two_moves_are_one(month: Month, first: int, second: int) -> None:
    assert month.shift(first).shift(second) == month.shift(first + second)


@given(inner_months, st.integers(1, 240))
def test_later_months_sort_after_earlier_ones_as_do_their_names(month: Month, by: int) -> None:
    later = month.shift(by)
    assert month < later
    assert str(month) < str(later)


@pytest.mark.parametrize("kind", PeriodKind)
def test_the_periods_of_a_year_follow_each_other_without_gap(kind: PeriodKind) -> None:
    year = [Period(kind, 2023, number) for number in range(1, parts[kind] + 1)]
    assert year[0].first_month == Month(2023, 1)
    assert year[-1].last_month == Month(2023, 12)
    for earlier, later in pairwise(year):
        assert earlier.last_month.shift(1) == later.first_month


@given(periods)
def test_a_period_stays_within_its_year_and_ends_after_it_begins(period: Period) -> None:
    assert period.first_month.year == period.last_month.year == period.year
    assert period.first_month <= period.last_month
