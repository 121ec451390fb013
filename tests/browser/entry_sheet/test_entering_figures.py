"""Figures are entered by keyboard and paste, with what follows from them shown at once."""

import re

from playwright.sync_api import Page, expect

from indicators.models import Entry
from tests.browser.entry_sheet.looking import (
    ADDRESS,
    below,
    field,
    line,
    opened,
    saved,
    value,
)
from tests.bureau import Bureau

PASTE = """([control, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const about = {clipboardData: data, bubbles: true, cancelable: true};
  control.dispatchEvent(new ClipboardEvent("paste", about));
}"""


def test_figures_are_entered_by_keyboard_alone(sheet: Page) -> None:
    field(sheet, "output", "increment").focus()
    sheet.keyboard.type("9.5")
    expect(field(sheet, "output", "value")).to_have_value("50")
    sheet.keyboard.press("Enter")
    expect(field(sheet, "roads", "increment")).to_be_focused()
    sheet.keyboard.press("ArrowRight")
    expect(field(sheet, "roads", "value")).to_be_focused()
    sheet.keyboard.type("１０")
    expect(field(sheet, "roads", "increment")).to_have_value("3")
    sheet.keyboard.press("ArrowDown")
    sheet.keyboard.type("13")
    sheet.keyboard.press("Shift+Enter")
    expect(field(sheet, "roads", "value")).to_be_focused()
    sheet.keyboard.press("ArrowUp")
    expect(field(sheet, "output", "value")).to_be_focused()
    saved(sheet)
    assert [value(code) for code in ("output", "roads", "parks")] == ["50", "10", "13"]
    expect(field(sheet, "roads", "value")).to_have_value("10")


def test_left_and_right_leave_a_field_only_at_its_edge(sheet: Page) -> None:
    field(sheet, "output", "value").fill("50")
    field(sheet, "output", "value").focus()
    sheet.keyboard.press("F2")
    sheet.keyboard.press("ArrowLeft")
    sheet.keyboard.type("1")
    expect(field(sheet, "output", "value")).to_have_value("510")
    sheet.keyboard.press("ArrowRight")
    expect(field(sheet, "output", "value")).to_be_focused()
    sheet.keyboard.press("ArrowRight")
    expect(line(sheet, "output").locator("select")).to_be_focused()
    sheet.keyboard.press("ArrowLeft")
    sheet.keyboard.press("Escape")
    saved(sheet)


def test_escape_brings_back_what_stood_there(sheet: Page) -> None:
    field(sheet, "output", "value").fill("50")
    saved(sheet)
    field(sheet, "roads", "value").focus()
    field(sheet, "output", "value").focus()
    sheet.keyboard.type("7")
    expect(field(sheet, "output", "value")).to_have_value("7")
    sheet.keyboard.press("Escape")
    expect(field(sheet, "output", "value")).to_have_value("50")
    expect(field(sheet, "output", "increment")).to_have_value("9.5")


def test_what_is_no_number_says_so_and_stays(sheet: Page) -> None:
    field(sheet, "output", "value").fill("五十左右")
    expect(field(sheet, "output", "value")).to_have_attribute("aria-invalid", "true")
    expect(below(sheet, "output").locator(".box-errors li")).not_to_be_empty()
    field(sheet, "roads", "value").focus()
    expect(field(sheet, "output", "value")).to_have_value("五十左右")
    field(sheet, "parks", "value").fill("1.5")
    expect(below(sheet, "parks")).to_contain_text("整数")
    expect(field(sheet, "parks", "value")).to_have_value("1.5")
    assert value("output") is None
    sheet.on("dialog", lambda dialog: dialog.accept())


def test_a_block_from_a_spreadsheet_fills_the_cells_and_undoes_as_one(sheet: Page) -> None:
    start = field(sheet, "output", "value")
    start.focus()
    block = '50.25\t约\t"快报\t一"\r\n10\t准确\t\r\n13\t没有\t\r\n'
    start.evaluate(f"(control, text) => ({PASTE})([control, text])", block)
    expect(field(sheet, "roads", "value")).to_have_value("10")
    expect(field(sheet, "parks", "value")).to_have_value("13")
    expect(line(sheet, "output").locator("select")).to_have_value("about")
    expect(line(sheet, "output").locator("[data-field=note]")).to_have_value("快报\t一")
    expect(sheet.locator("#sheet-said")).to_contain_text("跳过 1 个")
    saved(sheet)
    assert [value(code) for code in ("output", "roads", "parks")] == ["50.25", "10", "13"]
    sheet.keyboard.press("Control+z")
    for code in ("output", "roads", "parks"):
        expect(field(sheet, code, "value")).to_have_value("")
    saved(sheet)
    assert [value(code) for code in ("output", "roads", "parks")] == [None, None, None]
    sheet.keyboard.press("Control+y")
    expect(field(sheet, "parks", "value")).to_have_value("13")
    saved(sheet)
    assert value("parks") == "13"


def test_undo_goes_back_field_by_field(sheet: Page) -> None:
    field(sheet, "output", "value").focus()
    sheet.keyboard.type("50")
    sheet.keyboard.press("Enter")
    sheet.keyboard.type("10")
    sheet.keyboard.press("Enter")
    sheet.keyboard.press("Control+z")
    expect(field(sheet, "roads", "value")).to_have_value("")
    expect(field(sheet, "output", "value")).to_have_value("50")
    sheet.keyboard.press("Control+z")
    expect(field(sheet, "output", "value")).to_have_value("")
    saved(sheet)
    assert value("output") is None


def test_no_change_and_none_are_one_click(sheet: Page) -> None:
    line(sheet, "parks").get_by_role("button", name="无变化").click()
    expect(field(sheet, "parks", "value")).to_have_value("12")
    line(sheet, "roads").get_by_role("button", name="为零").click()
    expect(field(sheet, "roads", "increment")).to_have_value("0")
    expect(field(sheet, "roads", "value")).to_have_value("7")
    line(sheet, "trees").get_by_role("button", name="为零").click()
    saved(sheet)
    assert [value(code) for code in ("parks", "roads", "trees")] == ["12", "7", "0"]
    expect(line(sheet, "output").locator(".chip").first).to_have_text("未填")


def test_a_value_in_doubt_is_explained_and_goes(sheet: Page) -> None:
    field(sheet, "roads", "value").fill("5")
    expect(below(sheet, "roads").locator(".box-doubts li")).to_be_visible()
    sheet.get_by_role("button", name=re.compile("^全部提交")).click()
    expect(sheet.locator("[data-slot=left]")).to_contain_text("新建道路")
    word = below(sheet, "roads").locator("[data-field=explanation]")
    expect(word).to_be_focused()
    sheet.keyboard.type("两条道路移交")
    saved(sheet)
    sheet.get_by_role("button", name=re.compile("^全部提交")).click()
    expect(line(sheet, "roads").locator(".chip").first).to_have_text("已提交")
    expect(sheet.locator("[data-slot=left]")).to_be_hidden()
    entry = Entry.objects.get(indicator__code="roads", month=6)
    assert (entry.state, entry.explanation) == ("submitted", "两条道路移交")
    assert entry.doubts


def test_only_what_is_chosen_is_submitted(sheet: Page) -> None:
    field(sheet, "output", "value").fill("50")
    field(sheet, "parks", "value").fill("12")
    line(sheet, "parks").locator("input[type=checkbox]").check()
    sheet.get_by_role("button", name=re.compile("^提交所选")).click()
    expect(line(sheet, "parks").locator(".chip").first).to_have_text("已提交")
    expect(line(sheet, "output").locator(".chip").first).to_have_text("草稿")


def test_towns_add_up_while_they_are_typed(sheet: Page, office_desk: Bureau) -> None:
    whole = sheet.locator("#towns-lifts")
    expect(whole.locator("[data-slot=sum]")).to_have_text("9")  # May's figures are carried.
    expect(whole).to_contain_text("已报 0 / 3")
    sheet.get_by_role("button", name="展开加装电梯的镇街").click()
    first, second, third = (town.code for town in office_desk.towns)
    field(sheet, "lifts", "increment", first).fill("2")
    expect(whole.locator("[data-slot=sum]")).to_have_text("11")
    field(sheet, "lifts", "value", second).fill("3")
    expect(whole.locator("[data-slot=sum]")).to_have_text("14")
    expect(field(sheet, "lifts", "increment", second)).to_be_disabled()
    line(sheet, "lifts", third).get_by_role("button", name="为零").click()
    expect(whole).to_contain_text("已报 3 / 3")
    saved(sheet)
    total = whole.get_by_label("核对总数")
    total.fill("15")
    expect(whole.locator("[data-slot=difference]")).to_have_text("相差 −1")
    saved(sheet)
    total.fill("14")
    expect(whole.locator("[data-slot=difference]")).to_have_text("相符")
    saved(sheet)
    opened(sheet)
    expect(sheet.locator("#towns-lifts").get_by_label("核对总数")).to_have_value("14")


def test_parts_of_a_ratio_show_the_ratio(sheet: Page, office_desk: Bureau) -> None:
    sheet.get_by_role("button", name="展开物业覆盖率的镇街").click()
    town = office_desk.towns[0].code
    field(sheet, "coverage", "numerator", town).fill("48")
    expect(sheet.locator("#sheet-saving")).to_have_text("1 行尚未保存")
    field(sheet, "coverage", "denominator", town).fill("50")
    expect(line(sheet, "coverage", town).locator(".percent")).to_have_text("96%")
    saved(sheet)
    assert value("coverage") == "96"


def test_an_address_leads_to_the_cell(sheet: Page, office_desk: Bureau) -> None:
    code = office_desk.towns[1].code
    sheet.goto(f"{ADDRESS}&department=own#cell-lifts-{code}")
    sheet.reload()
    expect(field(sheet, "lifts", "value", code)).to_be_focused()


def test_filters_narrow_the_sheet(sheet: Page) -> None:
    field(sheet, "output", "value").fill("50")
    saved(sheet)
    expect(sheet.locator("#sheet-filled")).to_have_text("已填 1 / 16")
    sheet.locator("[data-filter=missing]").click()
    expect(line(sheet, "output")).to_be_hidden()
    expect(line(sheet, "roads")).to_be_visible()
    sheet.locator("[data-filter=returned]").click()
    expect(sheet.get_by_text("没有符合条件的行。")).to_be_visible()


def test_the_definition_is_at_hand_by_keyboard(sheet: Page) -> None:
    field(sheet, "roads", "increment").focus()
    sheet.keyboard.press("ArrowLeft")
    sheet.keyboard.press("Enter")
    expect(below(sheet, "roads")).to_contain_text("统计范围为全县。")
    sheet.keyboard.press("Enter")
    expect(below(sheet, "roads")).to_be_hidden()
