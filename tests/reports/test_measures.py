"""What can be said of an indicator, a project, an honour, a ranking, a period."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.models import Milestone
from indicators.periods import Month, Period
from reports.narrative.guide import GUIDE
from reports.narrative.measures import (
    HONOUR_MEASURES,
    INDICATOR_MEASURES,
    PERIOD_WORDS,
    PROJECT_MEASURES,
    RANKING_MEASURES,
    IndicatorFacts,
    ProjectFacts,
    UnsayableError,
)
from reports.narrative.wording import MISSING
from tests.reports.unsaved import (
    figure,
    honour,
    indicator,
    project,
    ranking,
    standing,
)

MAY, LAST_JUNE, LAST_DECEMBER = Month(2023, 5), Month(2022, 6), Month(2022, 12)


def measure(measures, name):
    return next(m for m in measures if m.name == name)


def say(name, facts):
    if not isinstance(facts, IndicatorFacts):
        facts = IndicatorFacts(facts)
    return measure(INDICATOR_MEASURES, name).write(facts)


def metres(**more):
    return indicator("房屋面积", unit="平方米", kind="stock", **more)


WORKED = [
    ("value", "", standing(value="14"), "14台"),
    ("zero is a value", "", standing(value="0"), "0台"),
    ("about", "", standing(indicator(unit="公里"), figure("70", qualifier="about")), "约70公里"),
    ("over", "", standing(indicator(unit="户"), figure("240", qualifier="over")), "240余户"),
    (
        "preliminary",
        "",
        standing(indicator(unit="亿元", decimals=2), figure("66.80", qualifier="preliminary")),
        "预报66.8亿元",
    ),
    (
        "over, of a ratio",
        "",
        standing(indicator(unit="%", kind="ratio"), figure("96", qualifier="over")),
        "超过96%",
    ),
    (
        "four decimals",
        "",
        standing(indicator(unit="万平方米", decimals=4), "711.7674"),
        "711.7674万平方米",
    ),
    (
        "carried from an earlier month",
        "",
        standing(indicator(kind="stock"), figure("73", MAY)),
        "73台（截至5月）",
    ),
    (
        "carried from last year",
        "",
        standing(indicator(kind="stock"), figure("73", LAST_DECEMBER)),
        "73台（截至2022年12月）",
    ),
    ("number", "数", standing(indicator(decimals=2), "71.20"), "71.2"),
    ("ten thousands", "万", standing(metres(), "83000"), "8.3万平方米"),
    ("ten thousands of 万", "万", standing(indicator(unit="万元"), "352"), "352万元"),
    ("hundred millions", "亿", standing(indicator(unit="万元"), "35200"), "3.52亿元"),
    ("hundred millions of 元", "亿", standing(indicator(unit="元"), "56000000"), "0.56亿元"),
    (
        "numerals",
        "汉字",
        standing(indicator(unit="项"), figure("10", qualifier="over")),
        "十余项",
    ),
    ("completion", "完成率", standing(value="920", target="1800"), "51%"),
    ("completion beyond", "完成率", standing(value="3364", target="2400"), "140%"),
    ("target", "目标", standing(value="920", target="1800"), "1800台"),
    ("target without a figure", "目标", standing(target="3.06"), "3.06台"),
    ("time progress", "序时进度", standing(value="1", target="8"), "50%"),
    (
        "behind",
        "差距",
        standing(indicator(decimals=2), "0.56", target="3.06"),
        "低于序时进度31.7个百分点",
    ),
    ("ahead", "差距", standing(value="920", target="1800"), "高于序时进度1.1个百分点"),
    ("on pace", "差距", standing(value="900", target="1800"), "与序时进度持平"),
    (
        "growth",
        "同比",
        standing(indicator(decimals=2), "71.2", last_year=figure("59.63", LAST_JUNE)),
        "增长19.4%",
    ),
    ("fall", "同比", standing(value="90", last_year=figure("100", LAST_JUNE)), "下降10%"),
    ("no change", "同比", standing(value="100", last_year=figure("100", LAST_JUNE)), "持平"),
    (
        "growth of a ratio",
        "同比",
        standing(
            indicator(unit="%", kind="ratio", decimals=1), "96", last_year=figure("94.8", LAST_JUNE)
        ),
        "提高1.2个百分点",
    ),
    ("increment", "增量", standing(value="14", figure_before=figure("11", MAY)), "3台"),
    (
        "last December",
        "去年末",
        standing(indicator(unit="个"), last_december=figure("20", LAST_DECEMBER)),
        "20个",
    ),
]


@pytest.mark.parametrize(
    ("name", "facts", "words"),
    [row[1:] for row in WORKED],
    ids=[row[0] for row in WORKED],
)
def test_an_indicator_says(name, facts, words):
    assert say(name, facts) == words


def test_an_indicator_says_its_rankings_and_its_projects():
    facts = IndicatorFacts(
        standing(value="8"),
        projects=(project("上柏"), project("工大"), project("南湖")),
        rankings=(ranking(scope="city", rank=1), ranking(scope="province", rank=3)),
    )
    assert say("排名", facts) == "全市第1、全省第3"
    assert say("名单", facts) == "上柏、工大、南湖"


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("", standing()),
        ("数", standing()),
        ("万", standing()),
        ("汉字", standing()),
        ("汉字", standing(value="0.5")),
        ("完成率", standing(value="5")),
        ("完成率", standing(target="8")),
        ("完成率", standing(value="5", target="0")),
        ("目标", standing(value="5")),
        ("序时进度", standing(indicator(kind="stock"), "5", target="8")),
        ("差距", standing(value="5")),
        ("同比", standing(value="5")),
        ("同比", standing(value="5", last_year=figure("0", LAST_JUNE))),
        ("增量", standing(value="5")),
        ("去年末", standing(value="5")),
        ("排名", standing(value="5")),
        ("名单", standing(value="5")),
    ],
)
def test_what_is_not_known_is_never_made_up(name, facts):
    with pytest.raises(UnsayableError):
        say(name, facts)


def test_a_missing_figure_and_a_missing_target_are_marked_differently():
    with pytest.raises(UnsayableError) as unreported:
        say("", standing())
    with pytest.raises(UnsayableError) as aimless:
        say("目标", standing(value="5"))
    assert unreported.value.marker == MISSING != aimless.value.marker


def milestone(name, precision, **dates):
    return Milestone(name=name, precision=precision, **dates)


@pytest.mark.parametrize(
    ("name", "of", "words"),
    [
        ("", project("狮子山休闲公园"), "狮子山休闲公园"),
        ("总投资", project(total_investment=Decimal("19.3300")), "19.33亿元"),
        ("年度计划", project(year_investment=Decimal("3.06")), "3.06亿元"),
        ("完成投资", project(invested=Decimal("0.56")), "0.56亿元"),
        ("面积", project(building_area=Decimal("8445.00")), "8445平方米"),
        ("面积万", project(building_area=Decimal("83000.00")), "8.3万平方米"),
        ("形象进度", project(stage_note="土建完工"), "土建完工"),
        (
            "节点",
            project(milestones=[milestone("验收", "day", done_on=date(2023, 5, 25))]),
            "5月25日",
        ),
        (
            "节点",
            project(milestones=[milestone("初稿", "month", planned_on=date(2023, 7, 31))]),
            "7月底",
        ),
        (
            "节点",
            project(milestones=[milestone("开工", "quarter", planned_on=date(2023, 12, 31))]),
            "四季度",
        ),
        (
            "节点",
            project(milestones=[milestone("建成", "year", planned_on=date(2023, 12, 31))]),
            "年底",
        ),
        (
            "节点",
            project(milestones=[milestone("完成", "year", planned_on=date(2027, 12, 31))]),
            "2027年年底",
        ),
    ],
)
def test_a_project_says(name, of, words):
    assert measure(PROJECT_MEASURES, name).write(ProjectFacts(of, 2023)) == words


def test_a_done_date_comes_before_the_planned_one_and_a_named_milestone_before_the_first():
    both = milestone("验收", "day", planned_on=date(2023, 5, 1), done_on=date(2023, 5, 25))
    of = project(milestones=[milestone("开工", "day", done_on=date(2023, 1, 3)), both])
    write = measure(PROJECT_MEASURES, "节点").write
    assert write(ProjectFacts(of, 2023)) == "1月3日"
    assert write(ProjectFacts(of, 2023, "验收")) == "5月25日"


@pytest.mark.parametrize("name", ["总投资", "年度计划", "完成投资", "面积", "面积万", "节点"])
def test_what_a_project_does_not_state_is_never_made_up(name):
    with pytest.raises(UnsayableError):
        measure(PROJECT_MEASURES, name).write(ProjectFacts(project(), 2023))


def test_honours_and_rankings_say_their_name_holder_and_place():
    case = honour("优秀案例", holder="中兴未来社区")
    assert measure(HONOUR_MEASURES, "").write(case) == "优秀案例"
    assert measure(HONOUR_MEASURES, "单位").write(case) == "中兴未来社区"
    lifts = ranking("加装电梯工作", within=3)
    assert measure(RANKING_MEASURES, "").write(lifts) == "加装电梯工作"
    assert measure(RANKING_MEASURES, "排名").write(lifts) == "全市前3"
    assert measure(RANKING_MEASURES, "排名").write(ranking(scope="province", rank=1)) == "全省第1"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2023-H1", ("2023年上半年", "2023", "6")),
        ("2023-H2", ("2023年下半年", "2023", "12")),
        ("2023-Q2", ("2023年二季度", "2023", "6")),
        ("2023-03", ("2023年3月", "2023", "3")),
        ("2023", ("2023年", "2023", "12")),
    ],
)
def test_a_period_says_its_name_year_and_month(written, words):
    period = Period.parse(written)
    said = tuple(measure(PERIOD_WORDS, name).write(period) for name in ("期间", "年", "月"))
    assert said == words


def test_every_measure_is_explained_once():
    for measures in (INDICATOR_MEASURES, PROJECT_MEASURES, HONOUR_MEASURES, RANKING_MEASURES):
        assert len({m.name for m in measures}) == len(measures)
        assert all(m.description and m.example and m.write for m in measures)
    explained = sum(len(chapter.entries) for chapter in GUIDE)
    assert explained == sum(
        map(
            len,
            (
                INDICATOR_MEASURES,
                PROJECT_MEASURES,
                HONOUR_MEASURES,
                RANKING_MEASURES,
                PERIOD_WORDS,
            ),
        )
    )
