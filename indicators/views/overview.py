"""The overview: how a region stands against its annual goals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.functional import Promise

from indicators import standings, wording
from indicators.choices import LIGHT_LABELS, Scope
from indicators.lines import URGENCY, Line
from indicators.models import WorkArea
from indicators.numbers import percent
from indicators.periods import MONTHS_IN_YEAR
from indicators.progress import Light
from indicators.standings import Recognition, Standing
from indicators.views.ledger_page import LedgerPage

MOST_BEHIND, MOST_AHEAD, MOST_RECOGNITIONS = 8, 8, 10


@dataclass(frozen=True)
class LightCount:
    """How many indicators show a light; `share` in percent of all, `start` of those before."""

    light: Light
    label: str | Promise
    count: int
    start: str
    share: str


@dataclass(frozen=True)
class ProgrammeLights:
    """A programme and its lights."""

    programme: WorkArea
    lights: list[LightCount]
    total: int


@dataclass(frozen=True)
class SectionLights:
    """A section and its programmes."""

    section: WorkArea
    programmes: list[ProgrammeLights]


@dataclass(frozen=True)
class RecognitionRow:
    """An honour or ranking in words; `place` is the rank, or how far the honour reaches."""

    name: str
    holder: str
    place: str
    is_ranking: bool
    state: str
    when: str
    note: str


@dataclass(frozen=True)
class Headline:
    """A key indicator with the places it took."""

    line: Line
    ranks: list[str]


class Overview(LedgerPage):
    """Lights, headline figures, what is behind, sections, recognition."""

    template_name = "indicators/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page shows, in a constant number of queries."""
        chosen = self.chosen_light()
        rows = standings.read(self.region, self.month)
        recognised = standings.recognitions(self.region, self.month)
        if chosen is None:
            listed = standings.furthest_behind(rows, MOST_BEHIND)
        else:
            listed = standings.furthest_behind_first(
                row for row in rows if row.progress.light is chosen
            )
        return super().get_context_data(
            lights=count_lights(rows),
            chosen=chosen,
            chosen_label=LIGHT_LABELS[chosen] if chosen else "",
            listed=[Line(row) for row in listed],
            well=[Line(row) for row in furthest_ahead(rows, MOST_AHEAD)] if chosen is None else [],
            headlines=_headlines(rows, recognised),
            sections=_sections(rows),
            recognitions=recognition_rows(recognised[:MOST_RECOGNITIONS]),
            completeness=standings.completeness(rows),
            time_progress=percent(Decimal(self.month.month) / MONTHS_IN_YEAR),
            ruler=range(1, MONTHS_IN_YEAR + 1),
            **kwargs,
        )


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
    """Blue and green standings, the most complete first."""
    well = [row for row in rows if row.progress.light in (Light.BLUE, Light.GREEN)]
    well.sort(key=lambda row: row.progress.completion or Decimal(0), reverse=True)
    return well[:most]


def recognition_rows(recognised: Iterable[Recognition]) -> list[RecognitionRow]:
    """Honours and rankings in words."""
    return [
        RecognitionRow(
            name=item.name,
            holder=item.holder,
            place=wording.rank(item) or str(Scope(item.scope).label),
            is_ranking=item.is_ranking,
            state=wording.honour_state(item),
            when=wording.recognised_in(item),
            note=item.note,
        )
        for item in recognised
    ]


def _sections(rows: Sequence[Standing]) -> list[SectionLights]:
    """Sections and programmes in the order that the rows come in."""
    found: list[SectionLights] = []
    for _pk, group in groupby(rows, key=lambda row: row.indicator.work_area_id):
        members = list(group)
        area = members[0].indicator.work_area
        section = area.parent or area
        if not found or found[-1].section.pk != section.pk:
            found.append(SectionLights(section, []))
        found[-1].programmes.append(ProgrammeLights(area, count_lights(members), len(members)))
    return found


def _headlines(rows: Sequence[Standing], recognised: Sequence[Recognition]) -> list[Headline]:
    ranks: dict[int, list[str]] = {}
    for item in recognised:
        if item.is_ranking and item.indicator_id:
            ranks.setdefault(item.indicator_id, []).append(wording.rank(item))
    return [
        Headline(Line(row), ranks.get(row.indicator.pk, [])) for row in rows if row.indicator.key
    ]
