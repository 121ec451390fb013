"""How the regions below one stand among each other: rows of cells, and what they come to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.models import Region
from indicators.periods import Month
from indicators.progress import GreyReason, Light, completion, light
from indicators.ranking import Place, average, measures, places, places_by
from indicators.standings.matrix import Reading, Readings, Subject, readings
from indicators.standings.remembering import remembered

BEHIND = (Light.YELLOW, Light.RED)


@dataclass(frozen=True, slots=True)
class TownCell:
    """An indicator in a region: what was read, judged, and placed among the regions of its row.

    `risen` counts the places won since the month before (lost: negative); None where the two
    months do not place the same regions.
    """

    region: Region
    reading: Reading | None
    light: Light
    grey_reason: GreyReason | None
    completion: Decimal | None
    place: Place | None = None
    risen: int | None = None


@dataclass(frozen=True, slots=True)
class TownRow:
    """An indicator with its cell in the whole region and one in each region below."""

    subject: Subject
    whole: TownCell
    cells: list[TownCell]

    @property
    def by_completion(self) -> bool:
        """Whether places go by the share of the goal, not by value."""
        return any(cell.reading and cell.reading.goal for cell in self.cells)

    @property
    def is_behind_somewhere(self) -> bool:
        """Whether any region below is behind its pace."""
        return any(cell.light in BEHIND for cell in self.cells)

    @property
    def is_placed(self) -> bool:
        """Whether there is anything to tell the regions apart by."""
        return any(cell.place for cell in self.cells)


@dataclass(frozen=True, slots=True)
class TownTotal:
    """What a region's cells come to: lights, first places and the average of its ranks.

    `place` is by that average, among the regions that are placed in at least half of the rows
    that place any; values of different units are never put together.
    """

    region: Region
    lights: dict[Light, int]
    reported: int
    placed: int
    firsts: int
    average: Decimal | None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of indicators, and a total for each region below, in the same order as the cells."""

    rows: list[TownRow]
    totals: list[TownTotal]


def matrix(
    whole: Region, towns: Sequence[Region], month: Month, indicators: Sequence[Subject]
) -> Matrix:
    """The matrix of the indicators in the whole region and in those below: 2 queries, and 1 where
    the same was read before and nothing has been written since. Not to be changed.
    """

    def reading() -> list[TownCell]:
        found = readings([whole, *towns], month, indicators)
        return [cell for one in indicators for cell in _cells(one, whole, towns, month, found)]

    # Cell by cell, so that what is kept is counted as what it is.
    cells = remembered((matrix, whole, *towns, month, *indicators), reading)
    width = 1 + len(towns)
    rows = [
        TownRow(subject, cells[start], cells[start + 1 : start + width])
        for subject, start in zip(indicators, range(0, len(cells), width), strict=True)
    ]
    return Matrix(rows, _totals(rows, towns, month))


def _cells(
    subject: Subject, whole: Region, towns: Sequence[Region], month: Month, found: Readings
) -> list[TownCell]:
    """An indicator in the whole region, then in those below."""
    own = _cell(subject, whole, month, found.now.get((whole.pk, subject.pk)))
    cells = [_cell(subject, town, month, found.now.get((town.pk, subject.pk))) for town in towns]
    placed = _places(subject, towns, found.now)
    placed_before = _places(subject, towns, found.before)
    if placed.keys() != placed_before.keys():
        placed_before = {}
    return [own, *(_placed(cell, placed, placed_before) for cell in cells)]


def _placed(cell: TownCell, now: Mapping[int, Place], before: Mapping[int, Place]) -> TownCell:
    place, earlier = now.get(cell.region.pk), before.get(cell.region.pk)
    if place is None:
        return cell
    return replace(cell, place=place, risen=earlier.rank - place.rank if earlier else None)


def _places(
    subject: Subject, towns: Sequence[Region], read: Mapping[tuple[int, int], Reading]
) -> dict[int, Place]:
    found = {town.pk: read.get((town.pk, subject.pk)) for town in towns}
    values = {pk: (one.value, one.goal) for pk, one in found.items() if one}
    return places_by(measures(subject.direction, values))


def _cell(subject: Subject, region: Region, month: Month, reading: Reading | None) -> TownCell:
    """The cell, judged; its place is not known yet."""
    if reading is None:
        return TownCell(region, None, Light.GREY, GreyReason.NO_FIGURE, None)
    lit, reason = light(
        subject.kind,
        subject.direction,
        month.month,
        reading.value,
        reading.goal,
        subject.bands,
    )
    return TownCell(region, reading, lit, reason, _share(subject, reading))


def _share(subject: Subject, reading: Reading | None) -> Decimal | None:
    """How much of the goal is achieved; None without one."""
    if reading is None or reading.goal is None:
        return None
    return completion(subject.direction, reading.value, reading.goal)


def _totals(rows: Sequence[TownRow], towns: Sequence[Region], month: Month) -> list[TownTotal]:
    found = [_total(town, [row.cells[n] for row in rows], month) for n, town in enumerate(towns)]
    enough = sum(row.is_placed for row in rows)
    averages = {
        total.region.pk: total.average if 2 * total.placed >= enough else None for total in found
    }
    placed = places(averages, smallest_first=True)
    return [replace(total, place=placed.get(total.region.pk)) for total in found]


def _total(town: Region, cells: Sequence[TownCell], month: Month) -> TownTotal:
    lights = dict.fromkeys(Light, 0)
    for cell in cells:
        lights[cell.light] += 1
    ranks = [cell.place.rank for cell in cells if cell.place]
    return TownTotal(
        region=town,
        lights=lights,
        reported=sum(cell.reading is not None and cell.reading.as_of == month for cell in cells),
        placed=len(ranks),
        firsts=ranks.count(1),
        average=average(ranks),
    )
