"""Text that fits into a cell."""

import re
from math import ceil
from unicodedata import east_asian_width

LONGEST = 32_767
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without the control characters that no document may hold, as long as may be."""
    return _NOT_IN_XML.sub("", text)[:LONGEST]


def tidy(text: str) -> str:
    """The text as it is compared and kept: one kind of line end, no space around."""
    return clean(text).replace("\r\n", "\n").replace("\r", "\n").strip()


def lines(text: str, width: float) -> int:
    """How many lines a text takes in a column; a Chinese character is two letters wide."""
    return sum(max(1, ceil(_length(line) / (width - 1))) for line in text.split("\n"))


def _length(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
