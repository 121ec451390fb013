"""A programme's projects, read with all that its page says of them at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from indicators.models import Milestone, Project, Region, WorkArea
from indicators.standings.surroundings import within

STEP = ("name", "planned_on", "done_on", "precision", "note")


@dataclass(frozen=True, slots=True)
class ProgrammeProjects:
    """The projects with their milestones; `counted` are those that an indicator counts, by key."""

    projects: list[Project]
    counted: dict[int, tuple[Project, ...]]


def programme_projects(work_area: WorkArea, region: Region) -> ProgrammeProjects:
    """The programme's projects in a region and those in it: 1 query.

    A project comes once for each pair of a milestone and an indicator: few of either, and a third
    of the queries.
    """
    found: dict[int, Project] = {}
    steps: dict[int, dict[int, Milestone]] = defaultdict(dict)
    counted: dict[int, dict[int, Project]] = defaultdict(dict)
    rows = (
        Project.objects.filter(within(region), work_area=work_area)
        .select_related("work_area__parent", "department", "region")
        .annotate(
            step=F("milestones__pk"),
            **{f"step_{name}": F(f"milestones__{name}") for name in STEP},
            counts_in=F("counted_in"),
        )
        .order_by("order", "code", "milestones__planned_on", "milestones__done_on", "step")
    )
    for row in rows:
        project = found.setdefault(row.pk, row)
        if row.step is not None:
            told = {name: getattr(row, f"step_{name}") for name in STEP}
            steps[row.pk].setdefault(row.step, Milestone(pk=row.step, project=project, **told))
        if row.counts_in is not None:
            counted[row.counts_in].setdefault(row.pk, project)
    for pk, project in found.items():
        _remember(project, steps[pk].values())
    return ProgrammeProjects(
        list(found.values()), {pk: tuple(those.values()) for pk, those in counted.items()}
    )


def _remember(project: Project, milestones: Iterable[Milestone]) -> None:
    """Let `project.milestones.all()` answer with these, as `prefetch_related` does."""
    answer = Milestone.objects.filter(project=project)
    answer._result_cache = list(milestones)
    project._prefetched_objects_cache = {"milestones": answer}  # type: ignore[attr-defined]
