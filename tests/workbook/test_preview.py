"""What becomes of each row of an upload, compared with what stands."""

from functools import partial

import pytest

from indicators import ledger
from indicators.models import ControlTotal
from indicators.workbook.judging import Fate
from tests.bureau import Bureau
from tests.workbook.desk import TOTAL, Desk, bent, downloaded, fates, preview, reasons

pytestmark = pytest.mark.django_db


def test_new_changed_unchanged_and_refused_rows_are_told_apart(bureau: Bureau) -> None:
    bureau.submitted(bureau.row(bureau.lifts, bureau.towns[2], 5))
    ledger.draft(
        bureau.clerk,
        [
            bureau.row(bureau.lifts, bureau.towns[0], 9),
            bureau.row(bureau.unsafe_houses, bureau.towns[0], 7),
        ],
    )

    def fill(desk: Desk) -> None:
        desk.fill(bureau.lifts, bureau.towns[0], 14)
        desk.fill(bureau.lifts, bureau.towns[1], 3)
        desk.fill(bureau.lifts, bureau.towns[2], 6)

    found = preview(bureau, bent(downloaded(bureau), fill))
    assert fates(found) == {"new": 1, "changed": 1, "unchanged": 1, "refused": 1}
    assert "审核" in reasons(found)
    (changed,) = found.of(Fate.CHANGED)
    assert (changed.stands.value, changed.wanted.value) == (9, 14)
    assert changed.place.sheet == "填报"


def test_a_row_that_somebody_else_wrote_meanwhile_is_a_conflict(
    bureau: Bureau, filled: bytes
) -> None:
    ledger.draft(bureau.other_clerk, [bureau.row(bureau.lifts, bureau.towns[0], 13)])
    found = preview(bureau, filled)
    assert fates(found) == {"conflict": 1, "new": 1}
    (conflict,) = found.of(Fate.CONFLICT)
    assert (conflict.stands.value, conflict.wanted.value) == (13, 14)
    assert conflict.theirs == "li"


def test_a_row_that_the_person_did_not_touch_is_no_conflict(bureau: Bureau) -> None:
    ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[0], 9)])
    data = downloaded(bureau)
    ledger.draft(bureau.other_clerk, [bureau.row(bureau.lifts, bureau.towns[0], 13)])
    assert fates(preview(bureau, data)) == {"unchanged": 1}


def test_without_its_hidden_columns_and_marker_what_stands_is_asked_about(
    bureau: Bureau, filled: bytes
) -> None:
    ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[0], 9)])

    def strip(desk: Desk) -> None:
        desk.form.delete_cols(desk.column("版本"))
        del desk.book["_meta"]

    assert fates(preview(bureau, bent(filled, strip))) == {"conflict": 1, "new": 1}


def test_the_total_that_somebody_else_gave_meanwhile_is_a_conflict(bureau: Bureau) -> None:
    data = bent(downloaded(bureau), lambda desk: desk.fill(bureau.lifts, TOTAL, 20))
    bureau.given_total(21, by=bureau.other_clerk)
    assert fates(preview(bureau, data)) == {"conflict": 1}


def test_what_gives_reason_to_ask_is_said_beside_the_row(bureau: Bureau) -> None:
    data = bent(
        downloaded(bureau), lambda desk: desk.fill(bureau.signing_rate, bureau.towns[0], 104)
    )
    (new,) = preview(bureau, data).of(Fate.NEW)
    assert len(new.doubts) == 1


def test_towns_are_held_against_the_total_of_the_same_workbook(bureau: Bureau) -> None:
    bureau.given_total(50)

    def fill(total: int, desk: Desk) -> None:
        for town in bureau.towns:
            desk.fill(bureau.lifts, town, 5)
        desk.fill(bureau.lifts, TOTAL, total)

    agrees = preview(bureau, bent(downloaded(bureau), partial(fill, 15)))
    assert [verdict.doubts for verdict in agrees.of(Fate.NEW)] == [(), (), ()]
    differs = preview(bureau, bent(downloaded(bureau), partial(fill, 16)))
    assert all(verdict.doubts for verdict in differs.of(Fate.NEW))
    assert ControlTotal.objects.get().value == 50


def test_a_correction_is_told_to_need_a_reason(bureau: Bureau, filled: bytes) -> None:
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], 13))
    data = bent(downloaded(bureau), lambda desk: desk.fill(bureau.lifts, bureau.towns[0], 14))
    (changed,) = preview(bureau, data).of(Fate.CHANGED)
    assert changed.needs_reason
