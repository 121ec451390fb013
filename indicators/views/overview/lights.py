"""How many indicators show each light."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise

from indicators import standings
from indicators.choices import LIGHT_LABELS
from indicators.lines import URGENCY
from indicators.progress import Direction, Light, is_reduction
from indicators.standings import Standing


@dataclass(frozen=True)
class LightCount:
    """How many indicators show a light; `share` in percent of all, `start` of those before."""

    light: Light
    label: str | Promise
    count: int
    start: str
    share: str


def count_lights(rows: Sequence[Standing]) -> list[LightCount]:
    """How often each light occurs, most urgent first."""
    counts = standings.count_lights(rows)
    whole = max(len(rows), 1)
    found, before = [], 0
    for light in URGENCY:
        start, share = (f"{count * 100 / whole:.2f}" for count in (before, counts[light]))
        found.append(LightCount(light, LIGHT_LABELS[light], counts[light], start, share))
        before += counts[light]
    return found


def furthest_ahead(rows: Sequence[Standing], most: int) -> list[Standing]:
    """Blue and green standings, the most complete first; of a ceiling that is no reduction there
    is nothing to be ahead in."""
    well = [
        row
        for row in rows
        if row.progress.light in (Light.BLUE, Light.GREEN) and not _is_mere_ceiling(row)
    ]
    well.sort(key=lambda row: row.progress.completion or Decimal(0), reverse=True)
    return well[:most]


def _is_mere_ceiling(row: Standing) -> bool:
    goal = row.progress.goal
    is_ceiling = row.progress.direction is Direction.AT_MOST
    return is_ceiling and goal is not None and not is_reduction(goal)
