"""The wall of honours and rankings."""

from http import HTTPStatus

import pytest
from django.contrib.auth.models import User
from django.test import Client

from indicators.models import Honour, Ranking
from tests.bureau import Bureau

pytestmark = pytest.mark.django_db
PAGE = "/honours/?month=2023-06"


@pytest.fixture
def reader(leader: User) -> Client:
    client = Client()
    client.post("/language/", {"language": "en"})
    client.force_login(leader)
    return client


@pytest.fixture
def won(bureau: Bureau):
    """Honours of three years, and a ranking of which only the bound is known."""
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "71.2"))
    shared = {"work_area": bureau.lifts.work_area, "region": bureau.county}
    more = {"holder": "德清县", **shared}
    Honour.objects.create(
        code="old", name="优秀县", scope="nation", year=2021, document="建村〔2021〕5号", **more
    )
    Honour.objects.create(
        code="new", name="样板区", scope="province", year=2023, month=5, state="proposed", **more
    )
    Honour.objects.create(code="later", name="示范", scope="city", year=2023, month=7, **more)
    Ranking.objects.create(
        code="lifts",
        name="加装电梯",
        scope="city",
        year=2023,
        month=6,
        within=3,
        indicator=bureau.lifts,
        **shared,
    )
    return bureau


def wall(answer):
    return [
        (year.year, [(reach.scope, [card.name for card in reach.cards]) for reach in year.reaches])
        for year in answer.context["years"]
    ]


def test_the_wall_goes_by_year_and_then_by_how_far_it_reaches(won, reader):
    answer = reader.get(PAGE)
    assert wall(answer) == [
        (2023, [("province", ["样板区"]), ("city", ["加装电梯"])]),
        (2021, [("nation", ["优秀县"])]),
    ]
    page = " ".join(answer.content.decode().split())
    assert "建村〔2021〕5号" in page
    assert "<span>City-wide</span> <strong>top 3</strong>" in page
    assert "Proposed" in page
    assert "示范" not in page


def test_each_filter_narrows_the_wall(won, reader):
    for query, found in {
        "year=2021": ["优秀县"],
        "scope=city": ["加装电梯"],
        "kind=ranking": ["加装电梯"],
        "kind=award&year=2023": ["样板区"],
        "programme=area&scope=province": ["样板区"],
        "programme=section&year=2021": ["优秀县"],
    }.items():
        answer = reader.get(f"{PAGE}&{query}")
        reaches = [reach for year in answer.context["years"] for reach in year.reaches]
        assert [card.name for reach in reaches for card in reach.cards] == found, query


def test_a_choice_says_how_much_it_leaves_and_keeps_the_others(won, reader):
    answer = reader.get(f"{PAGE}&year=2023")
    scopes = answer.context["choices_of_honours"][1].options
    assert [(option.label, option.count) for option in scopes] == [
        ("All", 2),
        ("Province-wide", 1),
        ("City-wide", 1),
    ]
    assert "year=2023&scope=city" in scopes[2].address


def test_nothing_fits_and_nothing_is_recorded_are_told_apart(won, reader, bureau):
    page = reader.get(f"{PAGE}&year=2022").content.decode()
    assert "No honour or ranking fits" in page
    Honour.objects.all().delete()
    Ranking.objects.all().delete()
    assert "No honour or ranking of 德清县 is recorded" in reader.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("year=23", "2023"),
        ("year=²⁰²³", "2023"),
        ("scope=world", "county, city, province, nation"),
        ("kind=medal", "award, title, pilot, first, ranking"),
        ("programme=nowhere", "nowhere"),
    ],
)
def test_what_there_is_not_is_said(won, reader, query, said):
    answer = reader.get(f"{PAGE}&{query}")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert said in answer.content.decode()


def test_the_review_s_honours_are_all_there(demo_ledger, client, leader):
    client.force_login(leader)
    answer = client.get(PAGE)
    assert dict(answer.context["counts"]) == {"全国": 1, "全省": 11, "全市": 3, "全县": 1}
    assert answer.context["rankings"] == 5
    page = answer.content.decode()
    assert "《德清县消防验收常见问题图册》" in page
    assert '<a href="/projects/zhifu-mingxi/?month=2023-06&amp;region=330521">' in page
    assert "拟选" in page
