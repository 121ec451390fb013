"""One town's page: how is 武康街道 doing."""

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import Target
from tests.bureau import Bureau

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client, leader) -> Client:
    client.force_login(leader)
    return client


def page_of(client: Client, code: str, **query: str):
    return client.get(reverse("town", args=[code]), query)


def lines_of(answer) -> dict[str, object]:
    return {
        line.name: line for _name, _address, lines in answer.context["groups"] for line in lines
    }


def test_wukang_has_the_review_s_numbers_and_its_places(demo_ledger, signed_in):
    answer = page_of(signed_in, "330521001", month="2023-06")
    lines = lines_of(answer)
    assert (lines["丙类房屋"].value, lines["丙类房屋"].whole) == ("2 幢", "6 幢")
    assert lines["丙类房屋"].rank == "第12（共13）"
    assert lines["加装电梯跑员"].value == "19 名"
    assert lines["加装电梯跑员"].rank == ""
    assert lines["征迁签约户数"].value == "未报"
    words = answer.content.decode()
    assert "没有给本区划下达年度目标，名次只反映数值大小" in words
    assert "短板" not in words


def test_qianyuan_shows_its_projects_and_xinshi_its_honour(demo_ledger, signed_in):
    projects = page_of(signed_in, "330521101").context["projects"]
    assert "乾元老县衙拆除" in [project.name for project in projects]
    honours = page_of(signed_in, "330521102").context["recognitions"]
    assert len(honours) == 1


def test_neighbours_follow_one_another(demo_ledger, signed_in):
    first = page_of(signed_in, "330521001").context
    assert first["before"] is None
    assert first["after"][0] == "舞阳街道"
    last = page_of(signed_in, "330521114").context
    assert (last["before"][0], last["after"]) == ("禹越镇", None)


def test_a_month_before_the_town_s_first_figure_is_shown_as_not_reported(demo_ledger, signed_in):
    answer = page_of(signed_in, "330521002", month="2023-05")
    assert answer.status_code == 200
    assert {line.value for line in lines_of(answer).values()} == {"未报"}


def test_targets_are_shown_where_there_are_some(bureau: Bureau, signed_in):
    town = bureau.towns[0]
    bureau.approved(bureau.row(bureau.lifts, town, 3))
    assert not page_of(signed_in, town.code).context["any_target"]
    Target.objects.create(indicator=bureau.lifts, region=town, year=2023, value=12)
    answer = page_of(signed_in, town.code)
    line = lines_of(answer)["加装电梯"]
    assert (line.target, line.completion, line.light) == ("12 个", "25%", "red")
    assert [item.count for item in answer.context["judged"]] == [1]
    assert "短板" in answer.content.decode()


def test_a_target_is_shown_before_anything_is_reported(bureau: Bureau, signed_in):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], 3))
    Target.objects.create(indicator=bureau.lifts, region=bureau.towns[1], year=2023, value=12)
    line = lines_of(page_of(signed_in, bureau.towns[1].code))["加装电梯"]
    assert (line.value, line.target) == ("未报", "12 个")


def test_a_county_stands_among_the_counties_of_its_city(demo_ledger, signed_in):
    answer = page_of(signed_in, "330521")
    assert answer.context["region"].code == "3305"
    assert answer.status_code == 200


@pytest.mark.parametrize("code", ["330521999", "33", "wukang"])
def test_an_unknown_town_is_answered_with_what_to_write(demo_ledger, signed_in, code):
    answer = page_of(signed_in, code)
    assert answer.status_code == 404
    assert "330521" in answer.text
