"""Pages of the big screen about what stands around the figures: towns, projects, recognition."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from indicators import standings, wording
from indicators.choices import GREY_LABELS, ProjectStage, Scope, Source
from indicators.lines import Mark
from indicators.models import Indicator, Project, Region
from indicators.periods import Month
from indicators.progress import Direction, GreyReason, Kind
from indicators.projects.line import ProjectLine
from indicators.projects.step import StepLine
from indicators.ranking import measures, ranks
from indicators.standings import Reading, Recognition, Standing
from indicators.towns import lines as town_lines
from indicators.views.screen.slide import Slide

MOST_TOWNS, MOST_STEPS, MOST_RANKS, MOST_HONOURS = 14, 5, 6, 6
SHADES = 4
MOST_CANDIDATES = 8
"""Indicators among which the one that tells towns apart is looked for."""
FEW = 2
"""Different values that tell towns apart too little to rank them, where they have no targets."""


@dataclass(frozen=True, slots=True)
class Place:
    """A region below: its value in words, its rank, how long its bar is in percent, and its tile.

    `shade` runs from 1, little, to 4, much; 0 where nothing was reported.
    """

    name: str
    value: str
    rank: int | None
    width: str
    shade: int
    row: int | None
    column: int | None
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Step:
    """A date that a project is held to."""

    project: str
    name: str
    when: str
    where: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """An honour or a ranking in words; `place` is the rank, or how far the honour reaches."""

    name: str
    place: str
    holder: str
    state: str
    when: str


def towns(rows: Sequence[Standing], regions: Sequence[Region], month: Month) -> Slide | None:
    """The regions below by one indicator: a key one, else one with a goal, else the first counted,
    of those that tell the regions apart by targets or by more than two values.

    None where none does: 1 query, none where nothing is rolled up.
    """
    rolled_up = [row for row in rows if row.figure and row.figure.is_rolled_up]
    candidates = [row.indicator for row in sorted(rolled_up, key=_plainness)[:MOST_CANDIDATES]]
    if not candidates:
        return None
    found = standings.newest(regions, [one.pk for one in candidates], month)
    for indicator in candidates:
        read = {one: found.get((one.pk, indicator.pk)) for one in regions}
        if _tells_apart(read.values()):
            return _towns(indicator, read, month)
    return None


def next_steps(projects: Sequence[Project], month: Month) -> Slide | None:
    """Steps of projects that are overdue, and those that come next; None without any project."""
    if not projects:
        return None
    lines = [ProjectLine(project, month) for project in projects]
    overdue, ahead = (
        sorted(steps, key=lambda pair: (pair[1].day, pair[1].milestone.pk))
        for steps in (
            [(line, step) for line in lines for step in line.overdue],
            [(line, step) for line in lines for step in line.ahead],
        )
    )
    counts = dict.fromkeys(ProjectStage, 0)
    for project in projects:
        counts[ProjectStage(project.stage)] += 1
    return Slide(
        "projects",
        _("Projects"),
        "projects",
        {
            "total": len(projects),
            "stages": [(stage.label, count) for stage, count in counts.items() if count],
            "overdue": [_step(*pair) for pair in overdue[:MOST_STEPS]],
            "overdue_more": max(len(overdue) - MOST_STEPS, 0),
            "ahead": [_step(*pair) for pair in ahead[:MOST_STEPS]],
            "ahead_more": max(len(ahead) - MOST_STEPS, 0),
        },
    )


def recognition(recognised: Iterable[Recognition]) -> Slide | None:
    """The latest rankings and honours; None without any."""
    found = list(recognised)
    if not found:
        return None
    rankings = [item for item in found if item.is_ranking]
    honours = [item for item in found if not item.is_ranking]
    return Slide(
        "recognition",
        _("Honours and rankings"),
        "recognition",
        {
            "rankings": [_recognised(item) for item in rankings[:MOST_RANKS]],
            "honours": [_recognised(item) for item in honours[:MOST_HONOURS]],
        },
    )


def _plainness(row: Standing) -> tuple[bool, bool, bool]:
    """Sorts what says most about towns to the front; what is alike keeps the catalogue's order."""
    return not row.indicator.key, row.target is None, row.indicator.kind != Kind.FLOW


def _tells_apart(found: Iterable[Reading | None]) -> bool:
    """Whether values of regions rank them: by their targets, or where they differ enough."""
    read = [one for one in found if one]
    values = {one.value for one in read}
    return len(values) > 1 and (any(one.goal for one in read) or len(values) > FEW)


def _towns(indicator: Indicator, read: Mapping[Region, Reading | None], month: Month) -> Slide:
    measured = measures(
        Direction(indicator.direction),
        {region: (one.value, one.goal) for region, one in read.items() if one},
    )
    order = ranks(measured.of, smallest_first=measured.smallest_first)
    largest = max(abs(one.value) for one in read.values() if one)
    ranked = sorted(read, key=lambda region: order.get(region, len(read) + 1))
    places = [
        _place(region, read[region], order.get(region), largest, indicator, month)
        for region in ranked
    ]
    listed = places[:MOST_TOWNS]
    has_tiles = all(place.row and place.column for place in places)
    return Slide(
        "towns",
        _("Towns"),
        "towns",
        {
            "indicator": indicator,
            "basis": gettext("Ranked by completion")
            if measured.by_completion
            else gettext("Ranked by value"),
            "places": listed,
            "more": len(places) - len(listed),
            "tiles": places if has_tiles else [],
            "rows": len(listed) if has_tiles else (len(listed) + 1) // 2,
            "reported": sum(one is not None and one.as_of == month for one in read.values()),
            "total": len(read),
        },
        is_demo=any(one.source == Source.DEMO for one in read.values() if one),
    )


def _place(
    region: Region,
    read: Reading | None,
    rank: int | None,
    largest: Decimal,
    indicator: Indicator,
    month: Month,
) -> Place:
    share = abs(read.value) / largest if read and largest else Decimal(0)
    return Place(
        name=region.name,
        value=str(wording.number(read.value, indicator.decimals, read.qualifier))
        if read
        else str(GREY_LABELS[GreyReason.NO_FIGURE]),
        rank=rank,
        width=f"{share * 100:.2f}",
        shade=min(int(share * SHADES) + 1, SHADES) if read else 0,
        row=region.tile_row,
        column=region.tile_column,
        marks=town_lines.marks(read, month),
    )


def _step(line: ProjectLine, step: StepLine) -> Step:
    return Step(line.name, step.name, step.when, line.department or line.place)


def _recognised(item: Recognition) -> Recognised:
    return Recognised(
        name=item.name,
        place=wording.rank(item) or str(Scope(item.scope).label),
        holder=item.holder,
        state=wording.honour_state(item),
        when=wording.recognised_in(item),
    )
