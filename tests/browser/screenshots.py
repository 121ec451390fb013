"""Pictures of every page, to be looked at: `make screenshots`.

docs/images keeps those that the README and the handbook show; var/screenshots has all the others.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django import Settings

from indicators import ledger, standings
from indicators.choices import Role
from indicators.ledger import stamps
from indicators.periods import Month
from tests.browser.addresses import ADDRESSES
from tests.browser.conftest import sign_in
from tests.extremes import EXTREMES, Extreme, addresses

ROOT = Path(__file__).parents[2]
IMAGES, OTHERS = ROOT / "docs" / "images", ROOT / "var" / "screenshots"

SIZES = {"1920": (1920, 1080), "1366": (1366, 768), "phone": (390, 844)}
THEMES = ("light", "dark")
WALLS = {"1920": (1920, 1080), "3840": (3840, 2160)}
# Which pictures docs/images keeps, by the page's name in `addresses.py`: size and theme.
EVERYWHERE = {("1366", "light"), ("phone", "light"), ("1366", "dark"), ("1920", "light")}
PLAINLY = {("1366", "light"), ("phone", "light")}
KEPT: Mapping[str, set[tuple[str, str]]] = {
    **dict.fromkeys(("overview", "programme", "indicator", "towns"), EVERYWHERE),
    **dict.fromkeys(
        (
            *("town", "projects", "projects in time", "project", "honours", "compare", "year"),
            *("search", "entry", "summary", "sign-in"),
        ),
        PLAINLY,
    ),
}
# To be shown in one window, not whole.
TOO_LONG = {"compare", "honours", "projects", "summary", "trail of a month"}
MISSING = {"not there", "month that is none"}
PATIENCE = 30_000  # Milliseconds, for the chart library on a busy machine.

JULY = Month(2023, 7)
ABOUT = "month=2023-07&department=building-safety"
DESKS = {
    "entry-sheet": (Role.CLERK, f"/admin/indicators/entry/sheet/?{ABOUT}"),
    "review": (Role.REVIEWER, "/admin/indicators/entry/review/?month=2023-07"),
    "reporting": (Role.OFFICE, "/reporting/?month=2023-07"),
}


def file_of(name: str, size: str, theme: str = "light") -> Path:
    """Where a page's picture goes."""
    folder = IMAGES if (size, theme) in KEPT.get(name, ()) else OTHERS
    dark = "-dark" if theme == "dark" else ""
    return folder / f"{name.replace(' ', '-')}-{size}{dark}.png"


def in_every_look(page: Page, name: str, address: str) -> None:
    """Take the page in each size and theme."""
    for theme in THEMES:
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            take(page, address, file_of(name, size, theme), whole=name not in TOO_LONG)


def test_sign_in(page: Page) -> None:
    in_every_look(page, "sign-in", "/accounts/login/")


@pytest.mark.parametrize("name", [name for name in ADDRESSES if name != "screen"])
def test_page(
    as_person: Callable[[str], Page], troubles: list[str], settings: Settings, name: str
) -> None:
    settings.DEMO = True
    in_every_look(as_person(Role.LEADER), name, ADDRESSES[name]())
    if name in MISSING:
        troubles.clear()


@pytest.mark.parametrize("wall", WALLS)
def test_screen(as_person: Callable[[str], Page], wall: str) -> None:
    page = as_person(Role.LEADER)
    width, height = WALLS[wall]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(ADDRESSES["screen"]())
    expect(page.locator(".slide.shown")).to_have_count(1)
    page.keyboard.press("Space")
    folder = IMAGES if wall == "1920" else OTHERS
    for number in range(1, page.locator(".slide").count() + 1):
        page.screenshot(path=folder / f"screen-{number}-{wall}.png")
        page.keyboard.press("ArrowRight")


@pytest.mark.parametrize("extreme", EXTREMES, ids=str)
def test_extreme(
    page: Page, base_url: str, people: dict[Role, User], settings: Settings, extreme: Extreme
) -> None:
    settings.DEMO = True
    extreme.build()
    sign_in(page, people[Role.LEADER], base_url)
    for size in ("1366", "phone"):
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        for name, address in addresses():
            file = OTHERS / "extremes" / extreme.name / f"{name.replace(' ', '-')}-{size}.png"
            take(page, address, file)


@pytest.fixture(params=["1366", "phone"])
def size(request: pytest.FixtureRequest, page: Page) -> str:
    """The page has that size; comes back with its name."""
    width, height = SIZES[request.param]
    page.set_viewport_size({"width": width, "height": height})
    return str(request.param)


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
        take(page, address, IMAGES / f"{name}-{size}.png", whole=name == "reporting")


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


def take(page: Page, address: str, file: Path, *, whole: bool = True) -> None:
    """Write the page, with the charts drawn that wait to be scrolled to."""
    page.goto(address)
    for chart in page.locator("[data-chart]").all():
        if chart.is_visible():
            chart.scroll_into_view_if_needed()
            chart.locator("svg").first.wait_for(timeout=PATIENCE)
    page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=file, full_page=whole)
