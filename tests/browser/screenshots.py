"""The pictures of the README: `make screenshots` writes them into docs/images."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from indicators import ledger, standings
from indicators.choices import Role
from indicators.ledger import stamps
from indicators.periods import Month

IMAGES = Path(__file__).parents[2] / "docs" / "images"
SIZES = {"1366": (1366, 768), "phone": (390, 844)}
PAGES = {
    "overview": "/?month=2023-06",
    "programme": "/programmes/housing-security/?month=2023-06",
    "indicator": "/indicators/talent-homes/?month=2023-06",
    "summary": "/summary/?period=2023-H1",
}
TOO_LONG = {"summary"}  # To be shown whole.
JULY = Month(2023, 7)
ABOUT = "month=2023-07&department=building-safety"
DESKS = {
    "entry-sheet": (Role.CLERK, f"/admin/indicators/entry/sheet/?{ABOUT}"),
    "review": (Role.REVIEWER, "/admin/indicators/entry/review/?month=2023-07"),
    "reporting": (Role.OFFICE, "/reporting/?month=2023-07"),
}


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest, page: Page) -> str:
    """The page has that size; comes back with its name."""
    width, height = SIZES[request.param]
    page.set_viewport_size({"width": width, "height": height})
    return str(request.param)


def test_sign_in(page: Page, size: str) -> None:
    take(page, "/accounts/login/", f"sign-in-{size}.png")


@pytest.mark.parametrize("name", PAGES)
def test_page(as_person: Callable[[str], Page], size: str, name: str) -> None:
    take(as_person("leader"), PAGES[name], f"{name}-{size}.png", whole=name not in TOO_LONG)


@pytest.fixture
def july(demo_ledger: None, people: dict[Role, User]) -> None:
    """July 2023 half entered: most handed in, some returned, some approved, one in doubt."""
    ledger.open_month(people[Role.OFFICE], JULY)
    county = standings.region()
    assert county is not None
    drafts = [
        ledger.Draft(
            indicator=row.indicator,
            region=cell.region,
            month=JULY,
            value=(cell.before or Decimal(0)) + 1,
        )
        for row in standings.owed(county, JULY, standings.every_indicator()).rows
        for cell in row.cells
        if row.indicator.kind != "ratio" and cell.before is not None
    ]
    clerk, reviewer = people[Role.CLERK], people[Role.REVIEWER]
    drafts = [
        replace(row, explanation="集中验收，清单见佐证材料。") if why else row
        for row, why in zip(drafts, ledger.doubts(drafts), strict=True)
    ]
    waiting = ledger.submit(clerk, stamps(ledger.draft(clerk, drafts)))
    own = [entry for entry in waiting if entry.indicator.department.code == "building-safety"]
    ledger.return_to_author(reviewer, stamps(own[:2]), "与台账明细不符，请核实后重报。")
    others = [entry for entry in waiting if entry not in own and not entry.doubts]
    ledger.approve(reviewer, stamps(others[: len(others) * 2 // 3]))


@pytest.mark.parametrize("name", DESKS)
def test_desk(july: None, as_person: Callable[[str], Page], size: str, name: str) -> None:
    role, address = DESKS[name]
    page = as_person(role)
    page.goto(address)
    if name == "entry-sheet":
        expect(page.locator("#sheet")).not_to_have_attribute("aria-busy", "true")
        page.locator("#sheet-unfold").click()
        page.screenshot(path=IMAGES / f"{name}-{size}.png")
    else:
        take(page, address, f"{name}-{size}.png", whole=name == "reporting")


def test_upload(july: None, as_person: Callable[[str], Page], size: str, tmp_path: Path) -> None:
    page = as_person(Role.CLERK)
    page.goto(f"/admin/indicators/entry/upload/?{ABOUT}")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 Excel").click()
    file = tmp_path / "july.xlsx"
    download.value.save_as(file)
    fill_in(file)
    page.set_input_files("input[type=file]", file)
    page.locator("form button[type=submit]").last.click()
    page.wait_for_load_state()
    page.screenshot(path=IMAGES / f"upload-{size}.png", full_page=True)


def fill_in(file: Path) -> None:
    """A few figures of the workbook changed, one of them wrong."""
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    heads = next(row for row in sheet.iter_rows() if "月末累计" in [cell.value for cell in row])
    [column] = [cell.column for cell in heads if cell.value == "月末累计"]
    wanted = ["38", "３０", "约5", None, "12"]
    rows = range(heads[0].row + 2, heads[0].row + 2 + len(wanted))
    for number, value in zip(rows, wanted, strict=True):
        if value is not None:
            sheet.cell(number, column).value = value
    book.save(file)


def take(page: Page, address: str, file_name: str, *, whole: bool = True) -> None:
    """Write the page, with the charts drawn that wait to be scrolled to."""
    page.goto(address)
    for chart in page.locator("[data-chart]").all():
        chart.scroll_into_view_if_needed()
        chart.locator("svg").first.wait_for()
    page.evaluate("window.scrollTo(0, 0)")
    IMAGES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=IMAGES / file_name, full_page=whole)
