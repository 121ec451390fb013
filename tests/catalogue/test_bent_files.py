"""Files that people have bent: understood, or refused with the place."""

import zipfile
from io import BytesIO

import openpyxl
import pytest

from indicators import catalogue
from indicators.catalogue import reading
from indicators.models import Department, Indicator, PacePlan, Target
from indicators.workbook.refusal import Refused
from tests.catalogue.files import bare, confirmed, filled_in, looked_at, reasons, saved

pytestmark = pytest.mark.django_db

OWN = {"代码": "own", "名称": "城建一科"}


def changed(outcome):
    return [
        (result.key, change.head, change.before, change.after)
        for sheet in outcome.sheets
        for result in sheet.changed
        for change in result.changes
    ]


RENAMED = [("own", "名称", "城建科", "城建一科")]


def test_columns_and_sheets_stand_in_any_order(bureau, admin):
    file = bare({"其他": [{"甲": 1}], "科室": [{"名称": "城建一科", "代码": "own"}]})
    assert changed(looked_at(admin, file)) == RENAMED


@pytest.mark.parametrize(
    "heads", [("code", "name"), ("Code", "NAME"), ("代 码", "名称*"), ("ｃｏｄｅ", " Name ")]
)
def test_heads_are_understood_however_they_are_written(bureau, admin, heads):
    file = bare({"Departments": [dict(zip(heads, OWN.values(), strict=True))]})
    assert changed(looked_at(admin, file)) == RENAMED


def test_titles_above_the_heads_and_blank_rows_do_no_harm(bureau, admin):
    book = openpyxl.Workbook()
    page = book.active
    page.title = "科室"
    page.merge_cells("A1:D1")
    page["A1"] = "德清县建设局科室一览"
    page["B4"], page["C4"] = "代码", "名称"
    page["B9"], page["C9"] = "own", "城建一科"
    page.row_dimensions[9].hidden = True
    upload = catalogue.read(saved(book))
    assert [row.number for row in upload.rows["department"]] == [9]
    assert "工作表“科室”有隐藏的行，与其他行一样读入。" in upload.remarks
    assert changed(looked_at(admin, saved(book))) == RENAMED


def test_an_unknown_column_is_refused_with_the_one_that_is_meant(bureau, admin):
    found = reasons(looked_at(admin, bare({"科室": [OWN | {"名陈": "x", "联系电话": "1"}]})))
    assert found == [
        ("科室", 1, "名陈", "没有这一列，是否应为“名称”？如不需要，请删除该列。"),
        ("科室", 1, "联系电话", "没有这一列，请删除该列或清空表头。"),
    ]


def test_a_column_without_head_is_not_read(bureau, admin):
    assert looked_at(admin, bare({"科室": [OWN | {None: "随手记"}]})).troubles == []


def test_a_column_there_twice_is_refused(bureau, admin):
    found = reasons(looked_at(admin, bare({"科室": [OWN | {"name": "又一个"}]})))
    assert found == [("科室", 1, "name", "该列重复。")]


def test_a_sheet_there_twice_is_refused(bureau, admin):
    found = reasons(looked_at(admin, bare({"科室": [OWN], "departments": [OWN]})))
    assert found == [("departments", 0, "", "该工作表重复。")]


def test_a_sheet_without_codes_is_refused(bureau, admin):
    found = reasons(looked_at(admin, bare({"科室": [{"名称": "城建一科"}]})))
    assert found == [("科室", 1, "代码", "缺少“代码”列，记录以它为标识。")]


def test_a_slip_in_the_name_of_a_sheet_is_told(bureau):
    upload = catalogue.read(bare({"科室": [OWN], "指标表": [{"代码": 1}]}))
    assert "工作表“指标表”没有读入，是否应为“指标”？" in upload.remarks
    absent = "工作领域、区划、计划进度、亮灯规则、指标、年度目标"
    assert f"文件中没有、因而保持不变的工作表：{absent}。" in upload.remarks


def test_a_file_without_any_of_the_sheets_is_refused():
    with pytest.raises(Refused, match="没有指标目录的任何工作表"):
        catalogue.read(bare({"Sheet1": [{"代码": 1}]}))


def test_a_file_of_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    with pytest.raises(Refused, match="超过3行"):
        catalogue.read(bare({"科室": [OWN] * 4}))


def test_a_formula_without_a_result_is_refused_with_its_cell(bureau, admin):
    found = reasons(looked_at(admin, bare({"科室": [OWN | {"名称": '="城建"&"一科"'}]})))
    assert found[0][:3] == ("科室", 2, "名称")
    assert found[0][3].startswith("B2: 公式还没有计算结果")


def test_an_error_in_a_cell_is_refused_with_its_cell(bureau, admin):
    found = reasons(looked_at(admin, bare({"科室": [OWN | {"名称": "#REF!"}]})))
    assert "B2: 公式结果是错误值。" in [reason for *_, reason in found]


def test_a_percentage_is_what_it_shows(bureau, admin):
    book = openpyxl.Workbook()
    page = book.active
    page.title = "计划进度"
    page.append(["代码", "名称", *(f"{month}月" for month in range(1, 13))])
    page.append(["p", "均匀", *(month / 12 for month in range(1, 12)), 1])
    for cell in page[2][2:]:
        cell.value = round(cell.value, 4)
        cell.number_format = "0.00%"
    targets = book.create_sheet("年度目标")
    targets.append(["指标", "区划", "年份", "目标"])
    targets.append(["signing", "330521", 2023, 0.965])
    targets["D2"].number_format = "0.0%"
    bands = book.create_sheet("亮灯规则")
    bands.append(["代码", "名称", "绿灯界限", "黄灯界限"])
    bands.append(["b", "b", 0, 0.05])
    bands["D2"].number_format = "0%"
    outcome = confirmed(admin, saved(book))
    assert reasons(outcome) == []
    assert str(PacePlan.objects.get().m01) == "0.0833"
    assert Target.objects.get().value == 96.5
    assert bureau.lifts.bands is None


def test_an_empty_cell_leaves_what_stands_and_a_word_empties_it(bureau, admin):
    Indicator.objects.filter(pk=bureau.lifts.pk).update(
        definition="口径", source="来源", part_of=bureau.unsafe_houses, counted_from="2022-09-01"
    )
    rows = [
        {"代码": "lifts", "名称": "", "口径": None, "来源": "清空", "属于": "clear",
         "统计起始日": " 清空 "},
    ]  # fmt: skip
    assert confirmed(admin, bare({"指标": rows})).is_written
    bureau.lifts.refresh_from_db()
    assert (bureau.lifts.name, bureau.lifts.definition) == ("加装电梯", "口径")
    assert (bureau.lifts.source, bureau.lifts.part_of) == ("", None)
    assert bureau.lifts.counted_from is None


def test_a_missing_row_deletes_nothing(bureau, admin):
    before = Indicator.objects.count(), Department.objects.count()
    outcome = confirmed(admin, bare({"科室": [OWN]}))
    assert outcome.is_written
    assert (Indicator.objects.count(), Department.objects.count()) == before


def test_rows_added_to_the_download_are_taken_with_its_names_unread(bureau, admin):
    rows = [
        {"代码": "wells", "名称": "水井", "工作领域": "area", "科室": "own", "科室名称": "乱写",
         "单位": "口", "类型": "flow", "重点指标": "√", "方向": "At most"},
    ]  # fmt: skip
    outcome = confirmed(admin, filled_in(catalogue.present(), {"指标": rows}))
    assert outcome.is_written
    wells = Indicator.objects.get(code="wells")
    assert (wells.kind, wells.key, wells.direction) == ("flow", True, "at_most")


def test_a_hostile_file_is_refused_at_the_gate():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/vbaProject.bin", "x")
        archive.writestr("xl/worksheets/sheet1.xml", "0" * 30_000_000)
    with pytest.raises(Refused):
        catalogue.read(out.getvalue())
