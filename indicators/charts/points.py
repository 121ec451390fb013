"""The months of a chart: their values, how far they can be trusted, and where they lead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from indicators import numbers, wording
from indicators.charts.axes import short
from indicators.charts.chart import Cell
from indicators.charts.drawing import Label
from indicators.choices import EntryState, Source
from indicators.models import Figure, Indicator
from indicators.periods import Month
from indicators.progress import Kind, increment
from indicators.standings import Standing


@dataclass(frozen=True)
class Point:
    """The value of one month; `demo` when any part of it is demonstration data.

    `state` says how the value came about, `address` leads to the entry behind it.
    """

    month: Month
    value: Decimal
    demo: bool
    state: str
    address: str


def points_of(standing: Standing, figures: Iterable[Figure], year: int) -> list[Point]:
    """The figures of a year as points, in their order."""
    way = _Way(standing)
    return [
        Point(
            f.as_month(),
            f.value,
            f.source == Source.DEMO,
            state_of(f),
            way.to(f),
        )
        for f in figures
        if f.year == year
    ]


def increments_of(standing: Standing, figures: Sequence[Figure], year: int) -> list[Point]:
    """What each month of a year added, where that is known; nothing for ratios."""
    kind = Kind(standing.indicator.kind)
    if kind is Kind.RATIO:
        return []
    way = _Way(standing)
    known = {figure.as_month(): figure for figure in figures}
    found = []
    for month, figure in known.items():
        if month.year != year:
            continue
        starts_at_zero = kind is Kind.FLOW and month.month == 1
        before = None if starts_at_zero else known.get(month.shift(-1))
        added = increment(kind, month.month, figure.value, before.value if before else None)
        if added is None:
            continue
        parts = [figure, before] if before else [figure]
        demo = next((part for part in parts if part.source == Source.DEMO), None)
        state = state_of(demo or figure)
        found.append(Point(month, added, demo is not None, state, way.to(figure)))
    return found


def state_of(figure: Figure) -> str:
    """How a figure came about, and when it came into the ledger."""
    if figure.source != Source.REPORTED:
        state = str(Source(figure.source).label)
    elif getattr(figure, "under_correction", False):
        state = gettext("Being corrected")
    elif figure.is_rolled_up:
        count = f"{figure.units_reported}/{figure.units_total}"
        state = gettext("Rolled up %(count)s") % {"count": count}
    else:
        state = str(EntryState.APPROVED.label)
    return f"{state} · {date_format(timezone.localtime(figure.updated_at), 'Y-m-d')}"


def text_of(value: Decimal, indicator: Indicator) -> str:
    """The value as it stands in the table: all its digits."""
    return numbers.plain(value, indicator.decimals).replace("-", numbers.MINUS)


def cell_of(point: Point | None, indicator: Indicator) -> str:
    """The point in the table of the chart, leading to its entry; a dash where there is none."""
    if point is None:
        return wording.MISSING
    note = gettext("Demonstration data") if point.demo else ""
    return Cell(text_of(point.value, indicator), point.address, note)


def hover_of(point: Point, indicator: Indicator) -> str:
    """What is said of the point under the mouse: month, value, unit, state and its date."""
    amount = wording.with_unit(text_of(point.value, indicator), indicator.unit)
    return f"{wording.month(point.month)}<br><b>{amount}</b><br>{point.state}"


def label_at(name: str, point: Point, standing: Standing, colour: str) -> Label:
    """The label beside a point."""
    value = short(point.value, standing.indicator.decimals)
    return Label(name, value, point.month.month, float(point.value), colour)


class _Way:
    """Addresses of what stands behind the figures of an indicator; looked up once."""

    def __init__(self, standing: Standing) -> None:
        self._entry = reverse("entry", args=[0]).removesuffix("0/")
        self._indicator = reverse("indicator", args=[standing.indicator.code])
        self._region = standing.region.code

    def to(self, figure: Figure) -> str:
        """The entry; for a roll-up the regions below, as of its month."""
        if figure.entry_id is not None:
            return f"{self._entry}{figure.entry_id}/"
        query = urlencode({"month": figure.as_month(), "region": self._region})
        return f"{self._indicator}?{query}#towns"
