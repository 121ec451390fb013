"""A leader at the desk, and reading a page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

Read = Callable[[str], Any]


@pytest.fixture
def reader(leader: User) -> Client:
    """A leader at the desk."""
    client = Client()
    client.force_login(leader)
    return client


@pytest.fixture
def read(reader: Client) -> Read:
    """The words and numbers that the overview at an address shows."""

    def shown(address: str = "/") -> Any:
        answer = reader.get(address)
        assert answer.status_code == 200
        return answer.context

    return shown
