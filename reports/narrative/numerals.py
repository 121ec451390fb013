"""Whole numbers in Chinese numerals."""

import re

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿")
_GROUP = 10_000


def chinese(number: int) -> str:
    """The number in Chinese numerals, 12 as 十二; raises ValueError from 10**12 on."""
    if abs(number) >= _GROUP ** len(_GROUPS):
        raise ValueError(number)
    if number < 0:
        return f"负{chinese(-number)}"
    text, rest = "", number
    for name in _GROUPS:
        rest, group = divmod(rest, _GROUP)
        text = (_below_ten_thousand(group) + name if group else "零") + text
    text = re.sub("零+", "零", text).strip("零") or "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def _below_ten_thousand(number: int) -> str:
    digits = f"{number:04d}"
    return "".join(
        _DIGITS[int(digit)] + place if digit != "0" else "零"
        for digit, place in zip(digits, reversed(_PLACES), strict=True)
    ).rstrip("零")
