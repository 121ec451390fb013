"""A leader asks how a town is doing: from the matrix to the town to the figure."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("demo_ledger")
WIDTHS = (1920, 1366, 390)


def test_how_is_wukang_doing(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/")
    page.get_by_role("link", name="镇街", exact=True).click()
    page.locator(".tiles").get_by_role("link", name="武康街道").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("武康街道")
    # Nothing is called weak where no target was set.
    expect(page.get_by_text("没有给本区划下达年度目标，名次只反映数值大小。")).to_be_visible()
    expect(page.get_by_role("region", name="短板")).to_have_count(0)
    houses = page.locator(
        ".town-table tr", has=page.get_by_role("link", name="丙类房屋", exact=True)
    )
    expect(houses).to_contain_text("2 幢")
    row = page.locator(".town-table tr", has=page.get_by_role("link", name="加装电梯跑员"))
    expect(row).to_contain_text("19 名")
    row.get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text("加装电梯跑员")
    expect(page.locator("main")).to_contain_text("19")
    expect(page.locator(".crumbs")).to_contain_text("武康街道")


def test_a_cell_leads_to_its_figure_and_the_map_shows_what_is_chosen(
    as_person: Callable[[str], Page],
) -> None:
    page = as_person("leader")
    page.goto("/towns/?month=2023-06")
    page.get_by_label("显示").select_option(label="丙类房屋 (幢)")
    page.locator(".tile-choice button").click()
    tile = page.locator(".tiles").get_by_role("link", name="乾元镇")
    expect(tile).to_contain_text("3")
    expect(tile).to_contain_text("第13")
    page.locator("tr", has=page.get_by_role("link", name="丙类房屋", exact=True)).get_by_role(
        "link", name="第13"
    ).click()
    expect(page).to_have_url("/indicators/class-c-houses/?month=2023-06&region=330521101")


def test_columns_are_ordered_by_an_indicator_with_the_keyboard(
    as_person: Callable[[str], Page],
) -> None:
    page = as_person("leader")
    page.goto("/towns/?month=2023-06")
    page.get_by_role("link", name="按此指标排列区划").nth(0).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".mx-table thead th").last).to_have_text("乾元镇")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", ["/towns/", "/towns/330521001/", "/towns/?region=330521001"])
def test_nothing_hangs_over_the_edge(
    as_person: Callable[[str], Page], width: int, address: str
) -> None:
    page = as_person("leader")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_heads_stay_in_sight_while_the_matrix_is_scrolled(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/towns/?month=2023-06")
    frame = page.locator(".mx-frame")
    frame.scroll_into_view_if_needed()
    frame.evaluate("frame => frame.scrollLeft = 600")
    name = page.locator(".mx-table tbody .mx-name").nth(3).bounding_box()
    edge = frame.bounding_box()
    assert name
    assert edge
    assert abs(name["x"] - edge["x"]) < 2
