"""A programme's page: what its address chooses, what it shows, what it says and costs."""

import io
import re
from http import HTTPStatus
from urllib.parse import unquote

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indicators.models import Indicator, Project, Target, WorkArea
from indicators.periods import Month
from tests.bureau import Bureau

pytestmark = pytest.mark.django_db

HOUSING = "/programmes/housing-security/"
COMMUNITIES = "/programmes/future-communities/"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def reader(leader: User) -> Client:
    """A leader at the desk, reading English."""
    client = Client()
    client.post("/language/", {"language": "en"})
    client.force_login(leader)
    return client


def shown(client: Client, address: str) -> list[str]:
    """The codes of the indicators in the table."""
    return [row.record.code for row in client.get(address).context["table"].rows]


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK
    return " ".join(answer.content.decode().split())


# The table by its address


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("light=blue", ["affordable-rental-homes"]),
        ("q=人才", ["talent-homes"]),
        ("q=talent+HOMES", ["talent-homes"]),
        ("kind=flow&light=green", ["talent-homes"]),
        ("key=1", ["households-housed", "affordable-rental-homes", "talent-homes"]),
        (
            "key=1&sort=completion",
            ["talent-homes", "affordable-rental-homes", "households-housed"],
        ),
        ("q=没有这样的指标", []),
        ("department=nobody", []),
    ],
)
def test_the_address_chooses_the_indicators(
    demo_ledger: None, reader: Client, query: str, codes: list[str]
):
    assert shown(reader, f"{HOUSING}?{query}") == codes


def test_a_choice_says_how_many_it_leaves_and_how_to_drop_it(demo_ledger: None, reader: Client):
    page = text(reader, f"{HOUSING}?q=人才")
    assert "1 of 18 indicators" in page
    assert "Drop the choices" in page
    assert "18 indicators" in text(reader, HOUSING)


def test_a_choice_that_leaves_nothing_is_told(demo_ledger: None, reader: Client):
    page = text(reader, f"{HOUSING}?q=没有这样的指标")
    assert "No indicator fits these choices" in page
    assert "standing-table" not in page


def test_lights_are_counted_within_the_other_choices(demo_ledger: None, reader: Client):
    page = reader.get(f"{HOUSING}?key=1&light=green")
    counts = {item.light: item.count for item in page.context["lights"]}
    assert (counts["blue"], counts["green"], sum(counts.values())) == (1, 1, 3)
    assert "light" not in page.context["lights_query"]
    assert "key=1" in page.context["lights_query"]


def test_columns_are_chosen_one_after_another_or_by_a_form(demo_ledger: None, reader: Client):
    written = reader.get(f"{HOUSING}?columns=value.expected").context["table"]
    sent = reader.get(f"{HOUSING}?columns=expected&columns=value").context["table"]
    names = ["name", "unit", "value", "expected"]
    assert [c.name for c in written.columns] == [c.name for c in sent.columns] == names


def test_another_month_keeps_what_was_chosen(demo_ledger: None, reader: Client):
    page = reader.get(f"{HOUSING}?q=人才&sort=-completion&columns=value&trends=all")
    kept = dict(page.context["kept"])
    assert kept == {"q": "人才", "sort": "-completion", "columns": "unit.value", "trends": "all"}
    assert "q=%E4%BA%BA%E6%89%8D" in re.search(
        r'href="(\?month=2023-05[^"]*)"', page.content.decode()
    ).group(1)


@pytest.mark.parametrize(
    ("query", "said"),
    [("kind=many", "flow, stock, ratio"), ("format=pdf", "Write csv or xlsx")],
)
def test_what_cannot_be_is_told(demo_ledger: None, reader: Client, query: str, said: str):
    answer = reader.get(f"{HOUSING}?{query}")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert said in answer.content.decode()


# Files


def test_the_workbook_honours_the_address_and_is_named_in_chinese(
    demo_ledger: None, leader: User, client: Client
):
    client.force_login(leader)
    query = "?format=xlsx&q=筹集&key=1&sort=completion&columns=completion.light_label"
    answer = client.get(HOUSING + query)
    assert answer["Content-Type"] == EXCEL
    named = unquote(answer["Content-Disposition"])
    assert "住房保障-德清县-2023-06.xlsx" in named
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.values)
    assert rows[0][0] == "住房保障指标表"
    assert rows[2] == ("代码", "指标", "单位", "完成率（%）", "亮灯", "提示")
    assert [row[1] for row in rows[3:]] == ["人才住房筹集", "保障性租赁住房筹集"]
    assert [round(row[3], 3) for row in rows[3:]] == [0.511, 1.402]
    assert [row[4] for row in rows[3:]] == ["达序时", "已完成"]


def test_the_csv_file_honours_the_address(demo_ledger: None, reader: Client):
    answer = reader.get(f"{HOUSING}?format=csv&light=blue&columns=value")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Code,Indicator,Unit,Qualifier,Value,As of,Source,Remarks"
    assert [line.split(",")[0] for line in lines[1:]] == ["affordable-rental-homes"]


# Goals and trends


def test_one_chart_shows_value_expected_and_target(demo_ledger: None, reader: Client):
    chart = reader.get(HOUSING).context["bullets"]
    assert [row[0] for row in chart.rows] == ["保障性租赁住房筹集", "人才住房筹集"]
    assert chart.rows[1][1:] == [
        "920 套（间）",
        "900 套（间）",
        "1800 套（间） (Derived)",
        "51.1%",
        "On pace",
    ]
    bars, due = chart.drawing["data"]
    assert bars["x"] == [pytest.approx(140.17, abs=0.01), pytest.approx(51.11, abs=0.01)]
    assert due["x"] == [50.0, 50.0]
    assert chart.drawing["layout"]["xaxis"]["range"][0] == 0
    assert bars["customdata"][1].startswith("/indicators/talent-homes/?month=2023-06")


def test_bars_far_beyond_their_target_end_and_say_so(bureau: Bureau, reader: Client):
    for indicator, value in ((bureau.county_output, 20), (bureau.lifts, 0)):
        Target.objects.create(indicator=indicator, region=bureau.county, year=2023, value=value)
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "70"))
    chart = reader.get("/programmes/area/").context["bullets"]
    assert chart.drawing["data"][0]["x"] == [160.0]
    assert "350% Achieved" in [n["text"] for n in chart.drawing["layout"]["annotations"]]
    assert "160%" in chart.caption


def test_no_goals_no_chart(bureau: Bureau, reader: Client):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "70"))
    page = reader.get("/programmes/area/")
    assert page.context["bullets"] is None
    assert "chart-bullets" not in page.content.decode()


def test_six_trends_and_the_way_to_all(demo_ledger: None, reader: Client):
    few, all_of_them = reader.get(COMMUNITIES), reader.get(f"{COMMUNITIES}?trends=all")
    assert (len(few.context["charts"]), len(all_of_them.context["charts"])) == (6, 7)
    assert "Show all 7" in few.content.decode()
    assert "Show all" not in all_of_them.content.decode()


# Around it


def test_the_programmes_of_the_section_stand_side_by_side(demo_ledger: None, reader: Client):
    neighbours = reader.get(COMMUNITIES).context["neighbours"]
    assert [(n.programme.name, n.way) for n in neighbours] == [
        ("城乡风貌", "prev"),
        ("未来社区", "here"),
        ("美丽镇村", "next"),
    ]
    assert neighbours[0].address.startswith("/programmes/townscape/?month=2023-06&region=330521")


def test_projects_come_with_milestones_and_lead_to_their_pages(demo_ledger: None, reader: Client):
    page = reader.get("/programmes/infrastructure/")
    lines = [card.line for card in page.context["cards"]]
    known = list(Project.objects.filter(work_area__code="infrastructure").order_by("order"))
    assert [line.project for line in lines] == known
    assert [[step.name for step in line.steps] for line in lines] == [
        [milestone.name for milestone in project.milestones.all()] for project in known
    ]
    assert any(line.steps for line in lines)
    assert all(line.address in page.content.decode() for line in lines)


# What it costs


@pytest.mark.parametrize("month", ["2023-03", "2023-06"])
def test_every_programme_takes_at_most_ten_queries(
    demo_ledger: None,
    reader: Client,
    month: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
):
    for programme in WorkArea.objects.filter(level=WorkArea.PROGRAMME):
        address = f"/programmes/{programme.code}/?month={month}"
        reader.get(address)
        with django_assert_max_num_queries(10):
            reader.get(address)


def test_queries_do_not_grow(
    bureau: Bureau, reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
):
    def grow(count: int) -> None:
        first = Indicator.objects.count()
        made = [
            Indicator.objects.create(
                code=f"more-{first + n}",
                name=f"指标{first + n}",
                work_area=bureau.lifts.work_area,
                department=bureau.lifts.department,
                unit="个",
                kind="flow",
            )
            for n in range(count)
        ]
        for one in made:
            Target.objects.create(indicator=one, region=bureau.county, year=2023, value=100)
        bureau.approved(
            *(bureau.row(one, bureau.county, "20", month=Month(2023, 5)) for one in made),
            *(bureau.row(one, bureau.county, "30") for one in made),
        )

    grow(10)
    reader.get("/programmes/area/")
    with django_assert_max_num_queries(10) as few:
        reader.get("/programmes/area/")
    grow(100)
    with django_assert_max_num_queries(len(few)):
        reader.get("/programmes/area/")
