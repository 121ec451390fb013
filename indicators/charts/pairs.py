"""Two months of many indicators in one chart: in percent, since their units differ."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from indicators import numbers, wording
from indicators.charts.axes import value_axis
from indicators.charts.chart import Chart, file_name
from indicators.charts.drawing import Trace, drawing
from indicators.standings import Comparison

MOST_ROWS, LEAST_ROWS = 12, 2
# One that is far over its target would press the others together at the left.
FAR_OVER = Decimal(150)
ROW_HEIGHT, FRAME_HEIGHT = 30, 76
LONGEST_NAME = 14
# The label of the longest row is still on a telephone's chart.
WITH_ITS_LABEL = 1.4


def pairs(comparisons: Sequence[Comparison]) -> Chart | None:
    """Completion as of both months, a line between the two; None for fewer than two rows."""
    rows = [
        (row, base * 100, now * 100)
        for row in comparisons
        if (base := row.base.progress.completion) is not None
        and (now := row.now.progress.completion) is not None
    ][:MOST_ROWS]
    if len(rows) < LEAST_ROWS:
        return None
    first, last = (wording.month(side.month) for side in (rows[0][0].base, rows[0][0].now))
    places = list(range(len(rows)))
    hover = [
        f"{row.now.indicator.name}<br>{first} {_percent(base)} → {last} <b>{_percent(now)}</b>"
        for row, base, now in rows
    ]
    traces: list[Trace] = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [
                x
                for _row, base, now in rows
                for x in (float(_within(base)), float(_within(now)), None)
            ],
            "y": [y for place in places for y in (place, place, None)],
            "line": {"color": "--line-strong", "width": 4},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "name": first,
            "x": [float(_within(base)) for _row, base, _now in rows],
            "y": places,
            "marker": {
                "size": 10,
                "color": "--paper",
                "line": {"color": "--ink-soft", "width": 2},
            },
            "hovertext": hover,
            "hoverinfo": "text",
        },
        {
            "type": "scatter",
            "mode": "markers+text",
            "name": last,
            "x": [float(_within(now)) for _row, _base, now in rows],
            "y": places,
            "marker": {"size": 12, "color": "--accent"},
            "text": [_percent(now) for _row, _base, now in rows],
            "textposition": [_beside(base, now) for _row, base, now in rows],
            "textfont": {"color": "--ink", "size": 12},
            "cliponaxis": False,
            "hovertext": hover,
            "hoverinfo": "text",
        },
    ]
    shown = [Decimal(0), Decimal(100), *(_within(v) for _r, b, n in rows for v in (b, n))]
    title = gettext("Completion, the biggest changes")
    return Chart(
        name="pairs",
        title=title,
        caption=_caption(
            gettext("Hollow: %(first)s; filled: %(last)s.") % {"first": first, "last": last},
            [value for _r, b, n in rows for value in (b, n)],
            [row for row, *_ in rows],
        ),
        drawing=drawing(
            traces, x=_across(shown), y=_names([row for row, *_ in rows]), height=_height(rows)
        ),
        columns=[gettext("Indicator"), first, last, gettext("Change")],
        rows=[
            [
                row.now.indicator.name,
                _marked(_percent(base), demo=row.base.is_demo),
                _marked(_percent(now), demo=row.now.is_demo),
                _marked(wording.points(now - base), demo=_is_demo(row)),
            ]
            for row, base, now in rows
        ],
        file_name=file_name(title, f"{first}-{last}"),
        summary=gettext("%(count)s indicators, from %(first)s to %(last)s")
        % {"count": len(rows), "first": first, "last": last},
    )


def growths(comparisons: Sequence[Comparison]) -> Chart | None:
    """Growth from the one month to the other as bars; None for fewer than two rows."""
    rows = [
        (row, growth * 100) for row in comparisons if (growth := row.change.growth) is not None
    ][:MOST_ROWS]
    if len(rows) < LEAST_ROWS:
        return None
    first, last = (wording.month(side.month) for side in (rows[0][0].base, rows[0][0].now))
    texts = [f"{numbers.signed(growth)}%" for _row, growth in rows]
    trace: Trace = {
        "type": "bar",
        "orientation": "h",
        "x": [float(_within(growth)) for _row, growth in rows],
        "y": list(range(len(rows))),
        "width": 0.55,
        "marker": {"color": "--accent"},
        "text": texts,
        "textposition": "outside",
        "textfont": {"color": "--ink", "size": 12},
        "cliponaxis": False,
        "hovertext": [
            f"{row.now.indicator.name}<br><b>{text}</b>"
            for (row, _growth), text in zip(rows, texts, strict=True)
        ],
        "hoverinfo": "text",
    }
    shown = [_within(growth) for _row, growth in rows]
    title = gettext("Growth, the biggest changes")
    return Chart(
        name="growths",
        title=title,
        caption=_caption("", [growth for _row, growth in rows], [row for row, _ in rows]),
        drawing=drawing(
            [trace], x=_across(shown), y=_names([row for row, _ in rows]), height=_height(rows)
        ),
        columns=[gettext("Indicator"), gettext("Growth (%)")],
        rows=[
            [row.now.indicator.name, _marked(text, demo=_is_demo(row))]
            for (row, _growth), text in zip(rows, texts, strict=True)
        ],
        file_name=file_name(title, f"{first}-{last}"),
        summary=gettext("%(count)s indicators, from %(first)s to %(last)s")
        % {"count": len(rows), "first": first, "last": last},
    )


def _beside(base: Decimal, now: Decimal) -> str:
    """Where the label has room: away from the line, but not out of the chart."""
    if abs(now) > FAR_OVER:
        return "middle left" if now > 0 else "middle right"
    return "middle right" if now >= base else "middle left"


def _within(percent: Decimal) -> Decimal:
    return max(-FAR_OVER, min(percent, FAR_OVER))


def _percent(value: Decimal) -> str:
    return f"{numbers.plain(value, 1)}%".replace("-", numbers.MINUS)


def _is_demo(row: Comparison) -> bool:
    """Whether demonstration data is part of what changed."""
    return row.base.is_demo or row.now.is_demo


def _marked(text: str, *, demo: bool) -> str:
    return f"{text} ({gettext('Demonstration data')})" if demo else text


def _caption(key: str, values: Sequence[Decimal], rows: Sequence[Comparison]) -> str:
    parts = [key, _far_over(values)]
    if demo := sum(_is_demo(row) for row in rows):
        parts.append(
            gettext("%(count)s of %(total)s rest on demonstration data, not real figures.")
            % {"count": demo, "total": len(rows)}
        )
    return " ".join(part for part in parts if part)


def _far_over(values: Sequence[Decimal]) -> str:
    if all(abs(value) <= FAR_OVER for value in values):
        return ""
    return gettext("What is over %(limit)s is drawn at the edge.") % {"limit": _percent(FAR_OVER)}


def _across(shown: Sequence[Decimal]) -> dict[str, Any]:
    axis = value_axis(shown, 0)
    low, high = axis["range"]
    return axis | {
        "ticktext": [f"{text}%" for text in axis["ticktext"]],
        "range": [
            min(low, float(min(shown)) * WITH_ITS_LABEL),
            max(high, float(max(shown)) * WITH_ITS_LABEL),
        ],
    }


def _names(rows: Sequence[Comparison]) -> dict[str, Any]:
    """The indicators from the top down, long names shortened; the table has them in full."""
    names = [row.now.indicator.name for row in rows]
    return {
        "tickmode": "array",
        "tickvals": list(range(len(rows))),
        "ticktext": [
            name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…" for name in names
        ],
        "range": [len(rows) - 0.4, -0.6],
        "fixedrange": True,
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
        "ticks": "outside",
        "ticklen": 8,
        "tickcolor": "rgba(0,0,0,0)",
    }


def _height(rows: Sequence[object]) -> int:
    return FRAME_HEIGHT + ROW_HEIGHT * len(rows)
