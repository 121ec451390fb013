"""What the half-year summary says of a programme, as the programme's page fetches it."""

import re
from html import unescape
from http import HTTPStatus

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indicators.choices import Role
from indicators.models import Region, WorkArea
from indicators.periods import Month, Period, PeriodKind
from reports.models import IssuedSummary, SummarySection, SummaryTemplate
from reports.narrative import read_context
from reports.summary import issue
from reports.summary.composing import paragraphs
from reports.summary.document import plain_text

pytestmark = pytest.mark.django_db

HOUSING = "/programmes/housing-security/"
EXCERPT = "/summary/excerpt/"


@pytest.fixture
def reader(leader: User) -> Client:
    """A leader at the desk, reading English."""
    client = Client()
    client.post("/language/", {"language": "en"})
    client.force_login(leader)
    return client


def panel(client: Client, address: str) -> str:
    """What the page at the address fetches; empty where it fetches nothing."""
    asked = re.search(r'data-fragment="([^"]*)"', client.get(address).content.decode())
    return client.get(unescape(asked[1])).content.decode() if asked else ""


def said(client: Client, address: str) -> str:
    """The words of the summary for the page; empty where it has none."""
    found = re.search(r'<div class="excerpt-text".*?</div>', panel(client, address), re.S)
    return "".join(re.sub(r"<[^>]+>", "", found[0]).split()) if found else ""


PROGRAMMES = (
    "townscape future-communities beautiful-towns real-estate construction property-management "
    "housing-security building-safety relocation infrastructure elevators utilities "
    "business-environment digital-reform pilots"
)


@pytest.mark.parametrize("programme", PROGRAMMES.split())
def test_the_draft_says_what_the_summary_would(demo_ledger: None, reader: Client, programme: str):
    period = Period(PeriodKind.HALF, 2023, 1)
    region = Region.objects.get(code="330521")
    section = SummarySection.objects.get(work_area__code=programme)
    whole = read_context(region, period, [section.text])
    expected = "".join(plain_text(p) for p in paragraphs(section.text, whole))
    assert said(reader, f"/programmes/{programme}/") == "".join(expected.split())
    assert "Draft, not issued" in panel(reader, f"/programmes/{programme}/")


def test_the_numbers_of_the_draft_lead_to_their_indicators(demo_ledger: None, reader: Client):
    page = panel(reader, HOUSING)
    assert re.search(r'class="figure-link"\s+href="/indicators/talent-homes/', page)


def test_an_issued_summary_is_quoted_with_edition_and_stays(
    demo_ledger: None, people: dict[Role, User], reader: Client
):
    region, half = Region.objects.get(code="330521"), Period.parse("2023-H1")
    before = said(reader, HOUSING)
    made = issue(region, half, people[Role.OFFICE])
    SummarySection.objects.filter(work_area__code="housing-security").update(text="改了")
    page = " ".join(panel(reader, HOUSING).split())
    assert said(reader, HOUSING) == before
    assert "Edition 1, issued" in page
    assert f"/summary/issued/{made.pk}/" in page
    assert said(reader, f"{HOUSING}?month=2023-03") == before


def test_there_is_no_draft_before_the_half_year_ends(demo_ledger: None, reader: Client):
    assert said(reader, f"{HOUSING}?month=2023-05") == ""


def test_a_town_has_no_summary(demo_ledger: None, reader: Client):
    assert said(reader, "/programmes/building-safety/?region=330521101") == ""


def test_a_programme_the_template_does_not_speak_of_has_none(demo_ledger: None, reader: Client):
    SummarySection.objects.filter(work_area__code="housing-security").delete()
    assert said(reader, HOUSING) == ""


def test_without_a_template_there_is_none(demo_ledger: None, reader: Client):
    SummaryTemplate.objects.update(active=False)
    assert said(reader, HOUSING) == ""


def test_an_edition_from_before_says_nothing_of_programmes(
    demo_ledger: None, people: dict[Role, User], reader: Client
):
    made = issue(Region.objects.get(code="330521"), Period.parse("2023-H1"), people[Role.OFFICE])
    for block in made.content["blocks"]:
        for part in (block, *block["programmes"]):
            del part["area"]
    IssuedSummary.objects.update(content=made.content)
    assert said(reader, HOUSING) == ""


def test_only_readers_of_summaries_read_it(demo_ledger: None, client: Client):
    user = User.objects.create(username="auditor")
    user.user_permissions.add(Permission.objects.get(codename="view_figure"))
    client.force_login(user)
    assert said(client, HOUSING) == ""
    assert client.get(f"{EXCERPT}?programme=elevators&month=2023-06").status_code == 403


def test_where_nothing_is_said_the_answer_is_empty(demo_ledger: None, reader: Client):
    answer = reader.get(f"{EXCERPT}?programme=housing-security&month=2023-05")
    assert (answer.status_code, answer.content) == (HTTPStatus.NO_CONTENT, b"")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "programme=elevators",
        "programme=nonsense&month=2023-06",
        "programme=elevators&month=2023-13",
        "programme=elevators&month=2023-06&region=1",
    ],
)
def test_what_is_not_there_is_not_found(demo_ledger: None, reader: Client, query: str):
    assert reader.get(f"{EXCERPT}?{query}").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("month", "half"), [("2023-01", "2023-H1"), ("2023-06", "2023-H1"), ("2023-07", "2023-H2")]
)
def test_a_month_is_in_a_half_year(month: str, half: str):
    assert str(Period.half_around(Month.parse(month))) == half


def test_without_scripts_the_page_leads_to_the_whole_summary(demo_ledger: None, reader: Client):
    page = reader.get(f"{HOUSING}?month=2023-05").content.decode()
    assert 'href="/summary/?period=2023-H1&amp;region=330521"' in page


def test_a_draft_takes_at_most_twenty_queries(
    demo_ledger: None, reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
):
    for programme in WorkArea.objects.filter(level=WorkArea.PROGRAMME):
        with django_assert_max_num_queries(20):
            reader.get(f"{EXCERPT}?programme={programme.code}&month=2023-06")
