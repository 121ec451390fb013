"""The workbook out, filled in and back, as a clerk does it."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.contrib.auth.models import User
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Locator, Page, expect

from indicators import ledger
from indicators.choices import Role
from indicators.models import Entry, Indicator, Region
from indicators.periods import Month

pytestmark = pytest.mark.usefixtures("demo_ledger")
JULY = Month(2023, 7)
UPLOAD = "/admin/indicators/entry/upload/?month=2023-07&department=urban-construction"
TOO_LARGE = 11 * 1024 * 1024


@pytest.fixture
def july(office: User) -> None:
    """July 2023, open."""
    ledger.open_month(office, JULY)


def fill(path: Path, values: dict[str, object]) -> None:
    """Write the month's values of indicators by their names."""
    book = openpyxl.load_workbook(path)
    form: Worksheet = book["填报"]
    heads = [cell.value for cell in form[4]]
    name, value = heads.index("指标") + 1, heads.index("月末累计") + 1
    for row in range(5, form.max_row + 1):
        if (found := form.cell(row, name).value) in values:
            form.cell(row, value).value = values[found]
    book.save(path)


def count(page: Page, word: str) -> Locator:
    """The tile that counts the rows of a fate."""
    return page.locator(".fill-in-counts li", has_text=word).locator("b")


def preview(page: Page, path: Path) -> None:
    page.goto(UPLOAD)
    page.get_by_label("工作簿（.xlsx）").set_input_files(path)
    page.get_by_role("button", name="预览").click()


def newest(name: str) -> Decimal | None:
    entry = Entry.objects.of_month(JULY).filter(indicator__name=name).last()
    return entry.value if entry else None


@pytest.fixture
def colleague(people: dict[Role, User]) -> User:
    """Another clerk of the same departments."""
    clerk = people[Role.CLERK]
    other = User.objects.create(username="colleague", first_name="敏", last_name="沈")
    other.groups.set(clerk.groups.all())
    for department in clerk.departments.all():
        department.members.add(other)
    return other


@pytest.mark.usefixtures("july")
def test_a_workbook_goes_out_and_comes_back_as_drafts(
    as_person: Callable[[str], Page], colleague: User, tmp_path: Path
) -> None:
    page = as_person("clerk")
    page.goto(UPLOAD)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 Excel").click()
    assert download.value.suggested_filename.startswith("2023年7月填报表-")
    path = tmp_path / "七月.xlsx"
    download.value.save_as(path)

    fill(path, {"风貌样板区创成": 4, "未来社区入围": "十四", "补短板城镇社区": "１９ 个"})
    preview(page, path)
    expect(count(page, "拒绝")).to_have_text("1")
    expect(page.locator("#fill-in-refused")).to_contain_text("未来社区入围")
    expect(page.locator("#fill-in-refused")).to_contain_text("数字")
    expect(page.get_by_role("button", name="确认")).to_be_disabled()

    fill(path, {"未来社区入围": 4})
    theirs = Indicator.objects.get(name="补短板城镇社区")
    county = Region.objects.get(code="330521")
    ledger.draft(colleague, [ledger.Draft(theirs, county, JULY, value=Decimal(20))])
    preview(page, path)
    expect(count(page, "新增")).to_have_text("2")
    conflict = page.locator("#fill-in-conflict tbody tr")
    expect(conflict).to_contain_text("20 个")
    expect(conflict).to_contain_text("19 个")
    conflict.get_by_label("以我的为准").check()
    page.get_by_role("button", name="确认").click()
    expect(page).to_have_url(re.compile("/entry/sheet/"))
    expect(page.locator(".messagelist")).to_contain_text("3 行已存为草稿")
    assert newest("风貌样板区创成") == 4
    assert newest("补短板城镇社区") == 19

    preview(page, path)
    expect(count(page, "未变")).to_have_text("3")
    expect(page.get_by_text("没有需要保存的内容")).to_be_visible()


@pytest.mark.usefixtures("july")
def test_what_is_not_a_workbook_is_refused_beside_the_form(
    as_person: Callable[[str], Page], tmp_path: Path
) -> None:
    page = as_person("clerk")
    old = tmp_path / "七月.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0 old")
    preview(page, old)
    expect(page.get_by_role("alert")).to_contain_text("另存为 .xlsx")
    large = tmp_path / "大.xlsx"
    large.write_bytes(b"\0" * TOO_LARGE)
    preview(page, large)
    expect(page.get_by_role("alert")).to_contain_text("超过 10 MB")
    expect(page.get_by_label("工作簿（.xlsx）")).to_be_visible()


@pytest.mark.usefixtures("july")
def test_on_a_phone_the_preview_keeps_to_the_page(
    as_person: Callable[[str], Page], colleague: User, tmp_path: Path
) -> None:
    page = as_person("clerk")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(UPLOAD)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 Excel").click()
    path = tmp_path / "七月.xlsx"
    download.value.save_as(path)
    fill(path, {"风貌样板区创成": 4, "补短板城镇社区": 19})
    theirs = Indicator.objects.get(name="补短板城镇社区")
    county = Region.objects.get(code="330521")
    ledger.draft(colleague, [ledger.Draft(theirs, county, JULY, value=Decimal(20))])
    preview(page, path)
    expect(count(page, "冲突")).to_have_text("1")
    width = "document.documentElement.scrollWidth"
    assert page.evaluate(width) == 390
    mine = page.locator("#fill-in-conflict").get_by_label("以我的为准")
    box = mine.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] < 390
    page.get_by_role("button", name="全部以我的为准").click()
    expect(page).to_have_url(re.compile("/entry/sheet/"))
    assert newest("补短板城镇社区") == 19

    fill(path, {"未来社区入围": "十四", "风貌样板区创成": "很多很多" * 12})
    preview(page, path)
    expect(page.locator("#fill-in-refused tbody tr")).to_have_count(2)
    assert page.evaluate(width) == 390
