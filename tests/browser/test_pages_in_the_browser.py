"""A leader at the desk and on the phone: from the overview to a figure, its chart and its trail.

Every page is watched for requests that leave the server and for errors on the console.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

pytestmark = pytest.mark.usefixtures("demo_ledger")
PAGES = ("/", "/programmes/housing-security/", "/indicators/talent-homes/")
WIDTHS = (1920, 1366, 390)


def test_signing_in_leads_to_the_overview(page: Page, people: object, settings: Settings) -> None:
    settings.DEMO = True
    page.goto("/")
    page.locator("#id_username").fill("leader")
    page.locator("#id_password").fill("deqing2023")
    page.locator("#id_password").press("Enter")
    expect(page.locator(".headlines")).to_be_visible()
    expect(page.locator(".person-name")).to_contain_text("leader")


def test_from_the_overview_to_the_programme_to_the_figure(
    as_person: Callable[[str], Page],
) -> None:
    page = as_person("leader")
    page.goto("/")
    page.get_by_role("link", name="住房保障", exact=True).click()
    row = page.locator("tr", has=page.get_by_role("link", name="人才住房筹集"))
    expect(row.locator(".cell-value")).to_contain_text("920")
    expect(row.locator(".completion-text")).to_have_text("51.1%")
    row.get_by_role("link").click()
    expect(page.locator(".big-value .number")).to_have_text("920")
    expect(page.locator(".trail tbody tr")).to_have_count(6)


def test_charts_are_drawn_when_they_come_into_view(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/indicators/talent-homes/")
    charts = page.locator("[data-chart]")
    expect(charts).to_have_count(2)
    for chart in charts.all():
        chart.scroll_into_view_if_needed()
        expect(chart.locator("svg.main-svg").first).to_be_visible()
    expect(charts.nth(1).locator(".bars path")).to_have_count(6)
    expect(page.get_by_role("button", name="图片")).to_have_count(2)
    expect(page.locator(".modebar-btn")).to_have_count(0)


def test_a_chart_has_its_numbers_beside_it(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/indicators/talent-homes/")
    first = page.locator(".chart").first
    first.locator("summary").click()
    expect(first.locator("tbody tr")).to_have_count(12)
    expect(first.locator("tbody tr").nth(5)).to_contain_text("920")


def test_another_month_is_chosen_without_a_script(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/indicators/talent-homes/")
    page.locator("#month").select_option("2023-03")
    page.locator(".month-form button").click()
    expect(page.locator(".big-value .number")).to_have_text("354")
    expect(page.locator(".standing-notes .mark-demo")).to_be_visible()
    page.locator("a[rel=next]").click()
    expect(page.locator("#month")).to_have_value("2023-04")


def test_a_light_is_clicked_and_let_go(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/")
    page.locator(".light-count-blue").click()
    expect(page.locator(".listed tbody tr")).to_have_count(4)
    page.locator(".light-count-blue").click()
    expect(page.locator(".light-count[aria-current]")).to_have_count(0)


def test_the_language_changes_on_the_same_page(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/programmes/housing-security/?month=2023-06")
    page.locator("button[name=language]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile(r"\?month=2023-06$"))
    expect(page.get_by_role("link", name="Overview")).to_be_visible()


def test_a_page_is_reached_by_keyboard_alone(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_its_window(
    as_person: Callable[[str], Page], address: str, width: int
) -> None:
    page = as_person("leader")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_printing_leaves_out_what_can_only_be_clicked(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/")
    page.emulate_media(media="print")
    expect(page.locator(".menu")).to_be_hidden()
    expect(page.locator(".headlines")).to_be_visible()


def test_a_page_that_is_not_there_is_a_page(
    as_person: Callable[[str], Page], troubles: list[str]
) -> None:
    page = as_person("leader")
    page.goto("/?month=2023-6")
    expect(page.locator(".message-page")).to_contain_text("2023-06")
    assert all("404" in trouble for trouble in troubles)
    troubles.clear()
