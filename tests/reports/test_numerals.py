"""Chinese numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.narrative.numerals import chinese

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
PLACES = {"十": 10, "百": 100, "千": 1000}
GROUPS = {"万": 10**4, "亿": 10**8}


def read_back(text: str) -> int:
    """The number that the numerals say, read from left to right."""
    total = group = digit = 0
    for char in text.removeprefix("负"):
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in PLACES:
            group += (digit or 1) * PLACES[char]
            digit = 0
        else:
            total += (group + digit) * GROUPS[char]
            group = digit = 0
    value = total + group + digit
    return -value if text.startswith("负") else value


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (3, "三"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (240, "二百四十"),
        (1010, "一千零一十"),
        (10_005, "一万零五"),
        (100_000, "十万"),
        (100_500, "十万零五百"),
        (20_000_300, "二千万零三百"),
        (100_010_000, "一亿零一万"),
        (-12, "负十二"),
    ],
)
def test_numbers_read_as_they_are_said(number, words):
    assert chinese(number) == words


@given(st.integers(min_value=-(10**12) + 1, max_value=10**12 - 1))
def test_the_numerals_say_the_number_again(number):
    assert read_back(chinese(number)) == number


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_no_zero_is_doubled_or_left_at_the_end(number):
    words = chinese(number)
    assert "零零" not in words
    assert words == "零" or not words.endswith("零")


def test_numbers_too_large_to_say_are_refused():
    with pytest.raises(ValueError, match="1000000000000"):
        chinese(10**12)
