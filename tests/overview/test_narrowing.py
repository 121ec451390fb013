"""The overview narrowed to a department, a light, key indicators; the address says it all."""

from http import HTTPStatus

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indicators.models import Department, Indicator
from tests.overview.conftest import Read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_ledger")]

SAFETY = "building-safety"


def lights(shown: dict) -> dict[str, int]:
    return {str(item.light): item.count for item in shown["lights"]}


def test_a_department_narrows_everything(read: Read) -> None:
    shown = read(f"/?department={SAFETY}")
    owned = Indicator.objects.filter(department__code=SAFETY, active=True)
    assert shown["count"] == sum(lights(shown).values()) == owned.count()
    assert [line.name for line in shown["listed"]] == ["老旧小区改造"]
    assert [one.line.name for one in shown["headlines"]] == ["老旧小区改造"]
    assert [one.department.code for one in shown["reported"]] == [SAFETY]
    of_cards = sum(card.total for group in shown["sections"] for card in group.programmes)
    assert of_cards == owned.count()
    of_changes = [item.line for group in shown["changes"].groups for item in group.lines]
    assert {line.standing.indicator.department.code for line in of_changes} == {SAFETY}


def test_a_light_narrows_everything_but_its_own_counts(read: Read) -> None:
    shown = read("/?light=blue")
    assert {line.light.value for line in shown["listed"]} == {"blue"}
    assert lights(shown) == lights(read("/"))
    assert {one.line.light.value for one in shown["headlines"]} == {"blue"}
    assert shown["well"] == []


def test_key_indicators_alone(read: Read) -> None:
    shown = read("/?key=1")
    assert shown["count"] == Indicator.objects.filter(key=True, active=True).count() == 16
    assert shown["completeness"].total == 16


def test_choices_go_together(read: Read) -> None:
    shown = read(f"/?department={SAFETY}&light=red&key=1")
    assert [line.name for line in shown["listed"]] == ["老旧小区改造"]
    assert shown["count"] == 1


def test_options_count_what_choosing_them_would_leave(read: Read) -> None:
    for option in read("/?light=red")["departments"]:
        left = read(f"/?light=red&department={option.code}")
        assert left["count"] == option.count
    assert read("/?light=red")["key_count"] == read("/?light=red&key=1")["count"] == 2


def test_a_choice_without_a_hit_says_so_and_leads_back(read: Read, reader: Client) -> None:
    address = f"/?department={SAFETY}&light=blue&month=2023-06"
    assert read(address)["is_empty"]
    page = reader.get(address).content.decode()
    assert "没有符合条件的指标" in page
    # Beside the choices, and where the figures would be.
    assert page.count('href="?month=2023-06&amp;region=330521"') >= 2
    assert 'id="headlines"' not in page


def test_without_a_choice_there_is_nothing_to_drop(reader: Client) -> None:
    assert "清除筛选" not in reader.get("/").content.decode()


def test_another_month_keeps_the_choices(reader: Client) -> None:
    page = reader.get(f"/?department={SAFETY}&light=red&key=1").content.decode()
    kept = f"&amp;department={SAFETY}&amp;light=red&amp;key=1"
    assert f"month=2023-05&amp;region=330521{kept}" in page
    assert f'<input type="hidden" name="department" value="{SAFETY}">' in page


def test_a_light_keeps_the_other_choices(reader: Client) -> None:
    page = reader.get(f"/?department={SAFETY}&key=1").content.decode()
    assert f"&department={SAFETY}&key=1&amp;light=red#listed" in page.replace(
        "&amp;d", "&d"
    ).replace("&amp;k", "&k")


def test_a_department_that_reports_nothing_here_is_no_mistake(read: Read) -> None:
    Department.objects.create(code="archive", name="档案室")
    assert read("/?department=archive")["is_empty"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/?department=nobody", "没有代码为“nobody”的科室"),
        ("/?department=%00", ""),
        ("/?department=<b>", "&lt;b&gt;"),
        ("/?key=yes", "key=1"),
        ("/?light=pink", "blue, green, yellow, red, grey"),
    ],
)
def test_what_is_no_choice_is_told_what_to_write(reader: Client, address: str, said: str) -> None:
    answer = reader.get(address)
    assert answer.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.BAD_REQUEST)
    assert said in answer.content.decode()


def test_a_wrong_department_costs_one_query_more(
    read: Read, django_assert_max_num_queries: DjangoAssertNumQueries, leader: User
) -> None:
    Department.objects.create(code="archive", name="档案室")
    read("/")
    with django_assert_max_num_queries(8):
        read("/?department=archive")
