"""A leader looks for what is overdue, by mouse, by keyboard and on a phone."""

import datetime
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from indicators.models import Milestone, Project

PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 700}
VIEWS = ("/projects/", "/projects/?view=timeline", "/projects/?view=table")
LONG = "德清县城乡一体化供水管网更新改造及智慧水务配套设施建设工程" * 3


@pytest.fixture
def late(demo_ledger: None) -> Project:
    """A park with money, a problem, an overdue milestone, and a name as long as they come."""
    park = Project.objects.get(code="chengshan-park")
    park.name, park.problem = LONG, "三户未签约，影响进场施工。"
    park.total_investment, park.year_investment, park.invested = 19, 3, 1
    park.save()
    Milestone.objects.create(
        project=park, name="施工许可", planned_on=datetime.date(2023, 4, 30), precision="month"
    )
    return park


def test_what_is_overdue_is_found_and_opened(
    as_person: Callable[[str], Page], late: Project
) -> None:
    page = as_person("leader")
    page.goto("/projects/?month=2023-06")
    page.get_by_label("仅看逾期").check()
    page.get_by_role("button", name="筛选").click()
    expect(page).to_have_url(re.compile("overdue=1"))
    cards = page.locator(".card-project")
    expect(cards).to_have_count(1)
    expect(cards).to_contain_text("逾期 施工许可")
    page.get_by_role("link", name="时间轴").click()
    expect(page).to_have_url(re.compile("overdue=1"))
    expect(page.locator(".spot.step-is-overdue")).to_contain_text("2023年4月")
    page.locator(".timeline-row h3 a").click()
    expect(page.locator("h1")).to_have_text(LONG)
    expect(page.locator(".milestones .step-is-overdue")).to_contain_text("施工许可")
    expect(page.locator("[aria-current=step]")).to_have_text("在建")


def test_the_board_is_walked_by_keyboard(as_person: Callable[[str], Page], late: Project) -> None:
    page = as_person("leader")
    page.goto("/projects/?month=2023-06")
    page.get_by_label("名称或关键词").focus()
    page.keyboard.type("鄞子山")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q="))
    expect(page.locator(".card-project")).to_have_count(1)
    page.get_by_role("link", name="按进度").focus()
    for expected in ("时间轴", "表格"):
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text(expected)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_contain_text("德清县环鄞子山道路工程")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("德清县环鄞子山道路工程")


@pytest.mark.parametrize("size", [PHONE, NARROW], ids=["phone", "small phone"])
def test_on_a_phone_nothing_hangs_over_the_edge(
    as_person: Callable[[str], Page], late: Project, size: dict[str, int]
) -> None:
    page = as_person("leader")
    page.set_viewport_size(size)  # type: ignore[arg-type]
    for address in (*VIEWS, "/projects/chengshan-park/", "/honours/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
    page.goto("/projects/")
    page.locator(".stage-jumps a", has_text="验收").click()
    expect(page.locator("#stage-inspected")).to_be_in_viewport()


@pytest.mark.parametrize("width", [1366, 1920])
def test_no_words_of_the_time_line_leave_it(
    as_person: Callable[[str], Page], late: Project, width: int
) -> None:
    page = as_person("leader")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/projects/?view=timeline&month=2023-06")
    outside = page.evaluate(
        """() => [...document.querySelectorAll('.timeline-track')].flatMap(track => {
            const frame = track.getBoundingClientRect();
            return [...track.querySelectorAll('.spot-words, .step-mark')].filter(words => {
                const box = words.getBoundingClientRect();
                return box.left < frame.left - 3 || box.right > frame.right + 3;
            }).map(words => words.textContent);
        })"""
    )
    assert outside == []


def test_on_paper_there_is_nothing_to_click(
    as_person: Callable[[str], Page], late: Project
) -> None:
    page = as_person("leader")
    page.emulate_media(media="print")
    for address in VIEWS:
        page.goto(address)
        expect(page.locator(".narrow")).to_be_hidden()
        expect(page.locator(".tabs")).to_be_hidden()
        expect(page.locator(".sums-list")).to_be_visible()
    page.goto("/honours/")
    expect(page.locator(".honour-choices")).to_be_hidden()
    expect(page.locator(".rank-badge").first).to_be_visible()


def test_the_wall_of_honours_is_narrowed_and_leads_on(
    as_person: Callable[[str], Page], demo_ledger: None
) -> None:
    page = as_person("leader")
    page.goto("/honours/?month=2023-06")
    page.locator(".filter", has_text="排名").click()
    expect(page.locator(".honour")).to_have_count(5)
    page.locator(".filter", has_text="全市").click()
    expect(page.locator(".honour")).to_have_count(2)
    expect(page.locator(".honour").first).to_contain_text("第1")
    page.locator(".honour").first.get_by_role("link", name="省级未来社区创成").click()
    expect(page.locator("h1")).to_have_text("省级未来社区创成")
