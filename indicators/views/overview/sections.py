"""Sections as cards, with their programmes and the goal that leads each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from indicators import standings
from indicators.choices import LIGHT_LABELS
from indicators.lines import URGENCY
from indicators.models import WorkArea
from indicators.progress import Light
from indicators.standings import Standing, leading
from indicators.views.overview.shown import Showing, Shown


@dataclass(frozen=True)
class ProgrammeCard:
    """A programme: its address, its lights, and the line of its leading goal, None without one."""

    programme: WorkArea
    address: str
    tally: SafeString
    total: int
    leading: Shown | None
    has_goal: bool

    @property
    def piece(self) -> SafeString:
        """Its place in the section's list."""
        return format_html(
            '<li><a class="programme-name" href="{}">{}</a> <span class="tally">{}</span> {}</li>',
            self.address,
            self.programme.name,
            self.tally,
            self._leading(),
        )

    def _leading(self) -> SafeString:
        line = self.leading
        if line:
            text = '<span class="leading-name">{} {}</span> {}'
            return format_html(text, line.link, line.marks_piece, line.bar_piece)
        words = (
            gettext("Goals not judged yet") if self.has_goal else gettext("No goal for the year")
        )
        return format_html('<span class="leading-none">{}</span>', words)


@dataclass(frozen=True)
class SectionCard:
    """A section and its programmes."""

    section: WorkArea
    programmes: list[ProgrammeCard]


def section_cards(rows: Sequence[Standing], showing: Showing, query: str) -> list[SectionCard]:
    """Sections and programmes in the order that the rows come in."""
    found: list[SectionCard] = []
    lights = {light: _light(light) for light in URGENCY}
    for _pk, group in groupby(rows, key=lambda row: row.indicator.work_area_id):
        members = list(group)
        area = members[0].indicator.work_area
        section = area.parent or area
        if not found or found[-1].section.pk != section.pk:
            found.append(SectionCard(section, []))
        leader = leading(members)
        counts = standings.count_lights(members)
        found[-1].programmes.append(
            ProgrammeCard(
                programme=area,
                address=reverse("programme", args=[area.code]) + query,
                tally=format_html_join(
                    "",
                    "{}{}</span>",
                    ((lights[light], counts[light]) for light in URGENCY if counts[light]),
                ),
                total=len(members),
                leading=showing.line(leader) if leader else None,
                has_goal=any(row.target for row in members),
            )
        )
    return found


def _light(light: Light) -> SafeString:
    """Shape, and word for screen readers, of a light whose number follows."""
    return format_html(
        '<span class="light light-{}" title="{}"><svg class="light-shape" aria-hidden="true">'
        '<use href="#light-{}" /></svg><span class="visually-hidden">{}</span>',
        light.value,
        LIGHT_LABELS[light],
        light.value,
        LIGHT_LABELS[light],
    )
