"""The pictures of the README: `make screenshots` writes them into docs/images."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

IMAGES = Path(__file__).parents[2] / "docs" / "images"
SIZES = {"1366": (1366, 768), "phone": (390, 844)}
PAGES = {
    "overview": "/?month=2023-06",
    "programme": "/programmes/housing-security/?month=2023-06",
    "indicator": "/indicators/talent-homes/?month=2023-06",
    "summary": "/summary/?period=2023-H1",
}
TOO_LONG = {"summary"}  # To be shown whole.


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest, page: Page) -> str:
    """The page has that size; comes back with its name."""
    width, height = SIZES[request.param]
    page.set_viewport_size({"width": width, "height": height})
    return str(request.param)


def test_sign_in(page: Page, size: str) -> None:
    take(page, "/accounts/login/", f"sign-in-{size}.png")


@pytest.mark.parametrize("name", PAGES)
def test_page(as_person: Callable[[str], Page], size: str, name: str) -> None:
    take(as_person("leader"), PAGES[name], f"{name}-{size}.png", whole=name not in TOO_LONG)


def take(page: Page, address: str, file_name: str, *, whole: bool = True) -> None:
    """Write the page, with the charts drawn that wait to be scrolled to."""
    page.goto(address)
    for chart in page.locator("[data-chart]").all():
        chart.scroll_into_view_if_needed()
        chart.locator("svg").first.wait_for()
    page.evaluate("window.scrollTo(0, 0)")
    IMAGES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=IMAGES / file_name, full_page=whole)
