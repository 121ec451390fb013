"""A line: the texts of a standing."""

import pytest

from indicators.lines import Line
from indicators.models import Target
from tests.bureau import Bureau
from tests.tables.reading import lines_of

pytestmark = pytest.mark.django_db


def test_a_line_splits_its_number_at_the_point(lines: dict[str, Line]):
    value = lines["output"].value
    assert (value.before, value.integer, value.fraction) == ("prelim. ", "71", ".2")
    assert lines["output"].completion == "47.5%"
    assert lines["output"].growth == "+19.4%"
    assert lines["output"].ahead == "−2.5 pp"


def test_zero_is_a_number_and_missing_is_none(lines: dict[str, Line]):
    assert str(lines["lifts"].value) == "0"
    assert lines["unsafe"].value is None
    assert lines["unsafe"].marks == []


def test_the_bar_carries_the_mark_of_the_plan(lines: dict[str, Line]):
    bar = lines["output"].bar
    assert (bar.done, bar.due) == ("47.47", "50")
    assert bar.label == "47.5% of the annual target, 50% due by now"
    assert lines["lifts"].bar is None


def test_a_bar_ends_at_its_target(bureau: Bureau):
    Target.objects.create(indicator=bureau.county_output, region=bureau.county, year=2023, value=50)
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "70"))
    line = lines_of(bureau.county)["output"]
    assert (line.bar.done, line.completion, line.beyond) == ("100", "140%", "20 个")
    assert (line.left_to_do, line.needed, line.behind) == ("", "", "")


def test_a_difference_of_ratios_is_in_points(bureau: Bureau):
    town = bureau.towns[0]
    Target.objects.create(indicator=bureau.signing_rate, region=town, year=2023, value=90)
    bureau.approved(bureau.row(bureau.signing_rate, town, "88.5"))
    assert lines_of(town)["signing"].left_to_do == "1.5 pp"


def test_a_partly_reported_roll_up_says_how_many(bureau: Bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "3"))
    marks = lines_of(bureau.county)["lifts"].marks
    assert [(mark.style, mark.word) for mark in marks] == [("partial", "1/3")]
