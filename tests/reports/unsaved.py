"""Records that no database knows, for rules that need none."""

from decimal import Decimal
from itertools import count
from typing import Any

from indicators.choices import Source
from indicators.models import (
    Figure,
    Honour,
    Indicator,
    Milestone,
    Project,
    Ranking,
    Region,
    Target,
    WorkArea,
)
from indicators.periods import Month
from indicators.standings import Standing

JUNE = Month(2023, 6)
NUMBERS = count(1)


def county() -> Region:
    return Region(pk=1, code="330521", name="德清县", level="county")


def town() -> Region:
    return Region(pk=2, code="330521101", name="乾元镇", level="town")


def indicator(name: str = "加装电梯", **more: Any) -> Indicator:
    number = next(NUMBERS)
    more = {"unit": "台", "kind": "flow", "direction": "at_least", "level": "county"} | more
    return Indicator(
        pk=number,
        code=more.pop("code", f"indicator-{number}"),
        name=name,
        work_area=WorkArea(pk=1, code="elevators", name="民生实事"),
        **more,
    )


def figure(value: str, month: Month = JUNE, **more: Any) -> Figure:
    return Figure(value=Decimal(value), year=month.year, month=month.month, **more)


def demo_figure(value: str, month: Month = JUNE) -> Figure:
    return figure(value, month, source=Source.DEMO)


def standing(
    of: Indicator | None = None, value: Figure | str | None = None, **more: Any
) -> Standing:
    """A standing of June 2023 in the county; `target` is its value."""
    goal = more.pop("target", None)
    more = {
        "region": county(),
        "month": JUNE,
        "target": Target(value=Decimal(goal), year=JUNE.year) if goal else None,
        "last_year": None,
        "last_december": None,
        "figure_before": None,
        "under_correction": False,
    } | more
    return Standing(
        indicator=of or indicator(),
        figure=figure(value) if isinstance(value, str) else value,
        **more,
    )


def project(
    name: str = "狮子山休闲公园", milestones: list[Milestone] | None = None, **more: Any
) -> Project:
    made = Project(pk=next(NUMBERS), name=name, stage=more.pop("stage", "building"), **more)
    # What prefetching would have put there.
    made._prefetched_objects_cache = {"milestones": milestones or []}
    return made


def honour(name: str = "优秀案例", **more: Any) -> Honour:
    return Honour(pk=next(NUMBERS), name=name, **{"year": 2023, "scope": "province"} | more)


def ranking(name: str = "加装电梯工作", **more: Any) -> Ranking:
    return Ranking(pk=next(NUMBERS), name=name, **{"year": 2023, "scope": "city"} | more)
