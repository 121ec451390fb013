"""A key to the screen of the county of the demonstration, and a browser that keeps it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from indicators import screen_keys
from indicators.models import Region, ScreenToken


@pytest.fixture
def county(demo_ledger: None) -> Region:
    return Region.objects.get(code="330521")


@pytest.fixture
def made(county: Region, office: User) -> tuple[ScreenToken, str]:
    """The record and the key."""
    return screen_keys.make(office, county, "一楼大厅")


@pytest.fixture
def wall(made: tuple[ScreenToken, str]) -> Client:
    """The browser of a screen that was led in by its link."""
    browser_of_screen = Client()
    assert browser_of_screen.get("/screen/", {"token": made[1]}).status_code == 302
    return browser_of_screen
