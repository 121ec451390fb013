"""The table of annual goals: one row per indicator."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby

from indicators.choices import (
    GREY_LABELS,
    LIGHT_LABELS,
    Qualifier,
    RegionLevel,
    ReportingLevel,
    Source,
)
from indicators.models import Region
from indicators.numbers import percent, plain, signed
from indicators.progress import Kind, Light
from indicators.standings import Standing
from reports.narrative import wording
from reports.summary.document import GoalRow, Table

LIGHT_FILLS = {
    Light.BLUE: "BDD7EE",
    Light.GREEN: "C6E0B4",
    Light.YELLOW: "FFE699",
    Light.RED: "F4B6B6",
    Light.GREY: "",
}
NOTHING = "—"
UNREPORTED = "未报"
DEMONSTRATION = "演示数据"


def tables(standings: Iterable[Standing], region: Region) -> tuple[Table, ...]:
    """One table per programme, of the indicators reported in the region or below it."""
    own = [
        standing
        for standing in standings
        if region.level != RegionLevel.TOWN or standing.indicator.level == ReportingLevel.TOWN
    ]
    return tuple(
        Table(
            section=str(area.parent or area),
            programme=str(area),
            rows=tuple(goal_row(standing) for standing in rows),
        )
        for area, rows in groupby(own, key=lambda standing: standing.indicator.work_area)
    )


def goal_row(standing: Standing) -> GoalRow:
    """How the indicator stands; without value, completion, light and growth if it is made up."""
    indicator, progress, figure = standing.indicator, standing.progress, standing.figure
    shown = None if standing.is_demo else figure
    growth = None if _compares_with_demo(standing) or shown is None else progress.growth
    is_ratio = indicator.kind == Kind.RATIO
    light = Light.GREY if shown is None else progress.light
    return GoalRow(
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        decimals=indicator.decimals,
        is_ratio=is_ratio,
        qualifier=shown.qualifier if shown else Qualifier.EXACT.value,
        value=shown.value if shown else None,
        target=standing.target.value if standing.target else None,
        completion=progress.completion if shown else None,
        due=progress.due,
        growth=growth,
        light=light,
        value_text=_value_text(standing),
        target_text=_target_text(standing),
        completion_text=_percent(progress.completion if shown else None),
        due_text=_percent(progress.due),
        light_text=_light_text(standing, light),
        growth_text=_growth_text(growth, is_ratio),
        department=_department(standing),
        as_of=_as_of(standing),
        notes="；".join(_notes(standing)),
    )


def _compares_with_demo(standing: Standing) -> bool:
    return standing.last_year is not None and standing.last_year.source == Source.DEMO


def _value_text(standing: Standing) -> str:
    if standing.figure is None:
        return UNREPORTED
    if standing.is_demo:
        return DEMONSTRATION
    number = plain(standing.figure.value, standing.indicator.decimals)
    return wording.qualified(number, "", standing.figure.qualifier)


def _target_text(standing: Standing) -> str:
    if standing.target is None:
        return NOTHING
    number = plain(standing.target.value)
    return f"{number}（推算）" if standing.target.derived else number


def _percent(share: Decimal | None) -> str:
    return NOTHING if share is None else percent(share)


def _light_text(standing: Standing, light: Light) -> str:
    if standing.figure is None:
        return UNREPORTED
    if standing.is_demo:
        return DEMONSTRATION
    reason = standing.progress.grey_reason
    return wording.in_chinese(GREY_LABELS[reason] if reason else LIGHT_LABELS[light])


def _growth_text(growth: Decimal | None, is_ratio: bool) -> str:
    if growth is None:
        return NOTHING
    return f"{signed(growth)}个百分点" if is_ratio else f"{signed(growth * 100)}%"


def _department(standing: Standing) -> str:
    return wording.in_chinese(standing.indicator.department)


def _as_of(standing: Standing) -> str:
    if standing.as_of is None:
        return NOTHING
    return wording.month_name(standing.as_of, standing.month.year)


def _notes(standing: Standing) -> list[str]:
    figure, target = standing.figure, standing.target
    notes = []
    if figure and figure.source == Source.DERIVED:
        notes.append("完成数为推算")
    if figure and figure.units_total and not standing.is_demo:
        notes.append(f"{figure.units_total}个下级区划中{figure.units_reported}个已报当月")
    if figure and figure.entry and figure.entry.note and not standing.is_demo:
        notes.append(figure.entry.note)
    if target and target.note:
        notes.append(f"目标：{target.note}")
    if standing.last_year and standing.last_year.source == Source.DERIVED:
        notes.append("上年同期数为推算")
    return notes
