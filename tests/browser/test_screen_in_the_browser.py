"""The big screen on a wall: it turns, stays fresh, and outlives the server and its own deploys.

Time is Playwright's clock, so that nothing waits.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import BrowserContext, Page, Route, expect

from indicators import ledger, screen_keys
from indicators.choices import Role
from indicators.models import Entry, Indicator, Region, ScreenToken
from indicators.periods import Month
from indicators.views.screen import build

SIZES = ((1920, 1080), (3840, 2160))
MINUTE = 60_000
JUNE = Month(2023, 6)
PAGES = "**/screen/slides/**"


@pytest.fixture
def token(demo_ledger: None, people: dict[Role, User]) -> tuple[ScreenToken, str]:
    return screen_keys.make(people[Role.OFFICE], Region.objects.get(code="330521"), "一楼大厅")


@pytest.fixture
def wall(page: Page, token: tuple[ScreenToken, str]) -> Page:
    """A screen that was led in by its link, at three minutes past two in the afternoon."""
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.clock.install(time="2023-07-06T14:03:00+08:00")
    page.goto(f"/screen/?token={token[1]}&pace=20")
    expect(page).to_have_url("/screen/?pace=20&region=330521")
    expect(page.locator(".slide.shown")).to_have_count(1)
    return page


def heading(page: Page) -> str:
    return page.locator(".slide.shown h2").inner_text()


def refreshed(page: Page, seconds: int = 60) -> None:
    """Time goes on until the screen has asked for its pages and has its answer."""
    with page.expect_response(PAGES):
        page.clock.run_for(seconds * 1000)


def approve(people: dict[Role, User], name: str, value: str) -> None:
    """A correction of June, entered and approved."""
    indicator = Indicator.objects.get(name=name)
    standing = Entry.objects.get(figure__indicator=indicator, year=2023, month=6)
    row = ledger.Draft(
        indicator=indicator,
        region=standing.region,
        month=JUNE,
        value=Decimal(value),
        reason="重核",
        seen=ledger.stamp(standing),
    )
    row = replace(row, explanation="重核后更正") if any(ledger.doubts([row])) else row
    written = ledger.submit(
        people[Role.CLERK], ledger.stamps(ledger.draft(people[Role.CLERK], [row]))
    )
    ledger.approve(people[Role.REVIEWER], ledger.stamps(written))


def test_pages_turn_at_their_pace_and_begin_again(wall: Page) -> None:
    count = wall.locator(".slide").count()
    first = heading(wall)
    seen = [first]
    for _turn in range(count):
        wall.clock.run_for(20_000)
        seen.append(heading(wall))
    assert seen[-1] == first
    assert len(set(seen)) == count
    expect(wall.locator("#dots button")).to_have_count(count)


def test_a_page_does_not_turn_before_its_time(wall: Page) -> None:
    first = heading(wall)
    wall.clock.run_for(19_000)
    assert heading(wall) == first
    wall.clock.run_for(1_500)
    assert heading(wall) != first


def test_keys_pause_and_turn(wall: Page) -> None:
    first = heading(wall)
    wall.keyboard.press("ArrowRight")
    second = heading(wall)
    assert second != first
    wall.keyboard.press("ArrowLeft")
    assert heading(wall) == first
    wall.keyboard.press("Space")
    expect(wall.locator("#state")).to_have_text("已暂停")
    wall.clock.run_for(5 * 20_000)
    assert heading(wall) == first
    wall.keyboard.press("Space")
    expect(wall.locator("#state")).to_be_empty()
    wall.clock.run_for(20_500)
    assert heading(wall) == second


def test_the_hint_goes_after_the_first_seconds(wall: Page) -> None:
    expect(wall.locator("#hint")).to_have_css("opacity", "1")
    wall.clock.run_for(9_000)
    expect(wall.locator("#hint")).to_have_css("opacity", "0")
    wall.mouse.move(200, 200)
    expect(wall.locator("#hint")).to_have_css("opacity", "1")


def test_only_the_page_that_shows_is_read_aloud(wall: Page) -> None:
    expect(wall.locator("main")).to_have_attribute("aria-live", "off")
    assert wall.get_by_role("heading", level=2).count() == 1


def test_a_new_approval_shows_on_the_next_refresh(wall: Page, people: dict[Role, User]) -> None:
    wall.keyboard.press("Space")
    tile = wall.locator(".slide.shown .tile", has_text="建筑业总产值")
    expect(tile.locator("strong")).to_have_text("71.2")
    approve(people, "建筑业总产值", "72.5")
    refreshed(wall)
    expect(tile.locator("strong")).to_have_text("72.5")
    assert heading(wall) == "总体进度"
    wall.clock.run_for(2_000)
    expect(wall.locator("#page-overall")).to_have_count(1)


def test_pages_that_did_not_change_are_left_alone(wall: Page, people: dict[Role, User]) -> None:
    wall.keyboard.press("Space")
    wall.evaluate("document.getElementById('page-recognition').kept = true")
    approve(people, "建筑业总产值", "72.5")
    refreshed(wall)
    expect(wall.locator(".slide.shown .tile", has_text="建筑业总产值")).to_contain_text("72.5")
    assert wall.evaluate("document.getElementById('page-recognition').kept")


def test_an_unchanged_screen_is_answered_in_short(wall: Page) -> None:
    with wall.expect_response(PAGES) as answer:
        wall.clock.run_for(MINUTE)
    assert answer.value.status == 304
    expect(wall.locator("#state")).to_be_empty()


def test_it_outlives_the_server(wall: Page, troubles: list[str]) -> None:
    asked = []

    def nobody_there(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    refreshed(wall)
    wall.route(PAGES, nobody_there)
    wall.clock.run_for(MINUTE)
    state = wall.locator("#state")
    expect(state).to_contain_text("连接中断，数据截至")
    for _try in range(3):  # After 1, 2 and 4 seconds.
        wall.clock.run_for(4_000)
        expect(wall.locator(".slide.shown")).to_have_count(1)
    assert len(asked) >= 3
    before = heading(wall)
    wall.clock.run_for(20_000)
    assert heading(wall) != before
    wall.unroute(PAGES)
    refreshed(wall)
    expect(state).to_be_empty()
    troubles[:] = [trouble for trouble in troubles if "ERR_FAILED" not in trouble]


@pytest.mark.parametrize("status", [500, 502, 200])
def test_answers_of_others_are_not_taken_for_pages(
    wall: Page, troubles: list[str], status: int
) -> None:
    wall.route(PAGES, lambda route: route.fulfill(status=status, body="<h1>代理</h1>"))
    wall.clock.run_for(MINUTE)
    expect(wall.locator("#state")).to_contain_text("连接中断")
    expect(wall.locator(".slide.shown")).to_have_count(1)
    troubles[:] = [trouble for trouble in troubles if "Failed to load" not in trouble]


def test_a_withdrawn_key_is_told_on_the_wall_within_a_refresh(
    wall: Page, token: tuple[ScreenToken, str], people: dict[Role, User], troubles: list[str]
) -> None:
    screen_keys.withdraw(people[Role.OFFICE], token[0])
    wall.clock.run_for(MINUTE)
    expect(wall.get_by_role("heading", name="此大屏无法显示数据")).to_be_visible()
    expect(wall.locator("body")).to_contain_text("请联系办公室或系统管理员")
    expect(wall.locator(".slide")).to_have_count(0)
    wall.clock.run_for(60_000)
    expect(wall.locator(".refusal")).to_have_count(1)
    troubles[:] = [trouble for trouble in troubles if "403" not in trouble]


def test_a_screen_that_may_look_again_goes_on(
    wall: Page, token: tuple[ScreenToken, str], people: dict[Role, User], troubles: list[str]
) -> None:
    screen_keys.withdraw(people[Role.OFFICE], token[0])
    wall.clock.run_for(MINUTE)
    expect(wall.locator(".refusal")).to_be_visible()
    ScreenToken.objects.update(withdrawn_at=None, withdrawn_by=None)
    refreshed(wall)
    expect(wall.locator(".slide.shown")).to_have_count(1)
    expect(wall.locator(".refusal")).to_have_count(0)
    troubles[:] = [trouble for trouble in troubles if "403" not in trouble]


def test_a_new_build_is_loaded_once(wall: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    wall.on("load", lambda _page: loaded.append(wall.url))
    monkeypatch.setattr(build, "stamp", lambda: "the next build")
    with wall.expect_event("load"):
        wall.clock.run_for(MINUTE)
    expect(wall.locator("#screen")).to_have_attribute("data-build", "the next build")
    expect(wall).to_have_url("/screen/?pace=20&region=330521")
    refreshed(wall)
    refreshed(wall)
    assert len(loaded) == 1


def test_a_new_build_whose_document_does_not_answer_is_not_loaded(
    wall: Page, monkeypatch: pytest.MonkeyPatch, troubles: list[str]
) -> None:
    wall.evaluate("window.kept = true")
    monkeypatch.setattr(build, "stamp", lambda: "the next build")
    wall.route(
        "**/screen/?pace=20&region=330521", lambda route: route.fulfill(status=502, body="代理")
    )
    refreshed(wall)
    expect(wall.locator(".slide.shown")).to_have_count(1)
    assert wall.evaluate("window.kept")
    troubles[:] = [trouble for trouble in troubles if "502" not in trouble]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_is_cut_and_nothing_scrolls(wall: Page, size: tuple[int, int]) -> None:
    wall.set_viewport_size({"width": size[0], "height": size[1]})
    wall.keyboard.press("Space")
    for _turn in range(wall.locator(".slide").count()):
        assert wall.evaluate(OVER_THE_EDGE) == []
        wall.keyboard.press("ArrowRight")
    height, width = wall.evaluate(
        "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"
    )
    assert (width, height) == size


OVER_THE_EDGE = """() => {
  const page = document.querySelector(".slide.shown");
  const edge = page.getBoundingClientRect();
  return [...page.querySelectorAll("*")]
    .filter((one) => {
      const { right, bottom, width } = one.getBoundingClientRect();
      return width && (right > edge.right + 1 || bottom > edge.bottom + 1);
    })
    .map((one) => one.textContent.trim());
}"""


def test_both_sizes_show_the_same(wall: Page) -> None:
    def share() -> list[float]:
        box = wall.locator(".slide.shown .tile").last.bounding_box()
        assert box
        return [round(box["x"] / wide, 2), round(box["y"] / wide, 2), round(box["width"] / wide, 2)]

    shares = []
    for wide, high in SIZES:
        wall.set_viewport_size({"width": wide, "height": high})
        shares.append(share())
    assert shares[0] == shares[1]


def test_a_narrow_window_shows_the_pages_one_below_the_other(wall: Page) -> None:
    wall.set_viewport_size({"width": 390, "height": 844})
    expect(wall.locator("#page-recognition")).to_be_visible()
    assert wall.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_scripts_the_pages_stand_one_below_the_other(
    context: BrowserContext, token: tuple[ScreenToken, str], base_url: str
) -> None:
    browser = context.browser
    assert browser
    plain = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = plain.new_page()
    page.goto(f"/screen/?token={token[1]}")
    expect(page.get_by_role("heading", name="需要关注")).to_be_visible()
    expect(page.get_by_role("heading", name="荣誉与排名")).to_be_visible()
    plain.close()


def test_people_who_are_signed_in_may_look_too(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/screen/?month=2023-03")
    expect(page.locator(".slide.shown")).to_contain_text("25%")
    expect(page.locator("#demo")).to_be_visible()
