"""What keeps a form from being filled in wrongly: locked cells, limits, choices."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from indicators.ledger.values import LIMIT
from indicators.models.indicator import MAX_DECIMALS
from indicators.progress import Kind
from indicators.workbook.columns import PARTS, QUALIFIERS, Key
from indicators.workbook.filling import is_open
from indicators.workbook.form import FormRow
from indicators.workbook.pen import Pen

MOST_CELLS = 200  # In one rule; more would make a very long attribute.
ALLOWED = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
}
Place = tuple[int, int]


def guard(pen: Pen, rows: Sequence[FormRow], first: int) -> None:
    """Lock what is not filled in, without a password, and check what is while it is typed."""
    pen.sheet.protect("", ALLOWED)
    numbers: dict[tuple[int, bool], list[Place]] = defaultdict(list)
    choices: list[Place] = []
    for line, row in enumerate(rows, start=first):
        if not is_open(row):
            continue
        indicator = row.indicator
        if not row.is_total:
            choices.append((line, pen.at[Key.QUALIFIER]))
        if indicator.by_parts:
            numbers[MAX_DECIMALS, False] += [(line, pen.at[key]) for key in PARTS]
        else:
            is_percent = indicator.kind == Kind.RATIO
            numbers[indicator.decimals, is_percent].append((line, pen.at[Key.VALUE]))
    for (decimals, is_percent), places in numbers.items():
        for some in _portions(places):
            _apply(pen, some, _number(pen, some[0], decimals, is_percent=is_percent))
    for some in _portions(choices):
        _apply(pen, some, _CHOICE)


def _portions(places: list[Place]) -> list[list[Place]]:
    """Top to bottom, as a rule's formula speaks of the first cell that it is for."""
    places = sorted(places)
    return [places[start : start + MOST_CELLS] for start in range(0, len(places), MOST_CELLS)]


def _apply(pen: Pen, places: list[Place], rule: dict[str, Any]) -> None:
    line, column = places[0]
    others = [[at, where, at, where] for at, where in places[1:]]
    pen.sheet.data_validation(line, column, line, column, rule | {"other_cells": others})


def _number(pen: Pen, place: Place, decimals: int, *, is_percent: bool) -> dict[str, Any]:
    line, column = place
    cell = pen.cell(line, column)
    most = f"最多{decimals}位小数" if decimals else "整数"
    prompt = {
        "input_title": "百分数",
        "input_message": "直接填百分号前的数：96% 填 96，不填 0.96。",
    }
    return {
        "validate": "custom",
        "value": f"=AND(ISNUMBER({cell}),ABS({cell})<{LIMIT:f},ROUND({cell},{decimals})={cell})",
        "ignore_blank": True,
        "error_title": "这里填数字",
        "error_message": f"请填数字（{most}），不带单位和文字；“约”“余”在“修饰”列选择。"
        "从未发生填 0，尚未掌握留空。",
    } | (prompt if is_percent else {})


_CHOICE = {
    "validate": "list",
    "source": list(QUALIFIERS.values()),
    "error_title": "请从列表中选择",
    "error_message": f"只能填{'、'.join(QUALIFIERS.values())}，或者留空（即准确）。",
}
