"""Charts for Plotly, in one look; each carries the same content as a table of texts.

A page of its own makes a chart of traces with `drawing`, `value_axis` and `Label`; colours are
names of tokens such as "--accent".
"""

from indicators.charts.axes import month_name, months_axis, short, value_axis
from indicators.charts.bullets import bullets
from indicators.charts.chart import Cell, Chart, file_name
from indicators.charts.cumulative import cumulative
from indicators.charts.drawing import Label, Trace, drawing
from indicators.charts.monthly import monthly
from indicators.charts.trend import has_trend, trend

__all__ = [
    "Cell",
    "Chart",
    "Label",
    "Trace",
    "bullets",
    "cumulative",
    "drawing",
    "file_name",
    "has_trend",
    "month_name",
    "monthly",
    "months_axis",
    "short",
    "trend",
    "value_axis",
]
