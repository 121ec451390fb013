"""What is refused, with its place and the reason; nothing of the file is then written."""

import pytest

from indicators import catalogue
from indicators.catalogue import Row
from indicators.models import Indicator, Region, Target, WorkArea
from indicators.workbook.refusal import Refused
from tests.bureau import JUNE
from tests.catalogue.files import bare, confirmed, looked_at, reasons

pytestmark = pytest.mark.django_db

NEW = {
    "代码": "wells", "名称": "水井", "工作领域": "area", "科室": "own", "单位": "口",
    "类型": "当年累计",
}  # fmt: skip
GOAL = {"指标": "lifts", "区划": "330521", "年份": 2023, "目标": 3}
REFUSED = [
    # sheet, row, column, what the reason says
    ("指标", NEW | {"类型": "按月"}, "类型", "请填写其中之一：当年累计、期末数、比率"),
    ("指标", NEW | {"启用": "也许"}, "启用", "请填写“是”或“否”"),
    ("指标", NEW | {"小数位数": "1.5"}, "小数位数", "请填写整数"),
    ("指标", NEW | {"小数位数": 7}, "小数位数", "小于或等于4"),
    ("指标", NEW | {"统计起始日": "2023年2月30日"}, "统计起始日", "请填写日期"),
    ("指标", NEW | {"科室": "onw"}, "科室", "没有代码为“onw”的科室，是否应为“own”（城建科）"),
    ("指标", NEW | {"科室": "城建"}, "科室", "是否应为“own”（城建科）"),
    ("指标", NEW | {"工作领域": "zzz"}, "工作领域", "没有代码为“zzz”的工作领域。"),
    ("指标", NEW | {"名称": None}, "名称", "必须填写"),
    ("指标", NEW | {"代码": None}, "代码", "此项不能为空"),
    ("指标", NEW | {"代码": "水井"}, "代码", "字母"),
    ("指标", NEW | {"代码": "Lifts"}, "代码", "已有“lifts”，仅大小写或空格不同"),
    ("指标", NEW | {"代码": "li fts"}, "代码", "已有“lifts”，仅大小写或空格不同"),
    ("指标", NEW | {"名称": "加装电梯"}, "", "已有同名指标"),
    ("指标", NEW | {"单位": "%"}, "", "百分比"),
    ("指标", NEW | {"由分子分母计算": "是"}, "", "分子"),
    ("指标", NEW | {"属于": "wells"}, "属于", "成环：wells → wells"),
    ("指标", NEW | {"单位": "一" * 21}, "单位", "20"),
    ("指标", {"代码": "lifts", "名称": "清空"}, "名称", "不能清空"),
    ("指标", {"代码": "lifts", "启用": "清空"}, "启用", "不能清空"),
    ("工作领域", {"代码": "more", "名称": "更多", "层级": "工作领域"}, "", "上级"),
    (
        "工作领域",
        {"代码": "more", "名称": "更多", "层级": "工作领域", "板块": "area"},
        "板块",
        "请选择一个板块",
    ),
    ("工作领域", {"代码": "section", "层级": "工作领域", "板块": "area"}, "板块", "成环"),
    (
        "区划",
        {"代码": "330599", "名称": "某县", "层级": "县", "上级": "33"},
        "上级",
        "代码须以上一级区划的代码开头",
    ),
    ("区划", {"代码": "3305219", "名称": "镇", "层级": "town", "上级": "330521"}, "", "9 位"),
    ("亮灯规则", {"代码": "odd", "名称": "反", "绿灯界限": 10, "黄灯界限": 5}, "", "黄灯"),
    (
        "计划进度",
        {"代码": "p", "名称": "p", **{f"{month}月": 0.5 for month in range(1, 13)}},
        "",
        "12 月必须为 1",
    ),
    ("年度目标", GOAL | {"目标": "约90"}, "目标", "修饰"),
    ("年度目标", GOAL | {"目标": "十四"}, "目标", "数字"),
    ("年度目标", GOAL | {"目标": "5万元"}, "目标", "个"),
    ("年度目标", GOAL | {"目标": 0.00001}, "目标", "4"),
    ("年度目标", GOAL | {"目标": "123456789012"}, "目标", "11"),
    ("年度目标", GOAL | {"基数": 1}, "基数", "没有基数"),
    ("年度目标", GOAL | {"年份": 1850}, "年份", "年份"),
    ("年度目标", GOAL | {"年份": "今年"}, "年份", "请填写整数"),
    ("年度目标", GOAL | {"推算": "是"}, "", "备注"),
    ("年度目标", GOAL | {"指标": "lift"}, "指标", "是否应为“lifts”（加装电梯）"),
    ("年度目标", GOAL | {"区划": None}, "区划", "此项不能为空"),
    ("年度目标", GOAL | {"目标": None}, "目标", "必须填写"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "row", "column", "reason"), REFUSED, ids=[f"{s}: {r}" for s, _, _, r in REFUSED]
)
def test_a_bad_row_is_refused_with_its_place_and_reason(bureau, admin, sheet, row, column, reason):
    good = {"代码": "good", "名称": "好科室"}
    file = bare({"科室": [good], sheet: [row]})
    outcome = looked_at(admin, file)
    assert [(no.sheet, no.row, no.column) for no in outcome.troubles] == [(sheet, 2, column)]
    assert reason in outcome.troubles[0].reason
    assert outcome.writes == 0
    assert not confirmed(admin, file).is_written
    assert not type(bureau.lifts.department).objects.filter(code="good").exists()


def test_every_bad_cell_of_a_row_is_told_at_once(bureau, admin):
    row = NEW | {"类型": "按月", "科室": "onw", "小数位数": "两位"}
    outcome = looked_at(admin, bare({"指标": [row]}))
    assert {no.column for no in outcome.troubles} == {"类型", "科室", "小数位数"}
    assert outcome.counts()["refused"] == 1


def test_what_entries_rely_on_is_not_changed(bureau, admin):
    ledger_row = bureau.row(bureau.county_output, bureau.county, 3)
    bureau.submitted(ledger_row)
    rows = [{"代码": "output", "类型": "期末数", "单位": "亿元", "填报层级": "镇（街道）"}]
    outcome = looked_at(admin, bare({"指标": rows}))
    assert {no.column for no in outcome.troubles} == {"类型", "单位", "填报层级"}
    assert "已有填报记录" in outcome.troubles[0].reason
    assert bureau.opened == {JUNE}


def test_the_same_record_twice_names_both_rows(bureau, admin):
    rows = [NEW, NEW | {"代码": "ｗｅｌｌｓ", "名称": "水井二"}]
    found = reasons(looked_at(admin, bare({"指标": rows})))
    assert found == [("指标", 3, "代码", "与第2行是同一条记录。")]


def test_a_target_twice_names_both_rows(bureau, admin):
    rows = [GOAL, GOAL | {"年份": "２０２３", "目标": 4}]
    found = reasons(looked_at(admin, bare({"年度目标": rows})))
    assert found == [("年度目标", 3, "指标", "与第2行是同一条记录。")]


def test_full_width_codes_are_the_same_codes(bureau, admin):
    row = {"代码": " ｌｉｆｔｓ ", "名称": "加装电梯数", "科室": "ｏｗｎ"}
    outcome = looked_at(admin, bare({"指标": [row]}))
    assert outcome.troubles == []
    (sheet,) = outcome.sheets
    assert [(result.key, result.status) for result in sheet.results] == [("lifts", "changed")]


def test_a_ring_of_parts_is_shown(bureau, admin):
    rows = [
        {"代码": "lifts", "属于": "unsafe"},
        {"代码": "unsafe", "属于": "output"},
        {"代码": "output", "属于": "lifts"},
        {"代码": "signing", "属于": "lifts"},
    ]
    found = reasons(looked_at(admin, bare({"指标": rows})))
    rings = [reason for _, _, column, reason in found if column == "属于"]
    assert "从属关系成环：lifts → unsafe → output → lifts。" in rings
    assert len(found) == 4 - 1


def test_a_ring_with_records_that_stand_already_is_found(bureau, admin):
    bureau.lifts.part_of = bureau.unsafe_houses
    bureau.lifts.save()
    found = reasons(looked_at(admin, bare({"指标": [{"代码": "unsafe", "属于": "lifts"}]})))
    assert [reason for *_, reason in found] == ["从属关系成环：unsafe → lifts → unsafe。"]


def test_new_records_in_a_ring_are_refused(bureau, admin):
    rows = [
        NEW | {"代码": "a1", "名称": "甲", "属于": "b1"},
        NEW | {"代码": "b1", "名称": "乙", "属于": "a1"},
    ]
    outcome = looked_at(admin, bare({"指标": rows}))
    assert outcome.counts()["refused"] == 2
    assert all("成环" in no.reason for no in outcome.troubles)


def test_what_hangs_on_a_refused_record_says_where_that_is(bureau, admin):
    file = bare(
        {
            "科室": [{"代码": "new", "名称": "新" * 101}],
            "指标": [NEW | {"科室": "new"}],
        }
    )
    found = reasons(looked_at(admin, file))
    assert found[1] == ("指标", 2, "科室", "“new”本身被拒绝：工作表“科室”第2行。")


def test_a_section_with_programmes_does_not_become_one(bureau, admin):
    WorkArea.objects.create(code="other", name="另一板块", level=1)
    rows = [{"代码": "section", "层级": "工作领域", "板块": "other"}]
    found = reasons(looked_at(admin, bare({"工作领域": rows})))
    assert found == [("工作领域", 2, "层级", "下面还有工作领域。")]


def test_a_part_comes_before_or_after_its_whole(bureau, admin):
    rows = [
        NEW | {"代码": "part", "名称": "部分", "属于": "wells"},
        NEW,
        NEW | {"代码": "part-of-part", "名称": "部分之部分", "属于": "part"},
    ]
    assert confirmed(admin, bare({"指标": rows})).is_written
    assert Indicator.objects.get(code="part-of-part").part_of.part_of.code == "wells"


def test_a_region_moves_below_one_that_the_file_adds(bureau, admin):
    rows = [
        {"代码": "330622101", "名称": "某镇", "层级": "镇（街道）", "上级": "330622"},
        {"代码": "330622", "名称": "某县", "层级": "县", "上级": "3306"},
        {"代码": "3306", "名称": "某市", "层级": "市", "上级": "33"},
    ]
    assert confirmed(admin, bare({"区划": rows})).is_written
    assert Region.objects.get(code="330622101").parent.parent.name == "某市"


def test_rows_of_a_stranger_in_the_payload_are_checked_like_any(bureau, admin):
    rows = {"target": [Row(5, {"indicator": "lifts", "region": "330521", "year": "x"})]}
    assert catalogue.preview(admin, rows).troubles
    assert Target.objects.count() == 0


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_workbook_is_refused_in_words(content):
    with pytest.raises(Refused):
        catalogue.read(content)
