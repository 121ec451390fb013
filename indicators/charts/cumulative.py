"""The year of an indicator as a line: against plan, target and last year, with its outlook."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext

from indicators import wording
from indicators.charts.axes import month_name, months_axis, short, value_axis
from indicators.charts.chart import Chart, file_name
from indicators.charts.drawing import Label, Trace, drawing
from indicators.charts.lines import (
    demo_caption,
    level,
    line,
    plan_line,
    plan_name,
    plan_of,
    year_name,
)
from indicators.charts.points import Point, cell_of, label_at, points_of, text_of
from indicators.models import Figure
from indicators.periods import MONTHS_IN_YEAR
from indicators.progress import Direction, Kind
from indicators.standings import Standing

Outlook = tuple[str, Decimal]
"""How the year's end was worked out, and its value."""


def cumulative(standing: Standing, history: Sequence[Figure]) -> Chart | None:
    """The value month by month against plan and last year; None before the first figure."""
    indicator, year = standing.indicator, standing.month.year
    points = points_of(standing, (f for f in history if f.as_month() <= standing.month), year)
    if not points:
        return None
    before = points_of(standing, history, year - 1)
    plan, outlooks = plan_of(standing), outlooks_of(standing)
    target = standing.target.value if standing.target else None
    traces = _outlook_traces(points[-1], outlooks)
    labels = [_at_year_end(name, value, standing, "--accent") for name, value in outlooks]
    if before:
        traces.append(line(before, indicator, str(year - 1), "--light-grey", size=5))
        labels.append(label_at(year_name(year - 1), before[-1], standing, "--ink-soft"))
    if target is not None:
        traces.append(level(target, _target_name(standing), indicator))
        labels.append(_at_year_end(_target_name(standing), target, standing, "--ink"))
    if plan:
        traces.append(plan_line(plan, plan_name(), indicator))
        labels.append(Label(plan_name(), "", MONTHS_IN_YEAR, float(plan[-1])))
    traces.append(line(points, indicator, str(year), "--accent"))
    labels.append(label_at(year_name(year), points[-1], standing, "--accent-dark"))
    drawn = [p.value for p in (*points, *before)] + plan + [value for _, value in outlooks]
    title = _title(standing)
    return Chart(
        name="cumulative",
        title=title,
        caption=" ".join(filter(None, [_outlook_caption(outlooks), demo_caption(points + before)])),
        drawing=drawing(
            traces,
            x=months_axis(),
            y=value_axis([*drawn, *([] if target is None else [target])], indicator.decimals),
            unit=indicator.unit,
            labels=labels,
        ),
        columns=[
            gettext("Month"),
            year_name(year),
            year_name(year - 1),
            *([plan_name()] if plan else []),
        ],
        rows=_rows(standing, points, before, plan),
        file_name=file_name(indicator.name, title, wording.month(standing.month)),
        summary=_summary(standing, points[-1], outlooks),
    )


def outlooks_of(standing: Standing) -> list[Outlook]:
    """Where the year would end, by each method that can say so; nothing in December, nor from a
    value carried from an earlier month: what was added since is not known."""
    progress = standing.progress
    if not standing.is_current or standing.month.month == MONTHS_IN_YEAR:
        return []
    methods = [
        (gettext("By pace"), progress.outlook_by_pace),
        (gettext("By season"), progress.outlook_by_season),
    ]
    return [(name, value) for name, value in methods if value is not None]


def _outlook_traces(last: Point, outlooks: list[Outlook]) -> list[Trace]:
    """A line to the year's end by each method, and the band between two of them."""
    traces: list[Trace] = []
    for name, value in outlooks:
        trace: Trace = {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": [last.month.month, MONTHS_IN_YEAR],
            "y": [float(last.value), float(value)],
            "line": {"color": "--accent", "width": 1.5, "dash": "dot"},
            # Its label says it; its beginning lies on the last point, which is to be hovered.
            "hoverinfo": "skip",
        }
        if traces:
            trace |= {"fill": "tonexty", "fillcolor": "--accent-soft"}
        traces.append(trace)
    return traces


def _at_year_end(name: str, value: Decimal, standing: Standing, colour: str) -> Label:
    text = short(value, standing.indicator.decimals)
    return Label(name, text, MONTHS_IN_YEAR, float(value), colour)


def _target_name(standing: Standing) -> str:
    is_ceiling = standing.indicator.direction == Direction.AT_MOST
    return gettext("Annual ceiling") if is_ceiling else gettext("Annual target")


def _title(standing: Standing) -> str:
    is_flow = standing.indicator.kind == Kind.FLOW
    return gettext("Total at month end") if is_flow else gettext("Value at month end")


def _outlook_caption(outlooks: list[Outlook]) -> str:
    if not outlooks:
        return ""
    if len(outlooks) == 1:
        return gettext("The dotted line runs to the expected year's end.")
    return gettext("The shaded band runs to the year's end expected by pace and by season.")


def _rows(
    standing: Standing, points: list[Point], before: list[Point], plan: list[Decimal]
) -> list[list[str]]:
    this_year = {point.month.month: point for point in points}
    last_year = {point.month.month: point for point in before}
    return [
        [
            month_name(month),
            cell_of(this_year.get(month), standing.indicator),
            cell_of(last_year.get(month), standing.indicator),
            *([text_of(plan[month - 1], standing.indicator)] if plan else []),
        ]
        for month in range(1, MONTHS_IN_YEAR + 1)
    ]


def _summary(standing: Standing, last: Point, outlooks: list[Outlook]) -> str:
    """The line in one sentence, for those who do not see it."""
    indicator = standing.indicator
    amount = wording.with_unit(text_of(last.value, indicator), indicator.unit)
    parts = [f"{wording.month(last.month)} {amount}"]
    if standing.target is not None:
        target = wording.with_unit(text_of(standing.target.value, indicator), indicator.unit)
        parts.append(f"{_target_name(standing)} {target}")
    for name, value in outlooks:
        expected = wording.with_unit(wording.computed(value, indicator.decimals), indicator.unit)
        words = gettext("Year's end %(method)s") % {"method": name}
        parts.append(f"{words} {expected}")
    return wording.listed(parts)
