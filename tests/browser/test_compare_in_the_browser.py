"""A leader asks what changed since May, and looks for a thing by its initials."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("demo_ledger")
PAGES = ("/compare/", "/compare/year/", "/compare/year/?all=1", "/search/", "/search/?q=建设")


def test_what_changed_since_may(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/")
    page.get_by_role("link", name="对比", exact=True).first.click()
    page.locator("#with").select_option("2023-05")
    page.locator(".compare-form button").click()
    expect(page).to_have_url(re.compile("with=2023-05"))
    expect(page.locator(".compare-summary h2")).to_contain_text("2023年6月与2023年5月对比")
    row = page.locator("tr", has=page.get_by_role("link", name="人才住房筹集"))
    for words in ("707", "920", "+213", "39.3%", "51.1%", "+11.8 百分点", "略滞后", "达序时"):
        expect(row).to_contain_text(words)
    expect(row.locator(".turn-better")).to_have_text("转好")
    row.get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text("人才住房筹集")


def test_the_chart_of_both_months_is_drawn(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/compare/?with=2023-05")
    chart = page.locator("[data-chart]")
    chart.scroll_into_view_if_needed()
    expect(chart.locator("svg.main-svg").first).to_be_visible(timeout=20_000)
    expect(chart.locator(".scatterlayer .trace")).to_have_count(3)


def test_a_cell_of_the_year_leads_to_its_month(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/compare/")
    page.get_by_role("link", name="全年逐月").click()
    page.get_by_role("link", name=re.compile("^人才住房筹集、2023年3月")).click()
    expect(page.locator("#month")).to_have_value("2023-03")
    expect(page.locator("h1")).to_contain_text("人才住房筹集")


def test_searching_by_keyboard_alone(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/compare/")
    page.keyboard.press("/")
    expect(page.locator("form.search input[type=search]").first).to_be_focused()
    page.keyboard.type("jzdt")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=jzdt"))
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".hit").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).not_to_be_focused()
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("加装电梯新增")


def test_a_slash_in_a_field_is_a_slash(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/search/")
    page.locator("#q").fill("")
    page.locator("#q").press("/")
    expect(page.locator("#q")).to_have_value("/")


@pytest.mark.parametrize("width", [1920, 1366, 390])
def test_no_page_is_wider_than_its_window(as_person: Callable[[str], Page], width: int) -> None:
    page = as_person("leader")
    page.set_viewport_size({"width": width, "height": 800})
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_on_paper_there_is_the_comparison_and_nothing_to_click(
    as_person: Callable[[str], Page],
) -> None:
    page = as_person("leader")
    page.goto("/compare/?with=2023-05")
    page.emulate_media(media="print")
    expect(page.locator(".compare-form")).to_be_hidden()
    expect(page.locator(".compare-tabs")).to_be_hidden()
    expect(page.locator(".compare-table")).to_be_visible()
