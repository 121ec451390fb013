"""Word tables, written as XML: building them cell by cell takes seconds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from reports.office.xml import escaped

Align = Literal["left", "center", "right"]
TWIPS_PER_MM = 1440 / 25.4
HEAD_FILL, BAND_FILL = "E7E6E6", "F5F5F5"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in millimetres, and how its cells are aligned."""

    head: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; `fill` is its background as RRGGBB."""

    text: str
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A row of one cell across all columns, which heads the rows below it."""

    text: str


Row = Sequence[Cell] | Band


def table(columns: Sequence[Column], rows: Iterable[Row]) -> BaseOxmlElement:
    """A table with borders; its head repeats on every page, no row is split over two."""
    widths = [round(column.width * TWIPS_PER_MM) for column in columns]
    head = _row(
        (
            _cell(column.head, width, "center", HEAD_FILL, style="CellHead")
            for column, width in zip(columns, widths, strict=True)
        ),
        "<w:tblHeader/>",
    )
    body = (_body_row(row, columns, widths) for row in rows)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    element: BaseOxmlElement = parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="0420" w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{''.join(body)}</w:tbl>"
    )
    return element


def _body_row(row: Row, columns: Sequence[Column], widths: Sequence[int]) -> str:
    if isinstance(row, Band):
        return _row(
            [_cell(row.text, sum(widths), "left", BAND_FILL, style="CellHead", span=len(widths))]
        )
    return _row(
        _cell(cell.text, width, column.align, cell.fill)
        for cell, column, width in zip(row, columns, widths, strict=True)
    )


def _row(cells: Iterable[str], properties: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(
    text: str, width: int, align: Align, fill: str = "", *, style: str = "Cell", span: int = 1
) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    # A head stays with what it heads.
    keep = "<w:keepNext/>" if style == "CellHead" else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shade}'
        f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}'
        f'<w:jc w:val="{align}"/></w:pPr><w:r><w:t xml:space="preserve">{escaped(text)}</w:t>'
        "</w:r></w:p></w:tc>"
    )
