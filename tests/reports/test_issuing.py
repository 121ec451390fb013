"""Issuing freezes text and numbers; the ledger moves on."""

from decimal import Decimal

import pytest

from indicators.models import Figure
from reports.models import IssuedSummary, SummarySection
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
    (move,) = moves(thaw(issued.content))
    assert (move.origin.code, move.origin.value, move.now) == ("elevators-new", "14", "15")


def test_a_figure_that_is_gone_is_listed_too(county, office):
    issued = issue(county, HALF_YEAR, office)
    Figure.objects.filter(
        indicator__code="elevators-new", region=county, year=2023, month=6
    ).delete()
    assert [(m.origin.code, m.now) for m in moves(thaw(issued.content))] == [("elevators-new", "")]


def test_nothing_has_moved_right_after_issuing(county, office, django_assert_num_queries):
    issued = issue(county, HALF_YEAR, office)
    with django_assert_num_queries(1):
        assert moves(thaw(issued.content)) == []


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
