"""A project as pages and files print it: every text of its card, row and page, made once."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext

from indicators import numbers, wording
from indicators.choices import ProjectStage
from indicators.investment import Investment, Totals, add_up, points_ahead, time_share
from indicators.milestones import MilestoneState
from indicators.models import Project
from indicators.periods import Month
from indicators.projects.step import StepLine
from indicators.wording import Number

STAGES = list(ProjectStage)
FULL = Decimal(100)
MONEY_DECIMALS, SUM_DECIMALS = 4, 2


@dataclass(frozen=True)
class ProjectLine:
    """The texts of a project as of a month; empty where there is nothing to say.

    Stage, money, problem and next step are what stands now; only milestones know the month.
    """

    project: Project
    month: Month
    is_newest: bool = False
    """Whether the month is known to be the newest: then the money is held against the time."""

    @property
    def name(self) -> str:
        """The project's name."""
        return self.project.name

    @cached_property
    def address(self) -> str:
        """The address of its page."""
        return reverse("project", args=[self.project.code])

    @property
    def programme(self) -> str:
        """The name of its programme."""
        return self.project.work_area.name

    @property
    def section(self) -> str:
        """The name of the section of its programme."""
        parent = self.project.work_area.parent
        return parent.name if parent else ""

    @property
    def place(self) -> str:
        """The name of the region it is kept at."""
        return self.project.region.name

    @property
    def department(self) -> str:
        """Who sees to it."""
        return str(self.project.department or "")

    @cached_property
    def stage(self) -> str:
        """How far it has come, in a word."""
        return str(ProjectStage(self.project.stage).label)

    @cached_property
    def kind(self) -> str:
        """How it entered the year's plan."""
        return str(self.project.get_kind_display())

    @property
    def stage_order(self) -> int:
        """Sorts by stage, the earliest first."""
        return STAGES.index(ProjectStage(self.project.stage))

    # Milestones

    @cached_property
    def steps(self) -> list[StepLine]:
        """The milestones known in the month, by date."""
        found = [StepLine(made, self.month) for made in self.project.milestones.all()]
        return sorted((step for step in found if step.is_known), key=lambda step: step.day)

    @cached_property
    def overdue(self) -> list[StepLine]:
        """Those whose day has passed without their being done."""
        return [step for step in self.steps if step.state is MilestoneState.OVERDUE]

    @cached_property
    def ahead(self) -> list[StepLine]:
        """Those still to come, by date."""
        return [step for step in self.steps if step.state is MilestoneState.AHEAD]

    @cached_property
    def newest_done(self) -> StepLine | None:
        """The last one done, if any."""
        done = [step for step in self.steps if step.state is MilestoneState.DONE]
        return done[-1] if done else None

    # Money

    @cached_property
    def investment(self) -> Investment:
        """Its money, in 亿元."""
        made = self.project
        return Investment(made.total_investment, made.year_investment, made.invested)

    @cached_property
    def share(self) -> str:
        """What is invested of the year's plan, in percent."""
        share = self.investment.share
        return "" if share is None else numbers.percent(share)

    @cached_property
    def width(self) -> str:
        """The share in percent of a bar's width, which ends at the whole."""
        return bar_width(self.investment.share)

    @cached_property
    def behind(self) -> str:
        """How far the investment lags behind the time gone, in words; empty when it does not."""
        return behind_words(self.investment.share, self.month) if self.is_newest else ""

    @property
    def amounts(self) -> list[tuple[str, Decimal | None]]:
        """The total, this year's plan and what is made of it, in 亿元, each under its label."""
        money = self.investment
        labels = money_labels()
        return list(zip(labels, (money.total, money.planned, money.made), strict=True))

    @cached_property
    def numbers(self) -> list[tuple[str, Number | None]]:
        """The same on their decimal point."""
        return [
            (label, None if value is None else wording.number(value, MONEY_DECIMALS))
            for label, value in self.amounts
        ]

    @cached_property
    def money(self) -> str:
        """What matters most of the money that is known, in words; empty when none is."""
        money, unit = self.investment, gettext("100 million yuan")
        words = {"made": amount(money.made), "planned": amount(money.planned)}
        if money.planned is not None and money.made is not None:
            text = gettext("invested %(made)s of %(planned)s") % words
        elif money.made is not None:
            text = gettext("invested %(made)s") % words
        elif money.planned is not None:
            text = gettext("planned this year %(planned)s") % words
        else:
            total = amount(money.total)
            text = gettext("in all %(total)s") % {"total": total} if total else ""
        return wording.with_unit(text, unit)


@dataclass(frozen=True)
class TotalsLine:
    """The texts of several projects' sums."""

    totals: Totals
    month: Month
    is_newest: bool
    overdue: int
    problems: int

    @property
    def share(self) -> str:
        """What is invested of the year's plans, sum over sum, in percent."""
        return "" if self.totals.share is None else numbers.percent(self.totals.share)

    @property
    def width(self) -> str:
        """The share in percent of a bar's width."""
        return bar_width(self.totals.share)

    @property
    def due(self) -> str:
        """The time gone, in percent; empty unless the month is the newest."""
        return numbers.percent(time_share(self.month.month)) if self.is_newest else ""

    @cached_property
    def due_width(self) -> str:
        """The time gone, in percent of a bar's width."""
        return bar_width(time_share(self.month.month))

    @property
    def behind(self) -> str:
        """How far the investment lags behind the time gone, in words."""
        return behind_words(self.totals.share, self.month) if self.is_newest else ""

    @property
    def amounts(self) -> list[tuple[str, str, int]]:
        """Label, sum in 亿元 and over how many projects it is known; only of those that are."""
        sums = (self.totals.total, self.totals.planned, self.totals.made)
        return [
            (label, rounded(found.amount), found.count)
            for label, found in zip(money_labels(), sums, strict=True)
            if found.count
        ]


def totals_of(lines: Iterable[ProjectLine], month: Month, *, is_newest: bool) -> TotalsLine:
    """The sums of projects, and how many are overdue or have a problem."""
    rows = list(lines)
    return TotalsLine(
        totals=add_up(row.investment for row in rows),
        month=month,
        is_newest=is_newest,
        overdue=sum(bool(row.overdue) for row in rows),
        problems=sum(bool(row.project.problem) for row in rows),
    )


def money_labels() -> tuple[str, str, str]:
    """What a project's amounts are called."""
    return gettext("Total investment"), gettext("Planned this year"), gettext("Invested this year")


def amount(value: Decimal | None) -> str:
    """An amount of money in 亿元, as exact as it is kept; empty for none."""
    return "" if value is None else numbers.plain(value)


def rounded(value: Decimal | None) -> str:
    """A sum of money in 亿元, to the million yuan; a small one as exact as it is kept."""
    if value is None or value < 1:
        return amount(value)
    return numbers.plain(value, SUM_DECIMALS)


def bar_width(share: Decimal | None) -> str:
    """A share of one in percent of a bar's width, which ends at the whole; empty for none."""
    return "" if share is None else numbers.plain(min(share * 100, FULL), 2)


def behind_words(share: Decimal | None, month: Month) -> str:
    """How far a share lags behind the time gone, in words; empty when it does not."""
    if share is None:
        return ""
    ahead = points_ahead(share, month.month)
    if numbers.half_up(ahead, 1) >= 0:
        return ""
    return gettext("%(points)s behind the time gone") % {
        "points": wording.points(-ahead, sign=False)
    }
