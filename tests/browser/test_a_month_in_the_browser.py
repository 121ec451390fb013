"""A month as its people live it: opened, entered, returned, entered again, approved, closed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from indicators.models import Figure

pytestmark = pytest.mark.usefixtures("demo_ledger")
MONTHS = "/admin/indicators/reportingmonth/"
ENTRIES = "/admin/indicators/entry/"


def said(page: Page) -> Locator:
    """What the page answers to the last action."""
    return page.locator(".messagelist")


def choose(page: Page, field: str, text: str) -> None:
    """Find a record by a part of its name and take it."""
    page.locator(f"#id_{field} + .select2").click()
    page.locator(".select2-search__field").fill(text)
    page.locator(".select2-results__option", has_text=text).first.click()


def enter(page: Page, value: str) -> None:
    """Fill the blank form in for July and save."""
    page.goto(f"{ENTRIES}add/")
    choose(page, "indicator", "人才住房筹集")
    choose(page, "region", "德清县")
    page.locator("#id_year").fill("2023")
    page.locator("#id_month").fill("7")
    page.locator("#id_value").fill(value)
    page.locator("[name=_save]").click()


def act(page: Page, address: str, action: str, reason: str = "") -> None:
    """Choose the first row of a list and do something with it."""
    page.goto(address)
    page.locator("#result_list tbody input[type=checkbox]").first.check()
    page.locator("[name=action]").select_option(action)
    if reason:
        page.locator("[name=reason]").fill(reason)
    page.locator("button[name=index]").click()


def test_a_figure_goes_from_the_clerks_form_to_the_leaders_page(
    as_person: Callable[[str], Page],
) -> None:
    office = as_person("office")
    office.goto(f"{MONTHS}add/")
    office.locator("#id_year").fill("2023")
    office.locator("#id_month").fill("7")
    office.locator("[name=_save]").click()
    expect(said(office)).to_contain_text("2023-07")

    clerk = as_person("clerk")
    enter(clerk, "十四")
    expect(clerk.locator(".errorlist")).to_contain_text("请只写数字")
    expect(clerk.locator("#id_value")).to_have_value("十四")
    clerk.locator("#id_value").fill("１，０４０")
    clerk.locator("[name=_save]").click()
    expect(said(clerk)).to_be_visible()
    act(clerk, f"{ENTRIES}?state__exact=draft", "submit_drafts")
    expect(said(clerk)).to_contain_text("已提交")

    reviewer = as_person("reviewer")
    act(reviewer, f"{ENTRIES}?state__exact=submitted", "return_entries", "请附明细")
    expect(said(reviewer)).to_contain_text("已退回")

    clerk = as_person("clerk")
    enter(clerk, "1050")
    expect(clerk.locator(".errorlist")).to_contain_text("1040")
    expect(clerk.locator("#id_value")).to_have_value("1050")
    clerk.locator("[name=_save]").click()
    expect(said(clerk)).to_be_visible()
    act(clerk, f"{ENTRIES}?state__exact=draft", "submit_drafts")
    expect(said(clerk)).to_contain_text("已提交")

    office = as_person("office")
    act(office, MONTHS, "close_months")
    expect(said(office)).to_contain_text("1 条记录待审核")

    reviewer = as_person("reviewer")
    act(reviewer, f"{ENTRIES}?state__exact=submitted", "approve_entries")
    expect(said(reviewer)).to_contain_text("已审核")
    july = Figure.objects.filter(indicator__code="talent-homes", month=7)
    assert set(july.values_list("value", flat=True)) == {1050}  # The county and all above it.

    leader = as_person("leader")
    leader.goto("/indicators/talent-homes/")
    expect(leader.locator("main")).to_contain_text(re.compile(r"1050\s*套"))

    office = as_person("office")
    act(office, MONTHS, "close_months")
    expect(said(office)).to_contain_text("2023-07 已关账")
