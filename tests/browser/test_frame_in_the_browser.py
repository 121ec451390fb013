"""The watch that the other browser tests rely on sees what it is to see."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page, expect

pytestmark = pytest.mark.looks


def test_a_request_to_elsewhere_is_seen(page: Page, troubles: list[str]) -> None:
    page.goto("/accounts/login/")
    with pytest.raises(Error, match="ERR_"):
        page.goto("http://127.0.0.1:9/")
    assert any("left the server" in trouble for trouble in troubles)
    troubles.clear()


@pytest.mark.parametrize(
    "script",
    [
        "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))",
        "setTimeout(() => eval('1'), 0)",
    ],
    ids=["an inline script", "eval"],
)
def test_the_policy_stops_and_the_watch_sees(page: Page, troubles: list[str], script: str) -> None:
    page.goto("/accounts/login/")
    page.evaluate(script)
    page.wait_for_timeout(200)
    assert any("Content Security Policy" in trouble for trouble in troubles)
    troubles.clear()


def test_a_person_of_the_demonstration_is_signed_in(as_person: Callable[[str], Page]) -> None:
    page = as_person("clerk")
    page.goto("/")
    expect(page.locator("header")).to_contain_text("clerk")
