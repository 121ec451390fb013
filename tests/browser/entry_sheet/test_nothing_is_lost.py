"""What is typed survives: lost lines, lost sign-ins, colleagues, reviewers who return it."""

import re
from collections.abc import Callable
from pathlib import Path

from django.contrib.auth.models import User
from playwright.sync_api import Page, Route, expect

from indicators import ledger
from indicators.models import Entry
from tests.browser.entry_sheet.looking import (
    below,
    field,
    line,
    opened,
    saved,
    value,
)
from tests.bureau import Bureau

SAVE = "**/sheet/save/"
SignIn = Callable[[User], None]


def test_drafts_are_there_after_loading_again(sheet: Page) -> None:
    field(sheet, "output", "value").fill("50")
    saved(sheet)
    expect(line(sheet, "output").locator(".chip").first).to_have_text("草稿")
    opened(sheet)
    expect(field(sheet, "output", "value")).to_have_value("50")
    expect(field(sheet, "output", "increment")).to_have_value("9.5")
    expect(sheet.locator("[data-slot=kept]")).to_be_hidden()


def test_what_could_not_be_saved_is_kept_and_offered_back(sheet: Page, troubles: list[str]) -> None:
    sheet.route(SAVE, lambda route: route.abort())
    field(sheet, "output", "value").fill("50")
    field(sheet, "roads", "value").fill("10")
    expect(sheet.locator("[data-slot=trouble]")).to_contain_text("没有丢失")
    expect(sheet.locator("#sheet-saving")).to_have_text("2 行尚未保存")
    assert value("output") is None
    sheet.on("dialog", lambda dialog: dialog.accept())  # The page warns before it is left.
    opened(sheet)
    kept = sheet.locator("[data-slot=kept]")
    expect(kept).to_contain_text("先前填写的 2 行")
    expect(field(sheet, "output", "value")).to_have_value("")
    sheet.unroute(SAVE)
    kept.locator("li", has_text="总产值").get_by_role("button", name="恢复").click()
    expect(field(sheet, "output", "value")).to_have_value("50")
    kept.locator("li", has_text="新建道路").get_by_role("button", name="放弃").click()
    expect(kept).to_be_hidden()
    saved(sheet)
    assert (value("output"), value("roads")) == ("50", None)
    opened(sheet)
    expect(sheet.locator("[data-slot=kept]")).to_be_hidden()
    troubles.clear()


def test_saving_goes_on_by_itself_once_the_server_is_back(sheet: Page, troubles: list[str]) -> None:
    def broken(route: Route) -> None:
        route.fulfill(status=500, body="<h1>500</h1>", content_type="text/html")

    sheet.route(SAVE, broken)
    field(sheet, "output", "value").fill("50")
    expect(sheet.locator("[data-slot=trouble]")).to_contain_text("服务器未能保存")
    sheet.unroute(SAVE)
    sheet.get_by_role("button", name="重新保存").click()
    saved(sheet)
    expect(sheet.locator("[data-slot=trouble]")).to_be_hidden()
    assert value("output") == "50"
    troubles.clear()


def test_signed_out_nothing_is_lost_and_another_person_gets_none_of_it(
    sheet: Page, sign_in: SignIn, office_desk: Bureau, troubles: list[str]
) -> None:
    sheet.context.clear_cookies()
    field(sheet, "output", "value").fill("50")
    trouble = sheet.locator("[data-slot=trouble]")
    expect(trouble).to_contain_text("退出登录")
    expect(trouble.get_by_role("link", name="在新标签页登录")).to_be_visible()
    sign_in(office_desk.other_clerk)
    sheet.get_by_role("button", name="重新保存").click()
    expect(trouble).not_to_contain_text("退出登录")
    assert value("output") is None
    colleague = opened(sheet.context.new_page())
    expect(colleague.locator("[data-slot=kept]")).to_be_hidden()
    colleague.close()
    sign_in(office_desk.clerk)
    sheet.get_by_role("button", name="重新保存").click()
    saved(sheet)
    assert value("output") == "50"
    troubles.clear()


def test_of_two_values_the_person_chooses(sheet: Page, office_desk: Bureau) -> None:
    for text, choice in (("50", "用我的"), ("60", "用对方的")):
        theirs = office_desk.row(office_desk.county_output, office_desk.county, "44")
        ledger.draft(office_desk.other_clerk, [theirs])
        field(sheet, "output", "value").fill(text)
        conflict = below(sheet, "output").locator(".box-conflict")
        expect(conflict).to_contain_text("li 已于")
        expect(conflict).to_contain_text(f"我的 {text}")
        expect(conflict).to_contain_text("对方的 44")
        assert value("output") == "44"
        conflict.get_by_role("button", name=choice).click()
        expect(conflict).to_be_hidden()
        saved(sheet)
        assert value("output") == ("50" if choice == "用我的" else "44")


def test_what_was_submitted_is_taken_back_with_its_value(sheet: Page, office_desk: Bureau) -> None:
    office_desk.submitted(office_desk.row(office_desk.county_output, office_desk.county, "50"))
    opened(sheet)
    expect(field(sheet, "output", "value")).to_be_disabled()
    line(sheet, "output").get_by_role("button", name="撤回").click()
    expect(field(sheet, "output", "value")).to_have_value("50")
    expect(field(sheet, "output", "value")).to_be_enabled()
    expect(line(sheet, "output").locator(".chip").first).to_have_text("草稿")
    states = Entry.objects.filter(indicator__code="output", month=6).order_by("pk")
    assert list(states.values_list("state", flat=True)) == ["withdrawn", "draft"]


def test_a_returned_figure_comes_first_with_its_reason(sheet: Page, office_desk: Bureau) -> None:
    entries = office_desk.submitted(
        office_desk.row(office_desk.county_output, office_desk.county, "50"),
        office_desk.row(office_desk.lifts, office_desk.towns[0], 6),
    )
    ledger.return_to_author(office_desk.reviewer, ledger.stamps(entries), "请附明细")
    opened(sheet)
    first = sheet.locator("#sheet tbody").first
    expect(first).to_contain_text("已退回")
    expect(first.locator("tr.cell-row")).to_have_count(2)
    expect(below(sheet, "output")).to_contain_text("请附明细")
    expect(below(sheet, "output")).to_contain_text("zhao")
    sheet.locator("[data-filter=returned]").click()
    expect(line(sheet, "roads")).to_be_hidden()
    field(sheet, "output", "value").fill("51")
    saved(sheet)
    assert value("output") == "51"


def test_a_correction_of_an_approved_figure_asks_why(sheet: Page, office_desk: Bureau) -> None:
    office_desk.approved(office_desk.row(office_desk.county_output, office_desk.county, "50"))
    opened(sheet)
    reason = below(sheet, "output").locator("[data-field=reason]")
    expect(reason).to_be_hidden()
    field(sheet, "output", "value").fill("52")
    expect(reason).to_be_visible()
    expect(below(sheet, "output")).to_contain_text("已审核数：50 个")
    saved(sheet)
    sheet.get_by_role("button", name=re.compile("^全部提交")).click()
    expect(reason).to_be_focused()
    sheet.keyboard.type("漏报两处")
    sheet.get_by_role("button", name=re.compile("^全部提交")).click()
    expect(line(sheet, "output").locator(".chip").first).to_have_text("已提交")
    expect(line(sheet, "output")).to_contain_text("更正中")
    assert office_desk.value(office_desk.county_output, office_desk.county) == 50


def test_evidence_is_attached_to_the_figure_and_served(
    sheet: Page, office_desk: Bureau, tmp_path: Path, troubles: list[str]
) -> None:
    paper = tmp_path / "明细表.pdf"
    paper.write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    field(sheet, "output", "value").fill("50")
    line(sheet, "output").get_by_role("button", name="佐证").click()
    box = below(sheet, "output").locator(".box-evidence")
    box.locator("input[type=file]").set_input_files(paper)
    expect(box.get_by_role("link", name="明细表.pdf")).to_be_visible()
    expect(line(sheet, "output").get_by_role("button", name="佐证 1")).to_be_visible()
    box.locator("input[type=url]").fill("javascript:alert(1)")
    box.get_by_role("button", name="添加链接").click()
    expect(box.locator("[data-slot=evidence_note]")).to_contain_text("http")
    box.locator("input[type=url]").fill("https://example.invalid/a")
    box.get_by_role("button", name="添加链接").click()
    expect(box.locator("li")).to_have_count(2)
    box.locator("li").nth(1).get_by_role("button", name=re.compile("移除")).click()
    expect(box.locator("li")).to_have_count(1)
    with sheet.expect_download() as download:
        box.get_by_role("link", name="明细表.pdf").click()
    assert Path(download.value.path()).read_bytes() == paper.read_bytes()
    field(sheet, "output", "value").fill("51")
    saved(sheet)
    assert Entry.objects.get(indicator__code="output", month=6).evidence.count() == 1
    troubles.clear()  # The link that was refused.


def test_a_reviewer_reads_and_writes_nothing(
    sheet: Page, sign_in: SignIn, office_desk: Bureau
) -> None:
    sign_in(office_desk.reviewer)
    opened(sheet)
    expect(field(sheet, "output", "value")).to_be_disabled()
    expect(sheet.get_by_role("button", name=re.compile("^全部提交"))).to_be_hidden()
