"""The year so far in a small chart, for many side by side."""

from collections.abc import Sequence

from django.utils.translation import gettext

from indicators import wording
from indicators.charts.axes import month_name, months_axis, value_axis
from indicators.charts.chart import Chart, file_name
from indicators.charts.drawing import SMALL_HEIGHT, drawing
from indicators.charts.lines import bars, demo_caption, plan_line, plan_name, plan_of, year_name
from indicators.charts.points import cell_of, label_at, points_of, text_of
from indicators.models import Figure
from indicators.standings import Standing

LEAST_MONTHS = 2
MOST_TICKS = 4


def has_trend(standing: Standing) -> bool:
    """Whether the standing, read with its year, has months enough for a trend."""
    return len(standing.year) >= LEAST_MONTHS


def trend(standing: Standing, figures: Sequence[Figure]) -> Chart | None:
    """A small chart of the year so far against the plan; None for fewer than two months."""
    indicator, year = standing.indicator, standing.month.year
    points = points_of(standing, (f for f in figures if f.as_month() <= standing.month), year)
    if len(points) < LEAST_MONTHS:
        return None
    plan, last = plan_of(standing), points[-1]
    traces = [bars(points, indicator, str(year), "--accent")]
    if plan:
        traces.append(plan_line(plan, plan_name(), indicator))
    name = gettext("Trend")
    return Chart(
        name=f"trend-{indicator.code}",
        title=indicator.name,
        caption=demo_caption(points),
        drawing=drawing(
            traces,
            x=months_axis(small=True),
            y=value_axis(
                [*(point.value for point in points), *plan],
                indicator.decimals,
                most=MOST_TICKS,
                headroom=True,
            ),
            unit=indicator.unit,
            labels=[label_at("", last, standing, "--ink")],
            height=SMALL_HEIGHT,
        ),
        columns=[gettext("Month"), year_name(year)],
        rows=[[month_name(point.month.month), cell_of(point, indicator)] for point in points],
        file_name=file_name(indicator.name, name, wording.month(standing.month)),
        summary=wording.listed(
            f"{month_name(point.month.month)} {text_of(point.value, indicator)}" for point in points
        ),
    )
