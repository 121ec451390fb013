"""What the sheet's script is told of rows and cells: plain numbers and words, made once, here.

What is empty or zero times is left out; the script takes it for that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from indicators import ledger
from indicators.choices import EntryState, Qualifier
from indicators.ledger.drafts import written
from indicators.ledger.steps import last_step
from indicators.lines import Line
from indicators.models import Entry, Figure, name_of
from indicators.models.entry import PENDING
from indicators.numbers import plain
from indicators.progress import Amount, Kind, increment, roll_up
from indicators.standings import OwedCell, OwedRow, Standing
from indicators.wording import doubt

Facts = dict[str, Any]
SHOWN = (*PENDING, EntryState.RETURNED)


def shown(cell: OwedCell) -> Entry | Figure | None:
    """What stands in a cell's fields: what waits, else the approved figure, else what came back."""
    is_begun = cell.newest is not None and cell.newest.state in SHOWN
    return cell.newest if is_begun and not is_returned_correction(cell) else cell.figure


def is_returned_correction(cell: OwedCell) -> bool:
    """Whether a correction came back; the approved figure stands, and may be left standing."""
    return cell.is_returned and cell.figure is not None


def approved_note(figure: Figure) -> str:
    """What was noted with a figure when it was approved."""
    return figure.entry.note if figure.entry else ""


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
        "before_qualifier": _qualifier(cell.before_qualifier),
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
    if isinstance(stands, Figure):
        facts |= {"note": approved_note(stands), "doubts": []}
    if entry is not None and is_returned_correction(cell):
        words = {"value": plain(entry.value), "reason": entry.return_reason}
        facts["returned"] = gettext("corrected to %(value)s: %(reason)s") % words
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
    """What people said in the newest entry of a cell, and who last did something with it."""
    step = last_step(entry)
    facts: Facts = {
        "late": entry.late,
        "evidence": getattr(entry, "evidence_count", 0),
        "by": person(step.by),
        "at": date_format(localtime(step.at), "SHORT_DATETIME_FORMAT"),
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
    return str(cell.state.label) if cell.state else ""


def add_up(cells: Iterable[OwedCell]) -> Amount | None:
    """The sum of towns; one that has not written counts with its latest figure, as in roll-ups."""
    parts: list[Amount] = []
    kind = Kind.FLOW
    for cell in cells:
        kind = Kind(cell.standing.indicator.kind)
        counted = shown(cell) or cell.standing.figure
        if counted is not None:
            parts.append(Amount(counted.value, counted.numerator, counted.denominator))
    return roll_up(kind, parts)


def whole_facts(row: OwedRow) -> Facts:
    """How the county would stand, with the towns as they are written now."""
    amount = add_up(row.cells)
    standing = row.whole
    facts: Facts = {
        "target": _number(standing.target),
        "last_year": _number(standing.last_year),
        "before": _number(standing.month_before),
    }
    if amount is not None:
        facts |= progress_facts(as_if(standing, amount))
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
    return name_of(user)


def full(facts: Facts) -> Facts:
    """Without what is empty; numbers are texts, and a "0" stays."""
    return {name: fact for name, fact in facts.items() if fact not in ("", None, False, [])}


def written_number(value: Decimal | None) -> str:
    """A number in plain digits; empty for none."""
    return "" if value is None else plain(value)


def _qualifier(qualifier: Qualifier) -> str:
    return "" if qualifier == Qualifier.EXACT else qualifier.value


def _number(holder: Any) -> str:
    return "" if holder is None else plain(holder.value)


def _amount(figure: Figure) -> Sequence[str]:
    return [
        plain(figure.value),
        written_number(figure.numerator),
        written_number(figure.denominator),
    ]
