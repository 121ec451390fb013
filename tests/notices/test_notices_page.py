"""The page of one's notices, and the bell."""

import pytest
from django.urls import reverse

from indicators import ledger, notices
from indicators.ledger import stamps
from indicators.models import Notice
from tests.bureau import MAY

PAGE = "/notices/"


@pytest.fixture
def desk(bureau, client):
    """The clerk's desk, with the notice that June is open."""
    client.force_login(bureau.clerk)
    return client


def test_one_reads_one_s_own_notices_newest_first(bureau, desk):
    entries = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "71.2"))
    ledger.return_to_author(bureau.reviewer, stamps(entries), "请附验收单")
    page = desk.get(PAGE)
    assert [notice.kind for notice, _words in page.context["rows"]] == ["returned", "opened"]
    text = page.content.decode()
    assert "请附验收单" in text
    assert text.count("去填报表") == 1


def test_all_are_marked_as_read_at_once(bureau, desk):
    assert desk.post(reverse("notices-read"), follow=True).status_code == 200
    assert not Notice.objects.filter(person=bureau.clerk, read_at=None).exists()
    assert Notice.objects.filter(person=bureau.reviewer, read_at=None).exists()


def test_following_a_notice_reads_it_and_leads_to_the_place(bureau, desk):
    notice = Notice.objects.get(person=bureau.clerk)
    answer = desk.post(reverse("notice", args=[notice.pk]))
    assert answer["Location"] == "/reporting/?month=2023-06"
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_nobody_reads_another_s_notice(bureau, desk):
    other = Notice.objects.get(person=bureau.reviewer)
    assert desk.post(reverse("notice", args=[other.pk])).status_code == 404
    other.refresh_from_db()
    assert other.read_at is None


@pytest.mark.parametrize("address", ["notices-read", "notice"])
def test_reading_is_not_done_by_looking(bureau, desk, address):
    arguments = [Notice.objects.get(person=bureau.clerk).pk] if address == "notice" else []
    assert desk.get(reverse(address, args=arguments)).status_code == 405


def test_a_person_without_notices_is_told_so(bureau, client):
    client.force_login(bureau.office)
    assert "暂无通知" in client.get(PAGE).content.decode()


def test_many_notices_take_several_pages_and_as_many_queries(
    bureau, desk, django_assert_num_queries
):
    [first] = Notice.objects.filter(person=bureau.clerk)
    desk.get(PAGE)
    with django_assert_num_queries(3):
        desk.get(PAGE)
    Notice.objects.bulk_create(
        Notice(
            person=bureau.clerk,
            kind="opened",
            month=first.month,
            facts=first.facts,
            day=first.day,
            created_at=first.created_at,
        )
        for _number in range(70)
    )
    with django_assert_num_queries(3):
        page = desk.get(f"{PAGE}?page=2")
    assert len(page.context["rows"]) == 30
    assert desk.get(f"{PAGE}?page=nonsense").status_code == 200
    assert len(desk.get(f"{PAGE}?page=99").context["rows"]) == 11


def test_the_bell_counts_what_is_unread_on_every_page(bureau, desk):
    bureau.clerk.is_staff = True
    bureau.clerk.save()
    bell = '<span class="bell-count">1</span>'
    for address in (PAGE, reverse("reporting"), reverse("admin:index")):
        assert bell in desk.get(address).content.decode()


def test_the_bell_follows_what_is_told_and_read(bureau):
    assert notices.unread(bureau.clerk) == 1
    bureau.open(MAY)
    assert notices.unread(bureau.clerk) == 2
    notices.mark_read(bureau.clerk)
    assert notices.unread(bureau.clerk) == 0
