"""What a sent cell asks of the ledger: to write, to take back, or nothing; or why it cannot be."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext

from indicators.admin.sheet.facts import shown
from indicators.admin.sheet.sent import NUMBERS, SentRow
from indicators.choices import EntryState, Source
from indicators.ledger import Draft, Stamp
from indicators.models import Entry
from indicators.standings import OwedCell
from indicators.typed import NotANumber, read_number
from indicators.wording import not_a_number

Errors = dict[str, str]
Numbers = dict[str, Decimal | None]


@dataclass(frozen=True)
class Wish:
    """At most one of `draft`, `withdraw` and `errors`; with none, all stays as it is."""

    row: SentRow
    cell: OwedCell
    draft: Draft | None = None
    withdraw: Stamp | None = None
    errors: Errors = field(default_factory=dict)


def wish(row: SentRow, cell: OwedCell) -> Wish:
    """What the cell asks for, as it stands in the ledger now."""
    if row.withdraw:
        if row.seen is None:
            return Wish(row, cell, errors={"value": gettext("There is nothing to take back.")})
        return Wish(row, cell, withdraw=row.seen)
    numbers, errors = _read(row, cell)
    if errors:
        return Wish(row, cell, errors=errors)
    if row.is_empty:
        return _emptied(row, cell)
    if _is_as_written(row, numbers, cell):
        return Wish(row, cell)
    draft = Draft(
        indicator=cell.standing.indicator,
        region=cell.region,
        month=cell.standing.month,
        qualifier=row.qualifier,
        source=_source(row, cell),
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
        return Wish(row, cell, withdraw=row.seen or Stamp(newest.pk, 0))
    stands = shown(cell)
    if stands is not None:
        text = gettext("What was handed in stays on record; write the number that is right.")
        return Wish(row, cell, errors={"value": text})
    if row.note.strip() or row.explanation.strip():
        return Wish(row, cell, errors={"value": gettext("Write the number, too.")})
    return Wish(row, cell)


def _is_as_written(row: SentRow, numbers: Numbers, cell: OwedCell) -> bool:
    """Whether the same already stands there, in a draft, handed in or approved."""
    newest, stands = cell.newest, shown(cell)
    if newest is None or stands is None or newest.state == EntryState.RETURNED:
        return False
    if cell.standing.indicator.by_parts:
        is_same = (stands.numerator, stands.denominator) == (
            numbers["numerator"],
            numbers["denominator"],
        )
    else:
        is_same = stands.value == numbers["value"]
    if not is_same or stands.qualifier != row.qualifier or newest.note != row.note.strip():
        return False
    if not isinstance(stands, Entry):
        return not row.reason.strip()
    said = (stands.reason, stands.explanation)
    return said == (row.reason.strip(), row.explanation.strip())


def _source(row: SentRow, cell: OwedCell) -> Source:
    """A derived draft stays derived while its note says from what; people report, else."""
    newest = cell.newest
    if newest is not None and newest.state == EntryState.DRAFT and row.note.strip():
        return Source(newest.source)
    return Source.REPORTED
