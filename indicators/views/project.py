"""A project's page: how far it is, what it waits for, what it counts for, and its past."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth.models import User
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext

from indicators import numbers, standings, wording
from indicators.choices import HonourState, ProjectStage
from indicators.models import Honour, Project
from indicators.projects.changes import changes
from indicators.projects.line import ProjectLine, amount, totals_of
from indicators.views.ledger_page import LedgerPage


@dataclass(frozen=True, slots=True)
class StageStep:
    """A stage on the way: `past`, `now` or `ahead`."""

    label: str
    place: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A label over a text; with an address the text is a link."""

    label: str
    text: str
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class HonourRow:
    """An honour of the project."""

    name: str
    state: str
    document: str
    when: str


class ProjectPage(LedgerPage):
    """One project; Http404 for an unknown code."""

    template_name = "indicators/project_page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page shows, in a constant number of queries."""
        code = self.kwargs["code"]
        project = standings.project(code)
        if project is None:
            text = gettext("There is no project with the code “%(code)s”.")
            raise Http404(text % {"code": code})
        is_newest = self.month == self.months[0]
        line = ProjectLine(project, self.month, is_newest)
        user = cast(User, self.request.user)
        area = project.work_area
        programme = reverse("programme", args=[area.code]) + self.query()
        return super().get_context_data(
            project=project,
            line=line,
            totals=totals_of([line], self.month, is_newest=is_newest),
            crumbs=[
                (gettext("Projects"), reverse("projects") + self.query()),
                (area.name, programme),
            ],
            facts=_facts(line, programme),
            stages=_stages(project),
            indicators=list(project.counted_in.all()),
            honours=[_honour(honour) for honour in project.honours.all()],
            changes=changes(standings.past(project)),
            may_change=user.is_staff and user.has_perm("indicators.change_project"),
            **kwargs,
        )


def _facts(line: ProjectLine, programme: str) -> list[Fact]:
    project = line.project
    money = gettext("100 million yuan")
    area = project.building_area
    found = [
        Fact(gettext("Programme"), line.programme, programme, line.section),
        Fact(gettext("Region"), line.place),
        Fact(gettext("Department"), line.department),
        Fact(gettext("Project kind"), line.kind),
        *(
            Fact(label, wording.with_unit(amount(value), money))
            for label, value in line.amounts
            if value is not None
        ),
        Fact(
            gettext("Building area"),
            "" if area is None else wording.with_unit(numbers.plain(area), gettext("m²")),
        ),
    ]
    return [fact for fact in found if fact.text]


def _stages(project: Project) -> list[StageStep]:
    order = list(ProjectStage)
    now = order.index(ProjectStage(project.stage))
    return [
        StageStep(str(stage.label), "past" if place < now else "now" if place == now else "ahead")
        for place, stage in enumerate(order)
    ]


def _honour(honour: Honour) -> HonourRow:
    return HonourRow(
        name=honour.name,
        state=str(HonourState(honour.state).label),
        document=honour.document,
        when=wording.recognised_in(honour),
    )
