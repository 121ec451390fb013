"""The queue at a reviewer's desk."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from indicators.admin.review.rows import WaitingLine
from tests.bureau import Bureau

Answer = Any


@dataclass
class Desk:
    """A signed-in person before the queue."""

    client: Client

    @property
    def address(self) -> str:
        return reverse("admin:indicators_entry_review")

    def sits(self, person: User) -> "Desk":
        """Who it is."""
        person.is_staff = True
        person.save(update_fields=["is_staff"])
        self.client.force_login(person)
        return self

    def look(self, **query: str) -> Answer:
        """The page."""
        return self.client.get(self.address, query)

    def lines(self, **query: str) -> list[WaitingLine]:
        """The entries on the page, in its order."""
        return list(self.look(**query).context["page"].lines)

    def press(self, verb: str, stamps: str, place: str = "here", **fields: Any) -> Answer:
        """The answer, after redirects, to a button with those stamps behind it."""
        return self.client.post(self.address, {verb: f"{place}|{stamps}", **fields}, follow=True)


def told(answer: Answer) -> str:
    """What the page says of the last decision."""
    refusals = answer.context.get("refusals") or []
    return " ".join([*map(str, answer.context["messages"]), *(r.text for r in refusals)])


@pytest.fixture
def desk(bureau: Bureau) -> Desk:
    """The reviewer's desk in the small bureau."""
    return Desk(Client()).sits(bureau.reviewer)


@pytest.fixture
def said() -> Callable[[Answer], str]:
    return told
