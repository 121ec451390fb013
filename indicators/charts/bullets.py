"""Value, expected and target of many indicators in one chart, in percent of their targets."""

from collections.abc import Sequence
from decimal import Decimal
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from indicators import numbers, wording
from indicators.charts.chart import Cell, Chart, file_name
from indicators.charts.drawing import LINE_WIDTH, Trace, drawing
from indicators.lines import Line
from indicators.progress import Direction

HUNDRED = Decimal(100)
# A bar far from its target would leave no room for the others: it ends here, its words do not.
LEAST, MOST = Decimal(-50), Decimal(160)
TICK, TOP, BOTTOM, LEFT = 25, 26, 30, 12
LEFT_OF_A_NEGATIVE = 22  # Where the axis begins with a tick, half of its words.
# Pixels of a letter beside the bars, and of a Chinese character.
NARROW, WIDE = 7, 12.5
LETTERS_IN_LINE, LINE_HEIGHT, BAR_HEIGHT, GAP = 21, 20, 14, 20
ABOVE_THE_BAR = 11


def bullets(lines: Sequence[Line], title: str, query: str) -> Chart | None:
    """A bar a row for each line with a completion, its target at 100%; None when there is none.

    A mark on it shows how much was due by now. `query` keeps month and region in links; `title`
    is what the lines have in common.
    """
    shown = [line for line in lines if line.standing.progress.completion is not None]
    if not shown:
        return None
    name = gettext("Goals of the year")
    return Chart(
        name="bullets",
        title=name,
        caption=_caption(shown),
        drawing=_drawing(shown, query),
        columns=[
            gettext("Indicator"),
            pgettext("figure", "Value"),
            gettext("Expected by now"),
            gettext("Annual target"),
            gettext("Completion"),
            pgettext("column", "Light"),
        ],
        rows=[_row(line, query) for line in shown],
        file_name=file_name(title, name, wording.month(shown[0].standing.month)),
        summary=wording.listed(f"{line.name} {_said(line)}" for line in shown),
    )


def _drawing(shown: Sequence[Line], query: str) -> dict[str, Any]:
    names = [_in_lines(_name(line)) for line in shown]
    places = list(range(len(shown), 0, -1))
    row_height = max(len(name) for name in names) * LINE_HEIGHT + BAR_HEIGHT + GAP
    shares = [_share(line) for line in shown]
    low, high = min(Decimal(0), *shares), max(HUNDRED, *shares)
    made = drawing(
        [_bars(shown, shares, places, query), *_due_marks(shown, places)],
        x=_percent_axis(low, high),
        y={
            # The bar stands low in its row: the name is above it.
            "range": [0.7, len(shown) + 0.7],
            "visible": False,
            "fixedrange": True,
        },
        height=TOP + BOTTOM + row_height * len(shown),
    )
    layout = made["layout"]
    left = LEFT_OF_A_NEGATIVE if low < 0 else LEFT
    layout["margin"] = {"l": left, "r": _room_for(shown), "t": TOP, "b": BOTTOM}
    layout["shapes"] = [_target_line()]
    layout["annotations"] = [
        _target_note(),
        *(_name_note("<br>".join(name), place) for name, place in zip(names, places, strict=True)),
        *(_said_note(_said(line), place) for line, place in zip(shown, places, strict=True)),
    ]
    return made


def _bars(
    shown: Sequence[Line], shares: Sequence[Decimal], places: Sequence[int], query: str
) -> Trace:
    colours = [f"--light-{line.light.value}" for line in shown]
    return {
        "type": "bar",
        "orientation": "h",
        "name": gettext("Completion"),
        "x": [float(share) for share in shares],
        "y": list(places),
        # In rows, whose height is in pixels.
        "width": 0.26,
        "marker": {
            "color": colours,
            "line": {"color": colours, "width": 1},
            "pattern": {
                "shape": ["/" if line.standing.is_demo else "" for line in shown],
                "fgcolor": colours,
                "bgcolor": "--paper",
                "size": 6,
                "solidity": 0.2,
            },
        },
        "hovertext": [_hover(line) for line in shown],
        "hoverinfo": "text",
        "customdata": [_address(line, query) for line in shown],
    }


def _due_marks(shown: Sequence[Line], places: Sequence[int]) -> list[Trace]:
    due = [
        (line.standing.progress.due, place, line)
        for line, place in zip(shown, places, strict=True)
        if line.standing.progress.due is not None
    ]
    if not due:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": gettext("Expected by now"),
            "x": [float(share * HUNDRED) for share, _place, _line in due],
            "y": [place for _share, place, _line in due],
            "marker": {
                "symbol": "line-ns",
                "size": BAR_HEIGHT,
                "color": "--ink",
                "line": {"color": "--ink", "width": LINE_WIDTH},
            },
            "hovertext": [
                f"{line.name}<br>{gettext('Expected by now')} <b>{line.expected}</b>"
                for _share, _place, line in due
            ],
            "hoverinfo": "text",
            "cliponaxis": False,
        }
    ]


def _percent_axis(low: Decimal, high: Decimal) -> dict[str, Any]:
    # A longer axis has fewer, so that a telephone has room for each.
    step = TICK if high == HUNDRED else 2 * TICK
    ticks = list(range(int(low // step) * step, int(high) + 1, step))
    return {
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": [f"{tick}%".replace("-", numbers.MINUS) for tick in ticks],
        "range": [float(min(low, Decimal(0))), float(high)],
        "gridcolor": "--line-soft",
        "zeroline": True,
        "zerolinecolor": "--line",
        "zerolinewidth": 1.5,
        "tickangle": 0,
        "fixedrange": True,
    }


def _target_line() -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": 100,
        "x1": 100,
        "y0": 0,
        "y1": 1,
        "line": {"color": "--ink-soft", "width": 1.25, "dash": "dot"},
        "layer": "below",
    }


def _target_note() -> dict[str, Any]:
    return {
        "text": gettext("Annual target"),
        "xref": "x",
        "yref": "paper",
        "x": 100,
        "y": 1,
        "xanchor": "center",
        "yanchor": "bottom",
        "yshift": 4,
        "showarrow": False,
    }


def _name_note(text: str, place: int) -> dict[str, Any]:
    return {
        "text": text,
        "xref": "paper",
        "yref": "y",
        "x": 0,
        "y": place,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": ABOVE_THE_BAR,
        "align": "left",
        "showarrow": False,
        "font": {"color": "--ink", "size": 13},
    }


def _said_note(text: str, place: int) -> dict[str, Any]:
    """Completion and light in a column right of the bars, where no mark lies across them."""
    return {
        "text": text,
        "xref": "paper",
        "yref": "y",
        "x": 1,
        "y": place,
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": 8,
        "showarrow": False,
        "font": {"color": "--ink", "size": 12},
    }


def _room_for(shown: Sequence[Line]) -> int:
    """Pixels for the widest of the words beside the bars."""
    widths = (
        sum(WIDE if east_asian_width(letter) in "WFA" else NARROW for letter in _said(line))
        for line in shown
    )
    return ceil(max(widths)) + 16


def _name(line: Line) -> str:
    if line.standing.indicator.direction == Direction.AT_MOST:
        return gettext("%(name)s (at most)") % {"name": line.name}
    return line.name


def _in_lines(text: str) -> list[str]:
    """The text in lines that a telephone has room for."""
    starts = range(0, len(text), LETTERS_IN_LINE)
    return [text[start : start + LETTERS_IN_LINE] for start in starts]


def _share(line: Line) -> Decimal:
    share = (line.standing.progress.completion or Decimal(0)) * HUNDRED
    return min(max(share, LEAST), MOST)


def _said(line: Line) -> str:
    return f"{line.completion} {line.light_label}"


def _hover(line: Line) -> str:
    labels = [
        (pgettext("figure", "Value"), _value(line)),
        (gettext("Expected by now"), line.expected),
        (gettext("Annual target"), _target(line)),
    ]
    told = [f"{label} <b>{text}</b>" for label, text in labels if text]
    return "<br>".join([line.name, *told, _said(line)])


def _row(line: Line, query: str) -> list[str]:
    return [
        Cell(_name(line), _address(line, query)),
        _value(line),
        line.expected or wording.MISSING,
        _target(line),
        line.completion,
        str(line.light_label),
    ]


def _value(line: Line) -> str:
    text = wording.with_unit(str(line.value), line.unit)
    return f"{text} ({gettext('Demonstration data')})" if line.standing.is_demo else text


def _target(line: Line) -> str:
    text = wording.with_unit(str(line.target), line.unit)
    return f"{text} ({pgettext('figure', 'Derived')})" if line.is_target_derived else text


def _address(line: Line, query: str) -> str:
    return reverse("indicator", args=[line.code]) + query


def _caption(shown: Sequence[Line]) -> str:
    said = [gettext("Share of the annual target; the upright mark is what was due by now.")]
    if any((line.standing.progress.completion or 0) * HUNDRED > MOST for line in shown):
        said.append(
            gettext("Bars end at %(most)s%%; the number beside them does not.") % {"most": MOST}
        )
    if any(line.standing.is_demo for line in shown):
        said.append(gettext("Hatched bars are demonstration data, not real figures."))
    return " ".join(said)
