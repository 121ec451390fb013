"""The regions below, ranked: by completion where they have targets, else by value."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators import numbers
from indicators.lines import Line
from indicators.models import Region
from indicators.ranking import Place, measures, places_by
from indicators.standings import Standing
from indicators.towns import lines as town_lines

WHOLE = Decimal(100)


@dataclass(frozen=True)
class TownLine:
    """A region below: its line, its place, and how far it moved since the month before.

    `share` is the length of its bar in percent of the longest; empty where there is no bar.
    """

    region: Region
    line: Line
    address: str
    place: Place | None
    risen: int | None
    share: str

    @property
    def movement(self) -> str:
        """Places won or lost, as an arrow and a number."""
        return town_lines.movement(self.risen)

    @property
    def movement_words(self) -> str:
        """The same, for those who hear it."""
        return town_lines.movement_words(self.risen)


def town_lines_of(standings: Sequence[Standing], addresses: Mapping[int, str]) -> list[TownLine]:
    """The regions in the order of their division codes."""
    placed = _places({row.region.pk: row for row in standings})
    earlier = _places(
        {row.region.pk: row.month_ago for row in standings if row.month_ago is not None}
    )
    comparable = placed.keys() == earlier.keys()
    longest = max((abs(row.value) for row in standings if row.value is not None), default=None)
    return [
        TownLine(
            region=row.region,
            line=Line(row),
            address=addresses[row.region.pk],
            place=placed.get(row.region.pk),
            risen=earlier[row.region.pk].rank - placed[row.region.pk].rank
            if comparable and row.region.pk in placed
            else None,
            share=_share(row.value, longest),
        )
        for row in standings
    ]


def best_first(lines: Iterable[TownLine]) -> list[TownLine]:
    """By place; those without one last, by division code."""
    return sorted(lines, key=lambda town: (not town.place, town.place.rank if town.place else 0))


def _places(by_region: Mapping[int, Standing]) -> dict[int, Place]:
    """Places as on the page of the towns."""
    read = {
        pk: (row.value, row.progress.goal) for pk, row in by_region.items() if row.value is not None
    }
    directions = [row.progress.direction for row in by_region.values()]
    return places_by(measures(directions[0], read)) if directions else {}


def _share(value: Decimal | None, longest: Decimal | None) -> str:
    if value is None or not longest or value < 0:
        return ""
    return numbers.plain(value / longest * WHOLE, 2)
