"""Writing drafts, and asking beforehand whether they would be taken."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.choices import EntryState, Source
from indicators.ledger.drafts import Cell, Draft, plain_text, stamp
from indicators.ledger.errors import LedgerError, Problem, ProblemCode, changed_meanwhile
from indicators.ledger.evidence import carry_over
from indicators.ledger.locking import ENTERING, locked_months, not_open, out_of_reach, put_entries
from indicators.ledger.values import stored_amount, value_problem
from indicators.models import Entry, Figure
from indicators.permissions import not_entered_by

CAN_BE_ANSWERED = (EntryState.RETURNED, EntryState.WITHDRAWN)


@transaction.atomic
def draft(by: User, drafts: Sequence[Draft]) -> list[Entry]:
    """Save drafts, new or over the draft that was seen; returns them in the order given.

    Raises LedgerError, having written nothing, when the person may not enter the indicator, the
    month is not open, the value is not one, or someone else wrote to the cell meanwhile.
    """
    problems = refusals(by, drafts)
    if problems:
        raise LedgerError(problems)
    newest, approved = _newest_entries(drafts), _approved_entries(drafts)
    now = timezone.now()
    fresh: list[Entry] = []
    kept: list[Entry] = []
    result: list[Entry] = []
    for row in drafts:
        current = newest.get(row.cell)
        before = approved.get(row.cell)
        if current is None or current.state != EntryState.DRAFT:
            current = Entry(
                indicator=row.indicator,
                region=row.region,
                year=row.month.year,
                month=row.month.month,
                corrects=before,
            )
            fresh.append(current)
        else:
            current.version += 1
            kept.append(current)
            before = current
        _write(current, row, by, before)
        current.entered_at = now
        result.append(current)
    Entry.objects.bulk_create(fresh)
    put_entries(kept, _WRITTEN)
    carry_over(
        {
            gone.pk: entry
            for entry in fresh
            if (gone := newest.get((entry.indicator_id, entry.region_id, entry.as_month())))
            and gone.state in CAN_BE_ANSWERED
        }
    )
    return result


_WRITTEN = [
    "value",
    "numerator",
    "denominator",
    "qualifier",
    "source",
    "note",
    "reason",
    "explanation",
    "version",
    "entered_by",
    "entered_at",
]


def _write(entry: Entry, row: Draft, by: User, before: Entry | None) -> None:
    amount = stored_amount(row.value, row.numerator, row.denominator)
    entry.value = amount.value
    entry.numerator = amount.numerator
    entry.denominator = amount.denominator
    entry.qualifier = row.qualifier
    note = plain_text(row.note)
    entry.source = row.source or _source(note, before)
    entry.note = note
    entry.reason = plain_text(row.reason)
    entry.explanation = plain_text(row.explanation)
    entry.entered_by = by


def _source(note: str, before: Entry | None) -> Source:
    derived = before is not None and before.source == Source.DERIVED and before.note == note
    return Source.DERIVED if derived else Source.REPORTED


def _newest_entries(drafts: Sequence[Draft]) -> dict[Cell, Entry]:
    return {
        (entry.indicator_id, entry.region_id, entry.as_month()): entry
        for entry in Entry.objects.filter(
            indicator__in={row.indicator.pk for row in drafts},
            region__in={row.region.pk for row in drafts},
            year__in={row.month.year for row in drafts},
            month__in={row.month.month for row in drafts},
        )
        .select_related("entered_by", "indicator")
        .order_by("pk")
    }


def _approved_entries(drafts: Sequence[Draft]) -> dict[Cell, Entry]:
    return {
        (figure.indicator_id, figure.region_id, figure.as_month()): figure.entry
        for figure in Figure.objects.filter(
            entry__isnull=False,
            indicator__in={row.indicator.pk for row in drafts},
            region__in={row.region.pk for row in drafts},
            year__in={row.month.year for row in drafts},
            month__in={row.month.month for row in drafts},
        ).select_related("entry")
        if figure.entry is not None
    }


@transaction.atomic
def refusals(by: User, drafts: Sequence[Draft]) -> list[Problem]:
    """Why `draft` would refuse, empty when it would not; holds until the transaction ends.

    A form asks this while it is checked, and saves in the same transaction. No row has two
    problems.
    """
    months = locked_months(row.month for row in drafts)
    problems = not_open(months, [(row.month, row.indicator) for row in drafts])
    shut = {problem.row for problem in problems}
    newest = _newest_entries(drafts)
    foreign = not_entered_by(by, [row.indicator for row in drafts])
    taken: set[Cell] = set()
    for number, row in enumerate(drafts):
        current = newest.get(row.cell)
        wrong = value_problem(row)
        if number in shut:
            pass
        elif row.indicator.pk in foreign:
            problems.append(out_of_reach(number, ENTERING, row.indicator))
        elif row.indicator.level != row.region.level or not row.indicator.active:
            text = _("%(name)s is not reported for %(region)s.")
            words = {"name": row.indicator.name, "region": row.region.name}
            problems.append(Problem(number, ProblemCode.LEVEL, text % words))
        elif row.cell in taken:
            text = _("%(name)s is given twice.") % {"name": row.indicator.name}
            problems.append(Problem(number, ProblemCode.VALUE, text))
        elif stamp(current) != row.seen:
            problems.append(changed_meanwhile(number, current, by))
        elif current and current.state == EntryState.SUBMITTED:
            text = _("%(name)s waits for review; take it back on the entry sheet to change it.")
            words = {"name": row.indicator.name}
            problems.append(Problem(number, ProblemCode.STATE, text % words, current))
        elif wrong:
            problems.append(Problem(number, ProblemCode.VALUE, wrong))
        taken.add(row.cell)
    return problems
