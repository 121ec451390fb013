"""Where an indicator stands, in one sentence and a few facts."""

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext

from indicators import numbers, wording
from indicators.charts.cumulative import outlooks_of
from indicators.choices import Source
from indicators.lines import Line
from indicators.periods import MONTHS_IN_YEAR
from indicators.progress import Direction, Kind, Light
from indicators.standings import Standing
from indicators.views.indicator.fact import Fact, told


def facts_of(line: Line) -> list[Fact]:
    """What the value is measured by; facts that do not apply are left out."""
    standing = line.standing
    return told(
        [
            Fact(
                target_label(standing),
                wording.with_unit(str(line.target or ""), line.unit),
                _left(line),
            ),
            Fact(
                gettext("Against the plan"),
                line.ahead,
                _due(line),
                tone="" if line.light == Light.GREY else line.light.value,
            ),
            Fact(_needed_label(standing), line.needed, _average(line)),
            Fact(
                gettext("Added this month"),
                line.increment,
                str(Source.DEMO.label) if line.is_increment_demo else "",
            ),
            Fact(gettext("Growth on last year"), line.growth, _last_year(standing)),
            *_outlooks(line),
        ]
    )


def verdict(line: Line) -> str:
    """Where the indicator stands, as one would say it; empty without a figure."""
    standing = line.standing
    if line.value is None:
        return ""
    when = wording.month(standing.as_of or standing.month)
    amount = wording.with_unit(str(line.value), line.unit)
    clauses = [gettext("By the end of %(month)s %(amount)s") % {"month": when, "amount": amount}]
    if line.completion:
        clauses.append(gettext("completion %(share)s") % {"share": line.completion})
    if not standing.is_current:
        words = gettext("nothing newer was reported by %(month)s")
        clauses.append(words % {"month": wording.month(standing.month)})
    grown = gettext("%(growth)s on last year") % {"growth": line.growth} if line.growth else ""
    clauses += [words for words in (_against_plan(line), grown, _to_do(line)) if words]
    return gettext("%(clauses)s.") % {"clauses": pgettext("clauses", "; ").join(clauses)}


def target_label(standing: Standing) -> str | Promise:
    """What the year's target is called."""
    is_ceiling = standing.indicator.direction == Direction.AT_MOST
    return gettext("Annual ceiling") if is_ceiling else gettext("Annual target")


def _left(line: Line) -> str:
    """What is between the value and the target, and where the way began."""
    baseline = line.standing.target.baseline if line.standing.target else None
    parts = [
        (gettext("Left to the target"), line.left_to_do),
        (gettext("Above the target"), line.beyond),
        (gettext("Baseline"), line.amount(baseline)),
    ]
    told_of = [f"{label} {amount}" for label, amount in parts if amount]
    return pgettext("clauses", "; ").join(told_of)


def _due(line: Line) -> str:
    due = line.standing.progress.due
    if due is None:
        return ""
    words = {"due": numbers.percent(due), "expected": line.expected}
    return gettext("Time progress %(due)s, %(expected)s expected") % words


def _needed_label(standing: Standing) -> str:
    goal = standing.target
    is_reduction = goal and goal.baseline is not None and goal.value < goal.baseline
    if standing.indicator.direction == Direction.AT_MOST and not is_reduction:
        return gettext("Still allowed each month")
    return gettext("Still needed each month")


def _average(line: Line) -> str:
    standing = line.standing
    if standing.indicator.kind != Kind.FLOW or standing.value is None or standing.as_of is None:
        return ""
    so_far = line.amount(standing.value / standing.as_of.month)
    return gettext("So far %(amount)s a month on average.") % {"amount": so_far}


def _outlooks(line: Line) -> list[Fact]:
    """Where the year would end by each method; both in one fact where both are known."""
    notes = {
        gettext("By pace"): gettext("If the rest of the year keeps to the plan as the past did."),
        gettext("By season"): gettext("If the year runs as the last one did."),
    }
    return [
        Fact(
            gettext("Year's end %(method)s") % {"method": name},
            line.amount(value),
            notes.get(name, ""),
        )
        for name, value in outlooks_of(line.standing)
    ]


def _against_plan(line: Line) -> str:
    ahead = line.standing.progress.ahead
    if ahead is None:
        return ""
    if line.standing.progress.light == Light.BLUE:
        return ""
    gap = wording.points(abs(ahead), sign=False)
    if numbers.plain(ahead, 1) == "0":
        return gettext("on the plan")
    if ahead < 0:
        return gettext("%(points)s behind the plan") % {"points": gap}
    return gettext("%(points)s ahead of the plan") % {"points": gap}


def _to_do(line: Line) -> str:
    """What is left for the year's remaining months, or that it is done."""
    standing = line.standing
    if standing.progress.light == Light.BLUE:
        return gettext("the annual target is reached")
    if standing.indicator.direction == Direction.AT_MOST:
        return gettext("above the ceiling") if standing.progress.light == Light.RED else ""
    if not line.needed:
        return ""
    rest = MONTHS_IN_YEAR - standing.month.month
    words = {"count": rest, "amount": line.needed}
    return (
        ngettext(
            "%(amount)s needed in the remaining month",
            "%(amount)s needed in each of the remaining %(count)s months",
            rest,
        )
        % words
    )


def _last_year(standing: Standing) -> str:
    figure = standing.last_year
    if figure is None:
        return ""
    value = wording.number(figure.value, standing.indicator.decimals, figure.qualifier)
    words = gettext("%(month)s: %(value)s %(unit)s") % {
        "month": wording.month(figure.as_month()),
        "value": value,
        "unit": standing.indicator.unit,
    }
    if figure.source == Source.REPORTED:
        return words
    return f"{words} ({Source(figure.source).label})"
