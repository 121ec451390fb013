"""What a sent cell asks of the ledger: to write, to take back, or nothing; or why it cannot be."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext

from indicators.admin.sheet.facts import approved_note, is_returned_correction, shown
from indicators.admin.sheet.sent import NUMBERS, SentRow
from indicators.choices import EntryState
from indicators.ledger import Draft, Problem, Stamp
from indicators.ledger.errors import changed_meanwhile
from indicators.models import Entry, Figure
from indicators.standings import OwedCell
from indicators.typed import NotANumber, read_number
from indicators.wording import not_a_number

Errors = dict[str, str]
Numbers = dict[str, Decimal | None]


@dataclass(frozen=True)
class Wish:
    """At most one of `draft`, `withdraw`, `problem`, `errors`; with none, all stays as it is."""

    row: SentRow
    cell: OwedCell
    draft: Draft | None = None
    withdraw: Stamp | None = None
    problem: Problem | None = None
    errors: Errors = field(default_factory=dict)


def wish(row: SentRow, cell: OwedCell) -> Wish:
    """What the cell asks for, as it stands in the ledger now."""
    if row.withdraw:
        if row.seen is None:
            return Wish(row, cell, errors={"value": gettext("There is nothing to take back.")})
        return _taken_back(row, cell, row.seen)
    if row.too_long:
        return Wish(row, cell, errors=row.too_long)
    numbers, errors = _read(row, cell)
    if errors:
        return Wish(row, cell, errors=errors)
    if row.is_empty:
        return _emptied(row, cell)
    if _is_as_written(row, numbers, cell):
        return Wish(row, cell)
    newest = cell.newest
    if newest and newest.state == EntryState.DRAFT and _is_as_approved(row, numbers, cell):
        return _taken_back(row, cell, row.seen or Stamp(newest.pk, 0))
    draft = Draft(
        indicator=cell.standing.indicator,
        region=cell.region,
        month=cell.standing.month,
        qualifier=row.qualifier,
        note=row.note,
        reason=row.reason,
        explanation=row.explanation,
        seen=row.seen,
        value=numbers["value"],
        numerator=numbers["numerator"],
        denominator=numbers["denominator"],
    )
    return Wish(row, cell, draft=draft)


def _read(row: SentRow, cell: OwedCell) -> tuple[Numbers, Errors]:
    """The numbers as the ledger takes them; an increment only counts where no value is given."""
    indicator = cell.standing.indicator
    numbers: Numbers = {}
    errors: Errors = {}
    for name in NUMBERS:
        unit = "" if name in ("numerator", "denominator") else indicator.unit
        try:
            numbers[name] = read_number(getattr(row, name), unit)
        except NotANumber as error:
            errors[name] = not_a_number(error, unit)
    if errors:
        return numbers, errors
    added = numbers.pop("increment")
    if indicator.by_parts:
        numbers["value"] = None
    elif numbers["value"] is None and added is not None:
        if cell.before is None:
            text = gettext("The month before is not known; write the cumulative value.")
            return numbers, {"increment": text}
        numbers["value"] = cell.before + added
    return numbers, {}


def _emptied(row: SentRow, cell: OwedCell) -> Wish:
    """Missing is missing: a draft without its number is taken back."""
    newest = cell.newest
    if newest is not None and newest.state == EntryState.DRAFT:
        return _taken_back(row, cell, row.seen or Stamp(newest.pk, 0))
    if shown(cell) is not None and not is_returned_correction(cell):
        text = gettext("What was handed in stays on record; write the number that is right.")
        return Wish(row, cell, errors={"value": text})
    if row.note.strip() or row.explanation.strip():
        return Wish(row, cell, errors={"value": gettext("Write the number, too.")})
    return Wish(row, cell)


def _taken_back(row: SentRow, cell: OwedCell, seen: Stamp) -> Wish:
    """The cell's own newest entry is taken back, never another that the request names."""
    newest = cell.newest
    if newest is not None:
        newest.indicator = cell.standing.indicator
    if newest is None or newest.pk != seen.entry:
        return Wish(row, cell, problem=changed_meanwhile(0, newest))
    return Wish(row, cell, withdraw=seen)


def _is_as_written(row: SentRow, numbers: Numbers, cell: OwedCell) -> bool:
    """Whether the same already stands there, in a draft, handed in or approved."""
    stands = shown(cell)
    if isinstance(stands, Figure):
        if is_returned_correction(cell):
            return _is_as_approved(row, numbers, cell)
        return _is_as_approved(row, numbers, cell) and not row.reason.strip()
    if stands is None or stands.state == EntryState.RETURNED:
        return False
    said = (stands.note, stands.reason, stands.explanation)
    wanted = (row.note.strip(), row.reason.strip(), row.explanation.strip())
    return said == wanted and _is_same_amount(row, numbers, stands, cell)


def _is_as_approved(row: SentRow, numbers: Numbers, cell: OwedCell) -> bool:
    """Whether it says no more than the approved figure does."""
    figure = cell.figure
    if figure is None or row.note.strip() != approved_note(figure):
        return False
    return _is_same_amount(row, numbers, figure, cell)


def _is_same_amount(row: SentRow, numbers: Numbers, stands: Entry | Figure, cell: OwedCell) -> bool:
    if cell.standing.indicator.by_parts:
        is_same = (stands.numerator, stands.denominator) == (
            numbers["numerator"],
            numbers["denominator"],
        )
    else:
        is_same = stands.value == numbers["value"]
    return is_same and stands.qualifier == row.qualifier
