"""What no link leads to is answered in words by both databases."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

pytestmark = pytest.mark.django_db


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """The names of addresses, with their namespaces."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, f"{pattern.namespace}:" if pattern.namespace else space)
        elif pattern.name:
            yield space + pattern.name


def addresses() -> list[str]:
    """Every named address that needs nothing but its name."""
    found = []
    for name in sorted(set(names(get_resolver()))):
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue
    return found


@pytest.mark.parametrize("query", ["department=%00", "q=x%00y", "%00=1"])
def test_nul_in_a_query_is_answered_in_words(bureau, admin: User, client: Client, query: str):
    client.force_login(admin)
    known = addresses()
    assert {"/reporting/", "/admin/indicators/entry/sheet/"} <= set(known)
    for address in known:
        answer = client.get(f"{address}?{query}")
        assert answer.status_code == 400, address
        assert "无法处理" in answer.content.decode(), address


@pytest.mark.parametrize(
    "address", ["/indicators/%00/", "/programmes/a%00b/", "/admin/indicators/entry/%00/change/"]
)
def test_nul_in_a_path_is_answered_in_words(bureau, admin: User, client: Client, address: str):
    client.force_login(admin)
    answer = client.get(address)
    assert answer.status_code == 400
    assert admin.username in answer.content.decode()


def test_a_written_percent_sign_is_no_nul(bureau, admin: User, client: Client):
    client.force_login(admin)
    assert client.get("/admin/indicators/entry/?q=%2500").status_code == 200
