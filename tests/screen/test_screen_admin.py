"""The office hands keys out and takes them back."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from indicators.models import ScreenToken

pytestmark = pytest.mark.django_db
LIST = reverse("admin:indicators_screentoken_changelist")
ADD = reverse("admin:indicators_screentoken_add")


@pytest.fixture
def at_desk(client, office):
    client.force_login(office)
    return client


def text(answer):
    return answer.content.decode()


def make(at_desk, county):
    answer = at_desk.post(ADD, {"name": "一楼大厅", "region": county.pk})
    found = re.search(r'value="(http://testserver/screen/\?token=[\w-]+)"', text(answer))
    assert found
    return found[1], answer


def test_the_link_is_shown_once_and_opens_the_screen(at_desk, county):
    link, answer = make(at_desk, county)
    assert "no-store" in answer["Cache-Control"]
    key = link.partition("token=")[2]
    wall = Client()
    assert wall.get("/screen/", {"token": key}, follow=True).status_code == 200
    token = ScreenToken.objects.get()
    pages = [LIST, reverse("admin:indicators_screentoken_change", args=[token.pk])]
    assert not any(key in text(at_desk.get(address)) for address in pages)
    assert key not in str(LogEntry.objects.values())
    assert (token.name, token.region, token.made_by.username) == ("一楼大厅", county, "office")


def test_the_form_offers_the_county(at_desk, county):
    form = at_desk.get(ADD).context["adminform"].form
    assert form.get_initial_for_field(form.fields["region"], "region") == county


def test_a_link_needs_a_name(at_desk, county):
    answer = at_desk.post(ADD, {"name": " ", "region": county.pk})
    assert "name" in answer.context["adminform"].form.errors
    assert not ScreenToken.objects.exists()


def test_withdrawing_is_confirmed_and_written_down(at_desk, county):
    make(at_desk, county)
    token = ScreenToken.objects.get()
    page = reverse("admin:indicators_screentoken_withdraw", args=[token.pk])
    assert "收回后不能恢复" in text(at_desk.get(page))
    token.refresh_from_db()
    assert token.withdrawn_at is None
    answer = at_desk.post(page, follow=True)
    assert "“一楼大厅”已收回" in text(answer)
    token.refresh_from_db()
    assert token.withdrawn_by is not None
    assert token.withdrawn_by.username == "office"
    assert LogEntry.objects.filter(object_id=str(token.pk)).count() == 2
    for again in (at_desk.get(page, follow=True), at_desk.post(page, follow=True)):
        assert "此前已被收回" in text(again)


def test_nothing_else_can_be_done_with_a_link(at_desk, county):
    make(at_desk, county)
    token = ScreenToken.objects.get()
    args = [token.pk]
    change = reverse("admin:indicators_screentoken_change", args=args)
    assert at_desk.post(change, {"name": "别处", "region": county.pk}).status_code == 403
    delete = reverse("admin:indicators_screentoken_delete", args=args)
    assert at_desk.post(delete, {"post": "yes"}).status_code == 403
    gone = reverse("admin:indicators_screentoken_withdraw", args=[token.pk + 1])
    assert at_desk.get(gone).status_code == 404
