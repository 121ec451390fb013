"""Issuing freezes text and numbers; the ledger moves on."""

from decimal import Decimal

import pytest

from indicators.models import Figure, Project, Target
from reports.models import IssuedSummary, SummarySection, SummaryTemplate
from reports.summary import SummaryError, freeze, issue, moves, thaw
from tests.reports.conftest import HALF_YEAR

pytestmark = pytest.mark.django_db


def test_what_was_frozen_thaws_to_the_same(half_year):
    assert thaw(freeze(half_year)) == half_year


def test_an_issued_summary_keeps_text_numbers_and_entries(county, office, half_year):
    issued = issue(county, HALF_YEAR, office)
    kept = thaw(IssuedSummary.objects.get(pk=issued.pk).content)
    assert kept == half_year
    assert (issued.title, issued.period, issued.edition) == (half_year.title, "2023-H1", 1)
    assert issued.issued_by == office
    lifts = next(s for s in kept.spans() if s.origin and s.origin.code == "elevators-new")
    figure = Figure.objects.get(indicator__code="elevators-new", region=county, year=2023, month=6)
    assert lifts.origin.entry == figure.entry_id


def test_later_changes_leave_an_issued_summary_alone_and_are_listed(county, office):
    issued = issue(county, HALF_YEAR, office)
    before = issued.content
    Figure.objects.filter(
        indicator__code="elevators-new", region=county, year=2023, month=6
    ).update(value=15)
    SummarySection.objects.update(text="改写")
    issued.refresh_from_db()
    assert issued.content == before
    assert {(move.was.text, move.now) for move in moves(issued)} == {("14台", "15台")}


def test_a_figure_that_is_gone_is_listed_too(county, office):
    issued = issue(county, HALF_YEAR, office)
    Figure.objects.filter(
        indicator__code="elevators-new", region=county, year=2023, month=6
    ).delete()
    # May's made-up value would stand there now, which a document refuses.
    assert {(move.was.text, move.now) for move in moves(issued)} == {("14台", "（演示数据）")}


def test_nothing_has_moved_right_after_issuing(county, office, django_assert_max_num_queries):
    issued = issue(county, HALF_YEAR, office)
    with django_assert_max_num_queries(18):
        assert moves(issued) == []


def test_whatever_a_number_was_worked_out_from_is_watched(county, office):
    issued = issue(county, HALF_YEAR, office)
    Figure.objects.filter(indicator__name="建筑业总产值", year=2022, month=6).update(value=70)
    Target.objects.filter(indicator__name="人才住房筹集").update(value=3000)
    Project.objects.filter(name__contains="钟管工业").update(building_area=90000)
    found = {(move.was.text, move.now) for move in moves(issued)}
    assert {("增长19.4%", "增长1.7%"), ("51%", "31%"), ("8.3万平方米", "9万平方米")} <= found


def test_a_title_of_any_length_is_issued(county, office):
    SummaryTemplate.objects.update(title="{期间}" * 40)
    assert issue(county, HALF_YEAR, office).title == "2023年上半年" * 40


def test_editions_count_up_by_period_and_region(county, office):
    assert [issue(county, HALF_YEAR, office).edition for _ in range(3)] == [1, 2, 3]


def test_a_summary_that_lacks_a_number_is_not_issued(county, office):
    Figure.objects.filter(indicator__name="建筑业总产值").delete()
    with pytest.raises(SummaryError, match="建筑业总产值"):
        issue(county, HALF_YEAR, office)
    assert not IssuedSummary.objects.exists()


def test_numbers_are_frozen_digit_for_digit(half_year):
    frozen = thaw(freeze(half_year))
    rows = {row.name: row for table in frozen.tables for row in table.rows}
    assert rows["施工图审查面积"].value == Decimal("711.7674")
    assert isinstance(rows["施工图审查面积"].value, Decimal)
