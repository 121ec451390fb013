"""Towns make the county, counties the city, cities the province."""

from decimal import Decimal

import pytest

from indicators import ledger
from indicators.choices import Qualifier, Source
from indicators.ledger import stamps
from indicators.models import Region
from indicators.periods import Month
from tests.bureau import JUNE, MAY

JULY = Month(2023, 7)


def test_towns_add_up_to_county_city_and_province(bureau):
    bureau.approved(
        *(
            bureau.row(bureau.unsafe_houses, town, value)
            for town, value in zip(bureau.towns, ("3", "1", "2"), strict=True)
        )
    )
    for region in (bureau.county, bureau.city, bureau.province):
        figure = bureau.figure(bureau.unsafe_houses, region)
        assert figure.value == Decimal(6)
        assert (figure.units_reported, figure.units_total) == (3, 3)
        assert figure.entry is None


def test_a_county_indicator_makes_the_city(bureau):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "71.2"))
    assert bureau.value(bureau.county_output, bureau.city) == Decimal("71.2")
    assert bureau.figure(bureau.county_output, bureau.county).units_total is None


def test_a_second_county_adds_to_the_city(bureau):
    anji = Region.objects.create(code="330523", name="安吉县", level="county", parent=bureau.city)
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "71.2"))
    bureau.approved(bureau.row(bureau.county_output, anji, "10.05"))
    figure = bureau.figure(bureau.county_output, bureau.city)
    assert figure.value == Decimal("81.25")
    assert (figure.units_reported, figure.units_total) == (2, 2)


def test_a_missing_town_is_missing_not_zero(bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    figure = bureau.figure(bureau.lifts, bureau.county)
    assert figure.value == Decimal(5)
    assert (figure.units_reported, figure.units_total) == (1, 3)


def test_a_town_that_did_not_report_counts_with_its_latest_of_the_year(bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "4", month=MAY))
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[1], "5"))
    figure = bureau.figure(bureau.lifts, bureau.county)
    assert figure.value == Decimal(9)
    assert (figure.units_reported, figure.units_total) == (1, 3)


def test_a_flow_does_not_carry_over_new_year_and_a_stock_does(bureau):
    december, january = Month(2022, 12), Month(2023, 1)
    for indicator in (bureau.lifts, bureau.unsafe_houses):
        bureau.approved(bureau.row(indicator, bureau.towns[0], "40", month=december))
        bureau.approved(bureau.row(indicator, bureau.towns[1], "2", month=january))
    assert bureau.value(bureau.lifts, bureau.county, january) == Decimal(2)
    assert bureau.value(bureau.unsafe_houses, bureau.county, january) == Decimal(42)


def test_a_late_approval_for_may_refreshes_june_where_june_was_carried(bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[1], "5"))
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "4", month=MAY))
    assert bureau.value(bureau.lifts, bureau.county, MAY) == Decimal(4)
    assert bureau.value(bureau.lifts, bureau.county) == Decimal(9)
    assert bureau.value(bureau.lifts, bureau.province) == Decimal(9)
    assert bureau.figure(bureau.lifts, bureau.county).units_reported == 1


def test_a_correction_of_may_leaves_june_where_june_was_reported(bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "4", month=MAY))
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "6"))
    fixed = bureau.row(bureau.lifts, bureau.towns[0], "3", month=MAY, reason="重复计数")
    bureau.approved(fixed)
    assert bureau.value(bureau.lifts, bureau.county, MAY) == Decimal(3)
    assert bureau.value(bureau.lifts, bureau.county) == Decimal(6)


def test_a_late_stock_of_last_year_reaches_every_later_month(bureau):
    bureau.approved(bureau.row(bureau.unsafe_houses, bureau.towns[0], "1", month=JUNE))
    bureau.approved(bureau.row(bureau.unsafe_houses, bureau.towns[0], "2", month=JULY))
    bureau.approved(bureau.row(bureau.unsafe_houses, bureau.towns[1], "10", month=Month(2022, 11)))
    assert bureau.value(bureau.unsafe_houses, bureau.county, JUNE) == Decimal(11)
    assert bureau.value(bureau.unsafe_houses, bureau.city, JULY) == Decimal(12)


def test_a_correction_reaches_all_parents(bureau):
    bureau.approved(*(bureau.row(bureau.lifts, town, "5") for town in bureau.towns))
    fixed = bureau.row(bureau.lifts, bureau.towns[0], "0", reason="误报")
    bureau.approved(fixed)
    for region in (bureau.county, bureau.city, bureau.province):
        assert bureau.value(bureau.lifts, region) == Decimal(10)


def test_a_reported_zero_counts_as_reported(bureau):
    bureau.approved(*(bureau.row(bureau.lifts, town, "0") for town in bureau.towns))
    figure = bureau.figure(bureau.lifts, bureau.county)
    assert figure.value == Decimal(0)
    assert (figure.units_reported, figure.units_total) == (3, 3)


def test_a_ratio_by_parts_is_the_sum_of_numerators_over_the_sum_of_denominators(bureau):
    bureau.approved(
        bureau.row(
            bureau.coverage, bureau.towns[0], numerator=Decimal(90), denominator=Decimal(100)
        ),
        bureau.row(bureau.coverage, bureau.towns[1], numerator=Decimal(1), denominator=Decimal(2)),
    )
    assert bureau.value(bureau.coverage, bureau.towns[1]) == Decimal(50)
    county = bureau.figure(bureau.coverage, bureau.county)
    assert (county.numerator, county.denominator) == (Decimal(91), Decimal(102))
    assert county.value == Decimal("89.2157")
    assert bureau.value(bureau.coverage, bureau.province) == Decimal("89.2157")


def test_a_ratio_reported_as_such_is_neither_summed_nor_averaged(bureau):
    bureau.approved(*(bureau.row(bureau.signing_rate, town, "80") for town in bureau.towns))
    assert bureau.figure(bureau.signing_rate, bureau.county) is None


def test_a_sum_is_as_uncertain_as_its_least_certain_part(bureau):
    bureau.approved(
        bureau.row(bureau.lifts, bureau.towns[0], "5"),
        bureau.row(bureau.lifts, bureau.towns[1], "70", qualifier=Qualifier.ABOUT),
        bureau.row(bureau.lifts, bureau.towns[2], "3", source=Source.DEMO),
    )
    county = bureau.figure(bureau.lifts, bureau.county)
    assert county.qualifier == Qualifier.ABOUT
    assert county.source == Source.DEMO


def test_a_derived_zero_does_not_make_a_sum_derived(bureau):
    bureau.approved(
        bureau.row(bureau.lifts, bureau.towns[0], "5"),
        bureau.row(bureau.lifts, bureau.towns[1], "0", source=Source.DERIVED, note="合计已含"),
    )
    assert bureau.figure(bureau.lifts, bureau.county).source == Source.REPORTED


@pytest.mark.parametrize("indicators", [1, 3])
def test_approving_takes_the_same_queries_for_few_figures_and_many(
    bureau, indicators, django_assert_max_num_queries
):
    chosen = [bureau.lifts, bureau.unsafe_houses, bureau.coverage][:indicators]
    parts = {"numerator": Decimal(1), "denominator": Decimal(2)}
    entries = bureau.submitted(
        *(
            bureau.row(i, town, **(parts if i.by_parts else {"value": "1"}))
            for i in chosen
            for town in bureau.towns
        )
    )
    with django_assert_max_num_queries(48):
        ledger.approve(bureau.reviewer, stamps(entries))
