"""What becomes of each row of an upload, compared with what stands."""

import re
from functools import partial

import pytest
from django.utils import translation

from indicators import ledger
from indicators.models import ControlTotal
from indicators.workbook.form import Scope
from indicators.workbook.judging import Fate
from indicators.workbook.telling import groups
from tests.bureau import Bureau
from tests.workbook.desk import (
    TOTAL,
    Desk,
    bent,
    downloaded,
    fates,
    preview,
    reasons,
    scope_of,
)

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
    ledger.draft(bureau.other_clerk, [bureau.row(bureau.lifts, bureau.towns[0], 9)])

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


def test_what_the_person_wrote_since_the_workbook_was_made_is_no_conflict(
    bureau: Bureau, filled: bytes
) -> None:
    rows = [bureau.row(bureau.lifts, town, 13) for town in bureau.towns[:2]]
    ledger.draft(bureau.clerk, rows)
    bureau.given_total(20)
    again = bent(filled, lambda desk: desk.fill(bureau.lifts, TOTAL, 17))
    found = preview(bureau, again)
    assert fates(found) == {"changed": 3}
    assert {verdict.theirs for verdict in found.verdicts} == {""}


def test_what_was_handed_in_or_decided_meanwhile_is_no_draft_to_write_over(
    bureau: Bureau, filled: bytes
) -> None:
    entries = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], 13))
    assert fates(preview(bureau, filled)) == {"refused": 1, "new": 1}
    ledger.approve(bureau.reviewer, ledger.stamps(entries))
    found = preview(bureau, filled)
    assert fates(found) == {"conflict": 1, "new": 1}
    assert found.of(Fate.CONFLICT)[0].theirs == "zhao"


def test_a_total_given_while_the_preview_is_made_is_refused_in_words(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = bent(downloaded(bureau), lambda desk: desk.fill(bureau.lifts, TOTAL, 20))
    as_it_was = scope_of(bureau.clerk, bureau).owed()
    bureau.given_total(21, by=bureau.other_clerk)
    monkeypatch.setattr(Scope, "owed", lambda _scope: as_it_was)
    found = preview(bureau, data)
    assert fates(found) == {"refused": 1}
    assert "li" in reasons(found)


def test_a_correction_that_came_back_leaves_the_approved_figure_in_the_form(
    bureau: Bureau,
) -> None:
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], 13, note="快报"))
    wrong = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], 14, reason="漏报"))
    ledger.return_to_author(bureau.reviewer, ledger.stamps(wrong), "请附明细")
    data = downloaded(bureau)
    desk = Desk(data)
    assert desk.cell(bureau.lifts, bureau.towns[0]).value == 13
    assert desk.cell(bureau.lifts, bureau.towns[0], "备注").value == "快报"
    assert desk.cell(bureau.lifts, bureau.towns[0], "状态").value == "已退回：请附明细"
    assert fates(preview(bureau, data)) == {"unchanged": 1}


def test_every_refusal_is_a_sentence_that_names_its_cell(bureau: Bureau, filled: bytes) -> None:
    bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], 5))

    def fill(desk: Desk) -> None:
        desk.fill(bureau.lifts, bureau.towns[1], "十四")
        desk.fill(bureau.lifts, bureau.towns[2], 3.5)
        desk.fill(bureau.coverage, bureau.towns[0], None, 分子=3)
        row = desk.row(bureau.unsafe_houses, bureau.towns[1])
        desk.form.cell(row, desk.column("区划")).value = "阜溪街道"
        desk.form.cell(row, desk.column("区划编码")).value = ""
        desk.fill(bureau.signing_rate, bureau.towns[0], "#REF!")

    with translation.override("zh-hans"):
        told = groups(preview(bureau, bent(filled, fill)))[0].rows
    assert len(told) == 6
    for row in told:
        for why in row.why:
            assert re.match(rf"[A-Z]+{row.line}(?![0-9])", why), why
            assert why.endswith("。"), why
