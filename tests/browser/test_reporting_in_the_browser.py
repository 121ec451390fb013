"""The office chases, and a clerk follows a notice, in the browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from indicators.models import ReportingMonth

pytestmark = pytest.mark.usefixtures("demo_ledger")

PHONE = {"width": 390, "height": 844}


def test_the_office_reminds_and_the_clerk_goes_to_work(as_person: Callable[[str], Page]) -> None:
    office = as_person("office")
    office.goto("/reporting/?month=2023-06")
    office.get_by_role("button", name="发送提醒").click()
    expect(office.locator(".notice")).to_contain_text("已就2023年6月提醒 1 人")

    clerk = as_person("clerk")
    clerk.goto("/")
    expect(clerk.locator(".bell-count")).to_have_text("1")
    clerk.locator(".bell").click()
    unread = clerk.locator(".notices .unread")
    expect(unread).to_have_count(1)
    expect(unread).to_contain_text("2023年6月填报已逾期")
    unread.get_by_role("button").click()
    expect(clerk).to_have_url(re.compile(r"/admin/indicators/entry/sheet/\?month=2023-06"))
    clerk.goto("/notices/")
    expect(clerk.locator(".bell-count")).to_have_count(0)
    expect(clerk.locator(".notices .unread")).to_have_count(0)


def test_a_cell_of_the_year_leads_to_its_month(as_person: Callable[[str], Page]) -> None:
    page = as_person("leader")
    page.goto("/reporting/")
    page.locator(".year-table a").first.click()
    expect(page.locator("#month")).to_have_value("2023-01")
    expect(page.get_by_role("button", name="发送提醒")).to_have_count(0)


@pytest.mark.parametrize(
    "address", ["/reporting/", "/notices/", "/admin/indicators/reportingmonth/{}/close/"]
)
def test_on_a_phone_nothing_hangs_over_the_edge(
    as_person: Callable[[str], Page], address: str
) -> None:
    page = as_person("office")
    page.set_viewport_size(PHONE)
    page.goto(address.format(ReportingMonth.objects.get(year=2023, month=6).pk))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
