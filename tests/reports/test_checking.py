"""A template is checked when it is saved: every placeholder must mean something."""

from datetime import date

import pytest

from indicators.models import Milestone, Region
from reports.narrative import check
from reports.narrative.vocabulary import build
from tests.reports.unsaved import county, honour, indicator, project, ranking, town

VOCABULARY = build(
    [indicator("加装电梯新增"), indicator("丙类房屋", level="town"), indicator("同名")],
    [
        project(
            "狮子山休闲公园",
            [Milestone(name="石笋山入口", planned_on=date(2023, 12, 31), precision="year")],
        ),
        project("同名"),
    ],
    [
        honour("优秀案例"),
        ranking("加装电梯工作", year=2022, rank=5),
        ranking("加装电梯工作", year=2023, within=3),
    ],
    [
        county(),
        town(),
        Region(pk=3, code="330522101", name="城关镇", level="town"),
        Region(pk=4, code="330523101", name="城关镇", level="town"),
    ],
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "没有占位符",
        "{期间}，新增{加装电梯新增}",
        "{加装电梯新增:完成率}",
        "{丙类房屋@乾元镇}",
        "{丙类房屋@330521101:数}",
        "{加装电梯新增@德清县}",
        "{狮子山休闲公园:节点/石笋山入口}",
        "{优秀案例:单位}",
        "{加装电梯工作:排名}",
    ],
)
def test_a_text_whose_placeholders_mean_something_passes(text):
    assert check(text, VOCABULARY) == []


@pytest.mark.parametrize(
    ("text", "name", "hint"),
    [
        ("{加装电梯}", "加装电梯", "加装电梯新增"),
        ("{乡村振兴示范}", "乡村振兴示范", "乡村振兴示范"),
        ("{同名}", "同名", "同名"),
        ("{加装电梯新增:总投资}", "加装电梯新增", "总投资"),
        ("{加装电梯新增:环比}", "加装电梯新增", "环比"),
        ("{加装电梯新增:目标/年底}", "加装电梯新增", "目标/年底"),
        ("{狮子山休闲公园:完成率}", "狮子山休闲公园", "总投资"),
        ("{狮子山休闲公园:节点/南门}", "狮子山休闲公园", "石笋山入口"),
        ("{狮子山休闲公园@乾元镇}", "狮子山休闲公园", "狮子山休闲公园"),
        ("{优秀案例:排名}", "优秀案例", "单位"),
        ("{期间:数}", "期间", "期间"),
        ("{丙类房屋@武康街道}", "丙类房屋", "武康街道"),
        ("{丙类房屋@城关镇}", "丙类房屋", "城关镇"),
        ("{加装电梯新增@乾元镇}", "加装电梯新增", "乾元镇"),
    ],
)
def test_a_placeholder_that_means_nothing_is_named_with_what_to_do(text, name, hint):
    (problem,) = check(text, VOCABULARY)
    assert problem.name == name
    assert hint in problem.message
    assert (problem.start, problem.end) == (0, len(text))


def test_problems_come_in_the_order_of_the_text_with_line_and_column():
    problems = check("第一行{不存在}\n\n第三行}，{加装电梯新增:环比}", VOCABULARY)
    assert [(p.line, p.column) for p in problems] == [(1, 4), (3, 4), (3, 6)]


def test_of_rankings_that_return_every_year_the_newest_is_meant():
    (meant,) = VOCABULARY.subjects["加装电梯工作"]
    assert meant.year == 2023
