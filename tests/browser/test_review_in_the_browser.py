"""The reviewer's queue in a browser: by keyboard, with folds opened in place, without scripts."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from indicators import ledger
from indicators.choices import EntryState
from indicators.models import Entry, Figure, Indicator, Region
from indicators.periods import Month

JULY = Month(2023, 7)
QUEUE = "/admin/indicators/entry/review/"
COUNTY = "330521"


@pytest.fixture
def handed_in(demo_ledger: None, clerk: User, office: User) -> Callable[[int, int], list[Entry]]:
    """Opens July; the clerk hands in so many of the county's indicators, as they stood in June,
    and so many that all the towns report."""

    def hand_in(of_county: int, of_towns: int) -> list[Entry]:
        ledger.open_month(office, JULY)
        county = Region.objects.get(code=COUNTY)
        stood = Figure.objects.filter(
            region=county, year=2023, month=6, entry__isnull=False, indicator__by_parts=False
        ).select_related("indicator")
        drafts = [
            ledger.Draft(figure.indicator, county, JULY, value=figure.value)
            for figure in stood.order_by("pk")[:of_county]
        ]
        towns = county.children.order_by("code")
        reported_below = Indicator.objects.filter(level="town", by_parts=False, kind="flow")
        known = {
            (figure.indicator_id, figure.region_id): figure.value
            for figure in Figure.objects.filter(region__in=towns, year=2023).order_by("month")
        }
        drafts += [
            ledger.Draft(
                indicator, town, JULY, value=known.get((indicator.pk, town.pk), Decimal(0))
            )
            for indicator in reported_below.order_by("code")[:of_towns]
            for town in towns
        ]
        return ledger.submit(clerk, ledger.stamps(ledger.draft(clerk, drafts)))

    return hand_in


def state(entry: Entry) -> str:
    entry.refresh_from_db()
    return entry.state


def at(page: Page) -> str | None:
    """The id of what the keyboard is on."""
    found: str | None = page.evaluate(
        "(document.activeElement.closest('[data-stop]') || document.activeElement).id"
    )
    return found


def test_a_reviewer_works_through_the_queue_by_keyboard(
    as_person: Callable[[str], Page], handed_in: Callable[[int, int], list[Entry]]
) -> None:
    handed_in(5, 0)
    page = as_person("reviewer")
    page.goto(QUEUE)
    order = page.locator(".waiting").evaluate_all("rows => rows.map(row => row.id)")
    entries = [Entry.objects.get(pk=name.removeprefix("entry-")) for name in order]

    page.keyboard.press("j")
    page.keyboard.press("j")
    assert at(page) == order[1]
    page.keyboard.press("k")
    assert at(page) == order[0]

    page.keyboard.press("r")
    reason = page.locator(f"#reason-{order[0]}")
    expect(reason).to_be_focused()
    page.keyboard.type("请附明细 ajkx")  # Letters are letters here.
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("已退回 1 条")
    assert state(entries[0]) == EntryState.RETURNED
    assert entries[0].return_reason == "请附明细 ajkx"

    expect(page.locator(f"#{order[1]}")).to_be_focused()  # The reader goes on where they were.
    page.keyboard.press("a")
    expect(page.locator(".messagelist")).to_contain_text("已审核通过 1 条")
    assert state(entries[1]) == EntryState.APPROVED

    bar = page.locator(".review-chosen")
    expect(bar).to_be_hidden()
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(bar).to_contain_text("已勾选 2")
    bar.get_by_role("button", name="通过所选").click()
    expect(page.locator(".messagelist")).to_contain_text("已审核通过 2 条")
    assert [state(entry) for entry in entries[2:4]] == [EntryState.APPROVED] * 2

    page.get_by_role("button", name="全部无疑问的通过（1 条）").click()
    expect(page.locator(".review-empty")).to_be_visible()
    assert state(entries[4]) == EntryState.APPROVED


def test_escape_leaves_a_reason_without_returning(
    as_person: Callable[[str], Page], handed_in: Callable[[int, int], list[Entry]]
) -> None:
    [entry] = handed_in(1, 0)
    page = as_person("reviewer")
    page.goto(QUEUE)
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.keyboard.type("不")
    page.keyboard.press("Escape")
    assert at(page) == f"entry-{entry.pk}"
    expect(page.locator(f"#reason-entry-{entry.pk}")).to_be_hidden()
    assert state(entry) == EntryState.SUBMITTED


def test_a_fold_of_towns_opens_in_place_and_one_of_them_is_returned(
    as_person: Callable[[str], Page], handed_in: Callable[[int, int], list[Entry]]
) -> None:
    handed_in(35, 1)
    page = as_person("reviewer")
    page.goto(QUEUE)
    fold = page.locator(".review-whole")
    expect(fold).to_contain_text("13 个镇街")
    expect(fold.locator(".waiting")).to_have_count(0)
    fold.locator("summary").first.focus()
    page.keyboard.press("o")
    expect(fold.locator(".waiting")).to_have_count(13)
    assert page.url.endswith(QUEUE)

    page.keyboard.press("j")
    town = at(page)
    assert town is not None
    page.keyboard.press("r")
    expect(page.locator("#reason-chosen")).to_be_focused()
    expect(page.locator(".review-chosen")).to_contain_text("已勾选 1")
    page.keyboard.type("与镇里核对")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("已退回 1 条")
    entry = Entry.objects.get(pk=town.removeprefix("entry-"))
    assert (entry.state, entry.return_reason) == (EntryState.RETURNED, "与镇里核对")
    expect(fold.locator(".waiting")).to_have_count(12)  # It is open again.

    fold.get_by_role("button", name="通过各镇街（12 条）").click()
    expect(page.locator(".messagelist")).to_contain_text("已审核通过 12 条")


def test_ticking_a_whole_programme_takes_its_folds_along(
    as_person: Callable[[str], Page], handed_in: Callable[[int, int], list[Entry]]
) -> None:
    handed_in(35, 1)
    page = as_person("reviewer")
    page.goto(QUEUE)
    programme = page.locator(".review-programme", has=page.locator(".review-whole"))
    programme.locator(".review-head .check-all").check()
    count = int(programme.locator(".review-head .count").inner_text())
    expect(page.locator(".review-chosen")).to_contain_text(f"已勾选 {count}")
    page.get_by_role("button", name="通过所选").click()
    expect(page.locator(".messagelist")).to_contain_text(f"已审核通过 {count} 条")


def test_the_queue_works_without_scripts(
    browser: Browser,
    base_url: str,
    handed_in: Callable[[int, int], list[Entry]],
    reviewer: User,
) -> None:
    first, second = handed_in(2, 0)
    visitor = Client()
    visitor.force_login(reviewer)
    key = visitor.cookies[settings.SESSION_COOKIE_NAME].value
    plain = browser.new_context(java_script_enabled=False, locale="zh-CN", base_url=base_url)
    plain.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": base_url}])
    page = plain.new_page()
    page.goto(QUEUE)

    row = page.locator(f"#entry-{first.pk}")
    row.locator("summary", has_text="退回").click()
    reason = row.locator("input[type=text]")
    reason.fill("请附明细")
    reason.press("Enter")  # Decides nothing by itself: which button is meant?
    assert {state(first), state(second)} == {EntryState.SUBMITTED}
    row.get_by_role("button", name="退回（1 条）").click()
    expect(page.locator(".messagelist")).to_contain_text("已退回 1 条")
    page.locator(f"#entry-{second.pk} input[type=checkbox]").check()
    page.get_by_role("button", name="通过所选").click()
    expect(page.locator(".messagelist")).to_contain_text("已审核通过 1 条")
    assert [state(first), state(second)] == [EntryState.RETURNED, EntryState.APPROVED]
    plain.close()
