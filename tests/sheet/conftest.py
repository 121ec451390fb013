"""A sheet of the small bureau: what it sends, and what comes back."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from indicators import ledger
from indicators.ledger.drafts import written
from indicators.models import Entry, Indicator, Region
from tests.bureau import JUNE, Bureau


@dataclass
class Sheet:
    """One person's sheet for June; `save` sends rows and gives back the answer."""

    person: User
    client: Client

    def page(self, **query: str) -> Any:
        """The answer to opening it."""
        query.setdefault("month", str(JUNE))
        return self.client.get(reverse("admin:indicators_entry_sheet"), query)

    def data(self, **query: str) -> dict[str, Any]:
        """What the page's script starts from."""
        found: dict[str, Any] = self.page(**query).context["data"]
        return found

    def post(self, body: Any) -> Any:
        """The answer to any body, sent as JSON."""
        text = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return self.client.post(
            reverse("admin:indicators_entry_sheet_save"), text, content_type="application/json"
        )

    def save(self, *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
        """The answer to rows that can be read."""
        body = {"month": str(JUNE), "region": "330521", "rows": list(rows), **more}
        answer = self.post(body)
        assert answer.status_code == 200, answer.content.decode()
        found: dict[str, Any] = answer.json()
        return found

    def only(self, *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
        """The one row of the answer."""
        [row] = self.save(*rows, **more)["rows"]
        return dict(row)


def row(indicator: Indicator, region: Region, value: str = "", **more: Any) -> dict[str, Any]:
    """A cell as the script sends it, seen as it is now."""
    newest = Entry.objects.filter(indicator=indicator, region=region).of_month(JUNE)
    seen = written(ledger.stamp(newest.order_by("pk").last()))
    return {
        "indicator": indicator.code,
        "region": region.code,
        "seen": seen,
        "value": value,
        **more,
    }


@pytest.fixture
def sheet_of(bureau: Bureau) -> Callable[[User], Sheet]:
    """The sheet of a person who is signed in."""

    def signed_in(person: User) -> Sheet:
        client = Client()
        client.force_login(person)
        return Sheet(person, client)

    return signed_in


@pytest.fixture
def sheet(bureau: Bureau, sheet_of: Callable[[User], Sheet]) -> Sheet:
    """The clerk's."""
    return sheet_of(bureau.clerk)
