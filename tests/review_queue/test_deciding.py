"""Approving and returning: what was shown, all of it or nothing, and what is said of it."""

from decimal import Decimal

import pytest
from django.urls import reverse

from indicators import ledger
from indicators.choices import EntryState
from indicators.ledger import stamps
from indicators.models import Entry
from tests.bureau import MAY

pytestmark = pytest.mark.django_db


def states(*entries):
    found = Entry.objects.in_bulk([entry.pk for entry in entries])
    return [found[entry.pk].state for entry in entries]


def behind(*entries):
    """The stamps of entries, as a button carries them."""
    return " ".join(f"{seen.entry}.{seen.version}" for seen in stamps(entries))


def test_one_entry_is_approved(bureau, desk, said):
    [entry] = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "70"))
    answer = desk.press("approve", behind(entry))
    assert "已审核通过 1 条（总产值）" in said(answer)
    assert bureau.value(bureau.county_output, bureau.county) == Decimal(70)


def test_one_entry_is_returned_with_its_reason(bureau, desk, said):
    [entry] = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "70"))
    answer = desk.press("return", behind(entry), "entry-1", **{"reason-entry-1": "请附明细"})
    assert "已退回 1 条" in said(answer)
    entry.refresh_from_db()
    assert (entry.state, entry.return_reason) == (EntryState.RETURNED, "请附明细")


def test_returning_needs_a_reason(bureau, desk, said):
    [entry] = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "70"))
    answer = desk.press("return", behind(entry), "entry-1", **{"reason-entry-1": "  "})
    assert "退回" in said(answer)
    assert states(entry) == [EntryState.SUBMITTED]


def test_a_missing_reason_is_said_at_its_field(bureau, desk):
    [entry] = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "70"))
    place = f"entry-{entry.pk}"
    page = desk.press("return", behind(entry), place, **{f"reason-{place}": " "}).content.decode()
    assert f'aria-describedby="missing-{place}"' in page
    assert f'href="#reason-{place}"' in page
    assert page.count('class="reason-missing"') == 1
    assert "请先写明退回原因" in page
    page = desk.press("return", behind(entry), "chosen", chosen=behind(entry)).content.decode()
    assert 'aria-describedby="missing-chosen"' in page


def test_one_button_approves_no_corrections(bureau, desk):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "70"))
    [correction, clean] = bureau.submitted(
        bureau.row(bureau.county_output, bureau.county, "71", reason="漏报一家"),
        bureau.row(bureau.lifts, bureau.towns[0], "2"),
    )
    page = desk.look()
    heap = page.context["page"].clean
    assert [line.entry for line in heap.lines] == [clean]
    assert "更正须逐条审核" in page.content.decode()
    [programme] = page.context["page"].programmes
    desk.press("approve", programme.stamps)
    assert states(correction, clean) == [EntryState.APPROVED] * 2


def test_a_programme_with_doubts_asks_once_before_it_is_approved(bureau, desk):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "60", month=MAY))
    bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "2"))
    bureau.submitted(bureau.row(bureau.unsafe_houses, bureau.towns[0], "2"))
    assert "是否已看过说明" not in desk.look().content.decode()
    bureau.submitted(bureau.row(bureau.county_output, bureau.county, "50", explanation="核减"))
    page = desk.look().content.decode()
    assert page.count("其中 1 条有存疑提示，是否已看过说明？") == 1
    assert "已看过，全部通过" in page


def test_a_reason_stays_typed_when_the_return_is_refused(bureau, desk):
    [entry] = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "70"))
    place = f"entry-{entry.pk}"
    stale = f"{entry.pk}.{entry.version + 1}"
    answer = desk.press("return", stale, place, **{f"reason-{place}": "请附明细"})
    assert 'value="请附明细"' in answer.content.decode()
    assert states(entry) == [EntryState.SUBMITTED]


def test_a_programme_is_approved_by_the_stamps_that_were_shown(bureau, desk):
    entries = bureau.submitted(
        bureau.row(bureau.county_output, bureau.county, "70"),
        bureau.row(bureau.lifts, bureau.towns[0], "2"),
    )
    [programme] = desk.look().context["page"].programmes
    later = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[1], "3"))
    desk.press("approve", programme.stamps)
    assert set(states(*entries)) == {EntryState.APPROVED}
    assert states(*later) == [EntryState.SUBMITTED]  # Nobody had seen it.


def test_approving_all_without_doubts_leaves_those_with_doubts(bureau, desk):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "60", month=MAY))
    [doubtful, clean] = bureau.submitted(
        bureau.row(bureau.county_output, bureau.county, "50", explanation="核减"),
        bureau.row(bureau.lifts, bureau.towns[0], "2"),
    )
    heap = desk.look().context["page"].clean
    assert heap.decidable == 1
    desk.press("approve", heap.stamps)
    assert states(doubtful, clean) == [EntryState.SUBMITTED, EntryState.APPROVED]


def test_the_ticked_are_decided_together_in_one_field_or_many(bureau, desk):
    first, second, third = bureau.submitted(
        *(bureau.row(bureau.lifts, town, "2") for town in bureau.towns)
    )
    desk.press("approve", "", "chosen", chosen=[behind(first), behind(second)])
    assert states(first, second) == [EntryState.APPROVED] * 2
    fields = {"reason-chosen": "重报", "chosen": [behind(third)]}
    desk.press("return", "", "chosen", **fields)
    assert states(third) == [EntryState.RETURNED]


def test_nothing_ticked_is_said(bureau, desk, said):
    bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "2"))
    assert "请先勾选" in said(desk.press("approve", "", "chosen"))


def test_a_stale_entry_is_named_with_a_way_to_it_and_the_rest_stays(bureau, desk, said):
    stale, other = bureau.submitted(
        bureau.row(bureau.county_output, bureau.county, "70"),
        bureau.row(bureau.lifts, bureau.towns[0], "2"),
    )
    shown = behind(stale, other)
    ledger.withdraw(bureau.clerk, stamps([stale]))
    answer = desk.press("approve", shown)
    assert "总产值" in said(answer)
    assert "加装电梯" not in said(answer)
    assert reverse("entry", args=[stale.pk]) in answer.content.decode()
    assert states(other) == [EntryState.SUBMITTED]
    assert behind(other) in answer.content.decode()  # It can be decided from the page at once.


def test_a_correction_withdrawn_and_handed_in_again_is_not_approved_unseen(bureau, desk):
    [entry] = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "70"))
    shown = behind(entry)
    ledger.withdraw(bureau.clerk, stamps([entry]))
    [again] = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "700"))
    desk.press("approve", shown)
    assert bureau.figure(bureau.county_output, bureau.county) is None
    assert states(again) == [EntryState.SUBMITTED]


def test_own_work_is_shown_and_never_approved(bureau, desk, said):
    bureau.reviewer.groups.add(bureau.clerk.groups.get())
    [draft] = ledger.draft(bureau.reviewer, [bureau.row(bureau.lifts, bureau.towns[0], "2")])
    [own] = ledger.submit(bureau.reviewer, stamps([draft]))
    [other] = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[1], "3"))
    page = desk.look().context["page"]
    assert {row.entry: (row.is_mine, row.is_decidable) for row in page.lines} == {
        own: (True, False),
        other: (False, True),
    }
    assert page.stamps == behind(other)  # The buttons leave it out.
    assert "加装电梯" in said(desk.press("approve", behind(own)))
    assert states(own) == [EntryState.SUBMITTED]


def test_a_department_of_one_may_approve_own_work(bureau, desk, settings):
    settings.ALLOW_OWN_APPROVAL = True
    bureau.reviewer.groups.add(bureau.clerk.groups.get())
    [draft] = ledger.draft(bureau.reviewer, [bureau.row(bureau.lifts, bureau.towns[0], "2")])
    [own] = ledger.submit(bureau.reviewer, stamps([draft]))
    assert desk.look().context["page"].stamps == behind(own)
    desk.press("approve", behind(own))
    assert states(own) == [EntryState.APPROVED]


def test_the_same_entry_twice_behind_a_button_counts_once(bureau, desk):
    [entry] = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "70"))
    desk.press("approve", f"{behind(entry)} {behind(entry)}")
    assert states(entry) == [EntryState.APPROVED]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"approve": "x|1.1", "return": "x|1.1"},
        {"approve": "x|abc"},
        {"approve": "x|1"},
        {"approve": "x|1.1.1"},
        {"approve": f"x|{'9' * 30}.1"},
        {"approve": "x|-1.1"},
        {"approve": "x|" + " ".join(f"{n}.1" for n in range(5001))},
    ],
)
def test_what_no_page_of_ours_sends_is_refused(bureau, desk, fields):
    assert desk.client.post(desk.address, fields).status_code == 400


@pytest.mark.parametrize("stamp", ["999999.1", "999999999999999999.1"])
def test_an_entry_that_does_not_exist_is_told(bureau, desk, said, stamp):
    answer = desk.press("approve", stamp)
    assert answer.status_code == 200
    assert stamp.split(".")[0] in said(answer)
