"""Decisions in the reviewer's queue: with a reason, once, in spite of doubts only when asked."""

from collections.abc import Callable
from decimal import Decimal
from itertools import cycle

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, Route, expect

from indicators import ledger
from indicators.choices import EntryState, Qualifier
from indicators.models import Entry, Figure, Region
from indicators.periods import Month

JULY = Month(2023, 7)
QUEUE = "/admin/indicators/entry/review/"
COUNTY = "330521"
VALUES = ("1234567890.25", "6", "0.5", "-12", "88.75")
# Where the right edges of the integers of each table's columns are, each edge once.
EDGES = """tables => tables.map(table => [...new Set(
  [...table.querySelectorAll("td.cell-value .number-integer")]
    .map(number => Math.round(number.getBoundingClientRect().right)))])"""


@pytest.fixture
def handed_in(demo_ledger: None, clerk: User, office: User) -> Callable[[bool], list[Entry]]:
    """Opens July and hands in the county's figures: as they stood in June, or all sorts."""

    def hand_in(all_sorts: bool = False) -> list[Entry]:
        ledger.open_month(office, JULY)
        county = Region.objects.get(code=COUNTY)
        stood = Figure.objects.filter(
            region=county, year=2023, month=6, entry__isnull=False, indicator__by_parts=False
        ).select_related("indicator")
        sorts = zip(cycle(VALUES), cycle(Qualifier.values), strict=False)
        drafts = [
            ledger.Draft(
                figure.indicator,
                county,
                JULY,
                value=round(Decimal(value), figure.indicator.decimals)
                if all_sorts
                else figure.value,
                qualifier=qualifier if all_sorts else Qualifier.EXACT,
                explanation="已核实" if all_sorts else "",
            )
            for figure, (value, qualifier) in zip(stood.order_by("pk"), sorts, strict=False)
        ]
        return ledger.submit(clerk, ledger.stamps(ledger.draft(clerk, drafts)))

    return hand_in


@pytest.mark.parametrize("width", [1366, 390])
def test_a_return_without_a_reason_is_told_at_its_field_and_approving_goes_on(
    as_person: Callable[[str], Page], handed_in: Callable[[bool], list[Entry]], width: int
) -> None:
    handed_in(False)
    page = as_person("reviewer")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(QUEUE)
    row = page.locator(".waiting").first
    row.locator("summary", has_text="退回").click()
    row.get_by_role("button", name="退回（1 条）").click()
    expect(row.locator(".reason-missing")).to_contain_text("请先写明退回原因")
    expect(row.locator(".sending-box input")).to_be_focused()
    box = row.locator(".sending-box").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    row.locator(".sending-box input").fill("请附明细")
    expect(row.locator(".reason-missing")).to_have_count(0)
    row.locator(".sending-box input").fill(" ")
    row.get_by_role("button", name="通过", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("已审核通过 1 条")


def test_a_button_pressed_twice_decides_once(
    as_person: Callable[[str], Page], handed_in: Callable[[bool], list[Entry]]
) -> None:
    handed_in(False)
    page = as_person("reviewer")
    page.goto(QUEUE)
    posted = []

    def slowly(route: Route) -> None:
        if route.request.method == "POST":
            posted.append(route.request.url)
            page.wait_for_timeout(50)
        route.continue_()

    page.route(f"**{QUEUE}*", slowly)
    page.locator(".waiting").first.get_by_role("button", name="通过", exact=True).dblclick()
    expect(page.locator(".messagelist")).to_contain_text("已审核通过 1 条")
    expect(page.locator(".refusals")).to_have_count(0)
    assert len(posted) == 1


def test_a_programme_with_doubts_is_asked_about_once_by_keyboard_too(
    as_person: Callable[[str], Page], handed_in: Callable[[bool], list[Entry]]
) -> None:
    handed_in(True)
    page = as_person("reviewer")
    page.goto(QUEUE)
    programme = page.locator(".review-programme").first
    programme.locator(".review-head .asking > summary").click()
    confirm = programme.locator(".review-head").get_by_role("button", name="已看过，全部通过")
    expect(confirm).to_be_focused()
    assert not Entry.objects.filter(state=EntryState.APPROVED, month=7).exists()
    page.keyboard.press("Escape")
    expect(confirm).to_be_hidden()
    programme.locator(".review-head .asking > summary").click()
    confirm.click()
    expect(page.locator(".messagelist")).to_contain_text("已审核通过")


def test_numbers_stand_on_their_column_whatever_stands_around_them(
    as_person: Callable[[str], Page], handed_in: Callable[[bool], list[Entry]]
) -> None:
    handed_in(True)
    page = as_person("reviewer")
    page.goto(QUEUE)
    edges = page.locator(".review-table").evaluate_all(EDGES)
    assert [len(places) for places in edges] == [1] * len(edges)
