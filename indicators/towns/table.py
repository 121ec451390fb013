"""The matrix of indicators and regions as a table: thousands of cells, written in Python."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from indicators import wording
from indicators.choices import LIGHT_LABELS
from indicators.models import Region
from indicators.periods import Month
from indicators.progress import Light
from indicators.standings import TownRow
from indicators.towns import lines as town_lines
from indicators.towns.cells import Pen
from indicators.towns.lines import Sign

Address = Callable[..., str]
"""The address of the same page with some of what it asks for changed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row as the page prints it; `cells` hold what the whole and the regions below have."""

    name: str
    unit: str
    address: str
    sort_address: str
    basis: str
    cells: SafeString


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of a programme."""

    name: str
    lines: list[Line]


def groups(
    rows: Sequence[TownRow], towns: Sequence[int], month: Month, address: Address
) -> list[Group]:
    """The rows by programme; the regions below come in the order given."""
    pen = Pen(month)
    return [
        Group(name, [_line(row, towns, pen, address) for row in members])
        for name, members in groupby(rows, key=lambda row: row.subject.programme_name)
    ]


def _line(row: TownRow, towns: Sequence[int], pen: Pen, address: Address) -> Line:
    path = reverse("indicator", args=[row.subject.code])
    return Line(
        name=row.subject.name,
        unit=row.subject.unit,
        address=f"{path}?month={pen.month}&region={row.whole.region.code}",
        sort_address=address(sort=row.subject.code) if row.is_placed else "",
        basis=basis(row),
        cells=pen.cells(row, path, [row.cells[at] for at in towns]),
    )


def heads(towns: Sequence[Region], query: str) -> SafeString:
    """A head for each region, leading to its page."""
    return SafeString(
        "".join(
            f'<th scope="col"><a href="{reverse("town", args=[town.code])}{escape(query)}">'
            f"{escape(town.name)}</a></th>"
            for town in towns
        )
    )


def basis(row: TownRow) -> str:
    """What the row's places go by."""
    if not row.is_placed:
        return gettext("not ranked")
    if row.by_completion:
        return gettext("ranked by completion")
    if town_lines.is_least_first(row.subject):
        return gettext("ranked by value, least first")
    return gettext("ranked by value")


@dataclass(frozen=True, slots=True)
class Legend:
    """What occurs in the table and is to be explained; lights best first."""

    lights: list[tuple[Light, str | Promise]]
    shaded: bool
    signs: list[Sign]
    partial: str


def legend(rows: Sequence[TownRow]) -> Legend:
    """Lights, shades and short signs that the table uses."""
    cells = [cell for row in rows for cell in (row.whole, *row.cells)]
    lights = {cell.light for cell in cells} - {Light.GREY}
    read = [cell.reading for cell in cells if cell.reading]
    styles = {reading.source for reading in read}
    styles |= {"correction" for reading in read if reading.under_correction}
    partial = next((r for r in read if r.reported != r.to_report), None)
    return Legend(
        [(lit, LIGHT_LABELS[lit]) for lit in Light if lit in lights],
        any(cell.place and cell.light is Light.GREY for cell in cells),
        [
            Sign(style, sign, word)
            for style, (sign, word) in town_lines.short_signs().items()
            if style in styles
        ],
        f"{partial.reported}/{partial.to_report}" if partial else "",
    )


def caption(scope: str, region: Region, month: Month) -> str:
    """What the table shows, for those who hear it and on paper."""
    words = {"scope": scope, "region": region.name, "month": wording.month(month)}
    return gettext("%(scope)s of %(region)s by region, %(month)s") % words
