"""Reading many figures at once."""

from decimal import Decimal
from itertools import pairwise

import pytest
from django.db.models import Q

from indicators import ledger, standings
from indicators.choices import Source
from indicators.ledger import stamps
from indicators.models import Indicator, Target, WorkArea
from indicators.periods import Month
from indicators.progress import GreyReason, Light
from tests.bureau import JUNE, MAY, Bureau

pytestmark = pytest.mark.django_db
JULY = Month(2023, 7)
LAST_JUNE = Month(2022, 6)


def standing(bureau, indicator, month=JUNE, region=None):
    [found] = [
        row for row in standings.read(region or bureau.county, month) if row.indicator == indicator
    ]
    return found


def test_an_indicator_without_figure_and_target_is_grey(bureau: Bureau):
    found = standing(bureau, bureau.lifts)
    assert found.value is None
    assert found.progress.light == Light.GREY
    assert found.progress.grey_reason == GreyReason.NO_FIGURE


def test_a_standing_joins_figure_target_and_last_year(bureau: Bureau):
    Target.objects.create(
        indicator=bureau.county_output, region=bureau.county, year=2023, value=150
    )
    bureau.approved(
        bureau.row(bureau.county_output, bureau.county, "59.63", month=LAST_JUNE),
        bureau.row(bureau.county_output, bureau.county, "60", month=MAY),
        bureau.row(bureau.county_output, bureau.county, "71.2"),
    )
    found = standing(bureau, bureau.county_output)
    assert found.value == Decimal("71.2")
    assert found.increment == Decimal("11.2")
    assert found.progress.expected == Decimal(75)
    assert found.progress.light == Light.YELLOW
    assert round(found.progress.growth, 3) == Decimal("0.194")
    assert found.figure.entry.reviewed_by == bureau.reviewer


def test_a_value_older_than_the_month_is_carried_and_says_so(bureau: Bureau):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "60", month=MAY))
    found = standing(bureau, bureau.county_output)
    assert (found.value, found.as_of, found.is_current) == (Decimal(60), MAY, False)
    assert found.increment is None
    assert found.progress.growth is None


def test_a_flow_of_last_year_is_not_carried_and_a_stock_is(bureau: Bureau):
    last = Month(2022, 12)
    bureau.approved(
        bureau.row(bureau.county_output, bureau.county, "140", month=last),
        bureau.row(bureau.unsafe_houses, bureau.towns[0], "6", month=last),
    )
    assert standing(bureau, bureau.county_output).value is None
    assert standing(bureau, bureau.unsafe_houses).value == Decimal(6)


def test_later_figures_do_not_show_as_of_an_earlier_month(bureau: Bureau):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "80", month=JULY))
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "71.2"))
    assert standing(bureau, bureau.county_output).value == Decimal("71.2")
    assert standing(bureau, bureau.county_output, JULY).value == Decimal(80)


def test_a_zero_is_a_value(bureau: Bureau):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "0"))
    found = standing(bureau, bureau.county_output)
    assert found.value == 0
    assert found.is_current


def test_a_waiting_correction_is_marked_and_changes_nothing(bureau: Bureau):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "71.2"))
    wanted = bureau.row(bureau.county_output, bureau.county, "71.5", reason="补报")
    waiting = bureau.submitted(wanted)
    found = standing(bureau, bureau.county_output)
    assert found.under_correction
    assert found.value == Decimal("71.2")
    ledger.approve(bureau.reviewer, stamps(waiting))
    assert not standing(bureau, bureau.county_output).under_correction


def test_a_town_sees_what_towns_report(bureau: Bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    names = {row.indicator.name for row in standings.read(bureau.towns[0], JUNE)}
    assert names == {"加装电梯", "丙类房屋", "物业覆盖率", "签约率"}
    assert standing(bureau, bureau.lifts, region=bureau.towns[0]).value == Decimal(5)


def test_demonstration_data_is_marked(bureau: Bureau):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "60", source=Source.DEMO))
    assert standing(bureau, bureau.county_output).is_demo


def test_the_furthest_behind_come_first(bureau: Bureau):
    for indicator, target in ((bureau.county_output, 200), (bureau.lifts, 20)):
        Target.objects.create(indicator=indicator, region=bureau.county, year=2023, value=target)
    bureau.approved(
        bureau.row(bureau.county_output, bureau.county, "90"),
        bureau.row(bureau.lifts, bureau.towns[0], "1"),
    )
    behind = standings.furthest_behind(standings.read(bureau.county, JUNE), most=5)
    assert [row.indicator for row in behind] == [bureau.lifts, bureau.county_output]
    assert [row.progress.ahead for row in behind] == [Decimal(-45), Decimal(-5)]


def test_completeness_counts_the_month_itself(bureau: Bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "1", month=MAY))
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "60"))
    found = standings.completeness(standings.read(bureau.county, JUNE))
    assert (found.reported, found.total) == (1, 5)


def test_cells_hold_every_town_with_its_latest(bureau: Bureau):
    bureau.approved(
        bureau.row(bureau.lifts, bureau.towns[0], "4", month=MAY),
        bureau.row(bureau.lifts, bureau.towns[1], "5"),
    )
    lifts = standings.catalogue(bureau.county).filter(pk=bureau.lifts.pk)
    found = standings.read_cells(bureau.towns, JUNE, lifts)
    assert [row.value for row in found.values()] == [Decimal(4), Decimal(5), None]


def test_the_trail_tells_every_entry_but_drafts(bureau: Bureau):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "71.2"))
    wanted = bureau.row(bureau.county_output, bureau.county, "71.5", reason="补报")
    waiting = bureau.submitted(wanted)
    ledger.return_to_author(bureau.reviewer, stamps(waiting), "无依据")
    ledger.draft(bureau.clerk, [bureau.row(bureau.county_output, bureau.county, "71.6")])
    story = standings.story(bureau.county_output, bureau.county, 2023, Q())
    assert [entry.state for entry in story.entries] == ["returned", "approved"]
    assert [figure.value for figure in story.figures] == [Decimal("71.2")]


def test_history_holds_two_years_in_order(bureau: Bureau):
    months = (LAST_JUNE, MAY, JUNE)
    for month in months:
        bureau.approved(bureau.row(bureau.county_output, bureau.county, "60", month=month))
    found = standings.history(bureau.county_output, bureau.county, 2023)
    assert tuple(figure.as_month() for figure in found) == months


@pytest.mark.parametrize("indicators", [1, 200])
def test_reading_takes_four_queries_for_one_indicator_and_for_hundreds(
    bureau: Bureau, indicators, django_assert_num_queries
):
    Indicator.objects.bulk_create(
        Indicator(
            code=f"more-{number}",
            name=f"more {number}",
            unit="个",
            kind="flow",
            work_area=bureau.lifts.work_area,
            department=bureau.lifts.department,
        )
        for number in range(indicators)
    )
    extra = Indicator.objects.filter(code__startswith="more")
    bureau.approved(*(ledger.Draft(i, bureau.county, JUNE, value=Decimal(5)) for i in extra))
    with django_assert_num_queries(3):
        found = standings.read(bureau.county, JUNE)
        assert all(row.progress.light for row in found)
    assert len(found) == indicators + 5


def test_a_broken_ceiling_comes_before_what_is_less_far_behind(bureau):
    """Above a ceiling more is worse; 30 of at most 10 is red, 45% where 50% are due is yellow."""
    ceiling = Indicator.objects.create(
        code="accidents",
        name="事故起数",
        work_area=bureau.lifts.work_area,
        department=bureau.lifts.department,
        unit="起",
        kind="flow",
        direction="at_most",
    )
    for indicator, goal in ((ceiling, 10), (bureau.county_output, 100)):
        Target.objects.update_or_create(
            indicator=indicator, region=bureau.county, year=JUNE.year, defaults={"value": goal}
        )
    bureau.approved(
        bureau.row(ceiling, bureau.county, "30"),
        bureau.row(bureau.county_output, bureau.county, "45"),
    )
    found = standings.furthest_behind(standings.read(bureau.county, JUNE), 8)
    assert [row.indicator for row in found] == [ceiling, bureau.county_output]


def test_a_town_that_has_not_reported_has_the_months_of_its_county(bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    assert standings.months_of(bureau.towns[1]) == [JUNE]
    assert standings.months_of(bureau.county) == [JUNE]


def test_programmes_of_one_place_stay_whole(bureau):
    area = bureau.lifts.work_area
    WorkArea.objects.filter(level=WorkArea.PROGRAMME).update(order=7)
    other = WorkArea.objects.create(
        code="a-other", name="另一领域", level=WorkArea.PROGRAMME, parent=area.parent, order=7
    )
    for number in range(4):
        Indicator.objects.create(
            code=f"between-{number}",
            name=f"夹在中间{number}",
            work_area=other,
            department=bureau.lifts.department,
            unit="个",
            kind="flow",
            order=number,
        )
    areas = [row.indicator.work_area for row in standings.read(bureau.county, JUNE)]
    changes = sum(one != two for one, two in pairwise(areas))
    assert changes == len(set(areas)) - 1


def test_nothing_chosen_is_nothing_read(bureau):
    assert standings.read(bureau.county, JUNE, Indicator.objects.none()) == []
