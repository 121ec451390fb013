"""Where things are on the sheet, and what the ledger holds."""

from playwright.sync_api import Locator, Page, expect

from indicators.models import Entry, Indicator
from tests.bureau import JUNE

ADDRESS = "/admin/indicators/entry/sheet/?month=2023-06"


def opened(page: Page) -> Page:
    page.goto(ADDRESS)
    expect(page.locator("#sheet")).not_to_have_attribute("aria-busy", "true")
    return page


def indicator(code: str) -> Indicator:
    return Indicator.objects.get(code=code)


def field(page: Page, code: str, name: str, region: str = "330521") -> Locator:
    return page.locator(f"#cell-{code}-{region}-{name}")


def line(page: Page, code: str, region: str = "330521") -> Locator:
    return page.locator(f"#cell-{code}-{region}")


def below(page: Page, code: str, region: str = "330521") -> Locator:
    return page.locator(f"#cell-{code}-{region} + .more")


def saved(page: Page) -> None:
    expect(page.locator("#sheet-saving")).to_have_text("已全部保存")


def value(code: str) -> str | None:
    found = Entry.objects.of_month(JUNE).filter(indicator__code=code).order_by("pk").last()
    return f"{found.value.normalize():f}" if found and found.state != "withdrawn" else None
