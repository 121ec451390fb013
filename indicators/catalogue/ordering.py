"""Who stands above whom: what must be written first, and rings in which nothing is first."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def depths(above: Mapping[K, K | None]) -> dict[K, int]:
    """How many of the mapping stand above each; those in a ring or below one are left out."""
    found: dict[K, int] = {}
    lost: set[K] = set()
    for start in above:
        path: dict[K, None] = {}
        key: K | None = start
        while key is not None and key in above and key not in found:
            if key in path or key in lost:
                lost.update(path)
                break
            path[key] = None
            key = above[key]
        else:
            base = found[key] + 1 if key in found else 0
            found.update((below, base + step) for step, below in enumerate(reversed(path)))
    return found


def ring(above: Mapping[K, K | None], start: K) -> list[K]:
    """The ring that the key is part of, from the key round to itself; empty when in none."""
    path, key = {start: None}, above.get(start)
    while key is not None and key not in path:
        path[key] = None
        key = above.get(key)
    return [*path, start] if key == start else []
