"""The Excel file, read back."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from indicators.models import Indicator
from reports.exporters import find_exporter
from reports.office.xlsx import HEAD_ROW, Cell, Column, Workbook
from reports.summary import compose
from tests.reports.conftest import HALF_YEAR

pytestmark = pytest.mark.django_db
HEAD = HEAD_ROW + 1


@pytest.fixture
def excel(half_year):
    return read(half_year)


def read(summary):
    return load_workbook(BytesIO(find_exporter("xlsx").render(summary).content))


def rows(sheet):
    """The rows by indicator, each a cell by its column's head."""
    heads = [cell.value for cell in sheet[HEAD]]
    return {
        cells[heads.index("指标")].value: dict(zip(heads, cells, strict=True))
        for cells in sheet.iter_rows(min_row=HEAD + 1)
    }


def test_the_file_is_named_by_its_title(half_year):
    name = find_exporter("xlsx").render(half_year).name
    assert name == "德清县建设局2023年上半年工作总结附表.xlsx"


def test_it_has_the_goals_all_indicators_and_what_the_marks_mean(excel, half_year):
    assert excel.sheetnames == ["目标总表", "指标明细", "说明"]
    assert len(rows(excel["指标明细"])) == sum(len(t.rows) for t in half_year.tables)
    assert len(rows(excel["目标总表"])) == sum(len(t.rows) for t in half_year.goals())
    assert excel.properties.title.startswith("德清县建设局2023年上半年工作总结")


def test_numbers_are_numbers_with_the_indicators_decimals(excel):
    sheet = rows(excel["指标明细"])
    area = sheet["施工图审查面积"]["完成数"]
    assert (area.value, area.data_type, area.number_format) == (711.7674, "n", "0.0000")
    lifts = sheet["加装电梯新增"]["完成数"]
    assert (lifts.value, lifts.number_format) == (14, "0")


def test_shares_are_percent_and_growth_shows_its_sign(excel):
    homes = rows(excel["目标总表"])["人才住房筹集"]
    assert homes["完成率"].value == pytest.approx(920 / 1800)
    assert homes["完成率"].number_format == "0.0%"
    assert homes["序时进度"].value == 0.5
    output = rows(excel["指标明细"])["建筑业总产值"]["同比"]
    assert output.value == pytest.approx(0.194, abs=0.0005)
    assert output.number_format.startswith("+0.0%")


def test_a_ratio_is_a_percentage_too(excel):
    coverage = rows(excel["目标总表"])["专业物业覆盖率"]
    assert coverage["完成数"].value == pytest.approx(0.96)
    assert coverage["年度目标"].value == pytest.approx(0.9)
    assert coverage["完成数"].number_format.endswith("%")


def test_a_qualifier_shows_without_making_text_of_the_number(excel):
    sheet = rows(excel["指标明细"])
    investment = sheet["基础设施投资"]["完成数"]
    assert (investment.value, investment.number_format) == (0.56, '"约"0.00')
    assert sheet["建筑业省内产值"]["完成数"].number_format.startswith('"预报"')


def test_lights_are_words_on_a_colour(excel):
    sheet = rows(excel["目标总表"])
    blue, red = sheet["保障性租赁住房筹集"]["亮灯"], sheet["基础设施投资"]["亮灯"]
    assert blue.value
    assert blue.fill.fgColor.rgb != red.fill.fgColor.rgb


def test_derived_targets_and_figures_say_so(excel):
    sheet = rows(excel["指标明细"])
    assert "1800" in str(sheet["人才住房筹集"]["年度目标"].value)
    assert sheet["人才住房筹集"]["备注"].value
    assert "上年同期数为推算" in sheet["建筑业总产值"]["备注"].value


def test_an_indicator_without_a_figure_says_so_in_words(excel):
    assert rows(excel["目标总表"])["公园节点建成"]["完成数"].value == "未报"


def test_sheets_print_on_a4_across_with_the_head_in_sight(excel):
    for sheet in excel:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.freeze_panes.endswith(str(HEAD + 1))
        assert sheet.print_title_rows == f"${HEAD}:${HEAD}"


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"])
def test_a_text_is_never_a_formula(county, name):
    Indicator.objects.filter(code="elevators-new").update(definition="", name=name)
    cell = rows(read(compose(county, HALF_YEAR))["指标明细"])[name]["指标"]
    assert (cell.value, cell.data_type) == (name, "s")


def test_an_empty_sheet_opens():
    book = Workbook("空", subject="", created=datetime(2023, 7, 1, tzinfo=UTC))
    book.add_sheet("空", "空", "", [Column("甲", 10), Column("乙", 10)], [])
    assert load_workbook(BytesIO(book.to_bytes()))["空"].max_row == HEAD


def test_a_missing_value_is_an_empty_cell():
    book = Workbook("表", subject="", created=datetime(2023, 7, 1, tzinfo=UTC))
    book.add_sheet("表", "表", "", [Column("甲", 10), Column("乙", 10)], [[Cell(None), Cell("")]])
    sheet = load_workbook(BytesIO(book.to_bytes()))["表"]
    assert [cell.value for cell in sheet[HEAD + 1]] == [None, None]
