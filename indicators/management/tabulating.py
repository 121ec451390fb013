"""Tables on the command line, aligned although a Chinese character is two letters wide."""

from collections.abc import Sequence
from unicodedata import east_asian_width


def table(rows: Sequence[Sequence[str]]) -> str:
    """The rows, the heads first, in columns as wide as their widest cell."""
    columns = range(len(rows[0]))
    widths = [max(_width(row[column]) for row in rows) for column in columns]
    return "\n".join(
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
