"""What can be said of a project."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.choices import ProjectStage
from indicators.models import Project
from indicators.numbers import plain
from reports.narrative import wording
from reports.narrative.measures.base import Measure, UnsayableError


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """A project, the year the document is about, and the milestone asked for by name, if any."""

    project: Project
    year: int
    detail: str = ""


def name(facts: ProjectFacts) -> str:
    """The project's name."""
    return facts.project.name


def money(field: str, facts: ProjectFacts) -> str:
    """An amount of money: 0.56亿元."""
    return f"{plain(_given(getattr(facts.project, field)))}亿元"


def area(scale: str, facts: ProjectFacts) -> str:
    """The building area: 8445平方米, or 8.3万平方米."""
    return "".join(wording.scaled(_given(facts.project.building_area), "平方米", scale))


def state_of_work(facts: ProjectFacts) -> str:
    """How far the work has come, in the words kept with the project, else its stage."""
    stage = ProjectStage(facts.project.stage)
    return facts.project.stage_note or wording.in_chinese(stage.label)


def milestone_date(facts: ProjectFacts) -> str:
    """The date of the milestone, as exact as it is known: 5月25日, 7月底, 四季度, 年底."""
    for milestone in facts.project.milestones.all():
        if facts.detail in ("", milestone.name):
            return wording.milestone_date(milestone, facts.year)
    raise UnsayableError(_("The project has no such milestone."))


def _given(amount: Decimal | None) -> Decimal:
    if amount is None:
        raise UnsayableError(_("The project does not state this amount."))
    return amount


PROJECT_MEASURES: tuple[Measure[ProjectFacts], ...] = (
    Measure("", "狮子山休闲公园", gettext_lazy("The project's name."), name),
    Measure(
        "总投资",
        "19.33亿元",
        gettext_lazy("The total investment."),
        partial(money, "total_investment"),
    ),
    Measure(
        "年度计划",
        "3.06亿元",
        gettext_lazy("The investment planned for the year."),
        partial(money, "year_investment"),
    ),
    Measure(
        "完成投资",
        "0.56亿元",
        gettext_lazy("The investment made this year."),
        partial(money, "invested"),
    ),
    Measure("面积", "8445平方米", gettext_lazy("The building area."), partial(area, "")),
    Measure(
        "面积万",
        "8.3万平方米",
        gettext_lazy("The building area in ten thousand square metres."),
        partial(area, "万"),
    ),
    Measure("形象进度", "方案编制完成", gettext_lazy("How far the work has come."), state_of_work),
    Measure(
        "节点",
        "5月25日",
        gettext_lazy(
            "The date of the first milestone; after a slash, of the milestone of that name."
        ),
        milestone_date,
        takes_detail=True,
    ),
)
