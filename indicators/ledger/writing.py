"""Writing entries: draft, submit, correct."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.choices import EntryState
from indicators.ledger.drafts import Cell, Draft, Stamp, stamp, stamps
from indicators.ledger.errors import LedgerError, Problem, ProblemCode
from indicators.ledger.months import lock_open_months
from indicators.ledger.values import stored_amount, value_problem
from indicators.models import Entry, Figure, Indicator
from indicators.periods import Month
from indicators.permissions import not_entered_by


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
        if current is None or current.state != EntryState.DRAFT:
            current = Entry(
                indicator=row.indicator,
                region=row.region,
                year=row.month.year,
                month=row.month.month,
                corrects=approved.get(row.cell),
            )
            fresh.append(current)
        else:
            current.version += 1
            kept.append(current)
        _write(current, row, by)
        current.entered_at = now
        result.append(current)
    Entry.objects.bulk_create(fresh)
    Entry.objects.bulk_update(kept, _WRITTEN)
    return result


@transaction.atomic
def submit(by: User, stamps: Sequence[Stamp]) -> list[Entry]:
    """Hand drafts in for review; from now on they are not edited.

    Raises LedgerError, having changed nothing, when the person may not, a month is not open, a
    draft has changed since it was seen, or a correction gives no reason.
    """
    entries = locked_entries(stamps, EntryState.DRAFT)
    foreign = not_entered_by(by, [entry.indicator for entry in entries])
    problems = []
    for row, entry in enumerate(entries):
        if entry.indicator_id in foreign:
            problems.append(_not_yours(row, entry.indicator))
        elif entry.corrects_id and not entry.reason:
            text = _("%(name)s: say why the approved figure is corrected.")
            problems.append(Problem(row, ProblemCode.REASON, text % {"name": entry.indicator.name}))
    if problems:
        raise LedgerError(problems)
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(
        state=EntryState.SUBMITTED, submitted_at=timezone.now(), version=F("version") + 1
    )
    return refreshed(entries)


@transaction.atomic
def correct(by: User, drafts: Sequence[Draft]) -> list[Entry]:
    """Write corrections of approved figures and hand them in; the figures stay until approval.

    Raises LedgerError as `draft` and `submit` do, and when there is no approved figure to correct.
    """
    approved = _approved_entries(drafts)
    text = _("%(name)s has no approved figure in %(month)s to correct; enter it instead.")
    problems = [
        Problem(
            row,
            ProblemCode.STATE,
            text % {"name": wanted.indicator.name, "month": wanted.month},
        )
        for row, wanted in enumerate(drafts)
        if wanted.cell not in approved
    ]
    if problems:
        raise LedgerError(problems)
    return submit(by, stamps(draft(by, drafts)))


def locked_entries(stamps: Sequence[Stamp], state: EntryState) -> list[Entry]:
    """The entries as seen, their months locked and open, in the order of the stamps.

    Raises LedgerError when one has another version or state than the person saw.
    """
    wanted = [s.entry for s in stamps]
    lock_open_months(
        Month(year, month)
        for year, month in Entry.objects.filter(pk__in=wanted).values_list("year", "month")
    )
    found = (
        Entry.objects.select_for_update(no_key=True, of=("self",))
        .select_related("indicator", "region", "entered_by")
        .order_by("pk")
        .in_bulk(wanted)
    )
    problems = []
    for row, seen in enumerate(stamps):
        entry = found.get(seen.entry)
        if entry is None:
            text = _("Entry %(number)s does not exist.") % {"number": seen.entry}
            problems.append(Problem(row, ProblemCode.STATE, text))
        elif entry.state != state:
            text = _(
                "%(name)s is %(state)s; this can be done only with entries that are %(other)s."
            )
            words = {
                "name": entry.indicator.name,
                "state": entry.get_state_display(),
                "other": state.label,
            }
            problems.append(Problem(row, ProblemCode.STATE, text % words, entry))
        elif entry.version != seen.version:
            problems.append(_changed_meanwhile(row, entry))
    if problems:
        raise LedgerError(problems)
    return [found[seen.entry] for seen in stamps]


def refreshed(entries: Iterable[Entry]) -> list[Entry]:
    """The entries as the database has them now, in the same order."""
    pks = [entry.pk for entry in entries]
    found = Entry.objects.select_related("indicator", "region").in_bulk(pks)
    return [found[pk] for pk in pks]


_WRITTEN = [
    "value",
    "numerator",
    "denominator",
    "qualifier",
    "source",
    "note",
    "reason",
    "version",
    "entered_by",
    "entered_at",
]


def _write(entry: Entry, row: Draft, by: User) -> None:
    amount = stored_amount(row.value, row.numerator, row.denominator)
    entry.value = amount.value
    entry.numerator = amount.numerator
    entry.denominator = amount.denominator
    entry.qualifier = row.qualifier
    entry.source = row.source
    entry.note = row.note.strip()
    entry.reason = row.reason.strip()
    entry.entered_by = by


def _newest_entries(drafts: Sequence[Draft]) -> dict[Cell, Entry]:
    return {
        (entry.indicator_id, entry.region_id, entry.as_month()): entry
        for entry in Entry.objects.filter(
            indicator__in={row.indicator.pk for row in drafts},
            region__in={row.region.pk for row in drafts},
            year__in={row.month.year for row in drafts},
            month__in={row.month.month for row in drafts},
        )
        .select_related("entered_by")
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

    A form asks this while it is checked, and saves in the same transaction.
    """
    try:
        lock_open_months(row.month for row in drafts)
    except LedgerError as error:
        return list(error.problems)
    newest = _newest_entries(drafts)
    foreign = not_entered_by(by, [row.indicator for row in drafts])
    problems: list[Problem] = []
    taken: set[Cell] = set()
    for number, row in enumerate(drafts):
        current = newest.get(row.cell)
        wrong = value_problem(row)
        if row.indicator.pk in foreign:
            problems.append(_not_yours(number, row.indicator))
        elif row.indicator.level != row.region.level or not row.indicator.active:
            text = _("%(name)s is not reported for %(region)s.")
            words = {"name": row.indicator.name, "region": row.region.name}
            problems.append(Problem(number, ProblemCode.LEVEL, text % words))
        elif row.cell in taken:
            text = _("%(name)s is given twice.") % {"name": row.indicator.name}
            problems.append(Problem(number, ProblemCode.VALUE, text))
        elif stamp(current) != row.seen:
            problems.append(_changed_meanwhile(number, current, by))
        elif current and current.state == EntryState.SUBMITTED:
            text = _("%(name)s waits for review; ask the reviewer to return it first.")
            words = {"name": row.indicator.name}
            problems.append(Problem(number, ProblemCode.STATE, text % words, current))
        elif wrong:
            problems.append(Problem(number, ProblemCode.VALUE, wrong))
        taken.add(row.cell)
    return problems


def _not_yours(row: int, indicator: Indicator) -> Problem:
    text = _("%(name)s belongs to another department; you cannot enter it.")
    return Problem(row, ProblemCode.PERMISSION, text % {"name": indicator.name})


def _changed_meanwhile(row: int, current: Entry | None, by: User | None = None) -> Problem:
    if current is None:
        text = _("What you started from is not in the ledger; load the page again.")
        return Problem(row, ProblemCode.CONFLICT, text)
    if current.state == EntryState.DRAFT and current.entered_by == by:
        text = _("You have a draft of %(value)s for %(name)s; open it in the list to go on.")
    else:
        text = _("%(person)s wrote %(value)s for %(name)s; look at it, then save again.")
    words = {
        "person": current.entered_by.get_username(),
        "value": f"{current.value.normalize():f}",
        "name": current.indicator.name,
    }
    return Problem(row, ProblemCode.CONFLICT, text % words, current)
