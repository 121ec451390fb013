"""The table as a CSV file."""

import csv
import io
from http import HTTPStatus

import pytest
from django.contrib.auth.models import User
from django.test import Client

from indicators import standings
from indicators.lines import Line
from indicators.tables import (
    as_csv,
)
from tests.bureau import JUNE, Bureau
from tests.tables.reading import lines_of

pytestmark = pytest.mark.django_db


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


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
