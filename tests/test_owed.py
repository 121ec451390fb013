"""What is owed for a month, cell by cell."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators import ledger, standings
from indicators.choices import EntryState
from indicators.ledger import stamps
from indicators.models import Indicator
from indicators.periods import Month
from tests.bureau import JUNE, MAY

JULY = Month(2023, 7)


def owed(bureau, month=JUNE):
    return standings.owed(bureau.county, month, standings.every_indicator())


def cells(bureau, indicator, month=JUNE):
    [row] = [row for row in owed(bureau, month).rows if row.indicator == indicator]
    return row.cells


def test_towns_owe_what_towns_report_and_the_county_the_rest(bureau):
    found = {row.indicator: [cell.region for cell in row.cells] for row in owed(bureau).rows}
    assert found[bureau.lifts] == bureau.towns
    assert found[bureau.county_output] == [bureau.county]


def test_a_cell_goes_from_missing_to_draft_to_submitted_to_approved(bureau):
    def state():
        return cells(bureau, bureau.lifts)[0].state

    assert state() is None
    written = ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[0], "5")])
    assert state() == EntryState.DRAFT
    waiting = ledger.submit(bureau.clerk, stamps(written))
    assert state() == EntryState.SUBMITTED
    ledger.approve(bureau.reviewer, stamps(waiting))
    assert state() == EntryState.APPROVED


def test_a_returned_cell_stays_returned_until_it_is_answered(bureau):
    waiting = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    ledger.return_to_author(bureau.reviewer, stamps(waiting), "请核实")
    cell = cells(bureau, bureau.lifts)[0]
    assert (cell.state, cell.is_returned) == (EntryState.RETURNED, True)
    ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[0], "6")])
    cell = cells(bureau, bureau.lifts)[0]
    assert (cell.state, cell.is_returned) == (EntryState.DRAFT, False)


def test_a_withdrawn_cell_is_missing_again(bureau):
    written = ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[0], "5")])
    ledger.withdraw(bureau.clerk, stamps(written))
    assert cells(bureau, bureau.lifts)[0].state is None


def test_a_returned_correction_leaves_the_cell_approved_and_asks_for_an_answer(bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    wrong = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "50", reason="重核"))
    assert cells(bureau, bureau.lifts)[0].is_correction
    ledger.return_to_author(bureau.reviewer, stamps(wrong), "多了一个零")
    cell = cells(bureau, bureau.lifts)[0]
    assert (cell.state, cell.is_returned, cell.is_correction) == (EntryState.APPROVED, True, False)


def test_increments_are_counted_from_the_month_before_even_while_it_waits(bureau):
    bureau.open(MAY)
    assert cells(bureau, bureau.lifts)[0].before is None
    waiting = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5", month=MAY))
    cell = cells(bureau, bureau.lifts)[0]
    assert (cell.before, cell.is_before_pending) == (Decimal(5), True)
    ledger.approve(bureau.reviewer, stamps(waiting))
    cell = cells(bureau, bureau.lifts)[0]
    assert (cell.before, cell.is_before_pending) == (Decimal(5), False)


def test_in_january_a_flow_starts_at_zero_and_a_stock_goes_on(bureau):
    december, january = Month(2022, 12), Month(2023, 1)
    bureau.open(december, january)
    bureau.approved(
        bureau.row(bureau.lifts, bureau.towns[0], "59", month=december),
        bureau.row(bureau.unsafe_houses, bureau.towns[0], "7", month=december),
    )
    assert cells(bureau, bureau.lifts, january)[0].before == 0
    assert cells(bureau, bureau.unsafe_houses, january)[0].before == 7


def test_a_closed_month_is_writable_where_it_is_reopened(bureau):
    ledger.close_month(bureau.office, JUNE)
    assert not any(row.is_writable for row in owed(bureau).rows)
    ledger.reopen(bureau.office, JUNE, Month(2099, 1).first_day, "补报", indicator=bureau.lifts)
    found = owed(bureau)
    assert [row.indicator for row in found.rows if row.is_writable] == [bureau.lifts]
    assert len(found.reopenings) == 1


def test_a_month_never_opened_is_not_writable(bureau):
    found = owed(bureau, JULY)
    assert found.reporting_month is None
    assert not any(row.is_writable for row in found.rows)


@pytest.mark.parametrize("more", [0, 40])
def test_what_is_owed_takes_eight_queries_however_many_indicators(bureau, more):
    for number in range(more):
        Indicator.objects.create(
            code=f"more-{number}",
            name=f"更多{number}",
            work_area=bureau.lifts.work_area,
            department=bureau.lifts.department,
            unit="个",
            kind="flow",
            level="town",
        )
    bureau.approved(*(bureau.row(bureau.lifts, town, "5") for town in bureau.towns))
    with CaptureQueriesContext(connection) as queries:
        found = owed(bureau)
    assert len(found.rows) == 5 + more
    assert len(queries) == 7
