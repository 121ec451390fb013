"""The summary's pages: who may see and do what, and what bad addresses get."""

from io import BytesIO
from urllib.parse import quote

import docx
import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from indicators.choices import Role
from indicators.models import Figure
from reports.models import IssuedSummary

pytestmark = pytest.mark.django_db
HALF_YEAR = {"period": "2023-H1", "region": "330521"}


@pytest.fixture
def reader(demo_ledger, client, leader):
    client.force_login(leader)
    return client


@pytest.fixture
def writer(demo_ledger, client, office):
    client.force_login(office)
    return client


def issue(client, **more):
    return client.post(reverse("summary-issue"), HALF_YEAR | more)


@pytest.mark.parametrize("role", list(Role))
def test_everyone_with_a_role_reads_and_exports_and_only_the_office_issues(
    demo_ledger, client, people, role
):
    client.force_login(people[role])
    assert client.get(reverse("summary")).status_code == 200
    assert client.get(reverse("summary-export", args=["docx"])).status_code == 200
    assert issue(client).status_code == (302 if role is Role.OFFICE else 403)


@pytest.mark.parametrize(
    ("name", "args"),
    [("summary", []), ("summary-export", ["docx"]), ("summary-issued", [1])],
)
def test_without_a_role_there_is_nothing_and_without_a_name_the_sign_in(
    demo_ledger, client, name, args
):
    address = reverse(name, args=args)
    assert reverse("login") in client.get(address).url
    client.force_login(User.objects.create(username="nobody"))
    assert client.get(address).status_code == 403


def test_the_page_shows_the_newest_half_year_and_links_every_number(reader):
    page = reader.get(reverse("summary")).content.decode()
    assert "德清县建设局2023年上半年工作总结" in page
    address = reverse("indicator", args=["elevators-new"])
    assert f'href="{address}?month=2023-06&amp;region=330521"' in page
    assert "今年新增<a " in page
    assert "（未报）" not in page


def test_a_town_sees_its_own_and_what_is_missing(reader):
    response = reader.get(reverse("summary"), {"period": "2023-H1", "region": "330521101"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "document-gaps" in page
    assert "（未报）" in page


def test_the_page_takes_a_constant_number_of_queries(reader, django_assert_max_num_queries):
    reader.get(reverse("summary"))
    with django_assert_max_num_queries(27):
        reader.get(reverse("summary"))


@pytest.mark.parametrize(
    ("format", "start"), [("docx", "工作总结.docx"), ("xlsx", "工作总结附表.xlsx")]
)
def test_a_file_is_offered_under_its_chinese_name(reader, format, start):
    response = reader.get(reverse("summary-export", args=[format]), HALF_YEAR)
    assert quote(start) in response["Content-Disposition"]
    assert response["Content-Disposition"].startswith("attachment")
    assert response.content[:2] == b"PK"


def test_the_exported_word_file_is_the_summary(reader):
    response = reader.get(reverse("summary-export", args=["docx"]), HALF_YEAR)
    title = docx.Document(BytesIO(response.content)).paragraphs[0].text
    assert title == "德清县建设局2023年上半年工作总结"


@pytest.mark.parametrize(
    "asked",
    [
        {"period": "2023-H9"},
        {"period": "<b>"},
        {"region": "1"},
        {"region": "x" * 300},
    ],
    ids=str,
)
@pytest.mark.parametrize(
    ("name", "args"), [("summary", []), ("summary-export", ["docx"])], ids=["page", "export"]
)
def test_a_bad_address_gets_a_page_that_says_what_to_write(reader, asked, name, args):
    response = reader.get(reverse(name, args=args), asked)
    assert response.status_code == 404
    assert "Traceback" not in response.content.decode()
    assert "<b>" not in response.content.decode()


def test_an_unknown_format_and_an_unknown_edition_are_not_found(reader):
    assert reader.get(reverse("summary-export", args=["pdf"])).status_code == 404
    assert reader.get(reverse("summary-issued", args=[999])).status_code == 404
    assert reader.get(reverse("summary-issued", args=[10**30])).status_code == 404


def test_a_period_without_a_summary_says_why(reader):
    for period in ("2019-H1", "2023-06"):
        response = reader.get(reverse("summary"), {"period": period})
        assert response.status_code == 200
        assert response.context["error"]
        assert (
            reader.get(reverse("summary-export", args=["docx"]), {"period": period}).status_code
            == 404
        )


def test_an_empty_ledger_has_an_empty_page(reader):
    Figure.objects.all().delete()
    response = reader.get(reverse("summary"))
    assert response.status_code == 200
    assert response.context["error"]
    assert reader.get(reverse("summary-export", args=["xlsx"])).status_code == 404


def test_before_a_county_is_entered_the_page_says_so(client, leader):
    client.force_login(leader)
    page = client.get(reverse("summary"))
    assert page.status_code == 200
    assert "台账是空的" in page.content.decode()
    assert client.get(reverse("summary") + "?region=330521").status_code == 404


def test_issuing_shows_the_frozen_edition_and_lists_it(writer):
    first = writer.post(reverse("summary-issue"), HALF_YEAR, follow=True)
    assert first.status_code == 200
    assert "德清县建设局2023年上半年工作总结" in first.content.decode()
    issue(writer)
    editions = IssuedSummary.objects.order_by("edition")
    assert [issued.edition for issued in editions] == [1, 2]
    page = writer.get(reverse("summary"), HALF_YEAR).content.decode()
    for issued in editions:
        assert reverse("summary-issued", args=[issued.pk]) in page


def test_an_issued_edition_names_what_the_ledger_has_changed_since(writer):
    issue(writer)
    Figure.objects.filter(
        indicator__code="elevators-new", region__code="330521", year=2023, month=6
    ).update(value=15)
    issued = IssuedSummary.objects.get()
    response = writer.get(reverse("summary-issued", args=[issued.pk]))
    assert {move.now for move in response.context["moves"]} == {"15台"}
    assert "14台 → 15台" in response.content.decode()


def test_a_summary_with_gaps_is_not_issued_and_the_page_names_them(writer):
    Figure.objects.filter(indicator__name="建筑业总产值").delete()
    response = issue(writer)
    assert response.status_code == 409
    assert "建筑业总产值" in response.content.decode()
    assert not IssuedSummary.objects.exists()


def test_issuing_takes_a_post(writer):
    assert writer.get(reverse("summary-issue")).status_code == 405


def test_only_who_edits_sees_how_to_write_placeholders(writer, leader):
    page = writer.get(reverse("summary")).content.decode()
    assert "{指标:完成率}" in page
    writer.force_login(leader)
    assert "{指标:完成率}" not in writer.get(reverse("summary")).content.decode()


def test_an_issued_summary_is_exported_as_it_was_issued(writer, county):
    issue(writer)
    issued = IssuedSummary.objects.get()
    Figure.objects.filter(
        indicator__code="elevators-new", region=county, year=2023, month=6
    ).update(value=15)
    answer = writer.get(reverse("summary-issued-export", args=[issued.pk, "docx"]))
    paragraphs = docx.Document(BytesIO(answer.content)).paragraphs
    assert "今年新增14台" in "\n".join(paragraph.text for paragraph in paragraphs)
    assert quote("（第1版）") in answer["Content-Disposition"]
    unknown = reverse("summary-issued-export", args=[issued.pk, "pdf"])
    assert writer.get(unknown).status_code == 404
