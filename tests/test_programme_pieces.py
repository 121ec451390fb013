"""Pieces of a programme's page that are kept: never another choice's, language's or hour's."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from indicators.models import Target
from tests.bureau import MAY, Bureau

pytestmark = pytest.mark.django_db(transaction=True)
AREA = "/programmes/area/"


@pytest.fixture
def reader(bureau: Bureau, leader: User) -> Client:
    """A leader, reading English, of a county with output in May and June."""
    Target.objects.create(
        indicator=bureau.county_output, region=bureau.county, year=2023, value=150
    )
    bureau.approved(
        bureau.row(bureau.county_output, bureau.county, "60", month=MAY),
        bureau.row(bureau.county_output, bureau.county, "70"),
        *(bureau.row(bureau.lifts, town, "3") for town in bureau.towns),
    )
    client = Client()
    client.post("/language/", {"language": "en"})
    client.force_login(leader)
    return client


def text(client: Client, query: str = "") -> str:
    """The page, asked for twice so that it is the kept one."""
    client.get(AREA + query)
    return client.get(AREA + query).content.decode()


def test_a_figure_that_changes_shows_at_once_in_table_and_charts(bureau: Bureau, reader: Client):
    assert text(reader).count("46.7%") >= 2
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "75", reason="核对"))
    page = text(reader)
    assert page.count("50%") >= 2
    assert "46.7%" not in page


def test_each_language_has_its_own(reader: Client):
    assert "Goals of the year" in text(reader)
    reader.post("/language/", {"language": "zh-hans"})
    page = text(reader)
    assert "Goals of the year" not in page
    assert "Annual target" not in page


def test_each_choice_month_and_sorting_has_its_own(reader: Client, bureau: Bureau):
    rows = [row.count("<td ") for row in reader.get(AREA).context["table"].body]
    assert len(rows) > 1
    assert len(reader.get(f"{AREA}?q=output").context["table"].body) == 1
    assert len(reader.get(AREA).context["table"].body) == len(rows)
    upward = reader.get(f"{AREA}?sort=light_label").context["table"].body
    downward = reader.get(f"{AREA}?sort=-light_label").context["table"].body
    assert upward != downward
    assert sorted(upward) == sorted(downward)
    few = reader.get(f"{AREA}?columns=value").context["table"].body
    assert few[0].count("<td ") == 2
    may = reader.get(f"{AREA}?month=2023-05").context["bullets"]
    assert may.rows[0][1].startswith("60 ")
    town = bureau.towns[0].code
    assert f"region={town}" in reader.get(f"{AREA}?region={town}").context["table"].body[0]
