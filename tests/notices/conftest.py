"""A small bureau whose people have been told nothing yet."""

import pytest

from indicators.models import Notice
from tests.bureau import Bureau


@pytest.fixture
def quiet(bureau: Bureau) -> Bureau:
    """The bureau with June open, of which the notices were taken away."""
    Notice.objects.all().delete()
    return bureau
