"""How the year's target came to be what it is."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext

from indicators import numbers, wording
from indicators.models import Indicator, name_of

REMOVED = "-"


@dataclass(frozen=True)
class GoalChange:
    """One change of a target: what it was and became, who did it, when and why."""

    at: datetime.datetime
    by: str
    changes: list[tuple[str, str, str]]
    reason: str


def goal_changes(indicator: Indicator, versions: Sequence[Any]) -> list[GoalChange]:
    """The changes of a target, newest first; the last is how it was first set.

    Of each its label, what it was (empty at first) and what it became. Saved versions that change
    none of it are left out.
    """
    if not versions:
        return []
    found = [_change(versions[0], [_line(gettext("Annual target"), "", versions[0], indicator)])]
    for before, after in pairwise(versions):
        if changes := _changes(before, after, indicator):
            found.append(_change(after, changes))
    return found[::-1]


def _change(version: Any, changes: list[tuple[str, str, str]]) -> GoalChange:
    by = name_of(version.history_user) if version.history_user else ""
    return GoalChange(
        version.history_date, by, changes, wording.why_changed(version.history_change_reason)
    )


def _changes(before: Any, after: Any, indicator: Indicator) -> list[tuple[str, str, str]]:
    if after.history_type == REMOVED:
        was = _amount(before.value, indicator)
        return [(gettext("Annual target"), was, gettext("removed"))]
    found = []
    if before.value != after.value:
        was = _amount(before.value, indicator)
        found.append(_line(gettext("Annual target"), was, after, indicator))
    if before.baseline != after.baseline:
        sides = (_amount(before.baseline, indicator), _amount(after.baseline, indicator))
        found.append((gettext("Baseline"), *sides))
    if before.pace_id != after.pace_id:
        found.append((gettext("Planned pace"), _pace(before), _pace(after)))
    return found


def _line(label: str, was: str, version: Any, indicator: Indicator) -> tuple[str, str, str]:
    return label, was, _amount(version.value, indicator)


def _amount(value: Decimal | None, indicator: Indicator) -> str:
    if value is None:
        return wording.MISSING
    text = numbers.plain(value, indicator.decimals).replace("-", numbers.MINUS)
    return wording.with_unit(text, indicator.unit)


def _pace(version: Any) -> str:
    return version.pace.name if version.pace else gettext("Even")
