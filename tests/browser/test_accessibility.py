"""axe-core finds nothing on any page, in both languages and both themes."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pytest_django import Settings

from tests.browser.addresses import ADDRESSES

pytestmark = pytest.mark.looks

# In the other theme only colours differ.
EVERYTHING = {"resultTypes": ["violations"]}
COLOURS = {**EVERYTHING, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
LANGUAGES = ("zh-hans", "en")
PHONE = {"width": 390, "height": 844}


def speak(page: Page, base_url: str, language: str) -> None:
    """The page answers in that language."""
    page.context.add_cookies([{"name": "django_language", "value": language, "url": base_url}])


def found(page: Page, options: dict[str, object]) -> list[str]:
    """What axe finds on the page as it stands, one line for each kind of trouble."""
    violations = Axe().run(page, options=options).response["violations"]
    return [
        f"{row['id']}: {node['html'][:160]} {[check['message'] for check in node['any']]}"
        for row in violations
        for node in row["nodes"][:3]
    ]


def in_both_themes(page: Page) -> list[str]:
    """What axe finds with everything unfolded, in light and then in dark."""
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    light = found(page, EVERYTHING)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    return light + [f"dark {line}" for line in found(page, COLOURS)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_keeps_anybody_out(
    as_person: Callable[[str], Page],
    troubles: list[str],
    settings: Settings,
    base_url: str,
    language: str,
) -> None:
    settings.DEMO = True
    page = as_person("leader")
    speak(page, base_url, language)
    left = {}
    for name, address in ADDRESSES.items():
        page.goto(address())
        if lines := in_both_themes(page):
            left[name] = lines
    assert left == {}
    assert all("404" in trouble for trouble in troubles)
    troubles.clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_keeps_anybody_from_signing_in(
    page: Page, people: object, settings: Settings, base_url: str, language: str
) -> None:
    settings.DEMO = True
    speak(page, base_url, language)
    page.goto("/accounts/login/")
    assert in_both_themes(page) == []


def test_nothing_keeps_anybody_out_on_a_phone(as_person: Callable[[str], Page]) -> None:
    page = as_person("office")
    page.set_viewport_size(PHONE)
    left = {}
    for name in ("overview", "programme", "indicator", "towns", "projects", "compare", "reporting"):
        page.goto(ADDRESSES[name]())
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            left[f"{name} is wider than the phone"] = []
        if lines := in_both_themes(page):
            left[name] = lines
    assert left == {}
