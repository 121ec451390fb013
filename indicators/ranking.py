"""Ranks of regions by a measure."""

from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def ranks(
    measures: Mapping[Key, Decimal | None], *, smallest_first: bool = False
) -> dict[Key, int]:
    """Rank of each key by its measure, best first: 1, 2, 2, 4. Missing measures get no rank."""
    ordered = sorted(
        ((value, key) for key, value in measures.items() if value is not None),
        key=lambda pair: pair[0],
        reverse=not smallest_first,
    )
    found: dict[Key, int] = {}
    for position, (value, key) in enumerate(ordered, start=1):
        tied = position > 1 and ordered[position - 2][0] == value
        found[key] = found[ordered[position - 2][1]] if tied else position
    return found
