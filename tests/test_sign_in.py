"""Signing in and out."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from indicators.management.people import PASSWORD, PEOPLE

pytestmark = pytest.mark.django_db
DOORS = ["login", "admin:login"]


def sign_in(client, door, name, password=PASSWORD):
    return client.post(reverse(door), {"username": name, "password": password})


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.username)
def test_the_demonstrations_people_sign_in_on_a_demonstration(people, client, settings, person):
    settings.DEMO = True
    assert sign_in(client, "login", person.username).status_code == 302


@pytest.mark.parametrize("door", DOORS)
def test_they_do_not_get_in_anywhere_else(people, client, settings, door):
    settings.DEMO = False
    assert sign_in(client, door, "clerk").status_code == 200
    assert "_auth_user_id" not in client.session


def test_everybody_else_gets_in_everywhere(client, settings):
    settings.DEMO = False
    User.objects.create_user("wang", password="a long enough pass phrase")
    answer = sign_in(client, "login", "wang", "a long enough pass phrase")
    assert answer.status_code == 302


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", ["x" * 256, "x" * 100_000, "\x00", "＜ｓｃｒｉｐｔ＞", ""])
def test_names_that_nobody_has_are_refused_kindly(client, door, name):
    assert sign_in(client, door, name).status_code == 200


def test_the_people_are_named_on_a_demonstration_only(client, settings):
    settings.DEMO = True
    assert PASSWORD in client.get(reverse("login")).content.decode()
    settings.DEMO = False
    assert PASSWORD not in client.get(reverse("login")).content.decode()


def test_signing_out_ends_the_session(people, client, clerk):
    client.force_login(clerk)
    cookie = client.cookies["sessionid"].value
    client.post(reverse("logout"))
    client.cookies["sessionid"] = cookie
    assert client.get(reverse("overview")).status_code == 302
