"""Totals known from elsewhere: kept beside the figures, never one of them."""

from decimal import Decimal

import pytest

from indicators import ledger
from indicators.ledger import ProblemCode
from indicators.models import ControlTotal, Figure
from tests.bureau import JUNE, MAY


def give(bureau, value, person=None, indicator=None, region=None, month=JUNE):
    place = (indicator or bureau.lifts, region or bureau.county)
    kept = ControlTotal.objects.filter(indicator=place[0], region=place[1]).first()
    row = ledger.Total(*place, value, seen=kept.value if kept else None)
    ledger.give_totals(person or bureau.clerk, month, [row])


def test_a_total_is_kept_replaced_and_taken_away(bureau):
    give(bureau, Decimal(14))
    give(bureau, Decimal(15))
    assert ControlTotal.objects.get().value == 15
    assert not Figure.objects.exists()
    give(bureau, None)
    assert not ControlTotal.objects.exists()


def test_taking_one_away_leaves_the_others(bureau):
    give(bureau, Decimal(14))
    give(bureau, Decimal(30), indicator=bureau.unsafe_houses)
    give(bureau, None)
    assert ControlTotal.objects.get().indicator == bureau.unsafe_houses


@pytest.mark.parametrize("value", ["0.5", "1E+12", "NaN", "Infinity"])
def test_a_total_is_a_number_that_the_indicator_can_have(bureau, refused, value):
    assert refused(give, bureau, Decimal(value))[0] == ProblemCode.VALUE


def test_only_what_adds_up_from_below_takes_a_total(bureau, refused):
    one = Decimal(1)
    assert refused(give, bureau, one, None, bureau.county_output)[0] == ProblemCode.LEVEL
    assert refused(give, bureau, one, None, bureau.signing_rate)[0] == ProblemCode.LEVEL
    assert refused(give, bureau, one, None, None, bureau.towns[0])[0] == ProblemCode.LEVEL
    code, _ = refused(give, bureau, one, None, bureau.county_output, bureau.towns[0])
    assert code == ProblemCode.LEVEL


def test_totals_are_given_by_the_departments_clerks_in_an_open_month(bureau, refused):
    for person in (bureau.stranger, bureau.reviewer):
        assert refused(give, bureau, Decimal(1), person)[0] == ProblemCode.PERMISSION
    shut = refused(give, bureau, Decimal(1), None, None, None, MAY)[0]
    assert shut == ProblemCode.MONTH_NOT_OPEN


def test_a_total_that_somebody_gave_meanwhile_is_not_replaced_unseen(bureau, refused):
    unseen = ledger.Total(bureau.lifts, bureau.county, Decimal(9), seen=None)
    give(bureau, Decimal(3), bureau.other_clerk)
    code, error = refused(ledger.give_totals, bureau.clerk, JUNE, [unseen])
    assert code == ProblemCode.CONFLICT
    assert "li" in str(error)
    assert "3" in str(error)
    ledger.give_totals(bureau.clerk, JUNE, [unseen._replace(seen=Decimal(3))])
    assert ControlTotal.objects.get().value == 9


def test_the_same_total_sent_again_is_no_conflict(bureau):
    given = ledger.Total(bureau.lifts, bureau.county, Decimal(9), seen=None)
    ledger.give_totals(bureau.other_clerk, JUNE, [given])
    ledger.give_totals(bureau.clerk, JUNE, [given])
    assert ControlTotal.objects.get().value == 9


def test_a_stale_total_does_not_come_back_over_a_newer_one(bureau, refused):
    give(bureau, Decimal(5))
    give(bureau, Decimal(7), bureau.other_clerk)
    stale = ledger.Total(bureau.lifts, bureau.county, Decimal(5), seen=Decimal(5))
    code, _ = refused(ledger.give_totals, bureau.clerk, JUNE, [stale])
    assert code == ProblemCode.CONFLICT


def test_one_total_is_not_given_twice_in_one_request(bureau, refused):
    given = ledger.Total(bureau.lifts, bureau.county, Decimal(9), seen=None)
    code, _ = refused(ledger.give_totals, bureau.clerk, JUNE, [given, given])
    assert code == ProblemCode.VALUE
