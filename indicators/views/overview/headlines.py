"""The figures that the bureau is known by, with the places they took."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import wording
from indicators.standings import Recognition, Standing
from indicators.views.overview.shown import Shown


@dataclass(frozen=True)
class Headline:
    """A key indicator with the places it took."""

    line: Shown
    ranks: list[str]


def headlines_of(rows: Sequence[Standing], recognised: Sequence[Recognition]) -> list[Headline]:
    """The key indicators of the rows, in their order."""
    ranks: dict[int, list[str]] = {}
    for item in recognised:
        if item.is_ranking and item.indicator_id:
            ranks.setdefault(item.indicator_id, []).append(wording.rank(item))
    return [
        Headline(Shown(row), ranks.get(row.indicator.pk, [])) for row in rows if row.indicator.key
    ]
