"""Correcting what was approved, and giving a correction up again."""

import pytest

from indicators import ledger
from indicators.choices import EntryState
from indicators.models import Entry
from tests.bureau import JUNE, Bureau
from tests.sheet.conftest import Sheet, row


@pytest.fixture
def approved(bureau: Bureau) -> Entry:
    """The county's output, 3, with a note."""
    figure = bureau.row(bureau.county_output, bureau.county, 3, note="快报")
    return bureau.approved(figure)[0]


def newest(approved: Entry) -> Entry:
    return Entry.objects.of_month(JUNE).filter(indicator=approved.indicator).order_by("-pk")[0]


def returned(bureau: Bureau, sheet: Sheet) -> None:
    """A correction to 4 that came back."""
    sent = row(bureau.county_output, bureau.county, "4", note="快报", reason="漏报")
    sheet.only(sent, submit=True)
    waiting = Entry.objects.filter(state=EntryState.SUBMITTED)
    ledger.return_to_author(bureau.reviewer, ledger.stamps(waiting), "请附明细")


def test_the_note_of_an_approved_figure_is_shown_and_kept(
    bureau: Bureau, sheet: Sheet, approved: Entry
) -> None:
    told = sheet.only(row(bureau.county_output, bureau.county, "3", note="快报"))
    assert (told["status"], told["note"]) == ("unchanged", "快报")
    assert not {"reason", "explanation"} & told.keys()
    sent = row(bureau.county_output, bureau.county, "4", note=told["note"], reason="漏报")
    sheet.only(sent)
    assert newest(approved).note == "快报"


def test_the_note_stays_the_approved_one_after_a_correction_is_taken_back(
    bureau: Bureau, sheet: Sheet, approved: Entry
) -> None:
    sheet.only(row(bureau.county_output, bureau.county, "4", note="更正", reason="漏报"))
    told = sheet.only(row(bureau.county_output, bureau.county))
    assert (told["status"], told["note"]) == ("withdrawn", "快报")
    again = sheet.only(row(bureau.county_output, bureau.county, "3", note="快报"))
    assert again["status"] == "unchanged"


@pytest.mark.parametrize("reason", ["", "漏报"])
@pytest.mark.parametrize("value", ["", "3"])
def test_a_correction_that_is_emptied_or_typed_back_is_given_up(
    bureau: Bureau, sheet: Sheet, approved: Entry, value: str, reason: str
) -> None:
    sheet.only(row(bureau.county_output, bureau.county, "4", note="快报", reason=reason))
    back = row(bureau.county_output, bureau.county, value, note="快报", reason=reason)
    told = sheet.only(back)
    assert (told["status"], told["state"], told["value"]) == ("withdrawn", "approved", "3")
    assert (told["approved"], told["state_label"]) == ("3", "已审核")
    assert newest(approved).state == EntryState.WITHDRAWN
    assert bureau.value(bureau.county_output, bureau.county) == 3


def test_a_correction_that_came_back_may_be_left(
    bureau: Bureau, sheet: Sheet, approved: Entry
) -> None:
    returned(bureau, sheet)
    untouched = row(bureau.county_output, bureau.county, "3", note="快报", reason="漏报")
    for sent in (untouched, row(bureau.county_output, bureau.county)):
        told = sheet.only(sent, submit=True)
        assert (told["status"], told["state"], told["value"]) == ("unchanged", "approved", "3")
        assert told["state_label"] == "已审核"
        assert told["returned"] == "更正为 4：请附明细"
    assert newest(approved).state == EntryState.RETURNED


def test_a_correction_that_came_back_is_answered_with_another_number(
    bureau: Bureau, sheet: Sheet, approved: Entry
) -> None:
    returned(bureau, sheet)
    told = sheet.only(
        row(bureau.county_output, bureau.county, "5", note="快报", reason="漏报"), submit=True
    )
    assert (told["status"], told["approved"]) == ("submitted", "3")


def test_a_correction_that_came_back_can_be_insisted_on(
    bureau: Bureau, sheet: Sheet, approved: Entry
) -> None:
    returned(bureau, sheet)
    sent = row(bureau.county_output, bureau.county, "4", note="快报", reason="见附件")
    assert sheet.only(sent, submit=True)["status"] == "submitted"
