"""Every page bears every ledger: it answers, and says in words what there is."""

import re
from html import unescape
from http import HTTPStatus

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import resolve
from pytest_django import Settings

from tests.extremes import EXTREMES, Extreme, addresses

pytestmark = pytest.mark.django_db
NEVER = re.compile(r"\b(None|NaN|nan|Infinity|inf|undefined|Decimal|E[+]\d+)\b")


@pytest.fixture
def reader(leader: User, settings: Settings) -> Client:
    settings.DEMO = True
    client = Client()
    client.force_login(leader)
    return client


def words(html: str) -> str:
    """What can be read on a page, without scripts, on one line."""
    html = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
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
    return pages


@pytest.mark.parametrize("extreme", EXTREMES, ids=str)
def test_dump(reader: Client, extreme: Extreme):
    extreme.build()
    import pathlib
    out = pathlib.Path("/tmp/ext") / str(extreme); out.mkdir(parents=True, exist_ok=True)
    bad = []
    for name, address in addresses():
        try:
            answer = reader.get(address)
        except Exception as e:
            import traceback
            bad.append((name, "".join(traceback.format_exc().splitlines(True)[-4:])))
            continue
        html = answer.content.decode()
        (out / (name.replace(" ", "-") + ".txt")).write_text(words(html))
        m = NEVER.search(html)
        if answer.status_code != 200: bad.append((name, address, answer.status_code, words(html)[:300]))
        if m: bad.append((name, html[max(0,m.start()-100):m.end()+100]))
    for b in bad: print(b)
    assert not bad
