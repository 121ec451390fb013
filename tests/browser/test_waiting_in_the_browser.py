"""While a page or a file takes longer, a slim bar says so; nothing of it stays."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.looks


def test_a_slow_page_shows_a_bar_until_it_comes(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/notices/")
    # The next page never comes: what has begun stays to be looked at.
    page.evaluate("window.addEventListener('click', event => event.preventDefault())")
    page.locator(".menu").get_by_role("link", name="荣誉").click()
    expect(page.locator(".working")).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('pageshow'))")
    expect(page.locator(".working")).to_have_count(0)


def test_a_slow_file_shows_a_bar_until_it_is_saved(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/trail/?month=2023-06")
    link = page.get_by_role("link", name="CSV")
    link.evaluate("place => { place.dataset.export = '' }")
    held: list[Route] = []
    page.route("**/trail.csv*", lambda route: held.append(route))
    link.click()
    expect(page.locator(".working")).to_be_visible()
    with page.expect_download() as download:
        held[0].continue_()
    assert download.value.suggested_filename.endswith(".csv")
    expect(page.locator(".working")).to_have_count(0)


def test_a_file_that_cannot_be_made_ends_at_the_page_that_says_so(
    as_person: Callable[[str], Page], troubles: list[str]
) -> None:
    page = as_person("leader")
    page.goto("/trail/?month=2023-06")
    link = page.get_by_role("link", name="CSV")
    link.evaluate("place => { place.dataset.export = ''; place.href = '/trail.csv?month=0' }")
    link.click()
    expect(page.locator(".state-title")).to_be_visible()
    assert all("404" in trouble for trouble in troubles)
    troubles.clear()
