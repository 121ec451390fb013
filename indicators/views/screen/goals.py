"""Pages of the big screen about figures and their goals."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from indicators import standings, wording
from indicators.choices import LIGHT_LABELS
from indicators.lines import URGENCY, Line
from indicators.numbers import percent
from indicators.periods import MONTHS_IN_YEAR, Month
from indicators.progress import Light
from indicators.standings import Recognition, Standing
from indicators.views.overview import count_lights
from indicators.views.screen import pieces
from indicators.views.screen.slide import Slide

ON_A_PAGE, MOST_PAGES = 8, 3
"""Headline figures on a page, and on how many pages they stand, the first included."""
LONG = 9
"""Characters from which a number is written smaller."""
MOST_BEHIND, MOST_SECTIONS, MOST_PROGRAMMES = 6, 5, 6
ROOMY = 3
"""Programmes of a section, or indicators behind, up to which they are written larger."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A key indicator with the places it took."""

    line: Line
    ranks: list[str]

    @property
    def bar(self) -> SafeString:
        """How much of its goal is done."""
        return pieces.bar(self.line)

    @property
    def is_long(self) -> bool:
        """Whether the number needs smaller digits to fit."""
        return len(str(self.line.value)) >= LONG


@dataclass(frozen=True, slots=True)
class Lagging:
    """An indicator behind its pace; `measured` is its value of its target."""

    line: Line
    measured: str

    @property
    def bar(self) -> SafeString:
        """How much of its goal is done."""
        return pieces.bar(self.line)


@dataclass(frozen=True, slots=True)
class Area:
    """A programme, how many of its indicators show each light, and the goal that it is known by,
    if any is judged."""

    name: str
    lights: dict[Light, int]
    goal: Line | None

    @property
    def piece(self) -> SafeString:
        """Its place in the section's list."""
        return format_html(
            '<li class="area"><h4>{}</h4><p class="tally">{}</p>{}</li>',
            self.name,
            pieces.tally(self.lights),
            self._goal(),
        )

    def _goal(self) -> SafeString:
        line = self.goal
        if line is None:
            return format_html('<p class="goal">{}</p>', gettext("No annual goal is judged"))
        text = '{}<p class="goal"><span>{}</span><strong>{}</strong></p>'
        return format_html(text, pieces.bar(line), line.name, line.completion)


@dataclass(frozen=True, slots=True)
class Section:
    """A section, its programmes, and how many more there are than fit."""

    name: str
    areas: list[Area]
    more: int


def overall(
    rows: Sequence[Standing], recognised: Iterable[Recognition], month: Month
) -> Iterator[Slide]:
    """How far the year is, how many indicators show each light, and the key indicators.

    Those that do not fit beside the lights follow on pages of their own.
    """
    ranks = standings.ranks_of(recognised, rows[0].region, month.year) if rows else {}
    pages = _chunks(
        [
            Headline(Line(row), [wording.rank(item) for item in ranks.get(row.indicator.pk, [])])
            for row in rows
            if row.indicator.key and row.figure
        ],
        ON_A_PAGE,
    )
    first: dict[str, Any] = {
        "share": percent(Decimal(month.month) / MONTHS_IN_YEAR, 0),
        "month": month,
        "months": [(number, number <= month.month) for number in range(1, MONTHS_IN_YEAR + 1)],
        "lights": count_lights(rows),
        "judged": len(rows) - standings.count_lights(rows)[Light.GREY],
        "total": len(rows),
        "headlines": pages[0] if pages else [],
    }
    yield Slide(
        "overall",
        _("Overall progress"),
        "overall",
        first,
        is_demo=_judges_demo(rows) or _show_demo(first["headlines"]),
    )
    for number, page in enumerate(pages[1:MOST_PAGES], start=1):
        yield Slide(
            f"headlines-{number}",
            _("Key indicators"),
            "headlines",
            {"headlines": page},
            is_demo=_show_demo(page),
        )


def _judges_demo(rows: Iterable[Standing]) -> bool:
    return any(row.is_demo and row.progress.light != Light.GREY for row in rows)


def _show_demo(page: Iterable[Headline]) -> bool:
    return any(mark.style == "demo" for headline in page for mark in headline.line.marks)


def attention(rows: Sequence[Standing]) -> Slide | None:
    """What is furthest behind, by how much, and who owns it; None where nothing is."""
    behind = standings.furthest_behind(rows, len(rows))
    if not behind:
        return None
    listed = behind[:MOST_BEHIND]
    return Slide(
        "attention",
        _("Needs attention"),
        "attention",
        {
            "lagging": [_lagging(Line(row)) for row in listed],
            "more": len(behind) - len(listed),
            "roomy": len(listed) <= ROOMY,
        },
        is_demo=any(row.is_demo for row in listed),
    )


def areas(rows: Sequence[Standing]) -> Iterator[Slide]:
    """Sections with their programmes and lights, a few sections a page."""
    found: list[tuple[str, list[Area]]] = []
    last = None
    for _pk, group in groupby(rows, key=lambda row: row.indicator.work_area_id):
        members = list(group)
        area = members[0].indicator.work_area
        section = area.parent or area
        if section.pk != last:
            found.append((section.name, []))
            last = section.pk
        goal = standings.leading(members)
        lights = standings.count_lights(members)
        found[-1][1].append(Area(area.name, lights, Line(goal) if goal else None))
    sections = [
        Section(name, own[:MOST_PROGRAMMES], max(len(own) - MOST_PROGRAMMES, 0))
        for name, own in found
    ]
    for number, page in enumerate(_chunks(sections, MOST_SECTIONS), start=1):
        yield Slide(
            f"areas-{number}",
            _("Sections and programmes"),
            "areas",
            {
                "sections": page,
                "legend": [(light, LIGHT_LABELS[light]) for light in URGENCY],
                "roomy": all(len(section.areas) <= ROOMY for section in page),
            },
            is_demo=_judges_demo(rows),
        )


def _lagging(line: Line) -> Lagging:
    value, target = str(line.value or wording.MISSING), str(line.target or wording.MISSING)
    return Lagging(line, wording.with_unit(f"{value} / {target}", line.unit))


def _chunks(items: Sequence[Any], size: int) -> list[Any]:
    return [items[start : start + size] for start in range(0, len(items), size)]
