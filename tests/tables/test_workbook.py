"""The table as a workbook."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from indicators import standings
from indicators.lines import Line
from indicators.models import Target
from indicators.tables import (
    USUAL,
    Heading,
    as_csv,
    as_xlsx,
)
from tests.bureau import JUNE, MAY, Bureau
from tests.tables.reading import lines_of

pytestmark = pytest.mark.django_db


HEADING = Heading(
    title="设施建设指标表",
    place="德清县 2023-06",
    sheet="指标",
    made=datetime(2023, 7, 3, 9, 0, tzinfo=UTC),
)


def sheet_of(lines: list[Line], columns: Sequence[str] = USUAL) -> Worksheet:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(lines, HEADING, columns)))
    assert book.properties.title == HEADING.title
    return book["指标"]


def cells_of(sheet: Worksheet, row: int = 4) -> dict[str, Cell]:
    return {cell.value: sheet.cell(row, cell.column) for cell in sheet[3]}


def test_numbers_of_the_workbook_are_numbers_with_formats(lines: dict[str, Line]):
    found = cells_of(sheet_of([lines["output"]]))
    assert found["Value"].value == 71.2
    assert found["Value"].number_format == '"预报"0.00'
    assert (found["Annual target"].value, found["Unit"].value) == (150, "个")
    assert found["Completion (%)"].value == pytest.approx(0.474667, abs=1e-6)
    assert found["Completion (%)"].number_format == "0.0%"
    assert found["Growth (% or points)"].number_format.startswith("+0.0%")
    assert found["Light"].value == "Slightly behind"
    assert all(cell.data_type in "ns" for cell in found.values())


def test_a_ratio_of_the_workbook_is_a_percentage(bureau: Bureau):
    town = bureau.towns[0]
    Target.objects.create(indicator=bureau.signing_rate, region=town, year=2023, value=90)
    bureau.approved(
        bureau.row(bureau.signing_rate, town, "85", month=JUNE.shift(-12)),
        bureau.row(bureau.signing_rate, town, "88.5"),
    )
    found = cells_of(sheet_of([lines_of(town)["signing"]]))
    assert (found["Value"].value, found["Value"].number_format) == (0.885, "0.0%")
    assert (found["Annual target"].value, found["Annual target"].number_format) == (0.9, "0.0%")
    assert (found["Growth (% or points)"].value) == 3.5
    assert "pp" in found["Growth (% or points)"].number_format


def test_what_a_ratio_gained_and_lacks_are_points(bureau: Bureau):
    town = bureau.towns[0]
    Target.objects.create(indicator=bureau.signing_rate, region=town, year=2023, value=90)
    bureau.approved(
        bureau.row(bureau.signing_rate, town, "87.5", month=MAY, source="demo"),
        bureau.row(bureau.signing_rate, town, "88.5"),
    )
    line = lines_of(town)["signing"]
    found = cells_of(sheet_of([line]))
    gained, lacking = found["Added this month"], found["Still to do"]
    assert (gained.value, lacking.value) == (1, 1.5)
    assert gained.number_format == '+0.0" pp";-0.0" pp";0.0" pp"'
    assert lacking.number_format == '0.0" pp"'
    assert "demonstration data" in found["Remarks"].value
    assert "What the month added rests on demonstration data" in as_csv([line])


def test_missing_is_empty_and_zero_is_zero_in_the_workbook(lines: dict[str, Line]):
    sheet = sheet_of([lines["lifts"], lines["unsafe"]])
    assert (cells_of(sheet, 4)["Value"].value, cells_of(sheet, 5)["Value"].value) == (0, None)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\t=1", "=cmd|' /C calc'!A0"])
def test_no_text_of_the_workbook_is_a_formula(bureau: Bureau, name: str):
    line = Line(standings.read(bureau.county, JUNE)[0])
    line.standing.indicator.name = name
    cell = cells_of(sheet_of([line]))["Indicator"]
    assert (cell.value, cell.data_type) == (name, "s")


def test_the_workbook_stays_readable(lines: dict[str, Line]):
    sheet = sheet_of(list(lines.values()))
    assert sheet.freeze_panes == "C4"
    assert sheet.auto_filter.ref == f"A3:{sheet.cell(3, sheet.max_column).coordinate[:-1]}8"
    assert sheet.column_dimensions["B"].width > 25
    assert sheet.print_title_rows == "$3:$3"
    ruled = {rule.formula[0] for rules in sheet.conditional_formatting for rule in rules.rules}
    assert {'"Achieved"', '"Slightly behind"', '"Behind"', '"Not reported"'} <= ruled


def test_a_workbook_of_nothing_has_its_head(lines: dict[str, Line]):
    assert sheet_of([]).max_row == 3


def test_the_workbook_says_what_must_be_known_of_a_value(bureau: Bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "3"))
    line = lines_of(bureau.county)["lifts"]
    found = cells_of(sheet_of([line], ("growth",)))
    assert found["Remarks"].value.startswith("1/3")
