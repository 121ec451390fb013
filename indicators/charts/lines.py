"""Traces that charts of an indicator share: a line of months, bars of months, the plan."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext

from indicators import wording
from indicators.charts.axes import month_name
from indicators.charts.drawing import LINE_WIDTH, Trace
from indicators.charts.points import Point, hover_of, text_of
from indicators.models import Indicator
from indicators.periods import MONTHS_IN_YEAR
from indicators.progress import Goal, Kind, expected
from indicators.standings import Standing


def line(
    points: Sequence[Point], indicator: Indicator, name: str, colour: str, *, size: int = 8
) -> Trace:
    """A line through the points, so many pixels thick; demonstration months are hollow."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [point.month.month for point in points],
        "y": [float(point.value) for point in points],
        "line": {"color": colour, "width": LINE_WIDTH},
        "marker": {
            "size": size,
            "color": ["--paper" if point.demo else colour for point in points],
            "line": {"color": colour, "width": 2},
        },
        "cliponaxis": False,
        **_words(points, indicator),
    }


def bars(
    points: Sequence[Point],
    indicator: Indicator,
    name: str,
    colour: str,
    *,
    width: float = 0.62,
    offset: float | None = None,
) -> Trace:
    """Bars from zero; demonstration months are hatched. `offset` is of the bar's left edge."""
    return {
        "type": "bar",
        "name": name,
        "x": [point.month.month for point in points],
        "y": [float(point.value) for point in points],
        "width": width,
        "offset": -width / 2 if offset is None else offset,
        "marker": {
            "color": colour,
            "line": {"color": colour, "width": 1},
            "pattern": {
                "shape": ["/" if point.demo else "" for point in points],
                "fgcolor": colour,
                "bgcolor": "--paper",
                "size": 6,
                "solidity": 0.2,
            },
        },
        "textposition": "none",
        **_words(points, indicator),
    }


def level(value: Decimal, name: str, indicator: Indicator) -> Trace:
    """A thin line across the year at a value, such as the target."""
    words = f"{name} {wording.with_unit(text_of(value, indicator), indicator.unit)}"
    months = list(range(1, MONTHS_IN_YEAR + 1))
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": months,
        "y": [float(value)] * MONTHS_IN_YEAR,
        "line": {"color": "--ink-soft", "width": 1.25},
        "hovertext": [words] * MONTHS_IN_YEAR,
        "hoverinfo": "text",
    }


def plan_line(plan: Sequence[Decimal], name: str, indicator: Indicator) -> Trace:
    """The planned value month by month, dashed."""
    months = list(range(1, MONTHS_IN_YEAR + 1))
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": months,
        "y": [float(value) for value in plan],
        "line": {"color": "--ink-soft", "width": 1.5, "dash": "dash"},
        "hovertext": [
            f"{name} · {month_name(month)}<br><b>"
            f"{wording.with_unit(text_of(plan[month - 1], indicator), indicator.unit)}</b>"
            for month in months
        ],
        "hoverinfo": "text",
    }


def plan_of(standing: Standing) -> list[Decimal]:
    """The value planned for each month; empty where no pace is judged."""
    if standing.target is None:
        return []
    goal: Goal = standing.target.as_goal()
    kind = Kind(standing.indicator.kind)
    planned = [expected(kind, goal, number) for number in range(1, MONTHS_IN_YEAR + 1)]
    return [value for value in planned if value is not None]


def plan_name() -> str:
    """What the planned line is called."""
    return gettext("Planned pace")


def year_name(year: int) -> str:
    """The year as the name of a line."""
    return gettext("Year %(year)s") % {"year": year}


def demo_caption(points: Sequence[Point]) -> str:
    """What hollow and hatched means, where any of the points is so."""
    if not any(point.demo for point in points):
        return ""
    return gettext("Hollow points and hatched bars are demonstration data, not real figures.")


def _words(points: Sequence[Point], indicator: Indicator) -> Trace:
    return {
        "hovertext": [hover_of(point, indicator) for point in points],
        "hoverinfo": "text",
        "customdata": [point.address for point in points],
    }
