"""What is read of many indicators in many regions, and how they are placed."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators import standings
from indicators.choices import Source
from indicators.models import PacePlan, Region, Target
from indicators.periods import Month
from indicators.progress import GreyReason, Light
from indicators.ranking import Place
from tests.bureau import JUNE, MAY, Bureau

pytestmark = pytest.mark.django_db
D = Decimal
JANUARY = Month(2023, 1)
DECEMBER = Month(2022, 12)


def matrix_of(bureau: Bureau, month: Month = JUNE) -> standings.Matrix:
    county, *towns = standings.with_those_below()
    return standings.matrix(county, towns, month, standings.subjects(county))


def row_of(bureau: Bureau, indicator, month: Month = JUNE) -> standings.TownRow:
    [row] = [row for row in matrix_of(bureau, month).rows if row.subject.code == indicator.code]
    return row


def test_a_county_comes_with_its_towns_by_code(bureau):
    found = standings.with_those_below()
    assert [region.code for region in found] == ["330521", "330521101", "330521102", "330521103"]
    assert standings.with_its_neighbours("330521102") == found
    assert standings.with_those_below("330599") == []
    assert standings.with_its_neighbours("33") == []


def test_a_county_reads_what_towns_report_and_a_city_what_counties_have(bureau):
    assert "output" not in [s.code for s in standings.subjects(bureau.county)]
    assert "output" in [s.code for s in standings.subjects(bureau.city)]


def test_towns_without_targets_are_placed_by_value_and_not_judged(bureau):
    bureau.approved(
        *(
            bureau.row(bureau.lifts, town, value)
            for town, value in zip(bureau.towns, (5, 9, 0), strict=True)
        )
    )
    row = row_of(bureau, bureau.lifts)
    assert [cell.place and cell.place.rank for cell in row.cells] == [2, 1, 3]
    assert {cell.grey_reason for cell in row.cells} == {GreyReason.NO_TARGET}
    assert row.whole.reading
    assert row.whole.reading.value == D(14)
    assert row.whole.place is None
    assert not row.by_completion


def test_zero_is_placed_and_missing_is_not(bureau):
    bureau.approved(
        bureau.row(bureau.lifts, bureau.towns[0], 0), bureau.row(bureau.lifts, bureau.towns[1], 3)
    )
    zero, _three, missing = row_of(bureau, bureau.lifts).cells
    assert zero.reading
    assert zero.reading.value == 0
    assert zero.place == Place(2, 2)
    assert missing.reading is None
    assert missing.grey_reason == GreyReason.NO_FIGURE


def test_towns_with_targets_are_judged_and_placed_by_completion(bureau):
    for town, goal in zip(bureau.towns, (10, 40, 20), strict=True):
        Target.objects.create(indicator=bureau.lifts, region=town, year=2023, value=goal)
    bureau.approved(
        *(
            bureau.row(bureau.lifts, town, value)
            for town, value in zip(bureau.towns, (10, 12, 9), strict=True)
        )
    )
    row = row_of(bureau, bureau.lifts)
    assert row.by_completion
    assert [cell.light for cell in row.cells] == [Light.BLUE, Light.RED, Light.YELLOW]
    assert [cell.place and cell.place.rank for cell in row.cells] == [1, 3, 2]
    assert row.is_behind_somewhere


def test_a_pace_plan_of_a_target_is_kept_to(bureau):
    late = PacePlan.objects.create(
        code="late", name="年底完成", **{f"m{m:02d}": 0 for m in range(1, 12)}, m12=1
    )
    Target.objects.create(
        indicator=bureau.lifts, region=bureau.towns[0], year=2023, value=10, pace=late
    )
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], 0))
    assert row_of(bureau, bureau.lifts).cells[0].light == Light.GREEN


def test_a_target_of_another_year_or_region_judges_nothing(bureau):
    Target.objects.create(indicator=bureau.lifts, region=bureau.towns[0], year=2022, value=10)
    Target.objects.create(indicator=bureau.lifts, region=bureau.towns[1], year=2023, value=10)
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], 1))
    assert row_of(bureau, bureau.lifts).cells[0].light == Light.GREY


def test_under_a_ceiling_the_least_is_first_of_a_reduction_the_furthest(bureau):
    bureau.unsafe_houses.direction = "at_most"
    bureau.unsafe_houses.save()
    bureau.approved(
        bureau.row(bureau.unsafe_houses, bureau.towns[0], 2),
        bureau.row(bureau.unsafe_houses, bureau.towns[1], 3),
    )
    row = row_of(bureau, bureau.unsafe_houses)
    assert [cell.place and cell.place.rank for cell in row.cells] == [1, 2, None]
    for town, baseline in zip(bureau.towns, (4, 30), strict=False):
        Target.objects.create(
            indicator=bureau.unsafe_houses, region=town, year=2023, value=1, baseline=baseline
        )
    row = row_of(bureau, bureau.unsafe_houses)
    assert [cell.place and cell.place.rank for cell in row.cells] == [2, 1, None]


def test_movement_counts_places_won_since_the_month_before(bureau):
    for month, values in ((MAY, (5, 3, 1)), (JUNE, (5, 7, 1))):
        bureau.approved(
            *(
                bureau.row(bureau.lifts, town, value, month=month)
                for town, value in zip(bureau.towns, values, strict=True)
            )
        )
    assert [cell.risen for cell in row_of(bureau, bureau.lifts).cells] == [-1, 1, 0]


def test_no_movement_where_another_set_of_towns_was_placed(bureau):
    bureau.approved(
        bureau.row(bureau.lifts, bureau.towns[0], 5, month=MAY),
        bureau.row(bureau.lifts, bureau.towns[1], 3, month=MAY),
    )
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[2], 9))
    assert [cell.risen for cell in row_of(bureau, bureau.lifts).cells] == [None] * 3


def test_january_has_no_month_before_to_move_from(bureau):
    for month in (DECEMBER, JANUARY):
        bureau.approved(
            bureau.row(bureau.unsafe_houses, bureau.towns[0], 5, month=month),
            bureau.row(bureau.unsafe_houses, bureau.towns[1], 3, month=month),
        )
    cells = row_of(bureau, bureau.unsafe_houses, JANUARY).cells
    assert [cell.risen for cell in cells] == [None] * 3


def test_a_carried_value_says_from_when(bureau):
    bureau.approved(
        bureau.row(bureau.lifts, bureau.towns[0], 5, month=MAY),
        bureau.row(bureau.unsafe_houses, bureau.towns[0], 5, month=DECEMBER),
    )
    flow, stock = (row_of(bureau, i).cells[0].reading for i in (bureau.lifts, bureau.unsafe_houses))
    assert flow
    assert flow.as_of == MAY
    assert stock
    assert stock.as_of == DECEMBER
    assert row_of(bureau, bureau.lifts, Month(2024, 1)).cells[0].reading is None


def test_demonstration_and_waiting_corrections_are_known(bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], 5, source=Source.DEMO))
    bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], 6, reason="更正"))
    reading = row_of(bureau, bureau.lifts).cells[0].reading
    assert reading
    assert (reading.value, reading.source) == (D(5), Source.DEMO)
    assert reading.under_correction


def test_the_overall_place_goes_by_the_average_rank(bureau):
    bureau.approved(
        *(
            bureau.row(indicator, town, value)
            for indicator, values in (
                (bureau.lifts, (5, 9, 1)),
                (bureau.unsafe_houses, (30, 20, 10)),
            )
            for town, value in zip(bureau.towns, values, strict=True)
        )
    )
    totals = matrix_of(bureau).totals
    assert [total.average for total in totals] == [D("1.5"), D("1.5"), D(3)]
    assert [total.firsts for total in totals] == [1, 1, 0]
    assert [total.place for total in totals] == [Place(1, 3, 2), Place(1, 3, 2), Place(3, 3)]


def test_a_town_placed_in_fewer_than_half_has_no_overall_place(bureau):
    bureau.approved(
        *(
            bureau.row(indicator, town, value)
            for indicator in (bureau.lifts, bureau.unsafe_houses, bureau.signing_rate)
            for town, value in zip(bureau.towns[:2], (5, 9), strict=True)
        ),
        bureau.row(bureau.lifts, bureau.towns[2], 99),
    )
    third = matrix_of(bureau).totals[2]
    assert (third.placed, third.firsts, third.place) == (1, 1, None)


def test_reading_takes_as_many_queries_for_many_as_for_few(bureau):
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            matrix_of(bureau)
        return len(caught)

    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], 5))
    few = queries()
    for number in range(20):
        Region.objects.create(
            code=f"3305212{number:02d}", name=f"镇{number}", level="town", parent=bureau.county
        )
    bureau.approved(
        *(bureau.row(bureau.unsafe_houses, town, 5) for town in bureau.county.children.all())
    )
    assert queries() == few == 4
