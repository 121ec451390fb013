"""What the workbook works out by itself, as formulas with the results they start with."""

from decimal import Decimal
from typing import NamedTuple

from indicators.models import Indicator, Target
from indicators.numbers import half_up, plain
from indicators.progress import Direction, completion, ratio
from indicators.workbook.form import FormRow

SHARE_DECIMALS, RATIO_DECIMALS = 4, 4


class Formula(NamedTuple):
    """A formula and its result, so that readers that do not compute show it, too."""

    text: str
    result: float | str


def share_of_parts(row: FormRow, numerator: str, denominator: str) -> Formula:
    """The percentage that the two parts of a ratio make."""
    given = row.present
    result = None
    if given.numerator is not None and given.denominator:
        result = ratio(given.numerator, given.denominator)
    return Formula(
        f'=IF(OR({numerator}="",N({denominator})=0),"",'
        f"ROUND({numerator}/{denominator}*100,{RATIO_DECIMALS}))",
        _result(result, RATIO_DECIMALS),
    )


def value_of(row: FormRow) -> Decimal | None:
    """The value that the row starts with, a ratio worked out from its parts."""
    given = row.present
    if given.numerator is not None and given.denominator:
        return ratio(given.numerator, given.denominator)
    return given.value


def increment(row: FormRow, value: str, before: str) -> Formula:
    """What the month adds to the month before; empty while either is missing."""
    now, then = value_of(row), row.cell.before if row.cell else None
    result = None if now is None or then is None else now - then
    return Formula(
        f'=IF(OR({value}="",{before}=""),"",ROUND({value}-{before},4))', _result(result, 4)
    )


def done(row: FormRow, value: str, target: str) -> Formula | None:
    """The share of the annual target, as the ledger counts it; None where it counts none."""
    goal = row.cell.standing.target if row.cell else None
    share = _share(row.indicator, goal, value, target) if goal else ""
    if goal is None or not share:
        return None
    result = completion(Direction(row.indicator.direction), value_of(row), goal.as_goal())
    return Formula(f'=IF({value}="","",{share})', _result(result, SHARE_DECIMALS))


def _share(indicator: Indicator, goal: Target, value: str, target: str) -> str:
    """The rule of `progress.completion`, in the language of the sheet."""
    at_most = indicator.direction == Direction.AT_MOST
    if goal.baseline is None:
        if goal.value > 0:
            return f"{value}/{target}"
        return f"IF({value}<={target},1,0)" if at_most and goal.value == 0 else ""
    if goal.value < goal.baseline and not at_most:
        return ""
    start = plain(goal.baseline)
    return f"({value}-({start}))/({target}-({start}))"


def adding_up(values: str, total: str, given: list[Decimal], held: Decimal | None) -> Formula:
    """Whether the towns add up to the total given beside it."""
    there = sum(given, Decimal(0))
    parts = f"ROUND(SUM({values}),4)"
    text = f'="合计"&{parts}&IF({total}="","",IF({parts}=ROUND({total},4),"，相符","，不符"))'
    result = f"合计{plain(there)}"
    if held is not None:
        result += "，相符" if there == held else "，不符"
    return Formula(text, result)


def _result(value: Decimal | None, decimals: int) -> float | str:
    return "" if value is None else float(half_up(value, decimals))
