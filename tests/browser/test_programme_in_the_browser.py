"""A programme at the desk, on the phone and without scripts: choosing, sorting, taking along."""

import io
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.usefixtures("demo_ledger")
HOUSING = "/programmes/housing-security/?month=2023-06"
# The chart library is fetched and read first.
PATIENCE = 20_000
AsPerson = Callable[[str], Page]


def query_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_choice_shows_at_once_and_stands_in_the_address(as_person: AsPerson) -> None:
    page = as_person("leader")
    page.goto(HOUSING)
    page.get_by_role("combobox", name="类型").select_option("stock")
    page.wait_for_url("**kind=stock**")
    assert set(query_of(page)) == {"month", "region", "kind"}
    page.get_by_role("combobox", name="排序").select_option("department")
    page.wait_for_url("**sort=department**")
    page.get_by_role("checkbox", name="重点指标").check()
    page.wait_for_url("**key=1**")
    expect(page.locator(".standing-table tbody tr")).to_have_count(1)
    expect(page.locator(".standing-table")).to_contain_text("累计住房保障家庭")
    page.get_by_role("link", name="清除筛选").first.click()
    expect(page.locator(".standing-table tbody tr")).to_have_count(18)


def test_searching_narrows_and_keeps_what_was_typed(as_person: AsPerson) -> None:
    page = as_person("leader")
    page.goto(HOUSING)
    box = page.get_by_role("searchbox", name="名称、编码或口径")
    box.fill("人才")
    box.press("Enter")
    page.wait_for_url("**q=**")
    expect(page.locator(".standing-table tbody tr")).to_have_count(1)
    expect(page.get_by_role("searchbox", name="名称、编码或口径")).to_have_value("人才")
    expect(page.locator(".table-count")).to_contain_text("1项，共18项指标")


def test_columns_are_chosen_and_shown_together(as_person: AsPerson) -> None:
    page = as_person("leader")
    page.goto(HOUSING)
    page.locator(".column-choice summary").click()
    page.get_by_role("checkbox", name="序时应完成").check()
    page.get_by_role("checkbox", name="责任科室").uncheck()
    page.locator(".table-form").get_by_role("button", name="查看").click()
    page.wait_for_url("**columns=**")
    heads = page.locator(".standing-table thead th")
    expect(page.locator(".standing-table thead .cell-expected")).to_be_visible()
    expect(page.locator(".standing-table thead .cell-department")).to_have_count(0)
    assert heads.count() > 5


def test_the_workbook_is_what_the_page_shows(as_person: AsPerson) -> None:
    page = as_person("leader")
    page.goto(f"{HOUSING}&light=green")
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载 Excel").click()
    assert unquote(taken.value.suggested_filename) == "住房保障-德清县-2023-06.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(Path(taken.value.path()).read_bytes()))
    assert [row[1] for row in list(book.active.values)[3:]] == ["人才住房筹集"]


@pytest.mark.parametrize("width", [1366, 390])
def test_the_goals_are_drawn_without_meeting_or_leaving_the_chart(
    as_person: AsPerson, width: int
) -> None:
    page = as_person("leader")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(HOUSING)
    chart = page.locator("[data-chart=chart-bullets]")
    chart.scroll_into_view_if_needed()
    expect(chart.locator(".bars path")).to_have_count(2, timeout=PATIENCE)
    frame = chart.bounding_box()
    assert frame is not None
    texts = [t.bounding_box() for t in chart.locator(".annotation-text").all()]
    boxes = [box for box in texts if box]
    assert len(boxes) == 5
    for box in boxes:
        assert box["x"] >= frame["x"] - 1
        assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            apart_x = (
                one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
            )
            apart_y = one["y"] + one["height"] <= other["y"] + 3 or (
                other["y"] + other["height"] <= one["y"] + 3
            )
            assert apart_x or apart_y, (one, other)


def test_a_bar_leads_to_its_indicator(as_person: AsPerson) -> None:
    page = as_person("leader")
    page.goto(HOUSING)
    chart = page.locator("[data-chart=chart-bullets]")
    chart.scroll_into_view_if_needed()
    bar = chart.locator(".bars path").nth(1)
    expect(bar).to_be_visible(timeout=PATIENCE)
    box = bar.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
    expect(chart.locator(".hoverlayer")).to_contain_text("920")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url("**/indicators/talent-homes/**")


def test_the_page_works_without_scripts(as_person: AsPerson, browser: Browser) -> None:
    page = as_person("leader")
    page.goto(HOUSING)
    plain = browser.new_context(
        java_script_enabled=False,
        storage_state=page.context.storage_state(),
        base_url=page.url.partition("/programmes")[0],
    )
    still = plain.new_page()
    still.goto(HOUSING)
    still.get_by_role("combobox", name="排序").select_option("-completion")
    still.locator(".table-form").get_by_role("button", name="查看").click()
    expect(still.locator(".standing-table tbody tr").first).to_contain_text("保障性租赁住房筹集")
    expect(still.get_by_role("combobox", name="排序")).to_have_value("-completion")
    plain.close()


@pytest.mark.parametrize("width", [1920, 1366, 390])
@pytest.mark.parametrize("programme", ["housing-security", "infrastructure", "future-communities"])
def test_nothing_hangs_over_the_side(as_person: AsPerson, programme: str, width: int) -> None:
    page = as_person("leader")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/programmes/{programme}/?month=2023-06")
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0


def test_the_summary_comes_with_numbers_that_lead_on(as_person: AsPerson) -> None:
    page = as_person("leader")
    page.goto(HOUSING)
    page.locator("section.excerpt").scroll_into_view_if_needed()
    expect(page.locator(".excerpt-text")).to_contain_text("人才住房")
    expect(page.locator("section.excerpt")).to_have_count(1)
    page.locator(".excerpt-text .figure-link[href*=talent-homes]").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("人才住房筹集")


def test_the_summary_comes_before_the_page_is_printed(as_person: AsPerson) -> None:
    page = as_person("leader")
    page.set_viewport_size({"width": 390, "height": 300})
    page.goto(HOUSING)
    expect(page.locator(".excerpt-text")).to_have_count(0)
    page.pdf()
    expect(page.locator(".excerpt-text")).to_have_count(1)


def test_where_the_summary_says_nothing_its_panel_goes(as_person: AsPerson) -> None:
    page = as_person("leader")
    page.goto(HOUSING.replace("06", "05"))
    page.locator("#trends").scroll_into_view_if_needed()
    expect(page.locator("section.excerpt")).to_have_count(0)


def test_a_summary_that_does_not_come_leaves_its_link(
    as_person: AsPerson, troubles: list[str]
) -> None:
    page = as_person("leader")
    page.route("**/summary/excerpt/**", lambda route: route.abort())
    page.goto(HOUSING)
    page.locator("#trends").scroll_into_view_if_needed()
    page.locator("section.excerpt").get_by_role("link").click()
    page.wait_for_url("**/summary/?period=2023-H1**")
    troubles.clear()
