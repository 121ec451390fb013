"""Pages of the big screen about what stands around the figures: towns, projects, recognition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from indicators import milestones, wording
from indicators.choices import GREY_LABELS, ProjectStage, Scope
from indicators.milestones import MilestoneState
from indicators.models import Indicator, Milestone, Project, Region
from indicators.periods import Month
from indicators.progress import Direction, GreyReason, Kind
from indicators.ranking import ranks
from indicators.standings import Recognition, Standing
from indicators.standings.regions_below import RegionValue, values_below
from indicators.views.screen.slide import Slide

MOST_TOWNS, MOST_STEPS, MOST_RANKS, MOST_HONOURS = 14, 5, 6, 6
SHADES = 4


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
    stale: str
    is_demo: bool


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


def towns(rows: Sequence[Standing], region: Region, month: Month) -> Slide | None:
    """The regions below by one indicator: a key one, else one with a goal, else the first counted.

    None where nothing tells them apart: 1 query, none where nothing is rolled up.
    """
    rolled_up = [row for row in rows if row.figure and row.figure.is_rolled_up]
    if not rolled_up:
        return None
    chosen = min(rolled_up, key=_plainness)
    found = values_below(chosen.indicator, region, month)
    known = {row.value for row in found if row.value is not None}
    if len(known) <= 1:
        return None
    places = _places(found, chosen.indicator, month)
    listed = places[:MOST_TOWNS]
    has_tiles = all(place.row and place.column for place in places)
    return Slide(
        "towns",
        _("Towns"),
        "towns",
        {
            "indicator": chosen.indicator,
            "places": listed,
            "more": len(places) - len(listed),
            "tiles": places if has_tiles else [],
            "rows": len(listed) if has_tiles else (len(listed) + 1) // 2,
            "reported": sum(row.as_of == month for row in found),
            "total": len(found),
        },
        is_demo=any(row.is_demo for row in found),
    )


def next_steps(projects: Sequence[Project], month: Month) -> Slide | None:
    """Steps of projects that are overdue, and those that come next; None without any project."""
    if not projects:
        return None
    steps = [(step, project) for project in projects for step in project.milestones.all()]
    steps.sort(key=lambda pair: (pair[0].planned_on is None, pair[0].planned_on, pair[0].pk))
    by_state: dict[MilestoneState, list[tuple[Milestone, Project]]] = {
        state: [] for state in MilestoneState
    }
    for step, project in steps:
        by_state[_state(step, month)].append((step, project))
    overdue, ahead = by_state[MilestoneState.OVERDUE], by_state[MilestoneState.AHEAD]
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


def _places(found: Sequence[RegionValue], indicator: Indicator, month: Month) -> list[Place]:
    """In the order of their ranks; those without a value come last."""
    order = ranks(
        {row.region.pk: row.value for row in found},
        smallest_first=indicator.direction == Direction.AT_MOST,
    )
    largest = max((abs(row.value) for row in found if row.value is not None), default=Decimal(0))
    ranked = sorted(found, key=lambda row: order.get(row.region.pk, len(found) + 1))
    return [_place(row, order.get(row.region.pk), largest, indicator, month) for row in ranked]


def _place(
    row: RegionValue, rank: int | None, largest: Decimal, indicator: Indicator, month: Month
) -> Place:
    share = abs(row.value) / largest if row.value is not None and largest else Decimal(0)
    return Place(
        name=row.region.name,
        value=str(GREY_LABELS[GreyReason.NO_FIGURE])
        if row.value is None
        else str(wording.number(row.value, indicator.decimals)),
        rank=rank,
        width=f"{share * 100:.2f}",
        shade=0 if row.value is None else min(int(share * SHADES) + 1, SHADES),
        row=row.region.tile_row,
        column=row.region.tile_column,
        stale=wording.stale(row.as_of, month) if row.as_of and row.as_of != month else "",
        is_demo=row.is_demo,
    )


def _state(step: Milestone, month: Month) -> MilestoneState:
    return milestones.state_of(step.planned_on, step.done_on, step.precision, month)


def _step(step: Milestone, project: Project) -> Step:
    where = project.department or project.region
    return Step(project.name, step.name, wording.milestone_date(step), str(where))


def _recognised(item: Recognition) -> Recognised:
    return Recognised(
        name=item.name,
        place=wording.rank(item) or str(Scope(item.scope).label),
        holder=item.holder,
        state=wording.honour_state(item),
        when=wording.recognised_in(item),
    )
