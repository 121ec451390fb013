"""Whole journeys by keyboard alone: every step is Tab, Enter, Space, an arrow or a letter."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings

from tests.browser.addresses import ADDRESSES

pytestmark = [pytest.mark.usefixtures("demo_ledger"), pytest.mark.looks]
MANY = 150  # presses of Tab that nobody should need
PHONE = {"width": 390, "height": 844}


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until what is wanted has the focus, and see that this is shown."""
    for _press in range(MANY):
        page.keyboard.press("Tab")
        if wanted.evaluate("place => place === document.activeElement"):
            assert wanted.evaluate("place => getComputedStyle(place).outlineStyle") != "none"
            return
    raise AssertionError(f"Not reached with Tab: {wanted}")


def follow(page: Page, wanted: Locator) -> None:
    """Reach a link or button with Tab, and press it."""
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def test_signing_in(page: Page, people: object, settings: Settings) -> None:
    settings.DEMO = True
    page.goto("/")
    expect(page.locator("#id_username")).to_be_focused()
    page.keyboard.type("leader")
    page.keyboard.press("Tab")
    page.keyboard.type("deqing2023")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("年度目标")


def test_past_the_head_to_the_content(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/")
    follow(page, page.locator(".skip-link"))
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_through_the_menu(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/")
    for words in ("镇街", "项目", "荣誉", "对比", "填报进度", "半年度总结", "总览"):
        follow(page, page.locator(".menu").get_by_role("link", name=words))
        expect(page.locator(".menu [aria-current]")).to_have_text(words)


def test_the_menu_of_the_phone_unfolds_and_folds(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.set_viewport_size(PHONE)
    page.goto("/")
    fold = page.locator(".fold summary")
    follow(page, fold)
    expect(page.locator(".fold").get_by_role("link", name="镇街")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(fold).to_be_focused()
    expect(page.locator(".fold nav")).to_be_hidden()
    page.keyboard.press("Enter")
    follow(page, page.locator(".fold").get_by_role("link", name="荣誉"))
    expect(page).to_have_url(re.compile("/honours/"))


def test_to_the_dark_and_back(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/")
    follow(page, page.get_by_role("button", name="深色"))
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="深色")).to_have_attribute("aria-pressed", "true")
    follow(page, page.get_by_role("button", name="浅色"))
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_another_month(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto(ADDRESSES["indicator"]())
    tab_to(page, page.locator("#month"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("month=2023-05"))


def test_a_light_and_what_shows_it(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/")
    follow(page, page.locator(".light-count-red"))
    expect(page).to_have_url(re.compile("light=red"))
    follow(page, page.locator("main").get_by_role("link", name="基础设施投资").first)
    expect(page.get_by_role("heading", level=1)).to_have_text("基础设施投资")


def test_a_table_is_sorted(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto(ADDRESSES["programme"]())
    follow(page, page.locator("thead th a").first)
    expect(page.locator("thead th[aria-sort]")).to_have_count(1)


def test_the_numbers_of_a_chart_unfold(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto(ADDRESSES["indicator"]())
    numbers = page.locator(".chart-data").first
    follow(page, numbers.locator("summary"))
    expect(numbers.locator("table")).to_be_visible()
