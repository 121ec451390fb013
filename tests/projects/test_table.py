"""The table of projects, on the page and as files."""

import csv
import io
from datetime import date
from http import HTTPStatus

import openpyxl
import pytest

pytestmark = pytest.mark.django_db
PAGE = "/projects/?month=2023-06&view=table"


@pytest.fixture
def three(made):
    made("a", total_investment="19.33", year_investment="3.06", invested="0.56", stage="trial")
    made("b", name="=HYPERLINK(1)", year_investment="1", invested="0.9", stage="preparing")
    made(
        "c",
        problem="征迁",
        next_step="协调",
        milestones=[{"name": "开工", "planned_on": date(2023, 5, 1)}],
    )


def codes(answer):
    return [line.project.code for line in answer.context["page"]]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("", "abc"),
        ("stage", "bca"),
        ("-stage", "acb"),
        ("planned", "bac"),
        ("-planned", "abc"),
        ("share", "abc"),
        ("-share", "bac"),
        ("nonsense", "abc"),
    ],
)
def test_it_sorts_with_what_is_not_known_last(three, reader, sort, order):
    assert "".join(codes(reader.get(f"{PAGE}&sort={sort}"))) == order


def test_the_sorted_column_says_so(three, reader):
    page = reader.get(f"{PAGE}&sort=-share").content.decode()
    assert 'aria-sort="descending"' in page
    assert "sort=share" in page


def test_columns_without_anything_are_left_out(made, reader):
    made("a")
    page = reader.get(PAGE).content.decode()
    assert 'class="col-total"' not in page
    assert 'data-label="Problem"' not in page
    made("b", total_investment="1", problem="征迁")
    page = reader.get(PAGE).content.decode()
    assert 'data-label="Total investment"' in page
    assert 'data-label="Problem"' in page


def test_many_projects_come_in_pages(made, reader):
    for number in range(60):
        made(f"p{number:02}")
    answer = reader.get(PAGE)
    assert len(codes(answer)) == 50
    assert "page 1 of 2" in answer.content.decode()
    assert len(codes(reader.get(f"{PAGE}&page=2"))) == 10


def test_the_csv_has_what_is_shown(three, reader):
    answer = reader.get("/projects/?month=2023-06&format=csv&sort=-share")
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["Code"] for row in rows] == ["b", "a", "c"]
    assert rows[0]["Project"] == "'=HYPERLINK(1)"
    assert rows[1]["Completion (%)"] == "18.3"
    assert rows[1]["Total investment (100 million yuan)"] == "19.33"
    assert rows[2]["Overdue milestones"].startswith("开工 ")
    assert (rows[2]["Problem"], rows[2]["Next step"]) == ("征迁", "协调")
    assert "2023-06.csv" in answer["Content-Disposition"]


def test_the_workbook_has_numbers_as_numbers(three, reader):
    answer = reader.get("/projects/?month=2023-06&format=xlsx&problem=")
    assert answer.status_code == HTTPStatus.OK
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    head = [cell.value for cell in sheet[1]]
    first = dict(zip(head, sheet[2], strict=True))
    second = dict(zip(head, sheet[3], strict=True))
    assert first["Total investment (100 million yuan)"].value == 19.33
    assert first["Completion"].number_format == "0.0%"
    assert round(first["Completion"].value, 3) == 0.183
    assert second["Project"].value == "=HYPERLINK(1)"
    assert second["Project"].data_type == "s"
    assert second["Total investment (100 million yuan)"].value is None
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref


def test_a_file_is_narrowed_like_the_page(three, reader):
    text = reader.get("/projects/?month=2023-06&format=csv&overdue=1").content.decode()
    assert len(text.splitlines()) == 2
    none = reader.get("/projects/?month=2023-06&format=xlsx&q=nothing")
    assert openpyxl.load_workbook(io.BytesIO(none.content)).active.max_row == 1
