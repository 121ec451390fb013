"""What was said beside a number, kept in a tab, or typed at a bad moment is not lost or hidden."""

import re
from decimal import Decimal

from playwright.sync_api import Page, Route, expect

from indicators import ledger
from indicators.models import Entry
from tests.browser.entry_sheet.looking import ADDRESS, below, field, line, opened, saved, value
from tests.bureau import Bureau

SAVE = "**/sheet/save/"
SUBMIT_ALL = re.compile("^全部提交")
HOLD_SUBMITS = """() => {
  const real = window.fetch;
  window.fetch = async (address, request) => {
    const answer = await real(address, request);
    if (String(request.body).includes('"submit":true')) {
      await new Promise((done) => { window.letGo = done; });
    }
    return answer;
  };
}"""


HOLD_FIRST = """(() => {
  const real = window.fetch;
  window.fetch = async (address, request) => {
    const answer = await real(address, request);
    if (!window.letGo) await new Promise((done) => { window.letGo = done; });
    return answer;
  };
})()"""


def newest(code: str) -> Entry:
    found = Entry.objects.filter(indicator__code=code, year=2023, month=6).order_by("pk").last()
    assert found is not None
    return found


def pasted(page: Page, code: str, name: str, text: str) -> None:
    start = field(page, code, name)
    start.focus()
    start.evaluate(
        """(control, text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const about = {clipboardData: data, bubbles: true, cancelable: true};
          control.dispatchEvent(new ClipboardEvent("paste", about));
        }""",
        text,
    )


def test_listing_evidence_does_not_hide_a_colleague(sheet: Page, office_desk: Bureau) -> None:
    field(sheet, "output", "value").fill("50")
    saved(sheet)
    theirs = office_desk.row(office_desk.county_output, office_desk.county, "77")
    ledger.draft(office_desk.other_clerk, [theirs])
    with sheet.expect_response(re.compile("evidence")):
        line(sheet, "output").get_by_role("button", name="佐证").click()
    field(sheet, "output", "value").fill("51")
    conflict = below(sheet, "output").locator(".box-conflict")
    expect(conflict).to_contain_text("对方的 77")
    expect(below(sheet, "output").locator(".box-errors")).to_be_hidden()
    assert value("output") == "77"
    conflict.get_by_role("button", name="用对方的").click()
    saved(sheet)


def test_replacing_a_number_keeps_its_note(sheet: Page) -> None:
    note = line(sheet, "output").locator("[data-field=note]")
    field(sheet, "output", "value").fill("50")
    note.fill("含二期")
    saved(sheet)
    field(sheet, "output", "value").fill("")
    field(sheet, "output", "value").evaluate("() => new Promise((done) => setTimeout(done, 900))")
    assert newest("output").state == "draft"  # A pause in the middle is no withdrawal.
    field(sheet, "output", "value").fill("51")
    saved(sheet)
    assert (newest("output").value, newest("output").note) == (Decimal(51), "含二期")
    field(sheet, "output", "value").fill("")
    field(sheet, "roads", "value").focus()
    expect(line(sheet, "output").locator(".chip").first).to_have_text("未填")
    expect(note).to_have_value("含二期")
    field(sheet, "output", "value").fill("52")
    saved(sheet)
    assert (newest("output").value, newest("output").note) == (Decimal(52), "含二期")


def test_kept_values_wait_for_a_choice_through_loads_and_tabs(
    sheet: Page, troubles: list[str]
) -> None:
    field(sheet, "output", "value").fill("50")
    saved(sheet)
    sheet.route(SAVE, lambda route: route.abort())
    field(sheet, "output", "value").fill("61")
    total = sheet.locator("#towns-lifts [data-slot=total]")
    total.fill("123")
    expect(sheet.locator("[data-slot=trouble]")).to_be_visible()
    sheet.on("dialog", lambda dialog: dialog.accept())
    sheet.unroute(SAVE)
    kept = sheet.locator("[data-slot=kept]")
    for _load in range(2):
        with sheet.expect_response(SAVE):  # What the server thinks of drafts.
            opened(sheet)
        expect(kept.locator("li")).to_have_count(2)
        expect(sheet.locator("#sheet-saving")).to_have_text("先前填写的 2 行待在上方选择")
    other = opened(sheet.context.new_page())
    other.locator("[data-slot=kept] li", has_text="总产值").wait_for()
    field(other, "output", "value").fill("55")
    saved_elsewhere = other.locator("#sheet-saving")
    expect(saved_elsewhere).to_have_text("先前填写的 2 行待在上方选择")
    other.close()
    sheet.add_init_script(HOLD_FIRST)  # It is restored while drafts are looked at.
    opened(sheet)
    expect(kept.locator("li")).to_have_count(2)
    sheet.wait_for_function("() => window.letGo")
    kept.get_by_role("button", name="全部恢复").click()
    expect(field(sheet, "output", "value")).to_have_value("61")
    expect(total).to_have_value("123")
    sheet.evaluate("() => window.letGo()")
    expect(below(sheet, "output").locator(".box-conflict")).to_contain_text("对方的 55")
    below(sheet, "output").get_by_role("button", name="用我的").click()
    saved(sheet)
    assert value("output") == "61"
    opened(sheet)
    expect(kept).to_be_hidden()
    expect(total).to_have_value("123")
    sheet.wait_for_function("() => window.letGo")
    sheet.evaluate("() => window.letGo()")
    troubles.clear()


def test_nobody_writes_into_what_is_being_handed_in(sheet: Page) -> None:
    field(sheet, "output", "value").fill("50")
    saved(sheet)
    sheet.evaluate(HOLD_SUBMITS)
    sheet.get_by_role("button", name=SUBMIT_ALL).click()
    expect(field(sheet, "output", "value")).to_be_disabled()
    sheet.wait_for_function("() => window.letGo")
    sheet.evaluate("() => window.letGo()")
    expect(line(sheet, "output").locator(".chip").first).to_have_text("已提交")
    expect(field(sheet, "output", "value")).to_have_value("50")


def test_an_empty_cell_of_a_pasted_block_leaves_what_stands(sheet: Page) -> None:
    field(sheet, "output", "value").fill("50")
    field(sheet, "roads", "value").fill("10")
    saved(sheet)
    pasted(sheet, "output", "increment", "\t52\n3.5\t\n")
    expect(field(sheet, "output", "value")).to_have_value("52")
    expect(field(sheet, "roads", "value")).to_have_value("10.5")
    pasted(sheet, "output", "value", "\t\n\t\n13\t\n")
    expect(field(sheet, "output", "value")).to_have_value("52")
    expect(field(sheet, "roads", "value")).to_have_value("10.5")
    expect(sheet.locator("#sheet-said")).to_contain_text("1")
    field(sheet, "roads", "value").fill("10")
    saved(sheet)
    assert [value(code) for code in ("output", "roads", "parks")] == ["52", "10", "13"]


def test_a_pasted_text_is_cut_between_characters_and_says_so(sheet: Page) -> None:
    field(sheet, "output", "value").fill("50")
    note = line(sheet, "output").locator("[data-field=note]")
    note.evaluate(
        """(control) => {
          const data = new DataTransfer();
          data.setData("text/plain", "x".repeat(1999) + "\\u{20BB7}\\u{20BB7}\\t\\n");
          const about = {clipboardData: data, bubbles: true, cancelable: true};
          control.dispatchEvent(new ClipboardEvent("paste", about));
        }"""
    )
    expect(sheet.locator("#sheet-said")).to_contain_text("已截断")
    saved(sheet)
    assert newest("output").note == "x" * 1999 + "𠮷"


def test_a_control_total_has_the_browsers_own_undo(sheet: Page) -> None:
    field(sheet, "roads", "value").fill("9")
    saved(sheet)
    total = sheet.locator("#towns-lifts [data-slot=total]")
    total.click()
    sheet.keyboard.type("123")
    sheet.keyboard.press("Control+z")
    expect(total).not_to_have_value("123")
    expect(field(sheet, "roads", "value")).to_have_value("9")
    saved(sheet)
    assert value("roads") == "9"


def test_all_leaves_a_returned_figure_until_it_is_changed_or_chosen(
    sheet: Page, office_desk: Bureau
) -> None:
    entries = office_desk.submitted(
        office_desk.row(office_desk.county_output, office_desk.county, "50")
    )
    ledger.return_to_author(office_desk.reviewer, ledger.stamps(entries), "数字不对")
    opened(sheet)
    field(sheet, "roads", "value").fill("9")
    field(sheet, "parks", "value").fill("十几")
    expect(sheet.locator("#sheet-submit-count")).to_have_text("1")
    sheet.on("dialog", lambda dialog: dialog.accept())
    saved_roads = line(sheet, "roads").locator(".chip").first
    expect(saved_roads).to_have_text("草稿")
    sheet.get_by_role("button", name=SUBMIT_ALL).click()
    expect(saved_roads).to_have_text("已提交")
    assert newest("output").state == "returned"
    line(sheet, "output").locator("input[type=checkbox]").check()
    sheet.get_by_role("button", name=re.compile("^提交所选")).click()
    expect(line(sheet, "output").locator(".chip").first).to_have_text("已提交")
    assert newest("output").state == "submitted"


def test_a_lost_submission_says_so_until_it_is_repeated(sheet: Page, troubles: list[str]) -> None:
    field(sheet, "output", "value").fill("50")
    saved(sheet)
    sheet.route(SAVE, lambda route: route.abort())
    sheet.get_by_role("button", name=SUBMIT_ALL).click()
    expect(sheet.locator("[data-slot=left]")).to_contain_text("服务器未能接收")
    sheet.unroute(SAVE)
    expect(sheet.locator("[data-slot=trouble]")).to_be_hidden()
    expect(sheet.locator("[data-slot=left]")).to_contain_text("已保存但未提交")
    sheet.get_by_role("button", name=SUBMIT_ALL).click()
    expect(sheet.locator("[data-slot=left]")).to_be_hidden()
    expect(line(sheet, "output").locator(".chip").first).to_have_text("已提交")
    troubles.clear()


def test_taking_back_what_was_approved_meanwhile_shows_it_approved(
    sheet: Page, office_desk: Bureau
) -> None:
    entries = office_desk.submitted(
        office_desk.row(office_desk.county_output, office_desk.county, "50")
    )
    opened(sheet)
    ledger.approve(office_desk.reviewer, ledger.stamps(entries))
    field(sheet, "roads", "value").fill("9")
    line(sheet, "output").get_by_role("button", name="撤回").click()
    expect(line(sheet, "output").locator(".chip").first).not_to_have_text("已提交")
    expect(field(sheet, "output", "value")).to_have_value("50")
    expect(line(sheet, "roads").locator(".chip").first).to_have_text("草稿")
    assert value("roads") == "9"  # It was typed a moment before, and is saved all the same.


def test_what_the_server_has_of_a_lost_answer_is_no_conflict(
    sheet: Page, troubles: list[str]
) -> None:
    def lost(route: Route) -> None:
        route.fetch()
        route.abort()

    sheet.route(SAVE, lost)
    field(sheet, "output", "value").fill("50")
    expect(sheet.locator("[data-slot=trouble]")).to_be_visible()
    sheet.unroute(SAVE)
    field(sheet, "output", "value").fill("52")
    saved(sheet)
    expect(below(sheet, "output").locator(".box-conflict")).to_be_hidden()
    assert newest("output").value == Decimal(52)
    troubles.clear()


def test_an_address_that_is_no_cell_opens_the_sheet(sheet: Page) -> None:
    sheet.goto("about:blank")
    sheet.goto(f"{ADDRESS}#%")
    expect(sheet.locator("#sheet")).not_to_have_attribute("aria-busy", "true")
