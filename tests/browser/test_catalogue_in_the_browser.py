"""The catalogue goes out, is changed in Excel, and comes in again."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from indicators.models import Indicator, Target
from tests.catalogue.files import HEAD_ROW, filled_in

START = "/admin/indicators/catalogue/"


def choose(page: Page, path: Path) -> None:
    page.get_by_label("工作簿（.xlsx）").set_input_files(path)
    page.get_by_role("button", name="预览").click()


def test_the_catalogue_is_downloaded_changed_and_brought_in(
    as_person: Callable[[str], Page], tmp_path: Path
) -> None:
    page = as_person("admin")
    page.goto("/admin/indicators/indicator/")
    page.get_by_role("link", name="指标目录（Excel）").click()
    expect(page.get_by_role("heading", name="指标目录（Excel）")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name="下载现有目录").click()
    assert started.value.suggested_filename.startswith("指标目录")
    downloaded = Path(started.value.path()).read_bytes()

    indicator = Indicator.objects.order_by("pk").first()
    assert indicator
    goal = {"指标": indicator.code, "区划": "330521", "年份": 2024, "目标": "３０"}
    wrong, right = tmp_path / "wrong.xlsx", tmp_path / "right.xlsx"
    wrong.write_bytes(filled_in(downloaded, {"年度目标": [goal | {"目标": "约三十"}]}))
    right.write_bytes(filled_in(renamed(downloaded), {"年度目标": [goal]}))

    choose(page, wrong)
    expect(page.get_by_role("heading", name="需先在文件中改正")).to_be_visible()
    expect(page.get_by_role("cell", name="约三十")).to_be_visible()
    expect(page.get_by_role("button", name="确认写入")).to_have_count(0)
    page.get_by_role("link", name="返回").click()

    choose(page, right)
    expect(page.get_by_role("cell", name="改过的名称", exact=True)).to_be_visible()
    expect(page.get_by_role("cell", name="30")).to_be_visible()
    page.get_by_label("修改原因").fill("年度目标下达")
    page.get_by_role("button", name="确认写入（2条）").click()
    expect(page.get_by_text("已写入指标目录：新增1条，修改1条。")).to_be_visible()

    target = Target.objects.get(year=2024)
    assert (target.indicator, target.value) == (indicator, 30)
    assert target.history.latest().history_change_reason == "年度目标下达"
    choose(page, right)
    expect(page.get_by_text("文件内容与现有目录一致，无需写入。")).to_be_visible()


def renamed(file: bytes) -> bytes:
    """The workbook with another name for its first department."""
    book = openpyxl.load_workbook(BytesIO(file))
    book["科室"].cell(HEAD_ROW + 1, 2, "改过的名称")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_file_that_is_no_workbook_is_told_at_the_field(
    as_person: Callable[[str], Page], tmp_path: Path
) -> None:
    page = as_person("admin")
    page.goto(START)
    path = tmp_path / "list.xlsx"
    path.write_text("代码,名称\n", encoding="utf-8")
    choose(page, path)
    expect(page.get_by_role("alert")).to_contain_text(".xlsx")


def test_the_pages_fit_a_phone(as_person: Callable[[str], Page], tmp_path: Path) -> None:
    page = as_person("admin")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(START)
    width = "document.documentElement.scrollWidth <= window.innerWidth"
    assert page.evaluate(width)
