"""Files made to do harm are refused in words, quickly and within bounded memory."""

import os
import re
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from django.utils import translation

from indicators.workbook import markup, safety
from indicators.workbook.refusal import Refused
from indicators.workbook.sheets import read_sheets
from tests.workbook.packages import (
    BOOK,
    BOOK_TYPE,
    CONTENT,
    MAIN,
    OFFICE,
    RELATIONS,
    TYPES,
    content_type,
    packed,
    parts,
    relation,
    sheet,
    streamed,
    with_lying_size,
)

SECONDS, BYTES = 2.0, 100 * 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"
ROW = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'


def many(piece: bytes, times: int, before: bytes, after: bytes) -> Iterator[bytes]:
    yield before
    block = piece * 1000
    for _number in range(times // 1000):
        yield block
    yield after


def opening() -> bytes:
    return sheet("").partition("</sheetData>")[0].encode()


def a_million_rows() -> bytes:
    def rows() -> Iterator[bytes]:
        yield opening()
        for start in range(1, 1_000_001, 10_000):
            yield "".join(ROW.format(number) for number in range(start, start + 10_000)).encode()
        yield b"</sheetData></worksheet>"

    return streamed(SHEET, rows(), parts())


def a_million_bare_rows() -> bytes:
    return streamed(
        SHEET, many(b"<row/>", 1_000_000, opening(), b"</sheetData></worksheet>"), parts()
    )


def every_column() -> bytes:
    cells = "".join(f'<c r="{markup.letters(n)}1"><v>1</v></c>' for n in range(1, 16_385))
    return packed(parts(f'<row r="1">{cells}</row>'))


def a_zip_bomb() -> bytes:
    return streamed("xl/media/image1.png", (b"\0" * 1_000_000 for _n in range(200)), parts())


def a_bomb_of_many_parts() -> bytes:
    large = {f"xl/media/{number}.png": b"\0" * 4_000_000 for number in range(40)}
    return packed(parts() | large)


def a_bomb_that_lies_about_its_size() -> bytes:
    return with_lying_size(a_zip_bomb(), "xl/media/image1.png", 1000)


def a_sheet_that_lies_about_its_size() -> bytes:
    return with_lying_size(a_million_bare_rows(), SHEET, 1000)


def a_hundred_thousand_parts() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts().items():
            archive.writestr(name, content)
        for number in range(65_000):
            archive.writestr(f"x/{number}", b"")
    return out.getvalue()


def giant_shared_strings() -> bytes:
    found = parts()
    strings = content_type("xl/sharedStrings.xml", CONTENT.format("sharedStrings"))
    found["[Content_Types].xml"] = TYPES.format(BOOK_TYPE + strings)
    found["xl/_rels/workbook.xml.rels"] = RELATIONS.format(
        relation("worksheet", "worksheets/sheet1.xml")
        + relation("sharedStrings", "sharedStrings.xml", key="rId2")
    )
    start, end = f'<sst xmlns="{MAIN}">'.encode(), b"</sst>"
    pieces = many(b"<si><t>abcdefgh</t></si>", 3_000_000, start, end)
    return streamed("xl/sharedStrings.xml", pieces, found)


def one_giant_text() -> bytes:
    text = "字" * 4_000_000
    return packed(parts(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'))


def one_giant_attribute() -> bytes:
    return packed(parts(f'<row r="1" spans="{"1" * 12_000_000}"/>'))


def many_attributes() -> bytes:
    given = " ".join(f'a{number}="1"' for number in range(600_000))
    return packed(parts(f'<row r="1" {given}/>'))


def deeply_nested() -> bytes:
    return packed(parts("<row>" * 200_000))


def many_merged_areas() -> bytes:
    areas = '<mergeCell ref="A1:A20000"/>' * 20_000
    found = parts(ROW.format(1))
    found[SHEET] = sheet(ROW.format(1)).replace(
        "</worksheet>", f"<mergeCells>{areas}</mergeCells></worksheet>"
    )
    return packed(found)


def many_bombs_in_one_place() -> bytes:
    """Directory entries that all point at the same packed bytes."""
    data = packed(parts() | {"xl/media/a.png": b"\0" * 15_000_000})
    start = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/media/a.png"))
    end = data.rindex(b"PK\x05\x06")
    entry, tail = data[start:end], bytearray(data[end:])
    copies = b"".join(entry.replace(b"a.png", f"{n:01x}.png".encode()) for n in range(8))
    count, size = 6 + 8, (end + len(copies)) - int.from_bytes(tail[16:20], "little")
    tail[8:10] = tail[10:12] = count.to_bytes(2, "little")
    tail[12:16] = size.to_bytes(4, "little")
    return data[:end] + copies + bytes(tail)


def inside(more: str) -> bytes:
    """A sheet with a cell, and what stands beside the cells."""
    found = sheet(ROW.format(1)).replace("</worksheet>", f"{more}</worksheet>")
    return packed(parts() | {SHEET: found, "xl/media/image1.png": os.urandom(300_000)})


def styled(styles: str) -> bytes:
    found = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    return packed(parts() | {"xl/styles.xml": found})


def many_areas_to_validate() -> bytes:
    areas = " ".join(f"A{number}" for number in range(1, 100_000))
    checked = f'<dataValidation sqref="{areas}"/>'
    return inside(f"<dataValidations>{checked * 10}</dataValidations>")


def many_things_beside_the_cells() -> bytes:
    return inside("<hyperlinks>{}</hyperlinks>".format('<hyperlink ref="A1:XFD9"/>' * 60_000))


def shown_as(code: str) -> bytes:
    formats = f'<numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts>'
    return styled(formats + "<cellXfs>{}</cellXfs>".format('<xf numFmtId="164"/>' * 1000))


def a_number_format_that_takes_long() -> bytes:
    return shown_as("[hh" * 100_000)


def a_number_format_of_beginnings() -> bytes:
    return shown_as("&quot;[" * 127)


def one_sheet_listed_a_thousand_times() -> bytes:
    entry, listed = re.search("<sheet [^>]*/>", BOOK), parts(grid(1000, 10, '<c r="{}"/>'))
    assert entry
    return packed(listed | {"xl/workbook.xml": BOOK.replace(entry[0], entry[0] * 1000)})


@pytest.mark.parametrize(
    "make",
    [
        many_areas_to_validate,
        many_things_beside_the_cells,
        a_number_format_that_takes_long,
        a_number_format_of_beginnings,
        one_sheet_listed_a_thousand_times,
        a_million_rows,
        a_million_bare_rows,
        every_column,
        a_zip_bomb,
        a_bomb_of_many_parts,
        a_bomb_that_lies_about_its_size,
        a_sheet_that_lies_about_its_size,
        a_hundred_thousand_parts,
        giant_shared_strings,
        one_giant_text,
        one_giant_attribute,
        many_attributes,
        deeply_nested,
        many_merged_areas,
        many_bombs_in_one_place,
    ],
)
def test_what_would_fill_the_memory_is_refused_at_once(make: Callable[[], bytes]) -> None:
    data = make()
    assert len(data) < safety.LARGEST_FILE
    tracemalloc.start()
    started = time.process_time()
    try:
        with pytest.raises(Refused) as refused:
            read_sheets(data)
        took, most = time.process_time() - started, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert str(refused.value)
    assert took < SECONDS
    assert most < BYTES


def grid(lines: int, columns: int, cell: str) -> str:
    """Rows of the same cell, which may name its place."""
    named = [markup.letters(column) for column in range(1, columns + 1)]
    return "".join(
        f'<row r="{n}">{"".join(cell.format(f"{name}{n}") for name in named)}</row>'
        for n in range(1, lines + 1)
    )


def test_the_largest_workbook_that_is_read_stays_within_bounds_too() -> None:
    columns = markup.MOST_CELLS // markup.MOST_ROWS
    rows = grid(markup.MOST_ROWS, columns, '<c r="{}"><v>0.5</v></c>')
    data = packed(parts(rows))
    started = time.process_time()
    (found,) = read_sheets(data)
    assert time.process_time() - started < 2 * SECONDS
    assert len(found.lines) == markup.MOST_ROWS


@pytest.mark.parametrize(
    "beside",
    [
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
        '<cols><col min="1" max="16384" style="99"/></cols>',
        '<conditionalFormatting sqref="A1"><cfRule type="nonsense"/></conditionalFormatting>',
    ],
)
def test_what_covers_the_whole_sheet_or_is_only_looks_costs_nothing(beside: str) -> None:
    started = time.process_time()
    (found,) = read_sheets(inside(beside))
    assert time.process_time() - started < SECONDS / 2
    assert [line.text(1) for line in found.lines] == ["1"]


def test_formulas_are_told_apart_but_not_worked_out() -> None:
    first = '<f t="shared" si="0" ref="A1:A9">' + "A1+" * 2000 + "A1</f>"
    rows = grid(1000, 10, '<c r="{}"><f t="shared" si="0"/><v>1</v></c>').replace(
        '<f t="shared" si="0"/>', first, 1
    )
    started = time.process_time()
    (found,) = read_sheets(packed(parts(rows)))
    assert time.process_time() - started < SECONDS / 2
    assert all(cell.is_formula for line in found.lines for cell in line.cells.values())


MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def typed(content: str) -> dict[str, str | bytes]:
    override = content_type("xl/workbook.xml", content)
    return parts() | {"[Content_Types].xml": TYPES.format(override)}


def linked(kind: str, name: str = "xl/worksheets/_rels/sheet1.xml.rels") -> dict[str, str | bytes]:
    outside = relation(kind, "file://server/share/x.xlsx", 'TargetMode="External"')
    return parts() | {name: RELATIONS.format(outside)}


def strict() -> dict[str, str | bytes]:
    return {
        name: str(content).replace(
            OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, content in parts().items()
    }


def sheet_in_a_picture() -> dict[str, str | bytes]:
    found = parts() | {"xl/media/a.png": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}
    return found | {
        "xl/_rels/workbook.xml.rels": RELATIONS.format(relation("image", "media/a.png"))
    }


def with_entity() -> dict[str, str | bytes]:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    return parts() | {SHEET: sheet("").replace("?>", f"?>{bomb}")}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed(parts() | {"xl/vbaProject.bin": b"x"}), "macros"),
        (packed(typed(MACROS)), "macros"),
        (packed(parts() | {"xl/macrosheets/sheet1.xml": "<x/>"}), "macros"),
        (packed(parts() | {"xl/externalLinks/externalLink1.xml": "<x/>"}), "linked"),
        (packed(parts() | {"xl/connections.xml": "<x/>"}), "linked"),
        (packed(linked("externalLinkPath")), "linked"),
        (packed(linked("image")), "linked"),
        (packed(parts() | {"xl/embeddings/oleObject1.bin": b"x"}), "embedded"),
        (packed(parts() | {"xl/activeX/activeX1.xml": "<x/>"}), "embedded"),
        (packed(strict()), "strict"),
        (packed(sheet_in_a_picture()), "strict"),
        (packed(with_entity()), "entities"),
        (packed(parts() | {"docProps/app.xml": '<!DOCTYPE x SYSTEM "file:///x"><x/>'}), "entities"),
        (
            packed(parts() | {"xl/comments1.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
            "entities",
        ),
        (packed(parts() | {"xl/worksheets/../../x.xml": "<x/>"}), "damaged"),
        (packed(parts() | {"/etc/x.xml": "<x/>"}), "damaged"),
        (packed(parts(), zipfile.ZIP_BZIP2), "damaged"),
        (packed(parts(), zipfile.ZIP_LZMA), "damaged"),
        (packed(parts() | {SHEET: "<worksheet>"}), "damaged"),
        (packed(parts() | {SHEET: b"\xff\xfe\x00"}), "damaged"),
        (packed(parts("<row r='1'><c r='A1' t='s'><v>7</v></c></row>")), "damaged"),
        (packed(parts())[:-30], "damaged"),
        (packed(parts())[:200], "damaged"),
        (OLE, "old .xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (packed(parts() | {"xl/workbook.bin": b"x"} | {"xl/workbook.xml": ""}), "damaged"),
        (packed({"[Content_Types].xml": "", "xl/workbook.bin": b"x"}), ".xlsb"),
        (packed({"word/document.xml": "<x/>"}), "Word"),
        (packed({"mimetype": "x", "content.xml": "<x/>"}), ".ods"),
        (packed({"a.txt": "x"}), "not an Excel workbook"),
        ("指标,月末累计\n加装电梯,14\n".encode("gb18030"), ".csv"),
        ("\ufeff指标,月末累计\n".encode(), ".csv"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (b'<?xml version="1.0"?><Workbook/>', "web page"),
        (b"%PDF-1.7 \0", "not an Excel workbook"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not an Excel workbook"),
        (b"", "empty"),
        (b"PK\x03\x04", "damaged"),
        (b"\0" * (safety.LARGEST_FILE + 1), "larger than"),
    ],
)
def test_what_is_no_honest_workbook_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(Refused) as refused, translation.override("en"):
        read_sheets(data)
    assert said in str(refused.value)


def test_an_honest_workbook_with_a_link_to_a_page_is_read() -> None:
    found = linked("hyperlink")
    found[SHEET] = sheet(ROW.format(3))
    (read,) = read_sheets(packed(found))
    assert read.lines[0].cells[1].text == "1"


def test_no_more_is_read_of_an_endless_file_than_may_be_uploaded() -> None:
    class Endless(BytesIO):
        """Never ends."""

        asked = 0

        def read(self, size: int | None = -1) -> bytes:
            assert size is not None
            assert size > 0
            self.asked += size
            return b"\0" * size

    endless = Endless()
    with pytest.raises(Refused):
        read_sheets(endless)
    assert endless.asked <= safety.LARGEST_FILE + 1
