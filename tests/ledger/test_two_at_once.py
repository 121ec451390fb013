"""Several people at once, each on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from indicators import ledger
from indicators.ledger import LedgerError, ProblemCode, stamps
from indicators.models import Entry, ReportingMonth
from tests.bureau import JUNE, MAY, Bureau, make_bureau

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bureau(transactional_db: None) -> Bureau:
    made = make_bureau()
    made.open(MAY, JUNE)
    return made


def at_once(*verbs: Callable[[], Any]) -> list[Any]:
    """What each verb returned or the LedgerError it raised, all started at the same moment."""
    start = Barrier(len(verbs))

    def run(verb: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return verb()
        except LedgerError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(run, verbs))


@pytest.mark.parametrize("attempt", range(5))
def test_of_two_clerks_on_one_cell_one_writes_and_one_is_told(bureau, attempt):
    first = bureau.row(bureau.county_output, bureau.county, "71.2")
    second = bureau.row(bureau.county_output, bureau.county, "70")
    outcomes = at_once(
        lambda: ledger.draft(bureau.clerk, [first]),
        lambda: ledger.draft(bureau.other_clerk, [second]),
    )
    [told] = [outcome for outcome in outcomes if isinstance(outcome, LedgerError)]
    [[written]] = [outcome for outcome in outcomes if not isinstance(outcome, LedgerError)]
    assert told.problems[0].code == ProblemCode.CONFLICT
    assert told.problems[0].current.value == Entry.objects.get().value == written.value


@pytest.mark.parametrize("attempt", range(5))
def test_approvals_of_different_towns_at_once_all_count_in_the_county(bureau, attempt):
    entries = bureau.submitted(*(bureau.row(bureau.lifts, town, "5") for town in bureau.towns))
    at_once(
        *(lambda entry=entry: ledger.approve(bureau.reviewer, stamps([entry])) for entry in entries)
    )
    county = bureau.figure(bureau.lifts, bureau.county)
    assert county.value == Decimal(15)
    assert county.units_reported == 3
    assert bureau.value(bureau.lifts, bureau.province) == Decimal(15)


@pytest.mark.parametrize("attempt", range(5))
def test_approvals_of_may_and_june_at_once_leave_june_right(bureau, attempt):
    may = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "4", month=MAY))
    june = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[1], "5"))
    at_once(
        lambda: ledger.approve(bureau.reviewer, stamps(may)),
        lambda: ledger.approve(bureau.reviewer, stamps(june)),
    )
    assert bureau.value(bureau.lifts, bureau.county, MAY) == Decimal(4)
    assert bureau.value(bureau.lifts, bureau.county) == Decimal(9)


@pytest.mark.parametrize("attempt", range(5))
def test_of_two_approvals_of_one_entry_one_is_told(bureau, attempt):
    seen = stamps(bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5")))
    outcomes = at_once(*[lambda: ledger.approve(bureau.reviewer, seen)] * 2)
    [told] = [outcome for outcome in outcomes if isinstance(outcome, LedgerError)]
    assert told.problems[0].code == ProblemCode.STATE
    assert bureau.value(bureau.lifts, bureau.county) == Decimal(5)


@pytest.mark.parametrize("attempt", range(5))
def test_closing_while_a_reviewer_approves_waits_for_it_or_is_refused(bureau, attempt):
    seen = stamps(bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5")))
    approval, closing = at_once(
        lambda: ledger.approve(bureau.reviewer, seen),
        lambda: ledger.close_month(bureau.office, JUNE),
    )
    assert not isinstance(approval, LedgerError)
    assert bureau.value(bureau.lifts, bureau.county) == Decimal(5)
    assert ReportingMonth.objects.get(month=6).is_open == isinstance(closing, LedgerError)


@pytest.mark.parametrize("attempt", range(5))
def test_handing_in_while_the_office_closes_is_before_or_refused(bureau, attempt):
    [draft] = ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[0], "5")])
    handing_in, closing = at_once(
        lambda: ledger.submit(bureau.clerk, stamps([draft])),
        lambda: ledger.close_month(bureau.office, JUNE),
    )
    # One of the two is told: nothing is ever left waiting in a closed month.
    assert isinstance(handing_in, LedgerError) != isinstance(closing, LedgerError)
