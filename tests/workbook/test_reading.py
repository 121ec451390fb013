"""What stands in the cells of a file is taken as its author's program shows it."""

import pytest

from indicators.workbook.cells import Area, Found, Held
from indicators.workbook.sheets import read_sheets
from tests.workbook.packages import BOOK_TYPE, CONTENT, MAIN, TYPES, content_type, packed, parts

# The first cell style is plain, the second as each test says.
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts>{{}}</numFmts><fonts><font/></fonts>'
    "<fills><fill><patternFill/></fill></fills><borders><border/></borders>"
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="{}"/></cellXfs></styleSheet>'
)


def read(cell: str, number_format: int | str = 0) -> Found | None:
    """What is found in the one cell of a workbook, shown by a built-in format or one of its own."""
    key = number_format if isinstance(number_format, int) else 164
    own = f'<numFmt numFmtId="164" formatCode="{number_format}"/>' if key == 164 else ""
    types = BOOK_TYPE + content_type("xl/styles.xml", CONTENT.format("styles"))
    found = parts(f'<row r="1">{cell}</row>') | {
        "[Content_Types].xml": TYPES.format(types),
        "xl/styles.xml": STYLES.format(own, key),
    }
    (sheet,) = read_sheets(packed(found))
    return sheet.lines[0].cells[1] if sheet.lines else None


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("<v>14</v>", Found(Held.NUMBER, "14")),
        ("<v>99999999999.9999</v>", Found(Held.NUMBER, "99999999999.9999")),
        ("<v>0.30000000000000004</v>", Found(Held.NUMBER, "0.30000000000000004")),
        ("<v>1E-3</v>", Found(Held.NUMBER, "0.001")),
        ("<f>A2</f><v>3</v>", Found(Held.NUMBER, "3", is_formula=True)),
        ("<f>A2</f>", Found(Held.NOT_COMPUTED, "", is_formula=True)),
        ("<f>A2</f><v></v>", Found(Held.NOT_COMPUTED, "", is_formula=True)),
        ("<v></v>", None),
        ("", None),
    ],
)
def test_numbers_and_what_formulas_came_to(cell: str, found: Found | None) -> None:
    assert read(f'<c r="A1">{cell}</c>') == found


@pytest.mark.parametrize(
    ("kind", "cell", "found"),
    [
        ("str", "<f>A2</f><v>甲</v>", Found(Held.TEXT, "甲", is_formula=True)),
        ("str", "<f>A2</f><v></v>", None),
        ("b", "<v>1</v>", Found(Held.TRUTH, "1")),
        ("b", "<f>A2</f><v>0</v>", Found(Held.TRUTH, "0", is_formula=True)),
        ("e", "<f>A2</f><v>#DIV/0!</v>", Found(Held.ERROR, "#DIV/0!", is_formula=True)),
        ("d", "<v>2023-07-01T00:00:00</v>", Found(Held.DATE, "2023-07-01")),
        ("inlineStr", "<is><r><t>甲</t></r><r><t>乙</t></r></is>", Found(Held.TEXT, "甲乙")),
        (
            "inlineStr",
            "<is><t>甲</t><rPh sb='0' eb='1'><t>jia</t></rPh></is>",
            Found(Held.TEXT, "甲"),
        ),
        ("inlineStr", "<is><t>甲_x000D_乙_x0041_</t></is>", Found(Held.TEXT, "甲\r乙_x0041_")),
        ("inlineStr", "<is><t>  </t></is>", None),
    ],
)
def test_what_is_no_number(kind: str, cell: str, found: Found | None) -> None:
    assert read(f'<c r="A1" t="{kind}">{cell}</c>') == found


@pytest.mark.parametrize(
    ("shown", "value", "found"),
    [
        (9, "0.5", Found(Held.NUMBER, "0.5", is_percent=True)),
        ("0.0%;-0.0%", "0.5", Found(Held.NUMBER, "0.5", is_percent=True)),
        ("0.0&quot;%&quot;", "50", Found(Held.NUMBER, "50")),
        ("0.00&quot;亩day&quot;", "50", Found(Held.NUMBER, "50")),
        (14, "45108", Found(Held.DATE, "2023-07-01")),
        (31, "45108", Found(Held.DATE, "2023-07-01")),
        (57, "45108.5", Found(Held.DATE, "2023-07-01")),
        ("yyyy&quot;年&quot;m&quot;月&quot;;@", "45108", Found(Held.DATE, "2023-07-01")),
        ("[h]:mm", "1.5", Found(Held.DATE, "1 day, 12:00:00")),
        (20, "0.5", Found(Held.DATE, "12:00:00")),
        (14, "99999999", Found(Held.ERROR, "#VALUE!")),
    ],
)
def test_percentages_and_dates_are_known_by_their_format(
    shown: int | str, value: str, found: Found
) -> None:
    assert read(f'<c r="A1" s="1"><v>{value}</v></c>', shown) == found


def test_hidden_rows_and_merged_areas() -> None:
    rows = '<row r="7"><c r="B7"><v>7</v></c></row><row r="3" hidden="1"><c><v>3</v></c></row>'
    found = parts(rows)
    name = "xl/worksheets/sheet1.xml"
    merged = '<mergeCells><mergeCell ref="$B$7:C9"/></mergeCells></worksheet>'
    found[name] = str(found[name]).replace("</worksheet>", merged)
    (sheet,) = read_sheets(packed(found))
    assert [(line.number, line.is_hidden, list(line.cells)) for line in sheet.lines] == [
        (3, True, [1]),
        (7, False, [2]),
    ]
    assert sheet.merged == [Area(7, 2, 9, 3)]
