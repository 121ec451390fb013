"""The matrix of towns as a leader sees it."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import Indicator, Region, Target
from indicators.views import town_scope
from tests.bureau import JUNE, MAY, Bureau

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client, leader) -> Client:
    client.force_login(leader)
    return client


def page_of(client: Client, **query: str):
    return client.get(reverse("towns"), query)


def reported(bureau: Bureau, indicator, values, month=JUNE) -> None:
    bureau.approved(
        *(
            bureau.row(indicator, town, value, month=month, explanation="已核实")
            for town, value in zip(bureau.towns, values, strict=False)
        )
    )


def row_of(answer, name: str):
    """The row of that name, as the page prints it."""
    [row] = [line for group in answer.context["rows"] for line in group.lines if line.name == name]
    return row


def test_the_review_s_houses_stand_in_their_towns(demo_ledger, signed_in):
    row = row_of(page_of(signed_in, month="2023-06"), "丙类房屋")
    assert 'region=330521001"><b>2</b><small>第12</small>' in row.cells
    assert 'region=330521101"><b>3</b><small>第13</small>' in row.cells
    assert 'class="mx mx-plain mx-whole"' in row.cells
    assert "<b>6</b>" in row.cells


def test_missing_is_said_and_zero_is_a_number(bureau, signed_in):
    reported(bureau, bureau.lifts, (0, 3))
    row = row_of(page_of(signed_in), "加装电梯")
    assert row.cells.count("未报") == 1
    assert "<b>0</b>" in row.cells


def test_lights_are_shown_where_towns_have_targets_and_shades_where_not(bureau, signed_in):
    Target.objects.create(indicator=bureau.lifts, region=bureau.towns[0], year=2023, value=100)
    reported(bureau, bureau.lifts, (20, 3))
    reported(bureau, bureau.unsafe_houses, (20, 3))
    answer = page_of(signed_in)
    lifts, houses = (row_of(answer, name) for name in ("加装电梯", "丙类房屋"))
    assert 'class="mx mx-red"' in lifts.cells
    assert "滞后" in lifts.cells
    assert 'class="mx mx-shade-5"' in houses.cells
    legend = answer.context["legend"]
    assert [lit for lit, _label in legend.lights] == ["red"]
    assert legend.shaded


def test_a_carried_value_says_as_of_when_and_demo_is_marked(bureau, signed_in):
    reported(bureau, bureau.lifts, (5, 3), month=MAY)
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[2], 4, source="demo"))
    answer = page_of(signed_in)
    cells = row_of(answer, "加装电梯").cells
    assert cells.count("截至5月") >= 2
    assert 'mx-mark-demo" aria-hidden="true">演</span>' in cells
    assert "含演示数据" in answer.text


def test_only_behind_keeps_the_rows_that_somebody_is_behind_in(bureau, signed_in):
    Target.objects.create(indicator=bureau.lifts, region=bureau.towns[0], year=2023, value=100)
    reported(bureau, bureau.lifts, (20, 3))
    reported(bureau, bureau.unsafe_houses, (20, 3))
    [group] = page_of(signed_in, only="behind").context["rows"]
    assert [line.name for line in group.lines] == ["加装电梯"]
    Target.objects.all().delete()
    assert "没有滞后的区划" in page_of(signed_in, only="behind").text


def test_columns_go_by_an_indicator_s_ranks_with_the_unplaced_last(bureau, signed_in):
    reported(bureau, bureau.lifts, (3, 9))
    heads = page_of(signed_in, sort="lifts").context["heads"]
    names = [town.name for town in bureau.towns]
    assert sorted(names, key=heads.index) == [names[1], names[0], names[2]]


def test_the_tile_map_shows_an_indicator_and_lists_who_has_no_tile(bureau, signed_in):
    town = bureau.towns[0]
    town.tile_row, town.tile_column = 1, 2
    town.save()
    reported(bureau, bureau.lifts, (3, 9))
    found = page_of(signed_in, indicator="lifts").context["map"]
    assert [(tile.region, tile.big, tile.small) for tile in found.placed] == [(town, "3", "第2")]
    assert [tile.big for tile in found.unplaced] == ["9", "未报"]
    assert found.columns == 2


def test_a_section_and_a_programme_narrow_the_page(demo_ledger, signed_in):
    answer = page_of(signed_in, area="relocation")
    assert [group.name for group in answer.context["rows"]] == ["征迁安置"]
    chosen = [option.label for option in answer.context["sections"] if option.chosen]
    assert chosen == ["服务保障"]
    assert [option.label for option in answer.context["programmes"]] == [
        "全板块",
        "危旧房改造",
        "征迁安置",
    ]


def test_more_than_fit_are_narrowed_to_the_key_ones_or_the_first_section(
    bureau, signed_in, monkeypatch
):
    monkeypatch.setattr(town_scope, "MOST_ROWS", 3)
    reported(bureau, bureau.lifts, (3, 9))
    answer = page_of(signed_in)
    assert (answer.context["scope"].name, answer.context["scope"].left_out) == ("民生实事", 1)
    assert "另有1项指标未列出" in answer.text
    rows = csv.reader(io.StringIO(page_of(signed_in, format="csv").text))
    assert sum(bool(row[0]) for row in rows) == 1 + 4, "the file leaves nothing out"
    town = signed_in.get(reverse("town", args=[bureau.towns[0].code]))
    assert "另有1项指标未列出" in town.text
    Indicator.objects.filter(code="lifts").update(key=True)
    assert page_of(signed_in).context["scope"].name == "重点指标"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"area": "nowhere"}, "housing-services"),
        ({"sort": "nothing"}, "不在所列指标之中"),
        ({"indicator": "elevators-new"}, "不在所列指标之中"),
        ({"only": "ahead"}, "behind"),
        ({"format": "pdf"}, "csv"),
        ({"region": "330599"}, "330521"),
        ({"region": "德清"}, "330521"),
        ({"month": "2023-6"}, "2023-06"),
    ],
)
def test_what_cannot_be_shown_is_answered_with_what_to_write(demo_ledger, signed_in, query, words):
    answer = page_of(signed_in, **query)
    assert answer.status_code == 404
    assert words in answer.text


def test_a_town_has_none_below_and_leads_to_its_own_page(demo_ledger, signed_in):
    answer = page_of(signed_in, region="330521001")
    assert "没有下级区划" in answer.text
    assert reverse("town", args=["330521001"]) in answer.text


def test_a_city_shows_its_counties(demo_ledger, signed_in):
    answer = page_of(signed_in, region="3305", key="1")
    assert [town.name for town in answer.context["towns"]] == ["德清县"]
    assert "下级区划晾晒" in answer.text


def test_an_empty_ledger_says_so(db, signed_in):
    answer = page_of(signed_in)
    assert answer.status_code == 200
    assert "空" in answer.text


def test_the_file_has_what_is_shown_with_ranks(demo_ledger, signed_in):
    answer = page_of(signed_in, month="2023-06", area="building-safety", format="csv")
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    head, first, *_rest = csv.reader(io.StringIO(text[1:]))
    at = head.index("武康街道")
    assert head[at : at + 3] == ["武康街道", "武康街道亮灯", "武康街道名次"]
    assert first[:2] == ["class-c-houses", "丙类房屋"]
    assert first[at : at + 3] == ["2", "无目标", "12"]
    assert first[head.index("德清县")] == "6"
    assert head[at + 3] == "武康街道提示"
    assert len({len(row) for row in [head, first, *_rest]}) == 1


def test_the_file_says_what_is_demonstration_data(bureau: Bureau, signed_in):
    town = bureau.towns[0]
    bureau.approved(bureau.row(bureau.lifts, town, "3", source="demo"))
    rows = csv.DictReader(io.StringIO(page_of(signed_in, format="csv").text[1:]))
    first = next(row for row in rows if row["代码"] == "lifts")
    assert first[f"{town.name}提示"].startswith("演示数据")
    assert first[f"{bureau.towns[1].name}提示"] == ""


def test_choosing_another_month_keeps_what_was_asked(demo_ledger, signed_in):
    answer = page_of(signed_in, area="relocation", sort="overall", indicator="relocation-signed")
    assert dict(answer.context["kept"]) == {
        "area": "relocation",
        "sort": "overall",
        "indicator": "relocation-signed",
    }


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize(("name", "most"), [("towns", 6), ("town", 10)])
def test_a_thousand_indicators_take_as_many_queries_as_ten(bureau, signed_in, name, most):
    reported(bureau, bureau.lifts, (3, 9, 1))
    address = reverse(name, args=["330521101"] if name == "town" else [])
    few = queries(signed_in, address)
    Indicator.objects.bulk_create(
        Indicator(
            code=f"many-{n}",
            name=f"指标{n}",
            work_area=bureau.lifts.work_area,
            department=bureau.lifts.department,
            unit="个",
            kind="flow",
            level="town",
            key=n % 20 == 0,
        )
        for n in range(1000)
    )
    for indicator in Indicator.objects.filter(code__in=["many-0", "many-20"]):
        reported(bureau, indicator, (3, 9, 1))
    assert queries(signed_in, address) == few <= most


def test_names_of_sixty_characters_and_huge_values_stay_in_their_cells(bureau, signed_in):
    Indicator.objects.filter(code="lifts").update(name="很" * 60, decimals=4)
    bureau.lifts.refresh_from_db()
    Region.objects.filter(pk=bureau.towns[0].pk).update(name="长" * 60)
    reported(bureau, bureau.lifts, ("99999999999.9999", "-3.5"))
    answer = page_of(signed_in)
    assert "<b>99999999999.9999</b>" in answer.text
    assert "<b>−3.5</b>" in answer.text
