"""Taking a template's text apart."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reports.narrative.parsing import Placeholder, parse


def parts(text):
    """Name, region and measure of each placeholder."""
    return [(p.name, p.region, p.measure) for p in parse(text).placeholders]


def places(text):
    """Line and column of each problem."""
    return [(problem.line, problem.column) for problem in parse(text).problems]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("今年新增{加装电梯}", ("加装电梯", "", "")),
        ("完成{人才住房:完成率}", ("人才住房", "", "完成率")),
        ("{丙类房屋@乾元镇}", ("丙类房屋", "乾元镇", "")),
        ("{丙类房屋@乾元镇:数}", ("丙类房屋", "乾元镇", "数")),
        ("{狮子山:节点/石笋山入口}", ("狮子山", "", "节点/石笋山入口")),
        ("{ 加装电梯 : 同比 }", ("加装电梯", "", "同比")),
        ("{“智富茗溪”县域—风貌区（全省）}", ("“智富茗溪”县域—风貌区（全省）", "", "")),
    ],
)
def test_a_placeholder_has_a_name_a_region_and_a_measure(text, found):
    assert parts(text) == [found]


def test_colon_and_at_may_be_typed_full_width():
    assert parts("{丙类房屋＠乾元镇：数}") == [("丙类房屋", "乾元镇", "数")]


def test_text_and_placeholders_keep_their_order_and_places():
    text = "今年{甲}台，累计{乙}台。"
    assert parse(text).pieces == (
        "今年",
        Placeholder(2, 5, "甲"),
        "台，累计",
        Placeholder(9, 12, "乙"),
        "台。",
    )


def test_doubled_braces_stand_for_themselves():
    parsed = parse("写作{{名称}}")
    assert "".join(parsed.pieces) == "写作{名称}"
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("新增{加装电梯台", (1, 3)),
        ("新增加装电梯}台", (1, 7)),
        ("第一行\n第二行{甲", (2, 4)),
        ("新增{甲\n乙}", (1, 3)),
        ("{甲}，{", (1, 5)),
        ("{}", (1, 1)),
        ("{:完成率}", (1, 1)),
        ("{甲:}", (1, 1)),
        ("{甲@:数}", (1, 1)),
    ],
)
def test_what_cannot_be_read_is_named_with_line_and_column(text, place):
    assert places(text)[0] == place


def test_a_forgotten_brace_spoils_its_own_line_only():
    assert parts("新增{甲\n完成{乙}") == [("乙", "", "")]


def test_a_problem_says_where_and_what_to_do():
    (problem,) = parse("新增{加装电梯").problems
    assert (problem.start, problem.end) == (2, 3)
    assert "1" in str(problem)
    assert "3" in str(problem)
    assert "}" in problem.message


@given(st.text(alphabet="甲乙{}:@：\n /数", max_size=40))
def test_no_text_is_lost_whatever_is_typed(text):
    assume("{{" not in text)
    assume("}}" not in text)
    parsed = parse(text)
    kept = "".join(p if isinstance(p, str) else text[p.start : p.end] for p in parsed.pieces)
    assert kept == text
    assert all(0 <= problem.start < problem.end <= len(text) for problem in parsed.problems)
