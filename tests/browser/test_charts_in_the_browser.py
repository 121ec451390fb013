"""Charts as people meet them: clicked, saved, in the dark, on the phone, on paper, not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from indicators.models import Entry
from indicators.periods import Month

pytestmark = [pytest.mark.usefixtures("demo_ledger"), pytest.mark.looks]
INDICATOR = "/indicators/talent-homes/?month=2023-06"
LIBRARY = "plotly.min"
PATIENCE = 20_000  # Milliseconds; the library is large, and a test machine busy.
POINTS = ".scatterlayer .trace:last-child .points path"


def drawn(page: Page, address: str) -> Page:
    """The page with all its charts drawn."""
    page.goto(address)
    for chart in page.locator("[data-chart]").all():
        chart.scroll_into_view_if_needed()
        expect(chart.locator("svg.main-svg").first).to_be_visible(timeout=PATIENCE)
    return page


def boxes(page: Page, chart: int) -> list[dict[str, Any]]:
    """The words of a chart with their places, and last the chart's own."""
    found: list[dict[str, Any]] = (
        page.locator("[data-chart]")
        .nth(chart)
        .evaluate(
            """place => [
            ...place.querySelectorAll(".annotation-text-g text, .xtick text, .ytick text,"
                + ".bartext"),
            place
        ].map(element => {
            const { left, right, top, bottom } = element.getBoundingClientRect();
            return { text: element.textContent, left, right, top, bottom };
        })"""
        )
    )
    return found


def meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two boxes lie on each other by more than a hair."""
    hair = 1.5
    return bool(
        one["left"] + hair < other["right"]
        and other["left"] + hair < one["right"]
        and one["top"] + hair < other["bottom"]
        and other["top"] + hair < one["bottom"]
    )


def test_a_point_leads_to_the_entry_that_made_it(as_person: Callable[[str], Page]) -> None:
    page = drawn(as_person("leader"), INDICATOR)
    page.locator("[data-chart]").first.scroll_into_view_if_needed()
    point = page.locator(POINTS).nth(5).bounding_box()
    assert point is not None
    page.mouse.move(point["x"] + point["width"] / 2, point["y"] + point["height"] / 2)
    expect(page.locator(".hoverlayer .hovertext")).to_contain_text("920")
    expect(page.locator(".hoverlayer .hovertext")).to_contain_text("已审核")
    page.mouse.click(point["x"] + point["width"] / 2, point["y"] + point["height"] / 2)
    page.wait_for_url("**/entries/*/")
    expect(page.locator("h1")).to_contain_text("2023年6月")


def test_the_table_leads_there_by_keyboard(as_person: Callable[[str], Page]) -> None:
    page = drawn(as_person("leader"), INDICATOR)
    entry = Entry.objects.of_month(Month(2023, 6)).get(indicator__code="talent-homes")
    page.locator(".chart-data summary").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="920", exact=True).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/entries/{entry.pk}/")


def test_the_picture_is_named_for_what_it_shows(as_person: Callable[[str], Page]) -> None:
    page = drawn(as_person("leader"), INDICATOR)
    with page.expect_download() as saved:
        page.get_by_role("button", name="月末累计：保存为图片").click()
    assert unquote(saved.value.suggested_filename) == "人才住房筹集-月末累计-2023年6月.png"
    assert Path(saved.value.path()).read_bytes().startswith(b"\x89PNG")


def test_the_numbers_are_saved_as_numbers_for_excel(as_person: Callable[[str], Page]) -> None:
    page = drawn(as_person("leader"), INDICATOR)
    with page.expect_download() as saved:
        page.get_by_role("button", name="月末累计：保存为 CSV").click()
    assert unquote(saved.value.suggested_filename) == "人才住房筹集-月末累计-2023年6月.csv"
    kept = Path(saved.value.path()).read_bytes()
    assert kept.startswith(b"\xef\xbb\xbf")
    lines = kept.decode("utf-8-sig").splitlines()
    assert lines[0] == '"月份","2023年","2022年","计划进度","提示"'
    assert lines[5] == '"5月","707","","750","演示数据"'
    assert lines[6] == '"6月","920","","900",""'


def test_the_chart_follows_the_look_of_the_page(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.emulate_media(color_scheme="light")
    drawn(page, INDICATOR)
    line = page.locator(".scatterlayer .trace:last-child path.js-line").first

    def colour() -> str:
        return str(line.evaluate("element => getComputedStyle(element).stroke"))

    light = colour()
    page.emulate_media(color_scheme="dark")
    expect(line).not_to_have_css("stroke", light)
    page.emulate_media(color_scheme="dark", media="print")
    expect(line).to_have_css("stroke", light)


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("code", ["talent-homes", "construction-output", "class-c-houses"])
def test_no_words_lie_on_each_other_or_are_cut(
    as_person: Callable[[str], Page], code: str, width: int
) -> None:
    page = as_person("leader")
    page.set_viewport_size({"width": width, "height": 800})
    drawn(page, f"/indicators/{code}/?month=2023-06")
    for chart in range(page.locator("[data-chart]").count()):
        *words, whole = boxes(page, chart)
        shown = [box for box in words if box["text"].strip()]
        clashes = [
            (one["text"], other["text"])
            for n, one in enumerate(shown)
            for other in shown[:n]
            if meet(one, other)
        ]
        assert clashes == []
        assert [box["text"] for box in shown if box["right"] > whole["right"] + 1] == []
        assert [box["text"] for box in shown if box["left"] < whole["left"] - 1] == []
        assert [box["text"] for box in shown if box["top"] < whole["top"] - 1] == []


def test_a_narrower_window_has_its_charts_drawn_anew(as_person: Callable[[str], Page]) -> None:
    page = drawn(as_person("leader"), INDICATOR)
    page.set_viewport_size({"width": 390, "height": 800})
    first = page.locator("[data-chart] svg.main-svg").first
    expect(first).not_to_have_attribute("width", "600")
    page.wait_for_function(
        "() => document.querySelector('[data-chart] svg.main-svg').clientWidth < 390"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_library_comes_with_the_first_chart_in_sight(
    as_person: Callable[[str], Page],
) -> None:
    page = as_person("leader")
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.extend([request.url] if LIBRARY in request.url else [])

    page.on("request", note)
    page.set_viewport_size({"width": 390, "height": 200})
    page.goto(INDICATOR, wait_until="networkidle")
    expect(page.locator("[data-chart][data-state=waiting]")).to_have_count(2)
    assert asked == []
    page.locator("[data-chart]").first.scroll_into_view_if_needed()
    expect(page.locator("[data-chart] svg.main-svg").first).to_be_visible(timeout=PATIENCE)
    assert len(asked) == 1


def test_a_chart_that_cannot_be_drawn_says_so_and_shows_its_numbers(
    as_person: Callable[[str], Page], troubles: list[str]
) -> None:
    page = as_person("leader")
    page.route(f"**/*{LIBRARY}*", lambda route: route.abort())
    page.goto(INDICATOR)
    first = page.locator(".chart").first
    first.scroll_into_view_if_needed()
    expect(first).to_contain_text("图形未能显示")
    expect(first.get_by_role("link", name="920", exact=True)).to_be_visible()
    assert all("Failed to load" in trouble for trouble in troubles)
    troubles.clear()


def test_without_scripts_the_numbers_are_there(
    as_person: Callable[[str], Page], browser: Browser, live_server: LiveServer
) -> None:
    signed_in = as_person("leader").context.storage_state()
    plain = browser.new_context(java_script_enabled=False, storage_state=signed_in)
    page = plain.new_page()
    page.goto(f"{live_server.url}{INDICATOR}")
    expect(page.locator(".chart .table").first).to_contain_text("920")
    expect(page.locator(".chart .table").first).to_be_visible()
    expect(page.locator(".chart-drawing").first).to_be_hidden()
    expect(page.locator(".chart-way").first).to_be_hidden()
    plain.close()
