"""Workbooks that people have bent are understood, or refused with the place and the reason."""

from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.utils import translation

from indicators.choices import Qualifier
from indicators.models import Department, Indicator
from indicators.workbook.judging import Fate, Preview
from indicators.workbook.refusal import Refused
from tests.bureau import MAY, Bureau
from tests.workbook.desk import (
    HEAD_ROW,
    TOTAL,
    Desk,
    bent,
    downloaded,
    fates,
    preview,
    reasons,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def desk(bureau: Bureau) -> Desk:
    """The clerk's workbook with 14 lifts in the first town and 3 in the second."""
    opened = Desk(downloaded(bureau))
    opened.fill(bureau.lifts, bureau.towns[0], 14)
    opened.fill(bureau.lifts, bureau.towns[1], 3)
    return opened


def seen(bureau: Bureau, desk: Desk) -> Preview:
    return preview(bureau, desk.to_bytes())


def wanted(found: Preview) -> dict[tuple[str, str], Decimal | None]:
    """The values that would be written, by indicator and region."""
    return {
        (verdict.indicator.name, TOTAL if verdict.is_total else verdict.region.name): (
            verdict.wanted.value
        )
        for verdict in found.to_write
        if verdict.indicator and verdict.region
    }


BOTH = {("加装电梯", "乾元镇"): Decimal(14), ("加装电梯", "雷甸镇"): Decimal(3)}


# ── Understood ──


def test_a_workbook_as_downloaded_and_filled_in(bureau: Bureau, desk: Desk) -> None:
    assert wanted(seen(bureau, desk)) == BOTH


def test_rows_that_were_sorted(bureau: Bureau, desk: Desk) -> None:
    first = [cell.value for cell in desk.form[5]]
    last = [cell.value for cell in desk.form[8]]
    for column, (one, other) in enumerate(zip(first, last, strict=True), start=1):
        desk.form.cell(5, column).value = other
        desk.form.cell(8, column).value = one
    assert wanted(seen(bureau, desk)) == BOTH


def test_rows_that_were_inserted_and_deleted(bureau: Bureau, desk: Desk) -> None:
    desk.form.delete_rows(desk.row(bureau.unsafe_houses, bureau.towns[0]))
    desk.form.insert_rows(HEAD_ROW + 1, 3)
    desk.form.insert_rows(1, 2)
    assert wanted(seen(bureau, desk)) == BOTH


def test_columns_in_another_order(bureau: Bureau, desk: Desk) -> None:
    value, note = desk.column("月末累计"), desk.column("备注")
    for row in range(HEAD_ROW, desk.form.max_row + 1):
        one, other = desk.form.cell(row, value), desk.form.cell(row, note)
        one.value, other.value = other.value, one.value
    assert wanted(seen(bureau, desk)) == BOTH


def test_columns_added_and_the_hidden_ones_deleted(bureau: Bureau, desk: Desk) -> None:
    for head in ("版本", "区划编码", "指标编码", "状态", "完成率"):
        desk.form.delete_cols(desk.column(head))
    desk.form.insert_cols(3)
    desk.form.cell(HEAD_ROW, 3).value = "责任人"
    assert wanted(seen(bureau, desk)) == BOTH


def test_a_deleted_column_of_words_takes_no_words_away(bureau: Bureau) -> None:
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], 14, note="含既有住宅"))
    opened = Desk(downloaded(bureau))
    opened.form.delete_cols(opened.column("备注"))
    assert fates(seen(bureau, opened)) == {"unchanged": 1}
    opened.fill(bureau.lifts, bureau.towns[0], 15)
    (changed,) = seen(bureau, opened).to_write
    assert changed.wanted.note == "含既有住宅"


def test_heads_in_other_words(bureau: Bureau, desk: Desk) -> None:
    for head, other in (
        ("指标", " 指标 名称"),
        ("区划", "镇街"),
        ("月末累计", "累计数（年初至今）"),
    ):
        desk.form.cell(HEAD_ROW, desk.column(head)).value = other
    assert wanted(seen(bureau, desk)) == BOTH


def test_the_sheet_copied_into_a_new_workbook(bureau: Bureau, desk: Desk) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet1"
    for row in desk.form.iter_rows(values_only=True):
        sheet.append([None if str(value).startswith("=") else value for value in row])
    desk.book = book
    assert wanted(seen(bureau, desk)) == BOTH


def test_a_list_made_by_hand(bureau: Bureau) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["七月份各镇情况汇总"],
        [],
        ["指标名称", "镇街", "累计"],
        ["加装电梯", "乾元镇", "１４个"],
        ["加装电梯", "雷甸镇", 3],
        ["总产值", None, "1,234.50"],
    ):
        sheet.append(row)
    desk = Desk(downloaded(bureau))
    desk.book = book
    assert wanted(seen(bureau, desk)) == BOTH | {("总产值", "德清县"): Decimal("1234.5")}


def test_merged_titles_and_names(bureau: Bureau, desk: Desk) -> None:
    first = desk.row(bureau.lifts, bureau.towns[0])
    name = desk.column("指标")
    for head in ("版本", "区划编码", "指标编码"):
        desk.form.delete_cols(desk.column(head))
    desk.form.merge_cells(start_row=first, end_row=first + 2, start_column=name, end_column=name)
    assert desk.form.cell(first + 1, name).value is None
    assert wanted(seen(bureau, desk)) == BOTH


def test_other_sheets_beside_it(bureau: Bureau, desk: Desk) -> None:
    desk.book.create_sheet("草算", 0).append(["乾元镇", 14])
    assert wanted(seen(bureau, desk)) == BOTH


def test_headings_between_blank_rows_and_sums(bureau: Bureau, desk: Desk) -> None:
    end = desk.form.max_row
    desk.form.cell(end + 2, 1).value = "设施建设"
    desk.form.cell(end + 4, desk.column("区划")).value = "合 计"
    desk.form.cell(end + 4, desk.column("月末累计")).value = 17
    found = seen(bureau, desk)
    assert wanted(found) == BOTH
    assert [mention for mention in found.mentions if str(end + 4) in mention]


def test_hidden_rows_are_read_and_mentioned(bureau: Bureau, desk: Desk) -> None:
    row = desk.row(bureau.lifts, bureau.towns[1])
    desk.form.row_dimensions[row].hidden = True
    found = seen(bureau, desk)
    assert wanted(found) == BOTH
    assert found.mentions == (f"Hidden rows were read, too: {row}.",)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("14", 14), ("１４", 14), (" 1,400 ", 1400), ("14个", 14), ("－3", -3), ("1.2万", 12000)],
)
def test_numbers_kept_as_text(bureau: Bureau, desk: Desk, typed: str, value: int) -> None:
    desk.fill(bureau.lifts, bureau.towns[0], typed)
    assert wanted(seen(bureau, desk))["加装电梯", "乾元镇"] == value


@pytest.mark.parametrize(
    ("typed", "number_format", "value"),
    [(0.965, "0.0%", "96.5"), (96.5, "0.0", "96.5"), ("96.5%", "@", "96.5"), (1, "0%", "100")],
)
def test_percentages_as_excel_and_people_write_them(
    bureau: Bureau, desk: Desk, typed: Any, number_format: str, value: str
) -> None:
    cell = desk.cell(bureau.signing_rate, bureau.towns[0])
    cell.value, cell.number_format = typed, number_format
    assert wanted(seen(bureau, desk))["签约率", "乾元镇"] == Decimal(value)


def test_qualifier_and_words(bureau: Bureau, desk: Desk) -> None:
    words = {"修饰": "约", "备注": " 含续建 ", "存疑说明": "集中验收", "更正原因": date(2023, 7, 1)}
    desk.fill(bureau.lifts, bureau.towns[0], 14, **words)
    first = seen(bureau, desk).to_write[0].wanted
    assert first.qualifier is Qualifier.ABOUT
    assert (first.note, first.explanation, first.reason) == ("含续建", "集中验收", "2023-07-01")


def test_the_parts_of_a_ratio_and_a_total(bureau: Bureau, desk: Desk) -> None:
    desk.fill(bureau.coverage, bureau.towns[0], None, 分子=31, 分母=40)
    desk.fill(bureau.lifts, TOTAL, 17)
    found = seen(bureau, desk)
    assert wanted(found) == BOTH | {("加装电梯", TOTAL): 17, ("物业覆盖率", "乾元镇"): None}
    (ratio,) = [v.wanted for v in found.to_write if v.indicator == bureau.coverage]
    assert (ratio.numerator, ratio.denominator) == (31, 40)


# ── Refused row by row ──


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("十四", "in digits"),
        ("约14", "qualifier"),
        ("14亩", "unit"),
        (True, "TRUE or FALSE"),
        (date(2023, 6, 14), "date"),
        ("#REF!", "#REF!"),
        ("=1+1", "without its result"),
        (14.5, "whole numbers"),
        (10**12, "too large"),
        (0.14, "whole numbers"),
    ],
)
def test_what_is_not_a_number_is_refused_at_its_place(
    bureau: Bureau, desk: Desk, typed: Any, said: str
) -> None:
    desk.fill(bureau.lifts, bureau.towns[0], typed)
    found = seen(bureau, desk)
    (refused,) = found.of(Fate.REFUSED)
    assert refused.place.sheet == "填报"
    assert refused.place.line == desk.row(bureau.lifts, bureau.towns[0])
    assert said in reasons(found)
    assert not found.can_be_confirmed


def test_a_percentage_of_what_is_counted_in_pieces(bureau: Bureau, desk: Desk) -> None:
    desk.cell(bureau.lifts, bureau.towns[0]).number_format = "0%"
    assert "is shown as a percentage" in reasons(seen(bureau, desk))


@pytest.mark.parametrize(
    ("head", "typed", "said"),
    [
        ("修饰", "大约", "is none of"),
        ("备注", "字" * 2001, "more than 2000"),
        ("备注", "#N/A", "#N/A"),
        ("指标", "加装电梯数", "did you mean “加装电梯”?"),
        ("区划", "乾元", "did you mean “乾元镇”?"),
        ("区划", "德清县", "德清县"),
        ("指标", "丙类房屋", "hidden code"),
        ("区划", "雷甸镇", "hidden code"),
    ],
)
def test_words_that_are_not_understood(
    bureau: Bureau, desk: Desk, head: str, typed: str, said: str
) -> None:
    row = desk.row(bureau.lifts, bureau.towns[0])
    if "mean" in said or typed == "德清县":
        for code in ("版本", "区划编码", "指标编码"):
            desk.form.delete_cols(desk.column(code))
    desk.form.cell(row, desk.column(head)).value = typed
    assert said in reasons(seen(bureau, desk))


def test_a_cell_given_twice_is_refused_with_both_rows(bureau: Bureau, desk: Desk) -> None:
    row, end = desk.row(bureau.lifts, bureau.towns[0]), desk.form.max_row + 1
    for column in range(1, desk.form.max_column + 1):
        desk.form.cell(end, column).value = desk.form.cell(row, column).value
    found = seen(bureau, desk)
    assert [refused.place.line for refused in found.of(Fate.REFUSED)] == [row, end]
    assert f"{row}、{end}" in reasons(found)


def test_a_number_without_a_name(bureau: Bureau, desk: Desk) -> None:
    desk.form.cell(desk.form.max_row + 1, desk.column("月末累计")).value = 5
    assert "names no indicator" in reasons(seen(bureau, desk))


def test_a_town_that_is_not_named(bureau: Bureau, desk: Desk) -> None:
    row = desk.row(bureau.lifts, bureau.towns[0])
    for head in ("区划", "区划编码"):
        desk.form.cell(row, desk.column(head)).value = None
    assert "which town" in reasons(seen(bureau, desk))


def test_merged_values(bureau: Bureau, desk: Desk) -> None:
    row, column = desk.row(bureau.lifts, bureau.towns[0]), desk.column("月末累计")
    desk.form.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
    assert f"I{row + 1} is merged" in reasons(seen(bureau, desk))


def test_a_month_s_own_number_typed_over_the_formula(bureau: Bureau, desk: Desk) -> None:
    desk.cell(bureau.unsafe_houses, bureau.towns[0], "当月新增").value = 3
    assert "only the cumulative value" in reasons(seen(bureau, desk))


def test_a_ratio_typed_over_its_formula(bureau: Bureau, desk: Desk) -> None:
    desk.cell(bureau.coverage, bureau.towns[0]).value = 96
    assert "the ratio is worked out" in reasons(seen(bureau, desk))


def test_parts_of_what_has_none_and_half_of_a_ratio(bureau: Bureau, desk: Desk) -> None:
    desk.fill(bureau.lifts, bureau.towns[2], None, 分子=3)
    desk.fill(bureau.coverage, bureau.towns[0], None, 分子=3)
    found = reasons(seen(bureau, desk))
    assert "not kept by its parts" in found
    assert "give numerator and denominator" in found


def test_an_indicator_of_another_department(bureau: Bureau, desk: Desk) -> None:
    Indicator.objects.filter(pk=bureau.lifts.pk).update(
        department=Department.objects.get(code="other")
    )
    assert "belongs to 房产科" in reasons(seen(bureau, desk))


# ── Refused as a whole ──


def refused(bureau: Bureau, data: bytes) -> str:
    with pytest.raises(Refused) as error:
        preview(bureau, data)
    return str(error.value)


def test_the_workbook_of_another_month(bureau: Bureau) -> None:
    said = refused(bureau, downloaded(bureau, month=MAY))
    assert "May 2023" in said
    assert "June 2023" in said


def test_the_form_of_another_month_without_its_marker(bureau: Bureau) -> None:
    opened = Desk(downloaded(bureau, month=MAY))
    del opened.book["_meta"]
    assert "May 2023" in refused(bureau, opened.to_bytes())


def test_a_workbook_without_the_form(bureau: Bureau, desk: Desk) -> None:
    desk.form.cell(HEAD_ROW, desk.column("指标")).value = "项目"
    desk.form.cell(HEAD_ROW, desk.column("指标编码")).value = "编码"
    assert "No sheet has a row of heads" in refused(bureau, desk.to_bytes())


def test_two_sheets_that_may_be_the_form(bureau: Bureau, desk: Desk) -> None:
    desk.form.title = "甲"
    desk.book.copy_worksheet(desk.book["甲"]).title = "乙"
    assert "“甲”、“乙”" in refused(bureau, desk.to_bytes())


def test_a_column_that_is_there_twice(bureau: Bureau, desk: Desk) -> None:
    desk.form.cell(HEAD_ROW, desk.column("备注")).value = "月末累计"
    said = refused(bureau, desk.to_bytes())
    assert "I and O" in said


def test_a_form_without_rows(bureau: Bureau, desk: Desk) -> None:
    desk.form.delete_rows(HEAD_ROW + 1, 100)
    assert "no rows" in refused(bureau, desk.to_bytes())


def test_what_was_bent_only_a_little_is_read_wholly(bureau: Bureau) -> None:
    data = bent(downloaded(bureau), lambda desk: desk.fill(bureau.lifts, TOTAL, 20))
    assert wanted(preview(bureau, data)) == {("加装电梯", TOTAL): 20}
