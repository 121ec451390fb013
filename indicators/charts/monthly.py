"""What each month added, as bars beside those of last year."""

from collections.abc import Sequence

from django.utils.translation import gettext

from indicators import wording
from indicators.charts.axes import month_name, months_axis, short, value_axis
from indicators.charts.chart import Chart, file_name
from indicators.charts.drawing import Trace, drawing
from indicators.charts.lines import bars, demo_caption, year_name
from indicators.charts.points import Point, cell_of, increments_of, text_of
from indicators.models import Figure
from indicators.periods import MONTHS_IN_YEAR
from indicators.standings import Standing

HALF = 0.36


def monthly(standing: Standing, history: Sequence[Figure]) -> Chart | None:
    """What each month added; None for ratios and where no month's share is known."""
    indicator, year = standing.indicator, standing.month.year
    known = [f for f in history if f.as_month() <= standing.month]
    points = increments_of(standing, known, year)
    if not points:
        return None
    before = increments_of(standing, history, year - 1)
    title = gettext("Added each month")
    columns = [gettext("Month"), year_name(year)]
    return Chart(
        name="monthly",
        title=title,
        caption=_caption(points, before, year),
        drawing=drawing(
            _traces(standing, points, before),
            x=months_axis(),
            y=value_axis([p.value for p in (*points, *before)], indicator.decimals, headroom=True),
            unit=indicator.unit,
        ),
        columns=[*columns, year_name(year - 1)] if before else columns,
        rows=_rows(standing, points, before),
        file_name=file_name(indicator.name, title, wording.month(standing.month)),
        summary=wording.listed(
            f"{month_name(point.month.month)} {text_of(point.value, indicator)}" for point in points
        ),
    )


def _traces(standing: Standing, points: list[Point], before: list[Point]) -> list[Trace]:
    indicator, year = standing.indicator, standing.month.year
    own = bars(points, indicator, str(year), "--accent")
    if before:
        own |= {"width": HALF, "offset": 0.02}
    own |= {
        "text": [short(point.value, indicator.decimals) for point in points],
        "textposition": "outside",
        "textfont": {"color": "--ink", "size": 12},
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
    }
    if not before:
        return [own]
    last = bars(before, indicator, str(year - 1), "--line", width=HALF, offset=-HALF - 0.02)
    return [last, own]


def _rows(standing: Standing, points: list[Point], before: list[Point]) -> list[list[str]]:
    if not before:
        return [[month_name(p.month.month), cell_of(p, standing.indicator)] for p in points]
    this_year = {point.month.month: point for point in points}
    last_year = {point.month.month: point for point in before}
    return [
        [
            month_name(month),
            cell_of(this_year.get(month), standing.indicator),
            cell_of(last_year.get(month), standing.indicator),
        ]
        for month in range(1, MONTHS_IN_YEAR + 1)
        if month in this_year or month in last_year
    ]


def _caption(points: list[Point], before: list[Point], year: int) -> str:
    pale = gettext("Pale bars: %(year)s.") % {"year": year_name(year - 1)} if before else ""
    return " ".join(filter(None, [pale, demo_caption(points + before)]))
