"""The page of two months and the page of a year's months."""

import csv
import io
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from indicators.models import Region
from indicators.periods import Month
from tests.bureau import JUNE, MAY, Bureau
from tests.compare.test_comparing import many

pytestmark = pytest.mark.django_db
TWO_MONTHS = "/compare/?month=2023-06&with=2023-05"
MOST_QUERIES = 10


@pytest.fixture
def reader(client: Client, leader: User) -> Client:
    client.force_login(leader)
    return client


def line(page: Any, name: str) -> Any:
    [found] = [row for row in page.context["lines"] if row.now.line.name == name]
    return found


def test_june_against_may_has_the_numbers_of_the_review(demo_ledger, reader: Client) -> None:
    page = reader.get(TWO_MONTHS)
    row = line(page, "人才住房筹集")
    assert (str(row.base.line.value), str(row.now.line.value)) == ("707", "920")
    assert (row.difference, row.points) == ("+213 套（间）", "+11.8 百分点")
    assert row.turn == "better"
    text = page.content.decode()
    assert "2023年6月与2023年5月对比" in text
    assert "转好" in text
    assert "演示数据" in text


def test_june_against_june_last_year_has_the_growth_of_the_review(
    demo_ledger, reader: Client
) -> None:
    page = reader.get("/compare/?month=2023-06&with=2022-06")
    row = line(page, "建筑业总产值")
    assert (row.difference, row.growth, row.course) == ("+11.57 亿元", "+19.4%", "better")
    assert len(page.context["unlike"]) > 100
    assert "截至2022年6月无数据" in page.content.decode()


def test_without_a_choice_the_month_before_is_taken_where_last_year_is_hardly_known(
    demo_ledger, reader: Client
) -> None:
    assert reader.get("/compare/").context["base"] == Month(2023, 5)


def test_without_a_choice_last_year_is_taken_where_it_is_known(
    bureau: Bureau, reader: Client
) -> None:
    for month, value in ((Month(2022, 6), "50"), (MAY, "55"), (JUNE, "60")):
        bureau.approved(bureau.row(bureau.county_output, bureau.county, value, month=month))
    assert reader.get("/compare/").context["base"] == Month(2022, 6)


def test_the_months_asked_for_most_are_one_click_away(demo_ledger, reader: Client) -> None:
    page = reader.get(TWO_MONTHS)
    quick = {option.label: option for option in page.context["quick"]}
    assert list(quick) == ["上月", "去年同期", "年初", "去年年末"]
    assert quick["上月"].chosen
    assert "with=2022-12" in quick["去年年末"].address


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("programme=housing-security", {"住房保障"}),
        ("only=turned", {"未来社区", "住房保障"}),
    ],
)
def test_the_rows_can_be_narrowed(demo_ledger, reader: Client, query: str, names: set) -> None:
    page = reader.get(f"{TWO_MONTHS}&{query}")
    assert {row.now.line.programme for row in page.context["lines"]} == names


def test_a_section_has_all_its_programmes(demo_ledger, reader: Client) -> None:
    page = reader.get(TWO_MONTHS)
    section, programmes = page.context["scope"].sections()[0]
    narrowed = reader.get(f"{TWO_MONTHS}&programme={section.value}&all=1")
    listed = [*narrowed.context["lines"], *narrowed.context["unlike"]]
    assert {row.now.line.programme for row in listed} <= {p.label for p in programmes}
    assert len(listed) > len(programmes)


def test_key_indicators_alone(demo_ledger, reader: Client) -> None:
    page = reader.get(f"{TWO_MONTHS}&key=1")
    rows = [*page.context["lines"], *page.context["unlike"]]
    assert rows
    assert all(row.comparison.now.indicator.key for row in rows)


def test_the_order_of_the_catalogue_can_be_chosen(demo_ledger, reader: Client) -> None:
    page = reader.get(f"{TWO_MONTHS}&sort=order&all=1")
    orders = [
        (area.parent.order, area.order)
        for row in page.context["lines"]
        for area in [row.comparison.now.indicator.work_area]
    ]
    assert orders == sorted(orders)


def test_a_long_list_is_cut_and_the_rest_one_click_away(demo_ledger, reader: Client) -> None:
    page = reader.get(TWO_MONTHS)
    left_out = page.context["left_out"]
    assert len(page.context["lines"]) == 30
    everything = reader.get(left_out.address.partition("#")[0], HTTP_HOST="testserver")
    assert everything.status_code == HTTPStatus.OK
    whole = reader.get(f"/compare/{left_out.address.partition('#')[0]}")
    assert len(whole.context["lines"]) == 30 + left_out.count
    assert whole.context["left_out"] is None


def test_the_file_has_every_row_with_numbers_unrounded(demo_ledger, reader: Client) -> None:
    answer = reader.get(f"{TWO_MONTHS}&format=csv")
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert len(rows) == 114
    [homes] = [row for row in rows if row["指标"] == "人才住房筹集"]
    assert homes["2023-06 完成率（%）"] == "51.11"
    assert homes["差值"] == "213"
    assert homes["2023-05 来源"] == "演示数据"
    assert "filename" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("with=2023-5", "2023-06"),
        ("with=2019-01", "2022-06"),
        ("programme=nowhere", "nowhere"),
        ("sort=colour", "order"),
        ("only=red", "turned"),
        ("format=pdf", "csv"),
    ],
)
def test_what_cannot_be_compared_is_answered_in_words(
    demo_ledger, reader: Client, query: str, says: str
) -> None:
    answer = reader.get(f"/compare/?{query}")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert says in answer.content.decode()


def test_a_month_with_itself_is_told_to_choose_another(demo_ledger, reader: Client) -> None:
    page = reader.get("/compare/?month=2023-06&with=2023-06")
    assert "两个月份相同" in page.content.decode()


def test_with_one_month_only_there_is_nothing_to_compare(bureau: Bureau, reader: Client) -> None:
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "60"))
    page = reader.get("/compare/")
    assert "只有一个月有数据" in page.content.decode()
    assert reader.get("/compare/?format=csv").status_code == HTTPStatus.NOT_FOUND


def test_a_later_month_can_be_the_one_compared_with(demo_ledger, reader: Client) -> None:
    page = reader.get("/compare/?month=2023-05&with=2023-06")
    assert line(page, "人才住房筹集").difference == "−213 套（间）"


@pytest.mark.parametrize("address", ["/compare/?all=1", "/compare/year/?all=1"])
def test_values_of_every_kind_are_shown(bureau: Bureau, reader: Client, address: str) -> None:
    Region.objects.filter(pk=bureau.county.pk).update(name="名" * 60)
    bureau.lifts.name = "指" * 60
    bureau.lifts.save()
    bureau.county_output.decimals = 4
    bureau.county_output.save()
    for month, value in ((MAY, "0"), (JUNE, "-12345678901.2345")):
        bureau.approved(
            bureau.row(
                bureau.county_output, bureau.county, value, month=month, explanation="核对过"
            ),
            bureau.row(bureau.lifts, bureau.towns[0], "1", month=month, explanation="核对过"),
        )
    text = reader.get(address).content.decode()
    assert "−12345678901.2" in text
    assert "指" * 60 in text


@pytest.mark.parametrize("count", [10, 300])
@pytest.mark.parametrize("address", ["/compare/", "/compare/?all=1", "/compare/year/?all=1"])
def test_pages_take_as_many_queries_for_ten_indicators_as_for_hundreds(
    bureau: Bureau, reader: Client, count: int, address: str, django_assert_max_num_queries
) -> None:
    many(bureau, count)
    reader.get(address)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert reader.get(address).status_code == HTTPStatus.OK


# The months of a year


def test_the_year_shows_completion_by_month_and_leaves_the_future_empty(
    demo_ledger, reader: Client
) -> None:
    page = reader.get("/compare/year/?year=2023&programme=housing-security")
    [group] = page.context["groups"]
    homes = next(row for row in group.lines if row.name == "人才住房筹集")
    assert homes.cells.count("<td") == 12
    assert homes.cells.count('<td class="ahead">') == 6
    for words in ("人才住房筹集、2023年6月、920 套（间）", "51.1%", "达序时"):
        assert words in homes.cells
    assert ">51%<span" in homes.cells
    assert "month=2023-06" in homes.cells
    assert 'href="#light-green"' in homes.cells


def test_only_what_has_a_target_is_shown_unless_all_is_asked_for(
    demo_ledger, reader: Client
) -> None:
    few = reader.get("/compare/year/")
    assert sum(len(group.lines) for group in few.context["groups"]) == 14
    every = reader.get("/compare/year/?all=1")
    assert sum(len(group.lines) for group in every.context["groups"]) == 114


def test_a_year_without_targets_shows_its_values(demo_ledger, reader: Client) -> None:
    page = reader.get("/compare/year/?year=2022")
    assert page.context["which"] == []
    assert page.context["groups"]


def test_carried_months_are_marked(bureau: Bureau, reader: Client) -> None:
    bureau.approved(
        bureau.row(bureau.unsafe_houses, bureau.towns[0], "6", month=MAY),
        bureau.row(bureau.county_output, bureau.county, "60"),
    )
    page = reader.get("/compare/year/").content.decode()
    assert "heat-grey carried" in page
    assert "截至5月" in page


@pytest.mark.parametrize("year", ["2019", "x", "²", "9" * 5000, "-1"])
def test_a_year_without_figures_is_answered_in_words(
    demo_ledger, reader: Client, year: str
) -> None:
    answer = reader.get("/compare/year/", {"year": year})
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "2022、2023" in answer.content.decode().replace(", ", "、")


def test_names_of_the_catalogue_are_escaped(bureau: Bureau, reader: Client) -> None:
    bureau.county_output.name = '<b>"产值"</b>'
    bureau.county_output.save()
    for month in (MAY, JUNE):
        bureau.approved(bureau.row(bureau.county_output, bureau.county, "60", month=month))
    for address in ("/compare/", "/compare/year/"):
        assert "<b>" not in reader.get(address).content.decode()
