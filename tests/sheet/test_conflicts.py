"""What a sheet is told of the cells that somebody else changed, and of what it may not touch."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from indicators import ledger
from indicators.choices import EntryState
from tests.bureau import Bureau
from tests.sheet.conftest import Sheet, row


@pytest.mark.parametrize("more", [{"withdraw": True}, {}])
def test_a_row_takes_back_only_what_stands_in_its_own_cell(
    bureau: Bureau, sheet: Sheet, more: dict[str, bool]
) -> None:
    own, other = ledger.draft(
        bureau.clerk, [bureau.row(bureau.lifts, town, 3) for town in bureau.towns[:2]]
    )
    crafted = row(bureau.lifts, bureau.towns[0], "", **more) | {"seen": f"{other.pk}.1"}
    assert sheet.only(crafted)["status"] == "conflict"
    for entry in (own, other):
        entry.refresh_from_db()
        assert entry.state == EntryState.DRAFT


def test_an_empty_cell_takes_nothing_back_elsewhere(bureau: Bureau, sheet: Sheet) -> None:
    [other] = ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[1], 3)])
    crafted = row(bureau.lifts, bureau.towns[0], "", withdraw=True) | {"seen": f"{other.pk}.1"}
    assert sheet.only(crafted)["status"] == "refused"
    other.refresh_from_db()
    assert other.state == EntryState.DRAFT


def test_a_conflict_names_who_did_the_last_step(
    bureau: Bureau, sheet: Sheet, sheet_of: Callable[[User], Sheet]
) -> None:
    sheet.only(row(bureau.lifts, bureau.towns[0], "3"))
    stale = row(bureau.lifts, bureau.towns[0], "4")
    sheet_of(bureau.other_clerk).only(row(bureau.lifts, bureau.towns[0], "3"), submit=True)
    assert sheet.only(stale)["theirs"]["by"] == "li"
    waiting = ledger.stamps(bureau.lifts.entries.all())
    ledger.return_to_author(bureau.reviewer, waiting, "请核对")
    theirs = sheet.only(stale)["theirs"]
    assert (theirs["by"], theirs["returned"]) == ("zhao", "请核对")


def test_what_stands_in_a_conflict_is_told_to_the_last_field(
    bureau: Bureau, sheet: Sheet, sheet_of: Callable[[User], Sheet]
) -> None:
    mine = row(bureau.lifts, bureau.towns[0], "3", note="我的")
    sheet_of(bureau.other_clerk).only(row(bureau.lifts, bureau.towns[0], "5"))
    theirs = sheet.only(mine)["theirs"]
    assert theirs["qualifier"] == "exact"
    empty = ("note", "reason", "explanation", "numerator", "denominator", "returned", "approved")
    assert {name: theirs[name] for name in empty} == dict.fromkeys(empty, "")
    assert (theirs["late"], theirs["correction"], theirs["doubts"]) == (False, False, [])


@pytest.mark.parametrize(
    ("field", "text"), [("note", "长" * 2_001), ("explanation", "长" * 2_001), ("value", "3" * 101)]
)
def test_what_is_too_long_is_refused_at_its_field_and_the_rest_is_saved(
    bureau: Bureau, sheet: Sheet, field: str, text: str
) -> None:
    long = {**row(bureau.lifts, bureau.towns[0], "3"), field: text}
    told = {
        r["region"]: r for r in sheet.save(long, row(bureau.lifts, bureau.towns[1], "3"))["rows"]
    }
    refused = told[bureau.towns[0].code]
    assert refused["status"] == "refused"
    assert "个字" in refused["errors"][field]
    assert told[bureau.towns[1].code]["status"] == "saved"
