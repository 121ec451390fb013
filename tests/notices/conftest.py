"""A small bureau whose people have been told nothing yet."""

import pytest
from django.core.cache import cache

from indicators.models import Notice
from tests.bureau import Bureau


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Counts of unread notices belong to the people of one test."""
    cache.clear()


@pytest.fixture
def quiet(bureau: Bureau) -> Bureau:
    """The bureau with June open, of which the notices were taken away."""
    Notice.objects.all().delete()
    return bureau
