"""Projects with their milestones, and what became of one."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps

from indicators.models import Milestone, Project, Region
from indicators.standings.remembering import remembered
from indicators.standings.sharing import projects_in
from indicators.standings.surroundings import within

SUMMARY_ORDER = ("work_area__parent__order", "work_area__order", "order", "code")


def every_project(region: Region) -> list[Project]:
    """All projects in a region and those in it, in the order of the summary: 2 queries, and 1
    where the same was read before and nothing has been written since. Not to be changed.
    """
    rows = Project.objects.filter(within(region)).order_by(*SUMMARY_ORDER)
    return remembered((every_project, region), lambda: projects_in(rows))


def project(code: str) -> Project | None:
    """The project with that code, its milestones, indicators and honours: 4 queries."""
    return (
        Project.objects.select_related("work_area__parent", "department", "region")
        .prefetch_related("milestones", "counted_in", "honours")
        .filter(code=code)
        .first()
    )


@dataclass(frozen=True, slots=True)
class Past:
    """Versions of a project and of its milestones, oldest first; `counted_in` by version.

    The versions are records of the history: with the fields of their model, and `history_date`,
    `history_user`, `history_type` (`+`, `~` or `-`) and `history_change_reason`.
    """

    versions: list[Any]
    counted_in: dict[int, list[str]]
    milestones: list[Any]


def past(project: Project) -> Past:
    """All that is kept of a project's past: 3 queries."""
    versions = (
        Project.history.filter(id=project.pk)
        .select_related("history_user", "work_area", "department", "region")
        .order_by("history_date", "history_id")
    )
    counted = apps.get_model("indicators", "HistoricalProject_counted_in")
    names: dict[int, list[str]] = {}
    for version, name in counted.objects.filter(history__id=project.pk).values_list(
        "history_id", "indicator__name"
    ):
        names.setdefault(version, []).append(name)
    milestones = (
        Milestone.history.filter(project_id=project.pk)
        .select_related("history_user")
        .order_by("history_date", "history_id")
    )
    return Past(list(versions), names, list(milestones))
