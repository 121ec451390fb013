"""Reading two months, and every month of a year: held against `standings.read`."""

from decimal import Decimal

import pytest

from indicators import standings
from indicators.change import Course, Unlike
from indicators.choices import Source
from indicators.models import Entry, Indicator, Region, Target
from indicators.periods import Month
from indicators.progress import Light
from tests.bureau import JUNE, MAY, Bureau

pytestmark = pytest.mark.django_db
LAST_JUNE, LAST_DECEMBER = Month(2022, 6), Month(2022, 12)


def compared(bureau: Bureau, base: Month, now: Month = JUNE) -> dict[str, standings.Comparison]:
    rows = standings.compare(bureau.county, base, now, standings.catalogue(bureau.county))
    return {row.now.indicator.code: row for row in rows}


def many(bureau: Bureau, count: int) -> None:
    """So many more indicators, each with a figure of two months and a target."""
    made = Indicator.objects.bulk_create(
        Indicator(
            code=f"more-{number}",
            name=f"更多{number}",
            unit="个",
            kind="stock",
            work_area=bureau.lifts.work_area,
            department=bureau.lifts.department,
        )
        for number in range(count)
    )
    Target.objects.bulk_create(
        Target(indicator=row, region=bureau.county, year=2023, value=10, baseline=2) for row in made
    )
    for month in (MAY, JUNE):
        bureau.approved(
            *(bureau.row(row, bureau.county, str(month.month), month=month) for row in made)
        )


@pytest.mark.parametrize("base", [MAY, LAST_JUNE, LAST_DECEMBER])
def test_both_sides_are_what_the_ledger_says_of_each_month(demo_ledger: None, base: Month) -> None:
    county = Region.objects.get(code="330521")
    rows = standings.compare(county, base, JUNE, standings.catalogue(county))
    for month, of_rows in ((base, [r.base for r in rows]), (JUNE, [r.now for r in rows])):
        for found, read in zip(of_rows, standings.read(county, month), strict=True):
            assert found.indicator == read.indicator
            assert (found.value, found.as_of) == (read.value, read.as_of)
            assert found.derived_from == read.derived_from
            mine, theirs = found.progress, read.progress
            assert (mine.light, mine.grey_reason) == (theirs.light, theirs.grey_reason)
            assert (mine.completion, mine.ahead) == (theirs.completion, theirs.ahead)


@pytest.mark.parametrize("last", [JUNE, Month(2023, 12)])
def test_every_month_of_the_year_is_what_the_ledger_says_of_it(
    demo_ledger: None, last: Month
) -> None:
    county = Region.objects.get(code="330521")
    rows = standings.read_year(county, 2023, last, standings.catalogue(county))
    assert {len(row.months) for row in rows} == {last.month}
    for number in range(1, last.month + 1):
        month = Month(2023, number)
        for row, read in zip(rows, standings.read(county, month), strict=True):
            found = row.months[number - 1]
            assert row.indicator == read.indicator
            assert (found.known.value if found.known else None) == read.value
            assert (found.known.month if found.known else None) == read.as_of
            assert (found.light, found.grey_reason) == (
                read.progress.light,
                read.progress.grey_reason,
            )
            assert found.completion == read.progress.completion


def test_a_flow_starts_the_year_anew_and_a_stock_goes_on(bureau: Bureau) -> None:
    bureau.approved(
        bureau.row(bureau.county_output, bureau.county, "140", month=LAST_DECEMBER),
        bureau.row(bureau.unsafe_houses, bureau.towns[0], "6", month=LAST_DECEMBER),
        bureau.row(bureau.county_output, bureau.county, "60", month=MAY),
    )
    rows = {
        row.indicator: row.months
        for row in standings.read_year(
            bureau.county, 2023, JUNE, standings.catalogue(bureau.county)
        )
    }
    flow, stock = rows[bureau.county_output], rows[bureau.unsafe_houses]
    assert [m.known and m.known.value for m in flow] == [None] * 4 + [Decimal(60)] * 2
    assert [m.is_carried for m in flow] == [False] * 5 + [True]
    assert all(m.known and m.known.month == LAST_DECEMBER and m.is_carried for m in stock)


def test_demonstration_figures_of_the_year_are_known_as_such(bureau: Bureau) -> None:
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "60", source=Source.DEMO))
    rows = standings.read_year(bureau.county, 2023, JUNE, standings.catalogue(bureau.county))
    [output] = [row for row in rows if row.indicator == bureau.county_output]
    assert output.months[-1].known
    assert output.months[-1].known.demo


def test_a_waiting_correction_is_known_on_its_side_only(bureau: Bureau) -> None:
    bureau.approved(
        bureau.row(bureau.county_output, bureau.county, "60", month=MAY),
        bureau.row(bureau.county_output, bureau.county, "71.2"),
    )
    bureau.submitted(bureau.row(bureau.county_output, bureau.county, "71.5", reason="补报"))
    found = compared(bureau, MAY)["output"]
    assert not found.base.under_correction
    assert found.now.under_correction
    assert found.now.value == Decimal("71.2")
    assert Entry.objects.filter(state="submitted").count() == 1


def test_each_month_is_held_against_the_target_of_its_own_year(bureau: Bureau) -> None:
    for year, value in ((2022, 100), (2023, 200)):
        Target.objects.create(
            indicator=bureau.county_output, region=bureau.county, year=year, value=value
        )
    bureau.approved(
        bureau.row(bureau.county_output, bureau.county, "60", month=LAST_JUNE),
        bureau.row(bureau.county_output, bureau.county, "90"),
    )
    found = compared(bureau, LAST_JUNE)["output"]
    assert (found.base.progress.light, found.now.progress.light) == (Light.GREEN, Light.YELLOW)
    assert found.change.points == Decimal(-15)
    assert found.change.light is Course.WORSE
    assert found.change.growth == Decimal("0.5")


def test_lights_that_turned_come_first_then_what_moved_most(demo_ledger: None) -> None:
    county = Region.objects.get(code="330521")
    rows = standings.compare(county, MAY, JUNE, standings.catalogue(county))
    first = [row.now.indicator.name for row in standings.biggest_change_first(rows)]
    assert first[:3] == ["未来社区入围", "人才住房筹集", "保障性租赁住房筹集"]
    counted = standings.tally(rows)
    assert (counted.lights[Course.BETTER], counted.lights[Course.WORSE]) == (2, 0)
    assert counted.total == len(rows)


def test_totals_of_different_months_come_last(bureau: Bureau) -> None:
    december = Month(2022, 12)
    for month, value in ((december, "140"), (JUNE, "71")):
        bureau.approved(bureau.row(bureau.county_output, bureau.county, value, month=month))
    rows = standings.compare(bureau.county, december, JUNE, standings.catalogue(bureau.county))
    last = standings.biggest_change_first(rows)[-1]
    assert last.now.indicator == bureau.county_output
    assert last.change.unlike is Unlike.OTHER_MONTHS


def test_last_year_is_offered_where_half_is_known_of_it(bureau: Bureau) -> None:
    chosen = standings.catalogue(bureau.county)
    assert not standings.is_last_year_known(bureau.county, JUNE, chosen)
    bureau.approved(
        bureau.row(bureau.county_output, bureau.county, "60"),
        bureau.row(bureau.lifts, bureau.towns[0], "1"),
        bureau.row(bureau.county_output, bureau.county, "50", month=LAST_JUNE),
    )
    assert standings.is_last_year_known(bureau.county, JUNE, chosen)
    bureau.approved(bureau.row(bureau.unsafe_houses, bureau.towns[0], "1"))
    assert not standings.is_last_year_known(bureau.county, JUNE, chosen)


@pytest.mark.parametrize("count", [1, 200])
def test_reading_takes_three_queries_for_one_indicator_and_for_hundreds(
    bureau: Bureau, count: int, django_assert_num_queries
) -> None:
    many(bureau, count)
    chosen = standings.catalogue(bureau.county)
    with django_assert_num_queries(3):
        rows = standings.compare(bureau.county, MAY, JUNE, chosen)
        standings.tally(standings.biggest_change_first(rows))
    with django_assert_num_queries(3):
        year = standings.read_year(bureau.county, 2023, JUNE, chosen)
        assert all(len(row.months) == 6 for row in year)
    assert len(rows) == len(year) == count + 5
