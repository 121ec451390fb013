"""Nothing sticks out of any page, whatever the ledger holds."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page
from pytest_django import Settings

from indicators.choices import Role
from tests.browser.conftest import sign_in
from tests.extremes import EXTREMES, Extreme, addresses

STICKING_OUT = (Path(__file__).parent / "sticking_out.js").read_text()
WIDTHS = (1366, 390)
PATIENCE = 20_000  # Milliseconds, for the chart library on a busy machine.


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("extreme", EXTREMES, ids=str)
def test_nothing_sticks_out(
    page: Page,
    base_url: str,
    people: dict[Role, User],
    settings: Settings,
    extreme: Extreme,
    width: int,
) -> None:
    settings.DEMO = True
    extreme.build()
    sign_in(page, people[Role.LEADER], base_url)
    page.set_viewport_size({"width": width, "height": 800})
    left = {}
    only = os.environ.get("ONLY")
    for name, address in addresses():
        if name == "screen" or (only and not any(o in name for o in only.split(","))):
            continue
        page.goto(address)
        charts = page.locator("[data-chart]")
        for chart in charts.all():
            if chart.is_visible():
                chart.scroll_into_view_if_needed()
                chart.locator("svg").first.wait_for(timeout=PATIENCE)
        if lines := page.evaluate(STICKING_OUT, False):
            left[name] = lines
        out = Path("/tmp/ext-shots") / str(extreme)
        out.mkdir(parents=True, exist_ok=True)
        page.evaluate("window.scrollTo(0, 0)")
        page.screenshot(path=out / f"{name.replace(' ', '-')}-{width}.png", full_page=True)
    for n, l in left.items():
        print("==", n)
        for x in l[:14]:
            print("   ", x)
    assert left == {}
