"""What a reviewer sees of the entries that wait."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from indicators import ledger
from indicators.models import Entry, Indicator, ReportingMonth, Target, WorkArea
from indicators.periods import Month
from indicators.progress import Light
from tests.bureau import JUNE, MAY

pytestmark = pytest.mark.django_db
LAST_JUNE = Month(2022, 6)


def test_an_entry_waits_beside_last_month_last_year_and_its_target(bureau, desk):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "60", month=MAY))
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "50", month=LAST_JUNE))
    Target.objects.create(
        indicator=bureau.county_output, region=bureau.county, year=2023, value=140
    )
    bureau.submitted(bureau.row(bureau.county_output, bureau.county, "70", note="按月报"))
    [row] = desk.lines()
    assert (str(row.line.value), str(row.before), str(row.last_year)) == ("70", "60", "50")
    assert (row.line.increment, row.line.growth) == ("+10 个", "+40%")
    assert (row.line.completion, row.line.light) == ("50%", Light.GREEN)
    page = desk.look().content.decode()
    assert "按月报" in page
    assert "wang" in page


def test_what_a_month_adds_has_the_decimals_of_its_indicator(bureau, desk):
    for indicator in (bureau.county_output, bureau.signing_rate):
        Indicator.objects.filter(pk=indicator.pk).update(decimals=2)
        indicator.refresh_from_db()
    town = bureau.towns[0]
    bureau.submitted(
        bureau.row(bureau.county_output, bureau.county, "60", month=MAY),
        bureau.row(bureau.signing_rate, town, "50.02", month=MAY),
    )
    bureau.submitted(
        bureau.row(bureau.county_output, bureau.county, "60.11"),
        bureau.row(bureau.signing_rate, town, "50.13"),
    )
    added = {row.line.name: row.line.increment for row in desk.lines(month="2023-06")}
    assert added == {"总产值": "+0.11 个", "签约率": "+0.11 百分点"}


def test_what_waits_for_the_month_before_is_counted_from_and_marked(bureau, desk):
    bureau.submitted(bureau.row(bureau.county_output, bureau.county, "60", month=MAY))
    bureau.submitted(bureau.row(bureau.county_output, bureau.county, "70"))
    [row] = desk.lines(month="2023-06")
    assert (str(row.before), row.is_before_pending, row.line.increment) == ("60", True, "+10 个")


def test_a_january_flow_counts_from_zero_and_a_first_stock_from_nothing(bureau, desk):
    january = Month(2023, 1)
    bureau.submitted(
        bureau.row(bureau.county_output, bureau.county, "7", month=january),
        bureau.row(bureau.unsafe_houses, bureau.towns[0], "0", month=january),
    )
    increments = {row.line.name: row.line.increment for row in desk.lines()}
    assert increments == {"总产值": "+7 个", "丙类房屋": ""}


def test_the_newest_month_with_something_waiting_comes_first_and_each_is_counted(bureau, desk):
    bureau.submitted(
        bureau.row(bureau.county_output, bureau.county, "60", month=MAY),
        bureau.row(bureau.lifts, bureau.towns[0], "1", month=MAY),
        bureau.row(bureau.lifts, bureau.towns[0], "2"),
    )
    page = desk.look()
    assert page.context["month"] == JUNE
    months = [(choice.key, choice.count, choice.chosen) for choice in page.context["months"]]
    assert months == [("2023-06", 1, True), ("2023-05", 2, False)]
    assert len(desk.lines(month="2023-05")) == 2


def test_a_correction_stands_beside_the_approved_value_with_its_reason(bureau, desk):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "70"))
    bureau.submitted(bureau.row(bureau.county_output, bureau.county, "71.2", reason="漏报一家"))
    [row] = desk.lines()
    assert (str(row.present), str(row.line.value)) == ("70", "71.2")
    assert "漏报一家" in desk.look().content.decode()
    assert desk.look().context["page"].corrections == 1


def test_doubts_are_said_in_words_with_their_explanation(bureau, desk):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "60", month=MAY))
    bureau.submitted(
        bureau.row(bureau.county_output, bureau.county, "50", explanation="核减重复项目")
    )
    [row] = desk.lines()
    assert len(row.doubts) == 1
    page = desk.look().content.decode()
    assert row.doubts[0] in page
    assert "核减重复项目" in page


def test_evidence_is_listed_with_a_way_to_it(bureau, desk):
    [entry] = ledger.draft(bureau.clerk, [bureau.row(bureau.county_output, bureau.county, "70")])
    ledger.attach(bureau.clerk, ledger.stamp(entry), name="通报", link="https://example.cn/1")
    ledger.submit(bureau.clerk, ledger.stamps([Entry.objects.get(pk=entry.pk)]))
    page = desk.look().content.decode()
    assert 'href="https://example.cn/1"' in page
    assert "通报" in page


def test_a_late_entry_is_marked(bureau, desk):
    ReportingMonth.objects.update(opened_at=timezone.now() - timedelta(days=30))
    ledger.set_due(bureau.office, JUNE, timezone.localdate() - timedelta(days=1))
    bureau.submitted(bureau.row(bureau.county_output, bureau.county, "70"))
    [row] = desk.lines()
    assert row.entry.late
    assert "chip-late" in desk.look().content.decode()


def test_towns_stand_under_the_county_total_as_it_would_be(bureau, desk):
    first, second, third = bureau.towns
    bureau.approved(bureau.row(bureau.lifts, first, "4"), bureau.row(bureau.lifts, second, "3"))
    bureau.submitted(
        bureau.row(bureau.lifts, second, "5", reason="补报两台"),
        bureau.row(bureau.lifts, third, "2"),
    )
    [programme] = desk.look().context["page"].programmes
    [block] = programme.blocks
    assert [row.entry.region for row in block.lines] == [second, third]
    assert (str(block.now.value), str(block.then.value)) == ("7", "11")
    county = block.then.standing.figure
    assert (county.units_reported, county.units_total) == (3, 3)


def test_the_county_total_counts_a_town_that_has_not_reported_as_the_ledger_does(bureau, desk):
    first, second, _third = bureau.towns
    bureau.approved(bureau.row(bureau.lifts, first, "4", month=MAY))
    seen = ledger.stamps(bureau.submitted(bureau.row(bureau.lifts, second, "5")))
    [block] = desk.look().context["page"].programmes[0].blocks
    shown = block.then.standing.value
    ledger.approve(bureau.reviewer, seen)
    assert shown == bureau.value(bureau.lifts, bureau.county) == Decimal(9)


def test_a_ratio_that_is_reported_as_such_is_not_summed(bureau, desk):
    bureau.submitted(bureau.row(bureau.signing_rate, bureau.towns[0], "80.5"))
    [block] = desk.look().context["page"].programmes[0].blocks
    assert block.then is None
    assert desk.look().status_code == 200


def test_a_ratio_of_parts_is_summed_by_its_parts(bureau, desk):
    first, second, _third = bureau.towns
    bureau.submitted(
        bureau.row(bureau.coverage, first, numerator=Decimal(9), denominator=Decimal(10)),
        bureau.row(bureau.coverage, second, numerator=Decimal(1), denominator=Decimal(10)),
    )
    [block] = desk.look().context["page"].programmes[0].blocks
    assert str(block.then.value) == "50"
    assert "9 / 10" in desk.look().content.decode()


def test_a_retired_indicator_is_still_decided(bureau, desk):
    bureau.submitted(bureau.row(bureau.county_output, bureau.county, "70"))
    Indicator.objects.filter(pk=bureau.county_output.pk).update(active=False)
    assert len(desk.lines()) == 1


def test_the_queue_is_narrowed_to_a_programme(bureau, desk):
    other = WorkArea.objects.create(
        code="green", name="园林", level=2, parent=WorkArea.objects.get(code="section")
    )
    Indicator.objects.filter(pk=bureau.county_output.pk).update(work_area=other)
    bureau.submitted(
        bureau.row(bureau.county_output, bureau.county, "70"),
        bureau.row(bureau.lifts, bureau.towns[0], "2"),
    )
    assert [row.line.name for row in desk.lines(programme="green")] == ["总产值"]
    assert len(desk.look().context["page"].programmes) == 2


def test_an_empty_queue_says_so(bureau, desk):
    assert "此处没有待审核的记录" in desk.look().content.decode()


def test_where_the_month_is_closed_nothing_can_be_decided(bureau, desk):
    [entry] = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "70"))
    ledger.close_month(bureau.office, JUNE, leaving=frozenset([entry.pk]))
    [row] = desk.lines()
    assert not row.is_decidable
    assert "关账" in desk.look().content.decode()


def test_the_queue_leads_to_the_trail(bureau, desk):
    [entry] = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "70"))
    page = desk.look().content.decode()
    assert reverse("entry", args=[entry.pk]) in page
    assert reverse("trail") in page
