"""The search page."""

from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from indicators import standings
from indicators.models import Department, Indicator, Project
from indicators.standings import Sort
from tests.bureau import JUNE, MAY, Bureau

pytestmark = pytest.mark.django_db
MOST_QUERIES = 8


@pytest.fixture
def reader(client: Client, leader: User) -> Client:
    client.force_login(leader)
    return client


def groups(page: Any) -> dict[str, list[str]]:
    """The names found, by group, without the marking."""
    return {
        group.sort.value: [
            hit.name.replace("<mark>", "").replace("</mark>", "") for hit in group.found
        ]
        for group in page.context["groups"]
    }


def asked(reader: Client, typed: str, **more: str) -> Any:
    return reader.get("/search/", {"q": typed, **more})


@pytest.mark.parametrize(
    ("typed", "sort", "name"),
    [
        ("jzdt", "indicators", "加装电梯新增"),
        ("加装电梯", "areas", "加装电梯"),
        ("wukang", "regions", "武康街道"),
        ("武康", "regions", "武康街道"),
        ("talent-homes", "indicators", "人才住房筹集"),
        ("海绵", "projects", "海绵城市建设实施方案"),
        ("加装电梯", "honours", "加装电梯工作"),
        ("chengzhenjianshe", "departments", "城镇建设科"),
        ("330521", "regions", "德清县"),
    ],
)
def test_everything_that_has_a_name_is_found(
    demo_ledger, reader: Client, typed: str, sort: str, name: str
) -> None:
    assert name in groups(asked(reader, typed))[sort]


def test_the_best_fit_comes_first(demo_ledger, reader: Client) -> None:
    Indicator.objects.filter(code="talent-homes").update(name="加装电梯")
    found = groups(asked(reader, "加装电梯"))["indicators"]
    assert found[0] == "加装电梯"
    assert found[-1] == "累计加装电梯"


def test_an_indicator_comes_with_its_value_and_light_as_of_the_month(
    demo_ledger, reader: Client
) -> None:
    now = asked(reader, "人才住房筹集", month="2023-06").context["groups"][0].found[0].line
    then = asked(reader, "人才住房筹集", month="2023-05").context["groups"][0].found[0].line
    assert (str(now.value), now.light, str(then.value), then.light) == (
        "920",
        "green",
        "707",
        "yellow",
    )


def test_what_matched_is_marked_and_the_name_escaped(bureau: Bureau, reader: Client) -> None:
    bureau.lifts.name = "<b>电梯</b> & 扶梯"
    bureau.lifts.save()
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "1"))
    text = asked(reader, "电梯").content.decode()
    assert "&lt;b&gt;<mark>电梯</mark>&lt;/b&gt; &amp; 扶梯" in text
    assert "<b>" not in text


def test_every_hit_leads_to_a_page(demo_ledger, reader: Client) -> None:
    addresses = {
        hit.address
        for typed in ("加装电梯", "建设", "武康", "德清", "民生")
        for group in asked(reader, typed).context["groups"]
        for hit in group.found
    }
    assert len(addresses) > 10
    for address in addresses:
        assert reader.get(address.partition("#")[0]).status_code == HTTPStatus.OK, address


def test_a_group_is_cut_and_the_rest_one_click_away(demo_ledger, reader: Client) -> None:
    page = asked(reader, "项目")
    [group] = [group for group in page.context["groups"] if group.sort is Sort.INDICATOR]
    assert len(group.found) == 6 < group.count
    assert "更多" in page.content.decode()
    whole = reader.get("/search/" + group.more)
    [only] = whole.context["groups"]
    assert len(only.found) == only.count == group.count
    assert only.more == ""


def test_retired_indicators_are_not_found(demo_ledger, reader: Client) -> None:
    Indicator.objects.filter(code="talent-homes").update(active=False)
    assert "indicators" not in groups(asked(reader, "人才住房筹集"))


def test_without_words_the_page_says_how_with_examples_that_find_something(
    demo_ledger, reader: Client
) -> None:
    page = asked(reader, "")
    assert "怎样搜索" in page.content.decode()
    examples = page.context["examples"]
    assert len(examples) == 5
    for word, address in examples:
        assert reader.get("/search/" + address).context["total"], word


def test_nothing_found_says_what_to_try(demo_ledger, reader: Client) -> None:
    text = asked(reader, "火星基地").content.decode()
    assert "没有找到“火星基地”" in text
    assert "jzdt" in text


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "%",
        "_",
        "'; DROP TABLE indicators_indicator; --",
        "[a-z]+(",
        "\\",
        "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        "💧" * 50,
        "\u202e" * 20,
        "z" * 100,
    ],
)
def test_hostile_words_are_words(demo_ledger, reader: Client, typed: str) -> None:
    answer = asked(reader, typed)
    assert answer.status_code == HTTPStatus.OK
    assert answer.context["total"] == 0
    assert "<script>alert" not in answer.content.decode()


def test_a_lone_surrogate_in_the_address_finds_nothing(demo_ledger, reader: Client) -> None:
    answer = reader.get("/search/?q=%ED%A0%80")
    assert answer.status_code == HTTPStatus.OK
    assert answer.context["total"] == 0


@pytest.mark.parametrize("typed", ["加" * 101, "z" * 10_000])
def test_words_that_no_name_can_have_are_refused(demo_ledger, reader: Client, typed: str) -> None:
    answer = asked(reader, typed)
    assert answer.status_code == HTTPStatus.OK
    assert "搜索词过长" in answer.content.decode()
    assert answer.context["groups"] == []


def test_nul_is_answered_in_words(demo_ledger, reader: Client) -> None:
    assert reader.get("/search/?q=a%00b").status_code == HTTPStatus.BAD_REQUEST


def test_an_unknown_group_is_answered_in_words(demo_ledger, reader: Client) -> None:
    answer = asked(reader, "加装", only="people")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "indicators" in answer.content.decode()


@pytest.mark.parametrize("typed", ["", "xm", "更多", "nothing-like-it"])
@pytest.mark.parametrize("count", [10, 1000])
def test_searching_takes_few_queries_among_ten_names_and_a_thousand(
    bureau: Bureau, reader: Client, count: int, typed: str, django_assert_max_num_queries
) -> None:
    Indicator.objects.bulk_create(
        Indicator(
            code=f"more-{number}",
            name=f"更多项目{number}",
            unit="个",
            kind="flow",
            work_area=bureau.lifts.work_area,
            department=bureau.lifts.department,
        )
        for number in range(count)
    )
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "60", month=MAY))
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "60", month=JUNE))
    asked(reader, typed)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert asked(reader, typed).status_code == HTTPStatus.OK


def test_a_name_that_changed_is_found_by_the_new_one_at_once(demo_ledger) -> None:
    assert standings.find("hmcs", standings.things())
    Project.objects.filter(name__startswith="海绵").update(name="韧性城市")
    found = standings.find("rxcs", standings.things())
    assert [hit.thing.name for hit in found[Sort.PROJECT]] == ["韧性城市"]
    assert "韧性城市" not in str(standings.find("hmcs", standings.things()))


def test_departments_lead_to_their_part_of_the_overview(demo_ledger, reader: Client) -> None:
    department = Department.objects.first()
    assert department is not None
    page = asked(reader, department.name)
    [hit] = next(g for g in page.context["groups"] if g.sort is Sort.DEPARTMENT).found
    assert f"department={department.code}" in hit.address
