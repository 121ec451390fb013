"""Sections as cards, with their programmes and the goal that leads each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from indicators.models import WorkArea
from indicators.standings import Standing, leading
from indicators.views.overview.lights import LightCount, count_lights
from indicators.views.overview.shown import Shown


@dataclass(frozen=True)
class ProgrammeCard:
    """A programme: its lights, and the line of its leading goal, None without one."""

    programme: WorkArea
    tally: SafeString
    total: int
    leading: Shown | None
    has_goal: bool


@dataclass(frozen=True)
class SectionCard:
    """A section and its programmes."""

    section: WorkArea
    programmes: list[ProgrammeCard]


def section_cards(rows: Sequence[Standing]) -> list[SectionCard]:
    """Sections and programmes in the order that the rows come in."""
    found: list[SectionCard] = []
    for _pk, group in groupby(rows, key=lambda row: row.indicator.work_area_id):
        members = list(group)
        area = members[0].indicator.work_area
        section = area.parent or area
        if not found or found[-1].section.pk != section.pk:
            found.append(SectionCard(section, []))
        leader = leading(members)
        found[-1].programmes.append(
            ProgrammeCard(
                programme=area,
                tally=_tally(count_lights(members)),
                total=len(members),
                leading=Shown(leader) if leader else None,
                has_goal=any(row.target for row in members),
            )
        )
    return found


def _tally(lights: Sequence[LightCount]) -> SafeString:
    """Shape, word for screen readers, and number of each light that occurs."""
    return format_html_join(
        "",
        '<span class="light light-{}" title="{}"><svg class="light-shape" aria-hidden="true">'
        '<use href="#light-{}" /></svg><span class="visually-hidden">{}</span>{}</span>',
        (
            (item.light.value, item.label, item.light.value, item.label, item.count)
            for item in lights
            if item.count
        ),
    )
