"""The table of a programme, on the page and as a file."""

import csv
import io
from http import HTTPStatus

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import translation

from indicators import standings
from indicators.lines import Line
from indicators.models import Region, Target
from indicators.tables import StandingTable, as_csv, fraction_width
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
