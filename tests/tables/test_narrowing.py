"""Which lines are asked for."""

import pytest

from indicators.lines import Line
from indicators.progress import Kind, Light
from indicators.tables import (
    Narrowing,
    departments,
    kinds,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (Narrowing(), {"output", "lifts", "unsafe", "coverage", "signing"}),
        (Narrowing(words="产值"), {"output"}),
        (Narrowing(words="ＯＵＴput"), {"output"}),
        (Narrowing(words="城建科 电梯"), {"lifts"}),
        (Narrowing(words="口径"), {"coverage"}),
        (Narrowing(words="电梯 产值"), set()),
        (Narrowing(kind=Kind.FLOW), {"lifts", "output"}),
        (Narrowing(light=Light.YELLOW), {"output"}),
        (Narrowing(key=True), {"signing"}),
        (Narrowing(department="own", kind=Kind.STOCK), {"unsafe"}),
        (Narrowing(department="nobody"), set()),
    ],
)
def test_lines_are_narrowed(lines: dict[str, Line], asked: Narrowing, codes: set[str]):
    lines["coverage"].standing.indicator.definition = "按口径统计"
    lines["signing"].standing.indicator.key = True
    assert {line.code for line in asked.of(lines.values())} == codes
    assert asked.narrows == (asked != Narrowing())


def test_options_count_what_they_would_leave(lines: dict[str, Line]):
    asked = Narrowing(kind=Kind.FLOW, words="电梯")
    [own] = departments(list(lines.values()), asked)
    assert (own.value, own.label, own.count, own.chosen) == ("own", "城建科", 1, False)
    offered = [(option.value, option.count) for option in kinds(list(lines.values()), asked)]
    assert offered == [("flow", 1), ("stock", 0), ("ratio", 0)]


def test_what_is_asked_for_goes_into_the_address():
    asked = Narrowing(Light.RED, "own", Kind.RATIO, key=True, words="电梯")
    assert asked.as_query() == {
        "q": "电梯",
        "light": "red",
        "department": "own",
        "kind": "ratio",
        "key": "1",
    }
    assert Narrowing().as_query() == {}
