"""A template's text becomes a document's, every number with where it comes from."""

from django.contrib.auth.models import User

from indicators.models import Entry
from indicators.periods import Month, Period
from reports.narrative import Context, render
from reports.narrative.vocabulary import build
from reports.narrative.wording import DEMO, MISSING, UNCLEAR
from tests.reports.unsaved import (
    county,
    demo_figure,
    figure,
    honour,
    indicator,
    standing,
    town,
)

LIFTS = indicator("加装电梯新增", code="elevators-added")
UNSAFE = indicator("丙类房屋", unit="幢", kind="stock", level="town")


def context(*standings, recognitions=()):
    return Context(
        region=county(),
        period=Period.parse("2023-H1"),
        vocabulary=build(
            {s.indicator.pk: s.indicator for s in standings}.values(),
            recognitions=recognitions,
            regions=[county(), town()],
        ),
        standings=standings,
        cells={(s.region.pk, s.indicator.pk): s for s in standings},
        projects={},
        rankings={},
    )


def text(spans):
    return "".join(span.text for span in spans)


def entered(value):
    return figure(
        value,
        entry=Entry(
            pk=7,
            entered_by=User(username="wang", last_name="王", first_name="芳"),
            reviewed_by=User(username="zhao"),
        ),
    )


def test_every_number_leads_back_to_who_entered_and_who_approved_it():
    spans = render("今年新增{加装电梯新增}。", context(standing(LIFTS, entered("14"))))
    assert [span.text for span in spans] == ["今年新增", "14台", "。"]
    origin = spans[1].origin
    assert (origin.code, origin.region, origin.month) == ("elevators-added", "330521", "2023-06")
    assert (origin.value, origin.entry, origin.approved_by) == ("14", 7, "zhao")
    assert spans[0].origin is None
    assert "zhao" in origin.hint


def test_a_number_of_last_december_leads_back_to_that_month():
    (span,) = render(
        "{加装电梯新增:去年末}",
        context(standing(LIFTS, "14", last_december=figure("20", Month(2022, 12)))),
    )
    assert (span.text, span.origin.month, span.origin.value) == ("20台", "2022-12", "20")


def test_a_missing_figure_is_marked_and_said():
    (span,) = render("{加装电梯新增}", context(standing(LIFTS)))
    assert span.text == MISSING
    assert "加装电梯新增" in span.gap


def test_demonstration_data_is_refused():
    (span,) = render("{加装电梯新增}", context(standing(LIFTS, demo_figure("14"))))
    assert span.text == DEMO
    assert "加装电梯新增" in span.gap


def test_growth_and_increment_from_demonstration_data_are_refused():
    made_up = standing(
        LIFTS,
        "14",
        figure_before=demo_figure("11", Month(2023, 5)),
        last_year=demo_figure("9", Month(2022, 6)),
    )
    spans = render("{加装电梯新增:增量}{加装电梯新增:同比}{加装电梯新增}", context(made_up))
    assert text(spans) == f"{DEMO}{DEMO}14台"
    assert [bool(span.gap) for span in spans] == [True, True, False]


def test_a_target_may_be_said_beside_demonstration_data():
    made_up = standing(LIFTS, demo_figure("14"), target="30")
    assert text(render("{加装电梯新增:目标}", context(made_up))) == "30台"


def test_a_name_that_no_longer_exists_is_marked_and_said():
    (span,) = render("{改了名的指标}", context(standing(LIFTS, "14")))
    assert span.text == UNCLEAR
    assert "改了名的指标" in span.gap


def test_a_lone_brace_is_said():
    spans = render("新增{加装电梯新增", context(standing(LIFTS, "14")))
    assert any(span.gap for span in spans)


def test_a_town_says_its_own_number():
    spans = render(
        "{丙类房屋}，乾元镇{丙类房屋@乾元镇}",
        context(standing(UNSAFE, "6"), standing(UNSAFE, "3", region=town())),
    )
    assert text(spans) == "6幢，乾元镇3幢"
    assert spans[2].origin.region == "330521101"


def test_a_value_carried_from_an_earlier_month_is_given_with_a_caution():
    carried = standing(LIFTS, figure("11", Month(2023, 5)))
    (span,) = render("{加装电梯新增}", context(carried))
    assert span.text == "11台（截至5月）"
    assert "2023-05" in span.caution
    assert not span.gap


def test_a_roll_up_that_lacks_towns_is_given_with_a_caution():
    partial = figure("6", units_reported=12, units_total=13)
    (span,) = render("{丙类房屋}", context(standing(UNSAFE, partial)))
    assert span.text == "6幢"
    assert "12" in span.caution
    assert "13" in span.origin.hint


def test_honours_and_the_period_are_plain_words():
    spans = render(
        "{期间}，{中兴:单位}获评。", context(recognitions=[honour("中兴", holder="中兴社区")])
    )
    assert text(spans) == "2023年上半年，中兴社区获评。"
    assert all(span.origin is None or not span.origin.code for span in spans)
