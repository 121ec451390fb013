"""What the ledger holds around a value, and the doubts that it gives reason for."""

from decimal import Decimal

import pytest

from indicators import ledger
from indicators.ledger import stamps
from indicators.models import ControlTotal, Entry, Indicator
from indicators.periods import Month
from indicators.plausibility import DoubtCode
from tests.bureau import JUNE, MAY, Bureau

APRIL, MARCH, JANUARY, DECEMBER = Month(2023, 4), Month(2023, 3), Month(2023, 1), Month(2022, 12)
EXPLAINED = {"explanation": "已与镇里核实。"}


def codes(*rows):
    """The rules that the rows run into, row by row."""
    return [[doubt.code for doubt in found] for found in ledger.doubts(rows)]


def approve_months(bureau: Bureau, indicator, region, values):
    """Official figures, by month."""
    for month, value in values.items():
        bureau.approved(bureau.row(indicator, region, value, month=month, **EXPLAINED))


def give_total(bureau: Bureau, value, month=JUNE, indicator=None):
    bureau.open(month)
    indicator = indicator or bureau.lifts
    bureau.given_total(value, indicator, month)


@pytest.fixture
def part(bureau: Bureau) -> Indicator:
    """The lifts that are already in use, of all lifts."""
    return Indicator.objects.create(
        code="lifts-in-use",
        name="投用电梯",
        work_area=bureau.lifts.work_area,
        department=bureau.lifts.department,
        kind="flow",
        level="town",
        unit="个",
        part_of=bureau.lifts,
    )


def test_no_rows_have_no_doubts(db):
    assert ledger.doubts([]) == []


def test_an_empty_ledger_doubts_nothing(bureau):
    rows = [bureau.row(bureau.lifts, town, "5") for town in bureau.towns]
    assert codes(*rows) == [[], [], []]


def test_doubts_come_in_the_order_of_the_rows(bureau):
    rows = [
        bureau.row(bureau.lifts, town, value)
        for town, value in zip(bureau.towns, ("5", "-5", "0"), strict=True)
    ]
    assert codes(*rows) == [[], [DoubtCode.NEGATIVE], []]


def test_an_entry_is_doubted_like_its_draft(bureau):
    approve_months(bureau, bureau.lifts, bureau.towns[0], {MAY: "8"})
    row = bureau.row(bureau.lifts, bureau.towns[0], "6")
    of_draft = ledger.doubts([row])
    entries = ledger.draft(bureau.clerk, [row])
    assert ledger.doubts(entries) == of_draft
    assert ledger.doubts(list(Entry.objects.filter(pk=entries[0].pk))) == of_draft
    [[doubt]] = of_draft
    assert (doubt.code, doubt.facts) == (
        DoubtCode.FALLING,
        {"value": "6", "before": "8", "unit": "个"},
    )


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_the_month_before_counts_while_it_waits(bureau, state):
    bureau.open(MAY)
    may = ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[0], "8", month=MAY)])
    if state == "submitted":
        ledger.submit(bureau.clerk, stamps(may))
    assert codes(bureau.row(bureau.lifts, bureau.towns[0], "6")) == [[DoubtCode.FALLING]]


def test_the_month_before_counts_while_it_is_written_with_this_one(bureau):
    may = bureau.row(bureau.lifts, bureau.towns[0], "8", month=MAY)
    assert codes(may, bureau.row(bureau.lifts, bureau.towns[0], "6")) == [[], [DoubtCode.FALLING]]


def test_an_approved_month_before_counts_rather_than_its_correction(bureau):
    approve_months(bureau, bureau.lifts, bureau.towns[0], {MAY: "8"})
    correction = bureau.row(bureau.lifts, bureau.towns[0], "5", month=MAY, reason="重复计算")
    ledger.draft(bureau.clerk, [correction])
    assert codes(bureau.row(bureau.lifts, bureau.towns[0], "6")) == [[DoubtCode.FALLING]]


def test_a_returned_or_withdrawn_month_before_does_not_count(bureau):
    submitted = bureau.submitted(
        *(bureau.row(bureau.lifts, town, "8", month=MAY) for town in bureau.towns[:2])
    )
    ledger.return_to_author(bureau.reviewer, stamps(submitted[:1]), "请核实")
    ledger.withdraw(bureau.clerk, stamps(submitted[1:]))
    rows = [bureau.row(bureau.lifts, town, "6") for town in bureau.towns[:2]]
    assert codes(*rows) == [[], []]


def test_another_town_is_no_month_before(bureau):
    approve_months(bureau, bureau.lifts, bureau.towns[0], {MAY: "8"})
    assert codes(bureau.row(bureau.lifts, bureau.towns[1], "6")) == [[]]


def test_a_flow_starts_anew_in_january(bureau):
    approve_months(bureau, bureau.lifts, bureau.towns[0], {DECEMBER: "40"})
    bureau.open(JANUARY)
    assert codes(bureau.row(bureau.lifts, bureau.towns[0], "3", month=JANUARY)) == [[]]


def test_a_jump_is_seen_against_the_official_months_before(bureau):
    approve_months(
        bureau,
        bureau.lifts,
        bureau.towns[0],
        {JANUARY: "2", Month(2023, 2): "4", MARCH: "5", APRIL: "7", MAY: "9"},
    )
    row = bureau.row(bureau.lifts, bureau.towns[0], "16")
    [[doubt]] = ledger.doubts([row])
    assert doubt.code == DoubtCode.JUMP
    assert doubt.facts == {"change": "7", "largest": "2", "unit": "个"}
    assert codes(bureau.row(bureau.lifts, bureau.towns[0], "15")) == [[]]


def test_a_ratio_kept_by_its_parts_is_doubted_by_its_percentage(bureau):
    row = bureau.row(
        bureau.coverage, bureau.towns[0], numerator=Decimal(103), denominator=Decimal(100)
    )
    [[doubt]] = ledger.doubts([row])
    assert (doubt.code, doubt.facts["value"]) == (DoubtCode.RATIO_OVER_100, "103")


def test_what_the_ledger_would_refuse_is_not_doubted(bureau):
    town = bureau.towns[0]
    assert codes(
        bureau.row(bureau.coverage, town, numerator=Decimal(5), denominator=Decimal(0)),
        bureau.row(bureau.coverage, town, numerator=Decimal(5)),
        bureau.row(bureau.lifts, town),
        bureau.row(bureau.lifts, bureau.towns[1], "NaN"),
    ) == [[], [], [], []]


def test_a_part_is_held_against_its_whole_however_far_that_is(bureau, part):
    town = bureau.towns[0]
    row = bureau.row(part, town, "6")
    assert codes(row) == [[]]
    drafted = ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, town, "5")])
    assert codes(row) == [[DoubtCode.PART_OVER_WHOLE]]
    ledger.approve(bureau.reviewer, stamps(ledger.submit(bureau.clerk, stamps(drafted))))
    [[doubt]] = ledger.doubts([row])
    assert doubt.facts["whole"] == "加装电梯"
    # A correction that waits, and one in the same request, count rather than the figure.
    assert codes(row, bureau.row(bureau.lifts, town, "7")) == [[], []]
    ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, town, "7", reason="漏计")])
    assert codes(row) == [[]]


def test_a_whole_is_held_against_its_parts(bureau, part):
    bureau.approved(bureau.row(part, bureau.towns[0], "6"))
    rows = [bureau.row(bureau.lifts, town, "5") for town in bureau.towns[:2]]
    assert codes(*rows) == [[DoubtCode.WHOLE_BELOW_PART], []]


def test_a_part_in_another_unit_is_not_compared(bureau, part):
    part.unit = "万元"
    part.save()
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    assert codes(bureau.row(part, bureau.towns[0], "600")) == [[]]


def test_percentages_of_different_wholes_are_not_compared(bureau):
    bureau.signing_rate.part_of = bureau.coverage
    bureau.signing_rate.save()
    town = bureau.towns[0]
    bureau.approved(
        bureau.row(bureau.coverage, town, numerator=Decimal(50), denominator=Decimal(100))
    )
    assert codes(bureau.row(bureau.signing_rate, town, "80")) == [[]]


def test_towns_that_add_up_to_the_given_total_are_not_doubted(bureau):
    give_total(bureau, "12")
    assert codes(*(bureau.row(bureau.lifts, town, "4") for town in bureau.towns)) == [[], [], []]


def test_towns_that_do_not_add_up_are_all_asked(bureau):
    give_total(bureau, "13")
    found = ledger.doubts([bureau.row(bureau.lifts, town, "4") for town in bureau.towns])
    assert [doubt.code for [doubt] in found] == [DoubtCode.TOTAL_DIFFERS] * 3
    assert found[0][0].facts == {"sum": "12", "total": "13", "difference": "-1", "unit": "个"}


def test_a_given_total_of_zero_counts(bureau):
    give_total(bureau, "0")
    assert codes(bureau.row(bureau.lifts, bureau.towns[0], "4")) == [[DoubtCode.TOTAL_DIFFERS]]
    assert codes(bureau.row(bureau.lifts, bureau.towns[0], "0")) == [[]]


def test_a_total_counts_what_waits_and_what_is_approved(bureau):
    give_total(bureau, "12")
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "4", **EXPLAINED))
    ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[1], "5")])
    last = bureau.towns[2]
    assert codes(bureau.row(bureau.lifts, last, "3")) == [[]]
    assert codes(bureau.row(bureau.lifts, last, "4")) == [[DoubtCode.TOTAL_DIFFERS]]


@pytest.mark.parametrize(("indicator", "month"), [("lifts", MAY), ("unsafe_houses", DECEMBER)])
def test_a_total_is_not_judged_while_a_town_is_outstanding(bureau, indicator, month):
    indicator = getattr(bureau, indicator)
    approve_months(bureau, indicator, bureau.towns[2], {month: "4"})
    give_total(bureau, "20", indicator=indicator)
    first, second, third = bureau.towns
    rows = [bureau.row(indicator, town, "5") for town in (first, second)]
    assert codes(*rows) == [[], []]
    assert codes(*rows, bureau.row(indicator, third, "5")) == [[DoubtCode.TOTAL_DIFFERS]] * 3


def test_a_town_that_reported_a_flow_last_year_only_is_not_outstanding(bureau):
    approve_months(bureau, bureau.lifts, bureau.towns[2], {DECEMBER: "4"})
    give_total(bureau, "20")
    rows = [bureau.row(bureau.lifts, town, "5") for town in bureau.towns[:2]]
    assert codes(*rows) == [[DoubtCode.TOTAL_DIFFERS]] * 2


def test_a_total_of_another_month_or_indicator_is_left_alone(bureau):
    give_total(bureau, "13", month=MAY)
    give_total(bureau, "13", indicator=bureau.unsafe_houses)
    assert codes(*(bureau.row(bureau.lifts, town, "4") for town in bureau.towns)) == [[], [], []]


def test_queries_do_not_grow_with_rows(bureau, django_assert_max_num_queries, part):
    approve_months(bureau, bureau.lifts, bureau.towns[0], {APRIL: "7", MAY: "8"})
    give_total(bureau, "13")
    assert ControlTotal.objects.count() == 1
    rows = [
        bureau.row(indicator, town, "9", month=month, seen=None)
        for indicator in (bureau.lifts, bureau.unsafe_houses, part)
        for town in bureau.towns
        for month in (MARCH, MAY, JUNE)
    ]
    for some in (rows[:1], rows):
        with django_assert_max_num_queries(8):
            ledger.doubts(some)
    entries = ledger.draft(bureau.clerk, [row for row in rows if row.month == JUNE])
    unread = list(Entry.objects.filter(pk__in=[entry.pk for entry in entries]))
    with django_assert_max_num_queries(8):
        ledger.doubts(unread)
