"""What the sheet's script is told of rows and cells: plain numbers and words, made once, here.

What is empty or zero times is left out; the script takes it for that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.timezone import localtime

from indicators import ledger
from indicators.admin.entry_form import written
from indicators.choices import EntryState
from indicators.lines import Line
from indicators.models import Entry, Figure
from indicators.models.entry import PENDING
from indicators.models.indicator import MAX_DECIMALS
from indicators.numbers import plain
from indicators.progress import Amount, Kind, increment, roll_up
from indicators.standings import OwedCell, OwedRow, Standing
from indicators.wording import doubt

Facts = dict[str, Any]
SHOWN = (*PENDING, EntryState.RETURNED)


def shown(cell: OwedCell) -> Entry | Figure | None:
    """What stands in a cell's fields: what waits or came back, else the approved figure."""
    if cell.newest is not None and cell.newest.state in SHOWN:
        return cell.newest
    return cell.figure


def row_facts(row: OwedRow, *, may_enter: bool) -> Facts:
    """An indicator with its cells."""
    indicator = row.indicator
    facts = {
        "indicator": indicator.code,
        "name": indicator.name,
        "definition": indicator.definition,
        "source": indicator.source,
        "unit": indicator.unit,
        "kind": indicator.kind,
        "decimals": indicator.decimals,
        "parts": indicator.by_parts,
        "towns": is_by_towns(row),
        "writable": row.is_writable and may_enter,
        "cells": [cell_facts(cell) for cell in row.cells],
    }
    if is_by_towns(row):
        facts["whole"] = whole_facts(row)
        facts["total"] = plain(row.control_total.value) if row.control_total else ""
    return full(facts)


def is_by_towns(row: OwedRow) -> bool:
    """Whether towns report it and the county adds up."""
    return row.indicator.level != row.whole.region.level


def cell_facts(cell: OwedCell) -> Facts:
    """A cell with what is written in it and how it would stand."""
    standing, entry = cell.standing, cell.newest
    stands = shown(cell)
    facts = {
        "region": cell.region.code,
        "target": _number(standing.target),
        "last_year": _number(standing.last_year),
        "before": written_number(cell.before),
        "before_pending": cell.is_before_pending,
        "seen": written(ledger.stamp(entry)),
        "state": cell.state or "",
        "state_label": state_label(cell),
        "approved": written_number(cell.figure.value) if cell.figure else "",
        "correction": cell.is_correction,
        **amount_facts(cell, stands),
    }
    before = standing.month_before
    if cell.standing.indicator.by_parts and before and not cell.is_before_pending:
        facts["before_parts"] = [
            written_number(before.numerator),
            written_number(before.denominator),
        ]
    if standing.figure and not standing.is_current:
        facts["carried"] = _amount(standing.figure)
    if entry is not None:
        facts |= entry_facts(entry)
    return full(facts)


def amount_facts(cell: OwedCell, stands: Entry | Figure | None) -> Facts:
    """The value in a cell, the month's own part of it, and its progress as if approved."""
    if stands is None:
        return {}
    kind, month = Kind(cell.standing.indicator.kind), cell.standing.month
    line = as_if(cell.standing, Amount(stands.value, stands.numerator, stands.denominator))
    parts = cell.standing.indicator.by_parts
    return {
        "value": plain(stands.value),
        "increment": ""
        if parts
        else written_number(increment(kind, month.month, stands.value, cell.before)),
        "numerator": written_number(stands.numerator),
        "denominator": written_number(stands.denominator),
        "qualifier": stands.qualifier,
        **progress_facts(line),
    }


def progress_facts(line: Line) -> Facts:
    """Completion and light, in words."""
    return {
        "completion": line.completion,
        "light": line.light,
        "light_label": str(line.light_label),
    }


def entry_facts(entry: Entry) -> Facts:
    """What people said in the newest entry of a cell, and how often it was shown to be right."""
    facts: Facts = {
        "late": entry.late,
        "evidence": getattr(entry, "evidence_count", 0),
        "by": person(entry.entered_by),
        "at": date_format(localtime(entry.entered_at), "SHORT_DATETIME_FORMAT"),
    }
    if entry.state in SHOWN:
        facts |= {
            "note": entry.note,
            "reason": entry.reason,
            "explanation": entry.explanation,
        }
    if entry.state in (EntryState.SUBMITTED, EntryState.RETURNED):
        facts["doubts"] = [doubt(raised) for raised in entry.doubts]
    if entry.state == EntryState.RETURNED:
        facts["returned"] = entry.return_reason
        facts["returned_by"] = person(entry.reviewed_by)
    return facts


def state_label(cell: OwedCell) -> str:
    """How far the cell has come, in a word; empty when nothing has been written."""
    if cell.is_returned:
        return str(EntryState.RETURNED.label)
    return str(cell.state.label) if cell.state else ""


@dataclass(frozen=True)
class Sum:
    """What the regions below make together, as if all that is written were approved."""

    amount: Amount | None
    reported: int
    total: int


def add_up(cells: Iterable[OwedCell]) -> Sum:
    """The sum of towns; one that has not written counts with its latest figure, as in roll-ups."""
    parts: list[Amount] = []
    reported = total = 0
    kind = Kind.FLOW
    for cell in cells:
        kind = Kind(cell.standing.indicator.kind)
        total += 1
        stands = shown(cell)
        reported += stands is not None
        counted = stands or cell.standing.figure
        if counted is not None:
            parts.append(Amount(counted.value, counted.numerator, counted.denominator))
    return Sum(roll_up(kind, parts), reported, total)


def whole_facts(row: OwedRow) -> Facts:
    """How the county would stand, with the towns as they are written now."""
    found = add_up(row.cells)
    standing = row.whole
    facts: Facts = {
        "target": _number(standing.target),
        "last_year": _number(standing.last_year),
        "before": _number(standing.month_before),
        "reported": found.reported,
        "of": found.total,
    }
    if found.amount is not None:
        facts["sum"] = plain(found.amount.value, MAX_DECIMALS)
        facts |= progress_facts(as_if(standing, found.amount))
    return full(facts)


def as_if(standing: Standing, amount: Amount) -> Line:
    """The standing as it would be printed with that value approved for the month."""
    figure = Figure(
        year=standing.month.year,
        month=standing.month.month,
        value=amount.value,
        numerator=amount.numerator,
        denominator=amount.denominator,
    )
    return Line(replace(standing, figure=figure))


def person(user: User | None) -> str:
    """A person as the sheet names them."""
    return "" if user is None else user.get_full_name() or user.get_username()


def full(facts: Facts) -> Facts:
    """Without what is empty; numbers are texts, and a "0" stays."""
    return {name: fact for name, fact in facts.items() if fact not in ("", None, False, [])}


def written_number(value: Decimal | None) -> str:
    """A number in plain digits; empty for none."""
    return "" if value is None else plain(value)


def _number(holder: Any) -> str:
    return "" if holder is None else plain(holder.value)


def _amount(figure: Figure) -> Sequence[str]:
    return [
        plain(figure.value),
        written_number(figure.numerator),
        written_number(figure.denominator),
    ]
