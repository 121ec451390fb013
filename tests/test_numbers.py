"""How numbers are written on pages and in documents."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.numbers import MINUS, half_up, percent, plain, signed
from indicators.progress import Kind, outlook_by_season

D = Decimal
ledger_values = st.decimals(
    min_value=D("-99999999999.9999"), max_value=D("99999999999.9999"), places=4
)


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        pytest.param("0.5", 0, "1", id="a half goes up"),
        pytest.param("1.5", 0, "2", id="up, not to the odd number"),
        pytest.param("2.5", 0, "3", id="up, not to the even number"),
        pytest.param("-0.5", 0, "-1", id="a half below zero goes away from zero"),
        pytest.param("-2.5", 0, "-3", id="and again"),
        pytest.param("0.4999", 0, "0", id="just below a half goes down"),
        pytest.param("1.005", 2, "1.01", id="where binary fractions would fail"),
        pytest.param("2.675", 2, "2.68", id="and here"),
        pytest.param("711.7674", 4, "711.7674", id="four decimals stay four decimals"),
        pytest.param("711.7674", 2, "711.77", id="drawings reviewed, to two"),
        pytest.param("0", 2, "0.00", id="zero"),
        pytest.param("1499", -2, "1500", id="to hundreds"),
        pytest.param("99999999999.9999", 0, "100000000000", id="the largest entry"),
    ],
)
def test_rounding_is_half_up(value: str, decimals: int, rounded: str) -> None:
    assert half_up(D(value), decimals) == D(rounded)


@given(st.integers(-(10**15), 10**15), st.integers(0, 6), st.integers(0, 4))
def test_rounding_agrees_with_whole_number_arithmetic(
    digits: int, places: int, decimals: int
) -> None:
    if places <= decimals:
        whole = digits * 10 ** (decimals - places)
    else:
        unit = 10 ** (places - decimals)
        whole = (2 * abs(digits) + unit) // (2 * unit) * (1 if digits >= 0 else -1)
    assert half_up(D(digits).scaleb(-places), decimals) == D(whole).scaleb(-decimals)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        pytest.param("0", None, "0", id="zero is written"),
        pytest.param("-0.00", None, "0", id="zero has no sign"),
        pytest.param("-0.04", 1, "0", id="nor has what rounds to zero"),
        pytest.param("14", None, "14", id="lifts"),
        pytest.param("56.1600", None, "56.16", id="investment as stored"),
        pytest.param("711.7674", None, "711.7674", id="four decimals"),
        pytest.param("35496", None, "35496", id="households"),
        pytest.param("100", None, "100", id="zeros before the point stay"),
        pytest.param("100.0", 1, "100", id="zeros after it go"),
        pytest.param("1E+3", None, "1000", id="no exponent"),
        pytest.param("1E-4", None, "0.0001", id="no negative exponent"),
        pytest.param("66.75", 1, "66.8", id="rounded for display"),
        pytest.param("-16.125", 2, "-16.13", id="negative"),
    ],
)
def test_a_value_is_written_in_plain_digits(value: str, decimals: int | None, text: str) -> None:
    assert plain(D(value), decimals) == text


@given(ledger_values)
def test_nothing_is_lost_in_writing(value: Decimal) -> None:
    text = plain(value)
    assert D(text) == value
    assert not ("." in text and text.endswith(("0", ".")))


@given(ledger_values, st.integers(0, 4))
def test_written_numbers_have_no_more_decimals_than_asked(value: Decimal, decimals: int) -> None:
    assert len(plain(value, decimals).partition(".")[2]) <= decimals


def test_an_absurd_outlook_is_still_written() -> None:
    """A slip in last year's value makes a figure far too long; the page must survive it."""
    largest = D("99999999999.9999")
    outlook = outlook_by_season(Kind.FLOW, largest, D("0.0001"), largest)
    assert outlook is not None
    assert plain(outlook, 4).partition(".")[0] == "99999999999999800000000000"


@pytest.mark.parametrize(
    ("share", "decimals", "text"),
    [
        pytest.param("0", 1, "0%", id="nothing"),
        pytest.param("0.5", 1, "50%", id="time progress of June"),
        pytest.param("0.18301", 1, "18.3%", id="infrastructure"),
        pytest.param("0.51111", 0, "51%", id="talent housing"),
        pytest.param("1.40167", 0, "140%", id="affordable rental housing"),
        pytest.param("0.9226", 2, "92.26%", id="rural sewage"),
        pytest.param("0.005", 0, "1%", id="half a percent goes up"),
        pytest.param("-0.123", 1, "-12.3%", id="a fall"),
    ],
)
def test_a_share_is_written_as_percent(share: str, decimals: int, text: str) -> None:
    assert percent(D(share), decimals) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        pytest.param("1.1", 1, "+1.1", id="ahead"),
        pytest.param("-31.7", 1, f"{MINUS}31.7", id="behind"),
        pytest.param("0", 1, "0", id="neither"),
        pytest.param("-0.04", 1, "0", id="behind by nothing that shows"),
        pytest.param("0.04", 1, "0", id="ahead by nothing that shows"),
        pytest.param("-0.05", 1, f"{MINUS}0.1", id="half up, away from zero"),
        pytest.param("9.96", 1, "+10", id="rounded up to ten"),
    ],
)
def test_a_difference_shows_its_sign(value: str, decimals: int, text: str) -> None:
    assert signed(D(value), decimals) == text
