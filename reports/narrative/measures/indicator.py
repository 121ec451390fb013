"""What can be said of an indicator's standing."""

from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.models import Figure, Project, Ranking
from indicators.numbers import half_up, percent, plain
from indicators.progress import Kind
from indicators.standings import Standing
from reports.narrative import wording
from reports.narrative.measures.base import Measure, UnreportedError, UnsayableError


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """An indicator's standing, the projects counted in it and its rankings of the year."""

    standing: Standing
    projects: tuple[Project, ...] = ()
    rankings: tuple[Ranking, ...] = ()


def value(facts: IndicatorFacts) -> str:
    """Value, unit, qualifier: 约70公里; a value carried from an earlier month says so."""
    return _quoted(facts, facts.standing.figure) + _as_of(facts)


def number(facts: IndicatorFacts) -> str:
    """The number alone, to the indicator's decimals: 14."""
    return plain(_given(facts.standing.figure).value, facts.standing.indicator.decimals)


def scaled(scale: str, facts: IndicatorFacts) -> str:
    """The value in 万 or 亿 of its unit: 8.3万平方米."""
    figure = _given(facts.standing.figure)
    digits, unit = wording.scaled(figure.value, facts.standing.indicator.unit, scale)
    return wording.qualified(digits, unit, figure.qualifier) + _as_of(facts)


def numerals(facts: IndicatorFacts) -> str:
    """The value in Chinese numerals: 十余项; only whole numbers."""
    figure = _given(facts.standing.figure)
    try:
        words = wording.in_numerals(figure.value)
    except ValueError:
        raise UnsayableError(_("Only whole numbers are written in Chinese numerals.")) from None
    unit = facts.standing.indicator.unit
    return wording.qualified(words, unit, figure.qualifier) + _as_of(facts)


def completion(facts: IndicatorFacts) -> str:
    """The share of the annual target achieved, in whole percent: 51%."""
    share = facts.standing.progress.completion
    if share is None:
        raise UnsayableError(_("There is no annual target to measure against."))
    # Rounding must not say that a goal is met which is not.
    decimals = next(n for n in range(28) if share >= 1 or half_up(share * 100, n) < 100)
    return percent(share, decimals)


def growth(facts: IndicatorFacts) -> str:
    """Change against the same month last year: 增长19.4%; of a ratio in 百分点."""
    change = facts.standing.progress.growth
    if change is None:
        raise UnsayableError(_("There is no figure of the same month in both years."))
    return wording.growth(change, of_ratio=facts.standing.indicator.kind == Kind.RATIO)


def target(facts: IndicatorFacts) -> str:
    """The annual target with its unit: 1800套."""
    goal = facts.standing.target
    if goal is None:
        raise UnsayableError(_("There is no annual target."))
    return f"{plain(goal.value)}{facts.standing.indicator.unit}"


def due(facts: IndicatorFacts) -> str:
    """The share of the plan due by the month: 50%."""
    share = facts.standing.progress.due
    if share is None:
        raise UnsayableError(_("There is no annual target with a pace."))
    return percent(share)


def gap(facts: IndicatorFacts) -> str:
    """Percentage points behind or above the pace: 低于序时进度31.7个百分点."""
    ahead = facts.standing.progress.ahead
    if ahead is None:
        raise UnsayableError(_("There is no annual target with a pace."))
    return wording.against_pace(ahead)


def places(facts: IndicatorFacts) -> str:
    """All rankings of the year: 全市第1、全省第3."""
    if not facts.rankings:
        raise UnsayableError(_("The indicator has no ranking of this year."))
    return "、".join(wording.place(ranking) for ranking in facts.rankings)


def names(facts: IndicatorFacts) -> str:
    """The projects counted in the indicator: 上柏、工大、南湖."""
    if not facts.projects:
        raise UnsayableError(_("No project is counted in the indicator."))
    return "、".join(project.name for project in facts.projects)


def increment(facts: IndicatorFacts) -> str:
    """What the month itself added, with the unit: 3台."""
    added, indicator = facts.standing.increment, facts.standing.indicator
    if added is None:
        raise UnsayableError(_("The figure of this month or of the month before is missing."))
    return f"{plain(added, indicator.decimals)}{indicator.unit}"


def last_year_end(facts: IndicatorFacts) -> str:
    """The value of last December with unit and qualifier: 20个."""
    return _quoted(facts, facts.standing.last_december)


def _given(figure: Figure | None) -> Figure:
    if figure is None:
        raise UnreportedError(_("No figure has been approved."))
    return figure


def _quoted(facts: IndicatorFacts, figure: Figure | None) -> str:
    indicator, given = facts.standing.indicator, _given(figure)
    return wording.qualified(
        plain(given.value, indicator.decimals), indicator.unit, given.qualifier
    )


def _as_of(facts: IndicatorFacts) -> str:
    standing = facts.standing
    if standing.as_of is None or standing.is_current:
        return ""
    return f"（截至{wording.month_name(standing.as_of, standing.month.year)}）"


FIGURE = ("figure",)
INDICATOR_MEASURES: tuple[Measure[IndicatorFacts], ...] = (
    Measure(
        "",
        "约70公里",
        gettext_lazy("The value with its unit and how exact it is."),
        value,
        FIGURE,
    ),
    Measure("数", "14", gettext_lazy("The number alone."), number, FIGURE),
    Measure(
        "万",
        "8.3万平方米",
        gettext_lazy("The value in ten thousands of its unit."),
        partial(scaled, "万"),
        FIGURE,
    ),
    Measure(
        "亿",
        "71.2亿元",
        gettext_lazy("The value in hundred millions of its unit."),
        partial(scaled, "亿"),
        FIGURE,
    ),
    Measure(
        "汉字",
        "十余项",
        gettext_lazy("The value in Chinese numerals, for whole numbers."),
        numerals,
        FIGURE,
    ),
    Measure(
        "完成率",
        "51%",
        gettext_lazy("The share of the annual target achieved, in whole percent."),
        completion,
        FIGURE,
    ),
    Measure(
        "同比",
        "增长19.4%",
        gettext_lazy("The change against the same month last year."),
        growth,
        ("figure", "last_year"),
    ),
    Measure("目标", "1800套", gettext_lazy("The annual target with its unit."), target),
    Measure("序时进度", "50%", gettext_lazy("The share of the plan due by now."), due),
    Measure(
        "差距",
        "低于序时进度31.7个百分点",
        gettext_lazy("How far behind or above its planned pace the indicator is."),
        gap,
        FIGURE,
    ),
    Measure("排名", "全市第1、全省第3", gettext_lazy("The rankings of the year."), places),
    Measure(
        "名单",
        "上柏、工大、南湖",
        gettext_lazy("The names of the projects counted in the indicator."),
        names,
    ),
    Measure(
        "增量",
        "3台",
        gettext_lazy("What the month itself added."),
        increment,
        ("figure", "month_before"),
    ),
    Measure(
        "去年末",
        "20个",
        gettext_lazy("The value of last December."),
        last_year_end,
        ("last_december",),
    ),
)
