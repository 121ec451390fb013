"""Figures over the months as Plotly charts; each carries the same content as a table of texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
from django.utils.translation import gettext

from indicators import numbers, wording
from indicators.choices import Source
from indicators.models import Figure
from indicators.periods import MONTHS_IN_YEAR, Month
from indicators.progress import Goal, Kind, expected, increment
from indicators.standings import Standing

# The same tones as in theme.css, which a chart cannot read.
ACCENT, PALE, MUTED, INK, GRID = "#0b5563", "#b9cdd1", "#66737d", "#1d2a33", "#e6eaed"
FONT = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif"
LEAST_MONTHS_OF_A_TREND = 2


@dataclass(frozen=True)
class Chart:
    """A drawing for the script, and its title, caption and rows for everyone else."""

    name: str
    title: str
    caption: str
    drawing: dict[str, Any]
    columns: list[str]
    rows: list[list[str]]

    @property
    def script_id(self) -> str:
        """The id of the element that holds the drawing."""
        return f"chart-{self.name}"


@dataclass(frozen=True)
class _Point:
    """The value of one month; `demo` when any part of it is demonstration data."""

    month: Month
    value: Decimal
    demo: bool


def cumulative(standing: Standing, history: Sequence[Figure]) -> Chart | None:
    """The value month by month against plan and last year; None before the first figure."""
    year = standing.month.year
    points = _points([f for f in history if f.as_month() <= standing.month], year)
    if not points:
        return None
    before = _points(history, year - 1)
    plan = _plan(standing)
    traces = [
        *_lines(before, standing, str(year - 1), PALE),
        *_plan_line(plan, standing),
        *_lines(points, standing, str(year), ACCENT),
    ]
    ends = [(str(year), points[-1].month.month, points[-1].value, ACCENT)]
    if before:
        ends.append((str(year - 1), before[-1].month.month, before[-1].value, MUTED))
    if plan:
        ends.append((_plan_name(standing), MONTHS_IN_YEAR, plan[-1], MUTED))
    by_month = {p.month.month: p for p in points}
    by_month_before = {p.month.month: p for p in before}
    rows = [
        [
            _month(number),
            _cell(by_month.get(number), standing),
            _cell(by_month_before.get(number), standing),
            _text(plan[number - 1], standing) if plan else wording.MISSING,
        ]
        for number in range(1, MONTHS_IN_YEAR + 1)
    ]
    return Chart(
        name="cumulative",
        title=gettext("Value at month end"),
        caption=_caption(points + before),
        drawing=_drawing(traces, ends, standing),
        columns=[gettext("Month"), str(year), str(year - 1), _plan_name(standing)],
        rows=rows,
    )


def monthly(standing: Standing, history: Sequence[Figure]) -> Chart | None:
    """What each month added; None for ratios and where no month's share is known."""
    points = _increments(standing, history)
    if not points:
        return None
    return Chart(
        name="monthly",
        title=gettext("Added each month"),
        caption=_caption(points),
        drawing=_drawing([_bars(points, standing, labels=True)], [], standing),
        columns=[gettext("Month"), gettext("Added")],
        rows=[[_month(p.month.month), _cell(p, standing)] for p in points],
    )


def trend(standing: Standing, figures: Sequence[Figure]) -> Chart | None:
    """A small chart of the year so far against the plan; None for fewer than two months."""
    points = _points([f for f in figures if f.as_month() <= standing.month], standing.month.year)
    if len(points) < LEAST_MONTHS_OF_A_TREND:
        return None
    plan = _plan(standing)
    last = points[-1]
    traces = [_bars(points, standing, labels=False), *_plan_line(plan, standing)]
    return Chart(
        name=f"trend-{standing.indicator.code}",
        title=standing.indicator.name,
        caption=_caption(points),
        drawing=_drawing(traces, [("", last.month.month, last.value, INK)], standing, small=True),
        columns=[gettext("Month"), gettext("Value")],
        rows=[[_month(p.month.month), _cell(p, standing)] for p in points],
    )


def _points(figures: Sequence[Figure], year: int) -> list[_Point]:
    return [
        _Point(f.as_month(), f.value, f.source == Source.DEMO) for f in figures if f.year == year
    ]


def _increments(standing: Standing, history: Sequence[Figure]) -> list[_Point]:
    kind = Kind(standing.indicator.kind)
    if kind is Kind.RATIO:
        return []
    known = {figure.as_month(): figure for figure in history}
    found = []
    for month, figure in known.items():
        if month.year != standing.month.year or month > standing.month:
            continue
        before = known.get(month.shift(-1))
        added = increment(kind, month.month, figure.value, before.value if before else None)
        if added is not None:
            starts_at_zero = kind is Kind.FLOW and month.month == 1
            parts = [figure] if starts_at_zero or before is None else [figure, before]
            found.append(_Point(month, added, any(p.source == Source.DEMO for p in parts)))
    return found


def _plan(standing: Standing) -> list[Decimal]:
    """The value planned for each month; a level line where no pace is judged."""
    if standing.target is None:
        return []
    goal: Goal = standing.target.as_goal()
    kind = Kind(standing.indicator.kind)
    planned = [expected(kind, goal, number) for number in range(1, MONTHS_IN_YEAR + 1)]
    return [goal.target if value is None else value for value in planned]


def _plan_name(standing: Standing) -> str:
    return gettext("Target") if standing.progress.expected is None else gettext("Planned pace")


def _plan_line(plan: list[Decimal], standing: Standing) -> list[dict[str, Any]]:
    if not plan:
        return []
    numbers_of_months = range(1, MONTHS_IN_YEAR + 1)
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": _plan_name(standing),
            "x": list(numbers_of_months),
            "y": [float(value) for value in plan],
            "line": {"color": MUTED, "width": 1.5, "dash": "dash"},
            "hovertext": [
                f"{_plan_name(standing)} {_month(number)} {_text(plan[number - 1], standing)}"
                for number in numbers_of_months
            ],
            "hoverinfo": "text",
        }
    ]


def _lines(
    points: list[_Point], standing: Standing, name: str, colour: str
) -> list[dict[str, Any]]:
    if not points:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": name,
            "x": [p.month.month for p in points],
            "y": [float(p.value) for p in points],
            "line": {"color": colour, "width": 2.5},
            "marker": {
                "size": 8,
                "color": ["#ffffff" if p.demo else colour for p in points],
                "line": {"color": colour, "width": 2},
            },
            "hovertext": [_hover(p, standing) for p in points],
            "hoverinfo": "text",
        }
    ]


def _bars(points: list[_Point], standing: Standing, *, labels: bool) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": [p.month.month for p in points],
        "y": [float(p.value) for p in points],
        "width": 0.62,
        "marker": {
            "color": ACCENT,
            "line": {"color": ACCENT, "width": 1},
            "pattern": {
                "shape": ["/" if p.demo else "" for p in points],
                "fgcolor": ACCENT,
                "bgcolor": "#ffffff",
                "size": 6,
                "solidity": 0.2,
            },
        },
        "text": [_text(p.value, standing) for p in points] if labels else None,
        "textposition": "outside" if labels else "none",
        "textfont": {"color": INK, "size": 12},
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
        "hovertext": [_hover(p, standing) for p in points],
        "hoverinfo": "text",
    }


def _drawing(
    traces: list[dict[str, Any]],
    ends: list[tuple[str, int, Decimal, str]],
    standing: Standing,
    *,
    small: bool = False,
) -> dict[str, Any]:
    """The chart as plain JSON values; `ends` are the labels written at the ends of lines."""
    layout = {
        "height": 190 if small else 320,
        "margin": {"l": 48, "r": 92 if ends and not small else 16, "t": 28, "b": 28},
        "separators": ".",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 12, "color": MUTED},
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {"bgcolor": "#ffffff", "bordercolor": ACCENT, "font": {"color": INK}},
        "xaxis": {
            "tickmode": "array",
            "tickvals": list(range(1, MONTHS_IN_YEAR + 1)),
            "ticktext": [_month(number) for number in range(1, MONTHS_IN_YEAR + 1)]
            if not small
            else [str(number) for number in range(1, MONTHS_IN_YEAR + 1)],
            "range": [0.5, MONTHS_IN_YEAR + 0.5],
            "tickangle": 0,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "linecolor": GRID,
        },
        "yaxis": {
            # A bar or a cumulative line that does not start at zero tells a wrong story.
            "rangemode": "tozero",
            "gridcolor": GRID,
            "zeroline": True,
            "zerolinecolor": PALE,
            "fixedrange": True,
            **_ticks(traces, standing, 4 if small else 6),
            "automargin": True,
            "exponentformat": "none",
        },
        "annotations": [
            _unit_note(standing),
            *(_end_note(end, standing, small=small) for end in _spread(ends)),
        ],
    }
    figure = go.Figure(data=traces, layout=layout, skip_invalid=False)
    drawing: dict[str, Any] = figure.to_plotly_json()
    # The default template would be sent with every chart and say nothing.
    drawing["layout"].pop("template", None)
    return drawing


def _ticks(traces: list[dict[str, Any]], standing: Standing, most: int) -> dict[str, int]:
    """At most so many ticks, and none between whole things."""
    highest = max((max(trace["y"]) for trace in traces), default=0)
    is_whole = standing.indicator.decimals == 0 and highest <= most
    return {"tick0": 0, "dtick": 1} if is_whole else {"nticks": most}


def _unit_note(standing: Standing) -> dict[str, Any]:
    return {
        "text": gettext("Unit: %(unit)s") % {"unit": standing.indicator.unit},
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 6,
        "showarrow": False,
    }


def _spread(
    ends: list[tuple[str, int, Decimal, str]],
) -> list[tuple[str, int, Decimal, str, int]]:
    """The labels with a shift in pixels, so that two of one month do not lie on each other."""
    placed: list[tuple[str, int, Decimal, str, int]] = []
    for month in {end[1] for end in ends}:
        column = sorted((end for end in ends if end[1] == month), key=lambda end: end[2])
        top = max(end[2] for end in ends) or Decimal(1)
        shift, floor = 0, Decimal("-Infinity")
        for end in column:
            close = end[2] - floor < top * Decimal("0.12")
            shift = shift + 16 if close else 0
            floor = end[2]
            placed.append((*end, shift))
    return placed


def _end_note(
    end: tuple[str, int, Decimal, str, int], standing: Standing, *, small: bool
) -> dict[str, Any]:
    name, month, value, colour, shift = end
    place = (
        {"xanchor": "center", "yanchor": "bottom", "yshift": 2 + shift}
        if small
        else {"xanchor": "left", "yanchor": "middle", "xshift": 9, "yshift": shift}
    )
    return {
        "text": f"{name} <b>{_text(value, standing)}</b>".strip(),
        "x": month,
        "y": float(value),
        "showarrow": False,
        "font": {"color": colour, "size": 12},
        **place,
    }


def _month(number: int) -> str:
    return wording.month_of_year(Month(2000, number))


def _text(value: Decimal, standing: Standing) -> str:
    return numbers.plain(value, standing.indicator.decimals).replace("-", numbers.MINUS)


def _cell(point: _Point | None, standing: Standing) -> str:
    if point is None:
        return wording.MISSING
    text = _text(point.value, standing)
    return f"{text} ({gettext('Demonstration data')})" if point.demo else text


def _hover(point: _Point, standing: Standing) -> str:
    words = f"{wording.month(point.month)} {_text(point.value, standing)} {standing.indicator.unit}"
    return f"{words}<br>{gettext('Demonstration data')}" if point.demo else words


def _caption(points: list[_Point]) -> str:
    if not any(p.demo for p in points):
        return ""
    return gettext("Hollow points and hatched bars are demonstration data, not real figures.")
