"""A month as its people live it: opened, entered by keyboard and paste, doubted and explained,
returned, entered again, approved, closed; then the dashboard shows it and the trail tells it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from indicators.models import Entry, Figure, ReportingMonth

pytestmark = pytest.mark.usefixtures("demo_ledger")
MONTHS = "/admin/indicators/reportingmonth/"
SHEET = "/admin/indicators/entry/sheet/?month=2023-07&department=construction"
QUEUE = "/admin/indicators/entry/review/?month=2023-07&department=construction"
PASTE = """([control, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const about = {clipboardData: data, bubbles: true, cancelable: true};
  control.dispatchEvent(new ClipboardEvent("paste", about));
}"""


def field(page: Page, code: str, name: str) -> Locator:
    """A field of the sheet."""
    return page.locator(f"#cell-{code}-330521-{name}")


def below(page: Page, code: str) -> Locator:
    """What stands under a row of the sheet: errors, doubts, reasons."""
    return page.locator(f"#cell-{code}-330521 + .more")


def open_sheet(page: Page) -> None:
    page.goto(SHEET)
    expect(page.locator("#sheet")).not_to_have_attribute("aria-busy", "true")


def saved(page: Page) -> None:
    expect(page.locator("#sheet-saving")).to_have_text("已全部保存")


def waiting(page: Page, code: str) -> Locator:
    """A row of the reviewer's queue."""
    newest = Entry.objects.filter(indicator__code=code, month=7).latest("pk")
    return page.locator(f"#entry-{newest.pk}")


def figure(code: str) -> str | None:
    found = Figure.objects.filter(
        indicator__code=code, region__code="330521", year=2023, month=7
    ).first()
    return f"{found.value.normalize():f}" if found else None


def test_a_month_from_opening_to_close(as_person: Callable[[str], Page]) -> None:
    office = as_person("office")
    office.goto(f"{MONTHS}add/")
    expect(office.locator("#id_month")).to_have_value("7")  # The next one is suggested.
    office.locator("[name=_save]").click()
    expect(office.locator(".messagelist")).to_contain_text("2023年7月")

    clerk = as_person("clerk")
    open_sheet(clerk)
    output = field(clerk, "construction-output", "increment")
    output.focus()
    clerk.keyboard.type("８.8")
    expect(field(clerk, "construction-output", "value")).to_have_value("80")
    clerk.keyboard.press("Enter")
    expect(field(clerk, "construction-output-in-province", "increment")).to_be_focused()
    clerk.keyboard.type("七")
    province = field(clerk, "construction-output-in-province", "increment")
    expect(below(clerk, "construction-output-in-province")).to_contain_text("阿拉伯数字")
    expect(province).to_have_value("七")
    province.fill("6.2亿元")
    block = field(clerk, "construction-permits", "value").element_handle()
    clerk.evaluate(PASTE, [block, "150\r\n1,033\r\n1,000\r\n"])
    expect(field(clerk, "green-one-star", "value")).to_have_value("1,000")
    saved(clerk)
    doubt = below(clerk, "green-one-star")
    expect(doubt).to_contain_text("超过前12个月")
    clerk.locator("#sheet-submit-all").click()
    saved(clerk)
    states = dict(Entry.objects.filter(month=7).values_list("indicator__code", "state"))
    assert states["construction-output"] == "submitted"
    assert states["green-one-star"] == "draft"  # In doubt, and not yet explained.
    doubt.locator("[data-field=explanation]").fill("集中评价一批项目")
    saved(clerk)
    clerk.locator("#sheet-submit-all").click()
    expect(clerk.locator("#cell-green-one-star-330521 .chip").first).to_have_text("已提交")

    reviewer = as_person("reviewer")
    reviewer.goto(QUEUE)
    expect(waiting(reviewer, "green-one-star")).to_contain_text("集中评价一批项目")
    permits = waiting(reviewer, "construction-permits")
    permits.locator("summary.act-return").click()
    permits.locator("input[name^=reason-]").fill("请附许可证清单")
    permits.locator("button[name=return]").click()
    expect(reviewer.locator(".messagelist")).to_contain_text("已退回")
    reviewer.get_by_role("button", name="全部无疑问的").click()
    expect(reviewer.locator(".messagelist")).to_contain_text("已审核")
    assert figure("construction-output") == "80"
    assert figure("green-one-star") is None
    waiting(reviewer, "green-one-star").locator("button[name=approve]").click()
    expect(reviewer.locator(".messagelist")).to_contain_text("已审核")
    assert figure("green-one-star") == "1000"

    clerk = as_person("clerk")
    open_sheet(clerk)
    first = clerk.locator("#sheet .cell-row").first
    expect(first).to_have_attribute("id", "cell-construction-permits-330521")
    expect(below(clerk, "construction-permits")).to_contain_text("请附许可证清单")
    field(clerk, "construction-permits", "value").fill("148")
    saved(clerk)
    clerk.locator("#sheet-submit-all").click()
    expect(clerk.locator("#cell-construction-permits-330521 .chip").first).to_have_text("已提交")

    reviewer = as_person("reviewer")
    reviewer.goto(QUEUE)
    waiting(reviewer, "construction-permits").locator("button[name=approve]").click()
    expect(reviewer.locator(".messagelist")).to_contain_text("已审核")
    assert figure("construction-permits") == "148"

    office = as_person("office")
    july = ReportingMonth.objects.get(year=2023, month=7)
    office.goto(f"{MONTHS}{july.pk}/close/")
    expect(office.locator("main")).to_contain_text("房地产管理科")  # It owes everything.
    office.locator(".close-form button[type=submit]").click()
    expect(office.locator(".messagelist")).to_contain_text("已关账")

    leader = as_person("leader")
    leader.goto("/indicators/construction-output/")
    expect(leader.locator("main")).to_contain_text(re.compile(r"80\s*亿元"))
    expect(leader.locator("main")).to_contain_text("2023年7月")
    told = Entry.objects.filter(indicator__code="construction-permits", month=7).latest("pk")
    clerk = as_person("clerk")
    clerk.goto(f"/entries/{told.pk}/")
    for words in ("150", "请附许可证清单", "148", "clerk", "reviewer"):
        expect(clerk.locator("main")).to_contain_text(words)
