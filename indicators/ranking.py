"""Ranks of regions by a measure."""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from indicators.progress import Direction, Goal, completion, is_reduction, is_zero_ceiling

Key = TypeVar("Key", bound=Hashable)
THIRDS = 3


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


@dataclass(frozen=True, slots=True)
class Place:
    """A place among `of`, shared by `tied`, itself counted."""

    rank: int
    of: int
    tied: int = 1

    @property
    def is_strong(self) -> bool:
        """Whether all who share it are in the first third."""
        return (self.rank + self.tied - 1) * THIRDS <= self.of

    @property
    def is_weak(self) -> bool:
        """Whether all who share it are in the last third."""
        return (self.rank - 1) * THIRDS >= self.of * (THIRDS - 1)

    def step(self, steps: int) -> int:
        """Which of so many steps it is on, the best highest; who share a place stand midway."""
        middle = 2 * (self.rank - 1) + self.tied - 1
        return steps - middle * steps // (2 * self.of)


def places(
    measures: Mapping[Key, Decimal | None], *, smallest_first: bool = False
) -> dict[Key, Place]:
    """The place of each key that has a measure; none where there is nothing to tell apart.

    That is where fewer than two have a measure, or all have the same.
    """
    found = ranks(measures, smallest_first=smallest_first)
    shared = Counter(found.values())
    if len(shared) < 2:
        return {}
    return {key: Place(rank, len(found), shared[rank]) for key, rank in found.items()}


@dataclass(frozen=True, slots=True)
class Measures(Generic[Key]):
    """What keys are ranked by, which of it comes first, and whether it is the share of a goal."""

    of: dict[Key, Decimal | None]
    smallest_first: bool
    by_completion: bool


def measures(
    direction: Direction, read: Mapping[Key, tuple[Decimal | None, Goal | None]]
) -> Measures[Key]:
    """By what values and goals are ranked: by completion where any value has a goal, else by value.

    Under a ceiling the least comes first; of a reduction the furthest on its way. A ceiling of
    zero that is kept is nothing used of it, one that is broken more than any share.
    """
    goals = [goal for value, goal in read.values() if value is not None and goal is not None]
    at_most = direction is Direction.AT_MOST
    if not goals:
        values = {key: value for key, (value, _goal) in read.items()}
        return Measures(values, smallest_first=at_most, by_completion=False)
    least_first = at_most and not any(map(is_reduction, goals))
    shares = {}
    for key, (value, goal) in read.items():
        shares[key] = completion(direction, value, goal)
        if least_first and value is not None and goal and is_zero_ceiling(direction, goal):
            shares[key] = Decimal(0) if value <= goal.target else Decimal("Infinity")
    return Measures(shares, smallest_first=least_first, by_completion=True)


def places_by(found: Measures[Key]) -> dict[Key, Place]:
    """The places that measures give."""
    return places(found.of, smallest_first=found.smallest_first)


def average(found: Collection[int]) -> Decimal | None:
    """The average of ranks; None without any."""
    return Decimal(sum(found)) / len(found) if found else None
