"""Nothing sticks out of any page, whatever the ledger holds."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django import Settings

from indicators.choices import Role
from tests.browser.conftest import sign_in
from tests.extremes import EXTREMES, Extreme, addresses

pytestmark = pytest.mark.looks

STICKING_OUT = (Path(__file__).parent / "sticking_out.js").read_text()
WIDTHS = (1366, 390)
WALL = {"width": 1920, "height": 1080}
PATIENCE = 20_000  # Milliseconds, for the chart library on a busy machine.


def draw_charts(page: Page) -> None:
    """Scroll to every chart that shows, so that it is drawn."""
    for chart in page.locator("[data-chart]:visible").all():
        chart.scroll_into_view_if_needed()
        chart.locator("svg").first.wait_for(timeout=PATIENCE)


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
    for name, address in addresses():
        if name == "screen":
            continue
        page.goto(address)
        draw_charts(page)
        if lines := page.evaluate(STICKING_OUT, False):
            left[name] = lines
    assert left == {}


@pytest.mark.parametrize("extreme", EXTREMES, ids=str)
def test_nothing_sticks_out_of_the_screen_on_the_wall(
    page: Page, base_url: str, people: dict[Role, User], extreme: Extreme
) -> None:
    extreme.build()
    sign_in(page, people[Role.LEADER], base_url)
    page.set_viewport_size(WALL)
    page.goto("/screen/?pace=60")
    page.keyboard.press("Space")
    slides = page.locator(".slide")
    left = {}
    for number in range(max(slides.count(), 1)):
        expect(page.locator(".slide.shown")).to_have_count(1)
        if lines := page.evaluate(STICKING_OUT, True):
            left[number] = lines

        page.screenshot(path=f"/tmp/ext-shots/{extreme}-screen-{number}.png")
        page.keyboard.press("ArrowRight")
    assert left == {}
