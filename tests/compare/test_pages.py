"""The page of two months and the page of a year's months."""

import csv
import io
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from indicators import standings
from indicators.charts.pairs import growths
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
    assert 14 < sum(len(group.lines) for group in every.context["groups"]) <= 80


def test_where_there_are_too_many_a_section_or_programme_is_shown_at_a_time(
    demo_ledger, reader: Client
) -> None:
    page = reader.get("/compare/year/?all=1")
    shown = page.context["scope"].area
    assert page.context["is_narrowed"]
    assert {group.code for group in page.context["groups"]} <= {
        area.code for area in page.context["scope"].areas if shown.pk in (area.pk, area.parent_id)
    }
    chosen = reader.get(f"/compare/year/?all=1&programme={shown.code}")
    assert not chosen.context["is_narrowed"]
    assert len(chosen.context["groups"]) == len(page.context["groups"])
    assert not reader.get("/compare/year/").context["is_narrowed"]


@pytest.mark.parametrize("text", ["0000020239", "0000002023", "02023", "２０２３"])
def test_a_year_is_four_digits(demo_ledger, reader: Client, text: str) -> None:
    assert reader.get("/compare/year/", {"year": text}).status_code == 404


def test_the_first_month_leads_to_a_later_one(bureau: Bureau, reader: Client) -> None:
    bureau.approved(
        bureau.row(bureau.county_output, bureau.county, "50", month=MAY),
        bureau.row(bureau.county_output, bureau.county, "60"),
    )
    page = reader.get("/compare/", {"month": str(MAY)})
    assert "此前没有可比月份" in page.content.decode()
    assert "只有一个月有数据" not in page.content.decode()
    assert "month=2023-06" in page.context["way_on"].address
    assert reader.get("/compare/" + page.context["way_on"].address).context["base"] == MAY


@pytest.mark.parametrize("source", ["demo", "reported"])
def test_a_chart_of_changes_says_what_rests_on_demonstration_data(
    bureau: Bureau, source: str
) -> None:
    town, last_june = bureau.towns[0], JUNE.shift(-12)
    for indicator in (bureau.lifts, bureau.unsafe_houses):
        bureau.approved(
            bureau.row(indicator, town, "50", month=last_june, source=source),
            bureau.row(indicator, town, "60"),
        )
    chart = growths(standings.compare(town, last_june, JUNE, standings.catalogue(town)))
    assert chart is not None
    assert ("2项中有2项含演示数据" in chart.caption) is (source == "demo")
    assert all(("(演示数据)" in row[1]) is (source == "demo") for row in chart.rows)


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
