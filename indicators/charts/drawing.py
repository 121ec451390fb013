"""The one look of all charts, as the plain values that Plotly takes.

Colours are names of tokens, such as "--accent"; charts.js puts in what `tokens.css` has for them
in the light or dark in which the page is seen. Margins are set there too, by what is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

HEIGHT, SMALL_HEIGHT = 320, 190
LINE_WIDTH = 2.5
END = "end"

Trace = dict[str, Any]
Drawing = dict[str, Any]


@dataclass(frozen=True)
class Label:
    """Words beside a point of the chart, instead of a legend: a name, a value or both.

    `x` and `y` are the point's place; at the right end of the axis the words stand beside the
    chart, elsewhere above their point. charts.js moves them apart where they would meet.
    """

    name: str
    value: str
    x: float
    y: float
    colour: str = "--ink-soft"

    def as_annotation(self) -> dict[str, Any]:
        """The label as Plotly takes it."""
        value = f"<b>{self.value}</b>" if self.value else ""
        return {
            "name": END,
            "text": " ".join(part for part in (self.name, value) if part),
            "x": self.x,
            "y": self.y,
            "showarrow": False,
            "font": {"color": self.colour, "size": 12},
        }


def drawing(
    traces: Sequence[Trace],
    *,
    x: dict[str, Any],
    y: dict[str, Any],
    unit: str = "",
    labels: Sequence[Label] = (),
    height: int = HEIGHT,
) -> Drawing:
    """Traces in the common look, with two axes, the unit above, and labels at their points."""
    notes = [_unit_note(unit)] if unit else []
    return {
        "data": list(traces),
        "layout": {
            "height": height,
            "margin": {"l": 44, "r": 16, "t": 28, "b": 26},
            "separators": ".",
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": "--font", "size": 12, "color": "--ink-soft"},
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverdistance": 30,
            "hoverlabel": {
                "align": "left",
                "bgcolor": "--paper",
                "bordercolor": "--accent",
                "font": {"color": "--ink", "size": 13},
                "namelength": -1,
            },
            "xaxis": x,
            "yaxis": y,
            "annotations": [*notes, *(label.as_annotation() for label in labels)],
        },
    }


def _unit_note(unit: str) -> dict[str, Any]:
    return {
        "text": gettext("Unit: %(unit)s") % {"unit": unit},
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 6,
        "showarrow": False,
    }
