"""Ratios, qualifiers, shared doubts and long numbers, as the sheet shows them."""

import re
from collections.abc import Callable
from decimal import Decimal

from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from indicators import ledger
from indicators.models import Entry
from tests.browser.entry_sheet.looking import below, field, indicator, line, opened, saved
from tests.bureau import JUNE, MAY, Bureau

FITS = "(input) => input.scrollWidth <= input.clientWidth"


def test_the_county_counts_towns_with_a_whole_ratio(sheet: Page, office_desk: Bureau) -> None:
    sheet.get_by_role("button", name="展开物业覆盖率的镇街").click()
    first, second, third = (town.code for town in office_desk.towns)
    total = sheet.locator("#towns-coverage [data-slot=sum]")
    field(sheet, "coverage", "numerator", first).fill("1")
    expect(line(sheet, "coverage", first)).to_contain_text("请填写分母")
    expect(total).to_have_text("—")
    field(sheet, "coverage", "denominator", first).fill("3")
    expect(line(sheet, "coverage", first).locator(".percent")).to_have_text("33.3333%")
    expect(total).to_have_text("33%")
    field(sheet, "coverage", "numerator", second).fill("5")
    field(sheet, "coverage", "denominator", second).fill("0")
    expect(total).to_have_text("33%")
    field(sheet, "coverage", "numerator", third).fill("2")
    field(sheet, "coverage", "denominator", third).fill("3")
    expect(total).to_have_text("50%")
    field(sheet, "coverage", "numerator", second).fill("")
    field(sheet, "coverage", "denominator", second).fill("")
    saved(sheet)


def test_no_change_repeats_how_exact_last_month_was(sheet: Page, office_desk: Bureau) -> None:
    trees = indicator("trees")
    office_desk.approved(
        office_desk.row(trees, office_desk.county, 30, month=MAY, qualifier="about")
    )
    opened(sheet)
    expect(line(sheet, "trees").locator("[data-slot=before]")).to_have_text("约30")
    line(sheet, "trees").get_by_role("button", name="无变化").click()
    saved(sheet)
    entry = Entry.objects.get(indicator=trees, month=6)
    assert (entry.value, entry.qualifier) == (Decimal(30), "about")


def test_one_word_explains_why_the_towns_miss_the_total(sheet: Page, office_desk: Bureau) -> None:
    office_desk.given_total(40)
    first, second, _third = office_desk.towns
    rows = [
        office_desk.row(office_desk.lifts, first, 6),
        office_desk.row(office_desk.lifts, second, 7, explanation="新增小区"),
        office_desk.row(office_desk.lifts, office_desk.towns[2], 8),
    ]
    ledger.draft(office_desk.clerk, rows)
    opened(sheet)
    box = sheet.locator(".more[data-indicator=lifts] .box-doubts")
    expect(box).to_contain_text("核对总数")
    sheet.get_by_role("button", name=re.compile("^全部提交")).click()
    word = box.locator("input")
    expect(word).to_be_focused()
    sheet.keyboard.type("一个小区年底统计")
    saved(sheet)
    with sheet.expect_response("**/sheet/save/"):
        sheet.get_by_role("button", name=re.compile("^全部提交")).click()
    expect(sheet.locator("#sheet-submit-count")).to_have_text("0")
    entries = Entry.objects.of_month(JUNE).filter(indicator=office_desk.lifts).order_by("region")
    found = entries.values_list("state", "explanation").order_by("region__code")
    assert list(found) == [
        ("submitted", "一个小区年底统计"),
        ("submitted", "新增小区"),
        ("submitted", "一个小区年底统计"),
    ]


def test_a_long_number_is_shown_whole(sheet: Page) -> None:
    for text in ("1234567.89", "12345678901.25", "-99999999999.9999"):
        field(sheet, "output", "value").fill(text)
        assert field(sheet, "output", "value").evaluate(FITS), text
    field(sheet, "output", "value").fill("")
    saved(sheet)


def test_a_locked_sheet_does_not_offer_to_restore(
    sheet: Page, sign_in: Callable[[User], None], office_desk: Bureau, troubles: list[str]
) -> None:
    sheet.route("**/sheet/save/", lambda route: route.abort())
    field(sheet, "output", "value").fill("50")
    expect(sheet.locator("[data-slot=trouble]")).to_be_visible()
    sheet.on("dialog", lambda dialog: dialog.accept())
    office_desk.submitted(office_desk.row(office_desk.county_output, office_desk.county, "44"))
    sheet.unroute("**/sheet/save/")
    opened(sheet)
    kept = sheet.locator("[data-slot=kept]")
    expect(kept).to_be_visible()
    expect(kept.get_by_role("button", name="全部恢复")).to_be_hidden()
    kept.get_by_role("button", name="全部放弃").click()
    expect(kept).to_be_hidden()
    expect(below(sheet, "output")).to_be_hidden()
    troubles.clear()


def test_on_a_phone_a_number_stands_below_its_label(sheet: Page, office_desk: Bureau) -> None:
    office_desk.submitted(office_desk.row(office_desk.county_output, office_desk.county, "50"))
    sheet.set_viewport_size({"width": 390, "height": 800})
    opened(sheet)
    align = "(input) => getComputedStyle(input).textAlign"
    assert field(sheet, "output", "value").evaluate(align) in ("left", "start")
