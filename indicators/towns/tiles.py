"""The map of tiles: every region below one where it lies, without a geographic file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext

from indicators.models import Region
from indicators.periods import Month
from indicators.progress import Light
from indicators.standings import TownRow, TownTotal
from indicators.towns import lines as town_lines
from indicators.towns.lines import Sign


@dataclass(frozen=True, slots=True)
class Tile:
    """A region with what is shown of it; `light` is None where nothing is judged."""

    region: Region
    address: str
    look: str
    light: Light | None
    light_label: str | Promise
    big: str
    small: str
    words: str
    signs: list[Sign]


@dataclass(frozen=True, slots=True)
class TileMap:
    """Tiles by row and column; `unplaced` are those whose place on the map nobody gave."""

    placed: list[Tile]
    unplaced: list[Tile]
    columns: int


def tile_map(tiles: Sequence[Tile]) -> TileMap:
    """The tiles where their regions lie, in reading order."""
    placed = [tile for tile in tiles if tile.region.tile_row and tile.region.tile_column]
    placed.sort(key=lambda tile: (tile.region.tile_row or 0, tile.region.tile_column or 0))
    return TileMap(
        placed,
        [tile for tile in tiles if not tile.region.tile_row or not tile.region.tile_column],
        max((tile.region.tile_column or 0 for tile in placed), default=0),
    )


def tiles_of(row: TownRow, month: Month, query: str) -> list[Tile]:
    """One indicator's tiles."""
    return [
        Tile(
            cell.region,
            reverse("town", args=[cell.region.code]) + query,
            town_lines.look(cell),
            None if cell.light is Light.GREY else cell.light,
            town_lines.light_label(cell),
            town_lines.value(row.subject, cell) or town_lines.not_reported(),
            town_lines.rank(cell.place),
            town_lines.sentence(row, cell, month),
            town_lines.signs(cell, month),
        )
        for cell in row.cells
    ]


def overall_tiles(totals: Iterable[TownTotal], query: str) -> list[Tile]:
    """The tiles of all indicators together: the place by the average of ranks."""
    return [
        Tile(
            total.region,
            reverse("town", args=[total.region.code]) + query,
            town_lines.shade(total.place) if total.place else "none",
            None,
            "",
            town_lines.rank(total.place) or gettext("not ranked"),
            _average(total),
            total.region.name,
            [],
        )
        for total in totals
    ]


def _average(total: TownTotal) -> str:
    if total.average is None or total.place is None:
        return ""
    return gettext("average %(rank)s") % {"rank": town_lines.average(total.average)}
