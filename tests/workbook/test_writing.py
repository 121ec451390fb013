"""The workbook that is downloaded: what it shows, what it lets be written, how it prints."""

import zipfile
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest

from indicators import ledger
from indicators.models import Target
from indicators.workbook.form import Scope
from indicators.workbook.writing import file_name
from tests.bureau import JUNE, MAY, Bureau
from tests.workbook.desk import HEAD_ROW, TOTAL, Desk, downloaded, scope_of

pytestmark = pytest.mark.django_db
HEADS = [
    "序号", "工作领域", "指标", "区划", "单位", "年度目标", "去年同期", "上月", "月末累计",
    "分子", "分母", "当月新增", "完成率", "修饰", "备注", "存疑说明", "更正原因", "状态",
    "指标编码", "区划编码", "版本",
]  # fmt: skip


@pytest.fixture
def desk(bureau: Bureau) -> Desk:
    """June's workbook, with 9 lifts in May and 14 drafted for June in the first town."""
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], 9, month=MAY))
    Target.objects.create(
        indicator=bureau.county_output, region=bureau.county, year=2023, value=Decimal("40")
    )
    ledger.draft(
        bureau.clerk,
        [
            bureau.row(bureau.lifts, bureau.towns[0], 14, note="=1+1", explanation="集中验收"),
            bureau.row(bureau.county_output, bureau.county, "10.5"),
            bureau.row(
                bureau.coverage, bureau.towns[0], numerator=Decimal(31), denominator=Decimal(40)
            ),
        ],
    )
    bureau.given_total(20)
    return Desk(downloaded(bureau))


def test_there_is_a_row_for_every_cell_and_one_for_every_total(bureau: Bureau, desk: Desk) -> None:
    assert [cell.value for cell in desk.form[HEAD_ROW]] == HEADS
    names = [
        (desk.form.cell(row, 3).value, desk.form.cell(row, 4).value)
        for row in range(HEAD_ROW + 1, desk.form.max_row + 1)
    ]
    towns = ["乾元镇", "雷甸镇", "新市镇"]
    assert ("总产值", "德清县") in names
    assert [region for name, region in names if name == "加装电梯"] == [*towns, TOTAL]
    assert [region for name, region in names if name == "签约率"] == towns
    assert len(names) == 15


def test_neighbours_and_what_was_begun_stand_in_it(bureau: Bureau, desk: Desk) -> None:
    def shown(head: str, *place: Any) -> Any:
        return desk.cell(*(place or (bureau.lifts, bureau.towns[0])), head).value

    assert shown("上月") == 9
    assert shown("月末累计") == 14
    assert shown("备注") == "=1+1"
    assert desk.cell(bureau.lifts, bureau.towns[0], "备注").data_type == "s"
    assert shown("存疑说明") == "集中验收"
    assert shown("状态") == "草稿"
    assert shown("状态", bureau.lifts, bureau.towns[1]) == "未填"
    assert shown("年度目标", bureau.county_output, bureau.county) == 40
    assert shown("分子", bureau.coverage, bureau.towns[0]) == 31
    assert shown("月末累计", bureau.lifts, TOTAL) == 20


def test_what_follows_from_others_is_a_formula(bureau: Bureau, desk: Desk) -> None:
    row = desk.row(bureau.lifts, bureau.towns[0])
    formula = desk.cell(bureau.lifts, bureau.towns[0], "当月新增").value
    assert formula == f'=IF(OR(I{row}="",H{row}=""),"",ROUND(I{row}-H{row},4))'


def test_its_results_are_there_before_anything_computes(bureau: Bureau, desk: Desk) -> None:
    results = Desk(downloaded(bureau), results=True)
    assert results.cell(bureau.lifts, bureau.towns[0], "当月新增").value == 5
    assert results.cell(bureau.county_output, bureau.county, "完成率").value == 0.2625
    assert results.cell(bureau.coverage, bureau.towns[0]).value == 77.5
    assert results.cell(bureau.lifts, TOTAL, "状态").value == "合计14，不符"


def test_only_what_is_filled_in_can_be_written_to(bureau: Bureau, desk: Desk) -> None:
    assert desk.form.protection.sheet
    assert not desk.form.protection.password
    row = desk.row(bureau.lifts, bureau.towns[0])
    free = {
        HEADS[column]
        for column in range(len(HEADS))
        if not desk.form.cell(row, column + 1).protection.locked
    }
    assert free == {"月末累计", "修饰", "备注", "存疑说明", "更正原因"}
    parts = desk.cell(bureau.coverage, bureau.towns[0], "分子")
    assert not parts.protection.locked
    assert desk.cell(bureau.coverage, bureau.towns[0]).protection.locked


def test_what_waits_for_review_is_locked(bureau: Bureau) -> None:
    bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], 14))
    desk = Desk(downloaded(bureau))
    assert desk.cell(bureau.lifts, bureau.towns[0]).protection.locked
    assert desk.cell(bureau.lifts, bureau.towns[0], "状态").value == "待审核"
    assert not desk.cell(bureau.lifts, bureau.towns[1]).protection.locked


def test_a_returned_figure_comes_with_its_reason(bureau: Bureau) -> None:
    (entry,) = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], 14))
    ledger.return_to_author(bureau.reviewer, ledger.stamps([entry]), "请附明细")
    desk = Desk(downloaded(bureau))
    assert desk.cell(bureau.lifts, bureau.towns[0], "状态").value == "已退回：请附明细"
    assert desk.cell(bureau.lifts, bureau.towns[0]).value == 14
    assert not desk.cell(bureau.lifts, bureau.towns[0]).protection.locked


def test_what_was_withdrawn_is_blank_again(bureau: Bureau) -> None:
    entries = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], 14))
    ledger.withdraw(bureau.clerk, ledger.stamps(entries))
    desk = Desk(downloaded(bureau))
    assert desk.cell(bureau.lifts, bureau.towns[0]).value is None


def test_a_closed_month_is_locked_wholly(bureau: Bureau) -> None:
    ledger.close_month(bureau.office, JUNE)
    desk = Desk(downloaded(bureau))
    assert all(cell.protection.locked for row in desk.form.iter_rows() for cell in row)


def test_values_are_checked_while_they_are_typed(bureau: Bureau, desk: Desk) -> None:
    rules = desk.form.data_validations.dataValidation
    cell = desk.cell(bureau.lifts, bureau.towns[0]).coordinate
    (rule,) = [rule for rule in rules if cell in rule.sqref]
    assert rule.type == "custom"
    assert "ROUND" in rule.formula1
    assert "整数" in rule.error
    choice = desk.cell(bureau.lifts, bureau.towns[0], "修饰").coordinate
    (rule,) = [rule for rule in rules if choice in rule.sqref]
    assert rule.formula1 == '"准确,约,余,预报"'


def test_columns_for_machines_are_hidden_and_the_form_fits_its_paper(desk: Desk) -> None:
    widths = desk.form.column_dimensions
    hidden = {HEADS[index] for index in range(len(HEADS)) if _is_hidden(widths, index)}
    assert hidden == {"指标编码", "区划编码", "版本"}
    assert desk.form.freeze_panes == "E5"
    assert desk.form.page_setup.orientation == "landscape"
    assert desk.form.page_setup.paperSize == 9
    assert desk.form.sheet_properties.pageSetUpPr.fitToPage
    assert desk.form.page_setup.fitToHeight == 0  # As many pages as it takes.
    assert desk.form.print_title_rows == "$4:$4"
    assert desk.book["_meta"].sheet_state == "veryHidden"
    assert "fill_in_form" in desk.book.defined_names


def _is_hidden(widths: Any, index: int) -> bool:
    return any(d.hidden and d.min <= index + 1 <= d.max for d in widths.values())


def test_a_form_without_ratios_by_parts_has_no_columns_for_them(bureau: Bureau) -> None:
    bureau.coverage.delete()
    heads = [cell.value for cell in Desk(downloaded(bureau)).form[HEAD_ROW]]
    assert heads == [head for head in HEADS if head not in ("分子", "分母")]


def test_the_file_is_named_by_month_and_department(bureau: Bureau) -> None:
    scope = scope_of(bureau.clerk, bureau)
    assert file_name(scope) == "2023年6月填报表.xlsx"
    named = Scope(scope.month, scope.region, scope.indicators, "department:own", "城建科")
    assert file_name(named) == "2023年6月填报表-城建科.xlsx"


def test_the_form_of_somebody_who_owes_nothing_is_empty(bureau: Bureau) -> None:
    desk = Desk(downloaded(bureau, bureau.stranger))
    assert desk.form.max_row <= HEAD_ROW + 1


def test_every_part_of_the_file_is_plain_markup(bureau: Bureau) -> None:
    with zipfile.ZipFile(BytesIO(downloaded(bureau))) as archive:
        assert all(name.endswith((".xml", ".rels")) for name in archive.namelist())
        assert b"http://schemas" in archive.read("xl/workbook.xml")
        assert archive.testzip() is None
