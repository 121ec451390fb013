"""What a leader asks in the morning, each question to its end at a number of the review."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.usefixtures("demo_ledger")


def change(page: Page, name: str) -> Locator:
    """The line of an indicator among the changes."""
    return page.locator("#changes li", has=page.get_by_role("link", name=name, exact=True))


def test_what_is_behind_and_who_owns_it(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/")
    expect(page.locator(".ruler-words")).to_contain_text("50%")
    expect(page.locator(".light-count-red strong")).to_have_text("2")

    furthest = page.locator(".listed tbody tr").first
    expect(furthest.locator("th a")).to_have_text("基础设施投资")
    expect(furthest.locator("th small")).to_contain_text("市政公用科")
    expect(furthest.locator(".light-red")).to_have_text("滞后")
    expect(furthest.locator(".listed-value")).to_contain_text("约0.56")
    expect(furthest.locator(".listed-value")).to_contain_text("3.06 亿元")
    expect(furthest.locator(".completion-text")).to_have_text("18.3%")
    expect(furthest.locator(".listed-fact")).to_have_text(["−31.7 百分点", "2.5 亿元", "0.42 亿元"])

    furthest.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("基础设施投资")
    expect(page.locator("main")).to_contain_text("18.3%")

    june = page.locator(".trail tbody tr", has_text="2023年6月")
    june.get_by_role("link", name="2023年6月").click()
    expect(page.locator("h1")).to_contain_text("基础设施投资")
    expect(page.locator(".big-value")).to_contain_text("0.56")
    expect(page.locator("main")).to_contain_text("clerk")
    expect(page.locator("main")).to_contain_text("reviewer")


def test_what_changed_since_may(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/")
    turned = change(page, "人才住房筹集")
    expect(turned.locator(".turn .light")).to_have_text(["略滞后", "达序时"])
    expect(turned.locator(".change-facts")).to_contain_text("+213 套（间）")
    expect(turned.locator("strong")).to_have_text("+11.8 百分点")
    expect(change(page, "未来社区入围").locator(".turn .light")).to_have_text(["达序时", "已完成"])
    expect(page.locator("#changes .mark-demo").first).to_be_visible()

    turned.get_by_role("link").click()
    expect(page.locator(".big-value .number")).to_have_text("920")
    page.locator(".month-form a[rel=prev]").click()
    expect(page.locator(".big-value .number")).to_have_text("707")


def test_from_the_changes_to_two_months_side_by_side(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/")
    page.get_by_role("link", name="任意两月对比").click()
    expect(page.locator("h1")).to_be_visible()
    assert "month=2023-06" in page.url
    assert "with=2023-05" in page.url


def test_what_does_one_department_owe(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/")
    page.locator("#department").select_option(label="房屋安全科（示例）（13）")
    page.get_by_role("button", name="筛选").click()
    expect(page.locator(".listed tbody th a")).to_have_text(["老旧小区改造"])
    page.locator(".light-count-red").click()
    expect(page.locator("#department")).to_have_value("building-safety")
    expect(page.locator("#listed-heading")).to_have_text("滞后：1")
    page.locator(".month-form a[rel=prev]").click()
    expect(page.locator("#month")).to_have_value("2023-05")
    expect(page.locator("#department")).to_have_value("building-safety")
    page.get_by_role("link", name="清除筛选").first.click()
    expect(page.locator("#department")).to_have_value("")
    assert "month=2023-05" in page.url


def test_the_first_screen_tells_how_far_how_many_and_the_first_figures(
    as_person: Callable[[str], Page],
) -> None:
    page = as_person("leader")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto("/")
    for seen in (".ruler", ".light-counts", ".headline >> nth=0", ".headline >> nth=7"):
        box = page.locator(seen).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 768, seen
