"""A chart: a drawing for the script, and the same content as words and a table for everyone."""

import re
from dataclasses import dataclass
from typing import Any, Self

from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# What some file system or other does not allow in a name.
FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')


class Cell(str):
    """The text of a table's cell; with an `address` it is a link, `note` stands beside it."""

    address: str
    note: str

    def __new__(cls, text: str, address: str = "", note: str = "") -> Self:
        """A cell; plain strings do for cells with nothing but a text."""
        cell = super().__new__(cls, text)
        cell.address, cell.note = address, note
        return cell


@dataclass(frozen=True)
class Chart:
    """A drawing, its title and caption, and its numbers as rows of texts.

    `summary` says in one sentence what the drawing shows; `file_name` names its picture, without
    an ending. The first cell of a row is its head.
    """

    name: str
    title: str
    caption: str
    drawing: dict[str, Any]
    columns: list[str]
    rows: list[list[str]]
    file_name: str = ""
    summary: str = ""

    @property
    def script_id(self) -> str:
        """The id of the element that holds the drawing."""
        return f"chart-{self.name}"

    @property
    def height(self) -> int:
        """Pixels to keep free until the chart is drawn."""
        return int(self.drawing["layout"]["height"])

    @cached_property
    def html(self) -> SafeString:
        """The chart as a page shows it, made once."""
        return SafeString(render_to_string("components/chart.html", {"chart": self}))

    @cached_property
    def table(self) -> SafeString:
        """The numbers as an HTML table, made once: it stands on the page twice."""
        head = format_html_join("", '<th scope="col">{}</th>', ((text,) for text in self.columns))
        body = format_html_join("", "<tr>{}</tr>", ((_row(row),) for row in self.rows))
        return format_html(
            '<table class="table table-sm"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
            head,
            body,
        )


def file_name(*parts: str) -> str:
    """The parts as one name of a file, without its ending and without what no disk takes."""
    return "-".join(FORBIDDEN.sub("_", part) for part in parts if part)


def _row(row: list[str]) -> SafeString:
    return format_html(
        '<th scope="row">{}</th>{}',
        _content(row[0]),
        format_html_join("", "<td>{}</td>", ((_content(cell),) for cell in row[1:])),
    )


def _content(cell: str) -> str:
    if not isinstance(cell, Cell):
        return cell
    text = format_html('<a href="{}">{}</a>', cell.address, str(cell)) if cell.address else cell
    return format_html("{} <small>{}</small>", text, cell.note) if cell.note else text
