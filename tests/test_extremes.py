"""Every page bears every ledger: it answers, and says in words what there is."""

import re
from html import unescape
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import resolve
from pytest_django import Settings

from indicators.models import Department, Indicator, Project, Region, WorkArea
from indicators.urls import urlpatterns
from tests.extremes import (
    HUGE,
    LEAST,
    LONG,
    addresses,
    long_names,
    nothing_at_all,
    nothing_reported,
    odd_values,
    one_month,
    without_targets,
)

pytestmark = pytest.mark.django_db
NEVER = re.compile(r"\b(None|NaN|nan|Infinity|inf|undefined|Decimal)\b")
EXPONENT = re.compile(r"\d[Ee][+-]?\d")
NOT_SET_UP = "台账是空的"
NO_FIGURE = "台账中还没有"
NO_PERCENT = re.compile(r"(?<![\d.])0%")
NO_PAGES = {
    *("trail-csv", "evidence", "screen-slides"),
    *("reporting-remind", "notices-read", "notice"),
}
# Pages that say so in their own words.
ELSEWHERE = {"notices", "reporting", "screen", "summary"}


@pytest.fixture
def reader(leader: User, settings: Settings) -> Client:
    settings.DEMO = True
    client = Client()
    client.force_login(leader)
    return client


def words(html: str) -> str:
    """What can be read on a page, without scripts, on one line and without the gaps in numbers."""
    html = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    html = re.sub(r"\s*</?(span|small|mark)\b[^>]*>\s*", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def read(client: Client) -> dict[str, str]:
    """The words of every page by its name; all have answered, and none says what never may be."""
    pages = {}
    for name, address in addresses():
        answer = client.get(address)
        assert answer.status_code == HTTPStatus.OK, (name, answer.status_code)
        html = answer.content.decode()
        assert not NEVER.search(html), (name, NEVER.search(html))
        pages[name] = words(html)
        assert not EXPONENT.search(pages[name]), name
    return pages


def test_no_page_is_left_out(db: None):
    long_names()
    visited = {resolve(urlsplit(address).path).url_name for _name, address in addresses()}
    assert visited - {"summary"} == {pattern.name for pattern in urlpatterns} - NO_PAGES


def test_an_empty_ledger_says_what_is_to_be_done_first(reader: Client):
    nothing_at_all()
    pages = read(reader)
    for name in pages.keys() - ELSEWHERE:
        assert NOT_SET_UP in pages[name], name
    assert NOT_SET_UP in pages["summary"]
    assert "尚未开放任何月份" in pages["reporting"]
    assert "暂无数据" in pages["screen"]
    assert "暂无通知" in pages["notices"]


def test_a_ledger_without_a_figure_says_that_none_is_approved(reader: Client):
    nothing_reported()
    pages = read(reader)
    for name in pages.keys() - ELSEWHERE:
        assert NO_FIGURE in pages[name], name
        assert NOT_SET_UP not in pages[name], name
    assert "需要有启用的总结模板" in pages["summary"]


def test_the_first_month_is_a_whole_ledger(reader: Client):
    one_month()
    pages = read(reader)
    assert "每年从1月起算，没有可比的上月" in pages["overview"]
    assert "只有一个月有数据" in pages["compare"]
    assert "20%" in pages["indicator lifts"]
    assert "未报" in pages["indicator signing"]
    assert "尚未登记项目" in pages["projects"]
    assert "尚未登记荣誉或排名" in pages["honours"]


def test_without_targets_there_are_values_and_no_shares_of_them(reader: Client):
    without_targets()
    pages = read(reader)
    for name in ("overview", "programme area", "indicator lifts", "town", "screen"):
        assert "无目标" in pages[name] or "不评" in pages[name], name
        assert not NO_PERCENT.search(pages[name]), (name, NO_PERCENT.search(pages[name]))
    assert "完成率" not in pages["indicator lifts"]
    assert "42个" in pages["indicator lifts"].replace(" ", "")
    assert "所列指标均未给各区划下达目标" in pages["towns"]


def test_odd_values_are_shown_to_the_last_digit(reader: Client):
    odd_values()
    pages = {name: text.replace(" ", "") for name, text in read(reader).items()}
    for name in ("overview", "programme area", "compare", "trail", "screen"):
        for value in (HUGE, f"−{HUGE}", LEAST, "−1234.5", "33.3333"):
            assert value in pages[name], (name, value)
    assert HUGE in pages["town"]
    assert f"−{HUGE}" in pages["towns"]
    assert "完成率0%" in pages["indicator zero"]
    assert "完成率100%" in pages["indicator zero-ceiling"]
    assert "完成率" not in pages["indicator zero-goal"]
    assert "99999999.9999" in pages["projects"]
    assert "完成0/计划0亿元" in pages["projects"]


def test_a_sum_of_extremes_is_their_sum(reader: Client):
    odd_values()
    assert "0元" in words(reader.get("/indicators/of-towns/").content.decode()).replace(" ", "")


def test_names_of_sixty_characters_are_shown_in_full(reader: Client):
    long_names()
    pages = read(reader)
    indicator = Indicator.objects.get(code="l" * LONG)
    town = Region.objects.get(code="330521101")
    county = Region.objects.get(code="330521")
    area = WorkArea.objects.get(code="area")
    project = Project.objects.get(code="project-0")
    department = Department.objects.get(code="own")
    for named in (indicator, town, area, project, department):
        assert len(named.name) == LONG
    for name in ("overview", "towns", "compare", "year", "trail", "programme area"):
        assert indicator.name in pages[name], name
        assert county.name in pages[name] or name == "trail", name
    assert Indicator.objects.all()[0].name in pages["search"]
    assert town.name in pages["trail"]
    assert department.name in pages["overview"]
    for name in ("projects", "projects in time", "projects as a table", "project project-0"):
        assert project.name in pages[name], name
    assert area.name in pages["screen"]
