"""The table of a programme, on the page and as a file."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from indicators import standings
from indicators.lines import Line
from indicators.models import Region, Target
from indicators.progress import Kind, Light
from indicators.tables import (
    COLUMNS,
    SORTINGS,
    USUAL,
    Heading,
    Narrowing,
    StandingTable,
    as_csv,
    as_xlsx,
    cells,
    chosen_columns,
    chosen_sorting,
    departments,
    fraction_width,
    in_order,
    kinds,
)
from tests.bureau import JUNE, Bureau

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def lines_of(region: Region) -> dict[str, Line]:
    return {row.indicator.code: Line(row) for row in standings.read(region, JUNE)}


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture
def lines(bureau: Bureau) -> dict[str, Line]:
    """Output at 71.2 of 150 with last year known; towns' lifts at zero; the rest unreported."""
    Target.objects.create(
        indicator=bureau.county_output, region=bureau.county, year=2023, value=150
    )
    last_june = JUNE.shift(-12)
    bureau.approved(
        bureau.row(bureau.county_output, bureau.county, "59.63", month=last_june),
        bureau.row(bureau.county_output, bureau.county, "71.2", qualifier="preliminary"),
        *(bureau.row(bureau.lifts, town, "0") for town in bureau.towns),
    )
    return lines_of(bureau.county)


# A line


def test_a_line_splits_its_number_at_the_point(lines: dict[str, Line]):
    value = lines["output"].value
    assert (value.before, value.integer, value.fraction) == ("prelim. ", "71", ".2")
    assert lines["output"].completion == "47.5%"
    assert lines["output"].growth == "+19.4%"
    assert lines["output"].ahead == "−2.5 pp"


def test_zero_is_a_number_and_missing_is_none(lines: dict[str, Line]):
    assert str(lines["lifts"].value) == "0"
    assert lines["unsafe"].value is None
    assert lines["unsafe"].marks == []


def test_the_bar_carries_the_mark_of_the_plan(lines: dict[str, Line]):
    bar = lines["output"].bar
    assert (bar.done, bar.due) == ("47.47", "50")
    assert bar.label == "47.5% of the annual target, 50% due by now"
    assert lines["lifts"].bar is None


def test_a_bar_ends_at_its_target(bureau: Bureau):
    Target.objects.create(indicator=bureau.county_output, region=bureau.county, year=2023, value=50)
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "70"))
    line = lines_of(bureau.county)["output"]
    assert (line.bar.done, line.completion, line.beyond) == ("100", "140%", "20 个")
    assert (line.left_to_do, line.needed, line.behind) == ("", "", "")


def test_a_difference_of_ratios_is_in_points(bureau: Bureau):
    town = bureau.towns[0]
    Target.objects.create(indicator=bureau.signing_rate, region=town, year=2023, value=90)
    bureau.approved(bureau.row(bureau.signing_rate, town, "88.5"))
    assert lines_of(town)["signing"].left_to_do == "1.5 pp"


def test_a_partly_reported_roll_up_says_how_many(bureau: Bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "3"))
    marks = lines_of(bureau.county)["lifts"].marks
    assert [(mark.style, mark.word) for mark in marks] == [("partial", "1/3")]


# The table


@pytest.mark.parametrize("column", ["name", "completion", "light_label", "growth", "department"])
@pytest.mark.parametrize("direction", ["", "-"])
def test_every_sortable_column_sorts(lines: dict[str, Line], column: str, direction: str):
    table = StandingTable(list(lines.values()), "?month=2023-06", f"{direction}{column}")
    assert len(list(table.rows)) == len(lines)
    assert [cell for row in table.rows for cell in row]


def test_lines_without_completion_come_after_those_behind(lines: dict[str, Line]):
    table = StandingTable(list(lines.values()), "", "completion")
    assert next(iter(table.rows)).record.code == "output"


def test_a_column_without_content_is_left_out(lines: dict[str, Line]):
    bare = [lines["lifts"], lines["unsafe"]]
    names = [column.name for column in StandingTable(bare, "").columns]
    assert names == ["name", "unit", "value", "light_label", "department"]


def test_links_keep_month_and_region(lines: dict[str, Line]):
    table = StandingTable([lines["output"]], "?month=2023-06&region=330521")
    assert 'href="/indicators/output/?month=2023-06&amp;region=330521"' in str(
        next(iter(table.rows)).get_cell("name")
    )


def test_names_are_escaped(bureau: Bureau):
    bureau.county_output.name = "<b>产值</b>"
    bureau.county_output.save()
    line = lines_of(bureau.county)["output"]
    cell = next(iter(StandingTable([line], "").rows)).get_cell("name")
    assert "&lt;b&gt;" in str(cell)


def test_the_longest_fraction_sets_the_room_right_of_the_point(lines: dict[str, Line]):
    assert fraction_width(lines.values()) == 2
    assert fraction_width([]) == 0


@pytest.mark.parametrize("sorting", ["completion", "-completion", "ahead", "-ahead", "-growth"])
def test_lines_without_what_is_sorted_by_come_last_up_and_down(
    lines: dict[str, Line], sorting: str
):
    assert in_order(list(lines.values()), sorting)[0].code == "output"


def test_every_way_to_sort_that_is_offered_is_one(lines: dict[str, Line]):
    for offered in SORTINGS:
        assert chosen_sorting(offered.key) == offered.key
        assert len(in_order(list(lines.values()), offered.key)) == len(lines)
    assert chosen_sorting("nonsense") == chosen_sorting("-") == ""


def test_columns_are_chosen_by_name_and_stand_in_their_order():
    assert chosen_columns(["growth", "value", "nonsense"]) == ("unit", "value", "growth")
    assert chosen_columns([]) == chosen_columns(["nonsense"]) == USUAL


def test_a_chosen_column_is_shown_even_without_content(lines: dict[str, Line]):
    table = StandingTable([lines["unsafe"]], "", columns=("target", "expected"))
    assert [column.name for column in table.columns] == ["name", "expected", "target"]


def test_every_column_has_a_cell_for_every_line(lines: dict[str, Line]):
    table = StandingTable(list(lines.values()), "", columns=[column.key for column in COLUMNS])
    for row in table.body():
        assert row.count("<td ") == len(COLUMNS)


def same(html: str) -> str:
    """Markup without the space that only a template's indentation makes."""
    return re.sub(r"\s*([<>])\s*", r"\1", " ".join(html.split()))


def test_marks_are_markup_in_the_row(bureau: Bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "3"))
    [row] = StandingTable([lines_of(bureau.county)["lifts"]], "").body()
    assert '<span class="mark mark-partial" title=' in row


def test_a_cell_is_what_the_component_prints(demo_ledger: None):
    for row in standings.read(Region.objects.get(code="330521"), JUNE):
        line = Line(row)
        missing = line.value is None
        note = line.target_note if line.is_target_derived else ""
        printed = {
            cells.marks(line.marks): ("marks", {"marks": line.marks}),
            cells.value(line): (
                ("missing", {})
                if missing
                else ("number", {"number": line.value, "unit": line.unit})
            ),
            cells.target(line): ("number", {"number": line.target, "derived": note}),
            cells.completion(line): ("bar", {"line": line}),
            cells.light(line): ("light", {"light": line.light, "label": line.light_label}),
        }
        if line.target is None:
            del printed[cells.target(line)]
        for cell, (component, words) in printed.items():
            assert same(cell) == same(render_to_string(f"components/{component}.html", words))


# What is asked for


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (Narrowing(), {"output", "lifts", "unsafe", "coverage", "signing"}),
        (Narrowing(words="产值"), {"output"}),
        (Narrowing(words="ＯＵＴput"), {"output"}),
        (Narrowing(words="城建科 电梯"), {"lifts"}),
        (Narrowing(words="口径"), {"coverage"}),
        (Narrowing(words="电梯 产值"), set()),
        (Narrowing(kind=Kind.FLOW), {"lifts", "output"}),
        (Narrowing(light=Light.YELLOW), {"output"}),
        (Narrowing(key=True), {"signing"}),
        (Narrowing(department="own", kind=Kind.STOCK), {"unsafe"}),
        (Narrowing(department="nobody"), set()),
    ],
)
def test_lines_are_narrowed(lines: dict[str, Line], asked: Narrowing, codes: set[str]):
    lines["coverage"].standing.indicator.definition = "按口径统计"
    lines["signing"].standing.indicator.key = True
    assert {line.code for line in asked.of(lines.values())} == codes
    assert asked.narrows == (asked != Narrowing())


def test_options_count_what_they_would_leave(lines: dict[str, Line]):
    asked = Narrowing(kind=Kind.FLOW, words="电梯")
    [own] = departments(list(lines.values()), asked)
    assert (own.value, own.label, own.count, own.chosen) == ("own", "城建科", 1, False)
    offered = [(option.value, option.count) for option in kinds(list(lines.values()), asked)]
    assert offered == [("flow", 1), ("stock", 0), ("ratio", 0)]


def test_what_is_asked_for_goes_into_the_address():
    asked = Narrowing(Light.RED, "own", Kind.RATIO, key=True, words="电梯")
    assert asked.as_query() == {
        "q": "电梯",
        "light": "red",
        "department": "own",
        "kind": "ratio",
        "key": "1",
    }
    assert Narrowing().as_query() == {}


# The file


def test_the_file_opens_in_a_spreadsheet_with_numbers_unrounded(lines: dict[str, Line]):
    text = as_csv(lines.values())
    assert text.startswith("\ufeff")
    rows = {row["Code"]: row for row in rows_of(text)}
    output = rows["output"]
    assert (output["Value"], output["Qualifier"]) == ("71.2", "Preliminary")
    assert (output["Completion (%)"], output["Expected by now"]) == ("47.47", "75")
    assert output["Growth (% or points)"] == "19.4"
    assert output["As of"] == "2023-06"
    assert (rows["lifts"]["Value"], rows["unsafe"]["Value"]) == ("0", "")


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_no_text_of_the_file_runs_as_a_formula(bureau: Bureau, name: str):
    bureau.county_output.name = name
    line = Line(standings.read(bureau.county, JUNE)[0])
    line.standing.indicator.name = name
    assert rows_of(as_csv([line]))[0]["Indicator"] == f"'{name}"


def test_a_negative_number_stays_a_number(bureau: Bureau):
    bureau.approved(
        bureau.row(bureau.county_output, bureau.county, "80", month=JUNE.shift(-12)),
        bureau.row(bureau.county_output, bureau.county, "60"),
    )
    row = rows_of(as_csv([lines_of(bureau.county)["output"]]))[0]
    assert row["Growth (% or points)"] == "-25"


def test_the_file_is_named_by_programme_region_and_month(bureau: Bureau, leader: User):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "60"))
    client = Client()
    client.force_login(leader)
    answer = client.get("/programmes/area/?format=csv")
    assert answer.status_code == HTTPStatus.OK
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    assert "2023-06.csv" in answer["Content-Disposition"]
    assert answer.content.startswith(b"\xef\xbb\xbf")


def test_the_file_has_the_columns_that_were_chosen(lines: dict[str, Line]):
    [row] = rows_of(as_csv([lines["output"]], ("expected", "growth")))
    assert list(row) == [
        "Code",
        "Indicator",
        "Unit",
        "Expected by now",
        "Growth (% or points)",
        "Remarks",
    ]


# The workbook

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
