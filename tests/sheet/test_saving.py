"""What a sheet sends is written row by row, as far as it is good."""

from collections.abc import Callable
from decimal import Decimal

from django.contrib.auth.models import User

from indicators import ledger
from indicators.choices import EntryState, Qualifier, Source
from indicators.models import ControlTotal, Entry, Indicator, Target
from tests.bureau import JUNE, MAY, Bureau
from tests.sheet.conftest import Sheet, row


def newest(indicator: Indicator) -> Entry:
    found = Entry.objects.filter(indicator=indicator).of_month(JUNE).order_by("pk").last()
    assert found is not None
    return found


def test_a_typed_number_becomes_a_draft(bureau: Bureau, sheet: Sheet) -> None:
    answer = sheet.only(
        row(bureau.county_output, bureau.county, "１，０４０.5", qualifier="about", note=" 快报 ")
    )
    assert answer["status"] == "saved"
    assert answer["state"] == "draft"
    assert answer["state_label"] == "草稿"
    assert answer["value"] == "1040.5"
    assert answer["increment"] == ""  # May is not known.
    entry = newest(bureau.county_output)
    assert answer["seen"] == f"{entry.pk}.1"
    assert (entry.value, entry.qualifier, entry.note) == (
        Decimal("1040.5"),
        Qualifier.ABOUT,
        "快报",
    )
    assert entry.entered_by == bureau.clerk


def test_one_good_row_is_written_beside_a_bad_one(bureau: Bureau, sheet: Sheet) -> None:
    good = row(bureau.lifts, bureau.towns[0], "3")
    bad = row(bureau.lifts, bureau.towns[1], "十四")
    too_fine = row(bureau.county_output, bureau.county, "1.234")
    answers = {answer["region"]: answer for answer in sheet.save(good, bad, too_fine)["rows"]}
    assert answers[good["region"]]["status"] == "saved"
    assert answers[bad["region"]]["status"] == "refused"
    assert "数字" in answers[bad["region"]]["errors"]["value"]
    assert answers["330521"]["status"] == "refused"
    assert "2 位小数" in answers["330521"]["errors"]["value"]
    assert Entry.objects.count() == 1


def test_an_increment_is_counted_from_the_month_before(bureau: Bureau, sheet: Sheet) -> None:
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], 7, month=MAY))
    answer = sheet.only(row(bureau.lifts, bureau.towns[0], increment="+2"))
    assert (answer["status"], answer["value"], answer["increment"]) == ("saved", "9", "2")


def test_an_increment_needs_the_month_before(bureau: Bureau, sheet: Sheet) -> None:
    answer = sheet.only(row(bureau.lifts, bureau.towns[0], increment="2"))
    assert answer["status"] == "refused"
    assert "上月" in answer["errors"]["increment"]


def test_the_value_counts_where_both_are_sent(bureau: Bureau, sheet: Sheet) -> None:
    answer = sheet.only(row(bureau.lifts, bureau.towns[0], "5", increment="1"))
    assert answer["value"] == "5"


def test_a_ratio_is_kept_by_its_parts(bureau: Bureau, sheet: Sheet) -> None:
    answer = sheet.only(row(bureau.coverage, bureau.towns[0], numerator="48", denominator="50"))
    assert (answer["status"], answer["value"]) == ("saved", "96")
    assert (answer["numerator"], answer["denominator"]) == ("48", "50")
    half = sheet.only(row(bureau.coverage, bureau.towns[1], numerator="48"))
    assert half["status"] == "refused"
    assert "分母" in half["errors"]["value"]


def test_saving_the_same_again_writes_nothing(bureau: Bureau, sheet: Sheet) -> None:
    sheet.save(row(bureau.lifts, bureau.towns[0], "3", note="x"))
    answer = sheet.only(row(bureau.lifts, bureau.towns[0], "3.0", note="x"))
    assert answer["status"] == "unchanged"
    assert newest(bureau.lifts).version == 1


def test_an_answer_that_was_lost_does_no_harm(bureau: Bureau, sheet: Sheet) -> None:
    sent = row(bureau.lifts, bureau.towns[0], "3")
    sheet.save(sent)
    again = sheet.only(sent)  # The browser has not heard, and sends what it saw before.
    assert again["status"] == "unchanged"
    assert again["seen"] == f"{newest(bureau.lifts).pk}.1"


def test_zero_is_a_number(bureau: Bureau, sheet: Sheet) -> None:
    answer = sheet.only(row(bureau.lifts, bureau.towns[0], "0"))
    assert (answer["status"], answer["value"]) == ("saved", "0")


def test_an_emptied_draft_is_taken_back(bureau: Bureau, sheet: Sheet) -> None:
    sheet.save(row(bureau.lifts, bureau.towns[0], "3"))
    answer = sheet.only(row(bureau.lifts, bureau.towns[0], ""))
    assert (answer["status"], answer["state"], answer["value"]) == ("withdrawn", "", "")
    assert newest(bureau.lifts).state == EntryState.WITHDRAWN
    fresh = sheet.only(row(bureau.lifts, bureau.towns[0], "4"))
    assert (fresh["status"], fresh["value"]) == ("saved", "4")


def test_an_empty_cell_stays_missing(bureau: Bureau, sheet: Sheet) -> None:
    assert sheet.only(row(bureau.lifts, bureau.towns[0]))["status"] == "unchanged"
    noted = sheet.only(row(bureau.lifts, bureau.towns[0], note="下月再报"))
    assert noted["errors"] == {"value": "请同时填写数字。"}
    assert not Entry.objects.exists()


def test_an_approved_figure_is_not_emptied(bureau: Bureau, sheet: Sheet) -> None:
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], 3))
    assert sheet.only(row(bureau.lifts, bureau.towns[0]))["status"] == "refused"


def test_what_is_submitted_waits_for_review(bureau: Bureau, sheet: Sheet) -> None:
    answer = sheet.only(row(bureau.lifts, bureau.towns[0], "3"), submit=True)
    assert (answer["status"], answer["state"]) == ("submitted", "submitted")
    assert newest(bureau.lifts).submitted_by == bureau.clerk
    changed = sheet.only(row(bureau.lifts, bureau.towns[0], "4"))
    assert changed["status"] == "refused"
    assert changed["value"] == "3"


def test_drafts_of_before_can_be_submitted_unchanged(bureau: Bureau, sheet: Sheet) -> None:
    sheet.save(row(bureau.lifts, bureau.towns[0], "3"))
    answer = sheet.only(row(bureau.lifts, bureau.towns[0], "3"), submit=True)
    assert answer["status"] == "submitted"


def test_a_value_in_doubt_is_left_until_it_is_explained(bureau: Bureau, sheet: Sheet) -> None:
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], 7, month=MAY))
    answer = sheet.only(row(bureau.lifts, bureau.towns[0], "5"), submit=True)
    assert (answer["status"], answer["state"]) == ("saved", "draft")
    assert len(answer["doubts"]) == 1
    assert "说明" in answer["errors"]["explanation"]
    explained = row(bureau.lifts, bureau.towns[0], "5", explanation="上月重复统计")
    answer = sheet.only(explained, submit=True)
    assert (answer["status"], answer["errors"]) == ("submitted", {})
    assert newest(bureau.lifts).explanation == "上月重复统计"


def test_a_correction_is_left_until_it_has_a_reason(bureau: Bureau, sheet: Sheet) -> None:
    bureau.approved(bureau.row(bureau.county_output, bureau.county, 3))
    answer = sheet.only(row(bureau.county_output, bureau.county, "4"), submit=True)
    assert (answer["status"], answer["correction"]) == ("saved", True)
    assert answer["approved"] == "3"
    assert "原因" in answer["errors"]["reason"]
    answer = sheet.only(row(bureau.county_output, bureau.county, "4", reason="漏报"), submit=True)
    assert answer["status"] == "submitted"
    assert bureau.value(bureau.county_output, bureau.county) == 3


def test_an_approved_figure_sent_as_it_is_stays(bureau: Bureau, sheet: Sheet) -> None:
    bureau.approved(bureau.row(bureau.county_output, bureau.county, 3, note="快报"))
    answer = sheet.only(row(bureau.county_output, bureau.county, "3", note="快报"), submit=True)
    assert (answer["status"], answer["state"]) == ("unchanged", "approved")


def test_a_returned_figure_can_be_insisted_on(bureau: Bureau, sheet: Sheet) -> None:
    entries = bureau.submitted(bureau.row(bureau.county_output, bureau.county, 3))
    ledger.return_to_author(bureau.reviewer, ledger.stamps(entries), "请核对")
    again = row(bureau.county_output, bureau.county, "3")
    answer = sheet.only(again, submit=True)
    assert answer["status"] == "submitted"


def test_what_waits_can_be_taken_back(bureau: Bureau, sheet: Sheet) -> None:
    bureau.submitted(bureau.row(bureau.county_output, bureau.county, 3))
    answer = sheet.only(row(bureau.county_output, bureau.county, "3", withdraw=True))
    assert (answer["status"], answer["state"]) == ("withdrawn", "")


def test_nothing_is_taken_back_from_the_reviewer_who_has_approved(
    bureau: Bureau, sheet: Sheet
) -> None:
    entries = bureau.submitted(bureau.row(bureau.county_output, bureau.county, 3))
    sent = row(bureau.county_output, bureau.county, "3", withdraw=True)
    ledger.approve(bureau.reviewer, ledger.stamps(entries))
    assert sheet.only(sent)["status"] == "refused"
    assert sheet.only({**sent, "seen": ""})["status"] == "refused"


def test_two_clerks_on_one_cell_see_each_others_value(
    bureau: Bureau, sheet: Sheet, sheet_of: Callable[[User], Sheet]
) -> None:
    mine = row(bureau.lifts, bureau.towns[0], "3")
    sheet_of(bureau.other_clerk).save(row(bureau.lifts, bureau.towns[0], "5"))
    answer = sheet.only(mine)
    assert answer["status"] == "conflict"
    theirs = answer["theirs"]
    assert (theirs["value"], theirs["by"], theirs["state_label"]) == ("5", "li", "草稿")
    assert theirs["at"]
    assert newest(bureau.lifts).value == 5
    taken = sheet.only({**mine, "seen": theirs["seen"]})
    assert (taken["status"], taken["value"]) == ("saved", "3")


def test_emptying_what_somebody_changed_meanwhile_takes_nothing_away(
    bureau: Bureau, sheet: Sheet, sheet_of: Callable[[User], Sheet]
) -> None:
    sheet.save(row(bureau.lifts, bureau.towns[0], "3"))
    emptied = row(bureau.lifts, bureau.towns[0])
    sheet_of(bureau.other_clerk).save(row(bureau.lifts, bureau.towns[0], "5"))
    assert sheet.only(emptied)["status"] == "conflict"
    assert newest(bureau.lifts).value == 5


def test_towns_add_up_with_their_drafts(bureau: Bureau, sheet: Sheet) -> None:
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[2], 4, month=MAY))
    Target.objects.create(
        indicator=bureau.lifts, region=bureau.county, year=2023, value=Decimal(18)
    )
    answer = sheet.save(
        row(bureau.lifts, bureau.towns[0], "3"), row(bureau.lifts, bureau.towns[1], "2")
    )
    [whole] = answer["whole"]
    assert (whole["indicator"], whole["completion"]) == ("lifts", "50%")  # May's 4 is carried.


def test_a_control_total_is_kept_changed_and_taken_away(bureau: Bureau, sheet: Sheet) -> None:
    def total(value: str, seen: str = "") -> dict[str, object]:
        sent = {"indicator": "lifts", "region": "330521", "value": value, "seen": seen}
        [told] = sheet.save(totals=[sent])["totals"]
        return dict(told)

    kept = {"indicator": "lifts", "status": "saved", "value": "12", "errors": {}, "stands": "12"}
    assert total("１２") == kept
    assert ControlTotal.objects.get().value == 12
    shown = {found["indicator"]: found for found in sheet.data()["rows"]}
    assert shown["lifts"]["total"] == "12"
    refused = total("很多", "12")
    assert (refused["status"], refused["stands"]) == ("refused", "12")
    assert total("", "12")["status"] == "saved"
    assert not ControlTotal.objects.exists()


def test_a_control_total_given_meanwhile_is_shown_before_it_is_replaced(
    bureau: Bureau, sheet: Sheet
) -> None:
    bureau.given_total(9, by=bureau.other_clerk)
    sent = {"indicator": "lifts", "region": "330521", "value": "12", "seen": ""}
    [told] = sheet.save(totals=[sent])["totals"]
    assert (told["status"], told["stands"]) == ("refused", "9")
    assert "li填写" in told["errors"]["value"]
    assert ControlTotal.objects.get().value == 9
    [told] = sheet.save(totals=[{**sent, "seen": told["stands"]}])["totals"]
    assert told["status"] == "saved"


def test_towns_that_miss_their_total_are_in_doubt(bureau: Bureau, sheet: Sheet) -> None:
    answer = sheet.save(
        *(row(bureau.lifts, town, "3") for town in bureau.towns),
        totals=[{"indicator": "lifts", "region": "330521", "value": "10"}],
        submit=True,
    )
    assert {told["status"] for told in answer["rows"]} == {"saved"}
    assert all(told["doubts"] for told in answer["rows"])


def test_a_closed_month_is_refused_row_by_row(bureau: Bureau, sheet: Sheet) -> None:
    ledger.close_month(bureau.office, JUNE)
    answer = sheet.only(row(bureau.lifts, bureau.towns[0], "3"))
    assert answer["status"] == "refused"
    assert "关账" in answer["errors"]["value"]


def test_a_draft_worked_out_from_something_stays_so(bureau: Bureau, sheet: Sheet) -> None:
    derived = bureau.row(
        bureau.county_output, bureau.county, 3, source=Source.DERIVED, note="由增速推算"
    )
    ledger.draft(bureau.clerk, [derived])
    sheet.save(row(bureau.county_output, bureau.county, "4", note="由增速推算"))
    assert newest(bureau.county_output).source == Source.DERIVED


def test_the_answer_says_how_many(bureau: Bureau, sheet: Sheet) -> None:
    answer = sheet.save(
        row(bureau.lifts, bureau.towns[0], "3"), row(bureau.lifts, bureau.towns[1], "x")
    )
    assert answer["message"] == "已保存 1 项、1 项未通过"
