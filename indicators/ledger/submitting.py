"""Handing drafts in, and taking back what was written."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.choices import EntryState
from indicators.ledger.doubting import doubts
from indicators.ledger.drafts import Cell, Stamp
from indicators.ledger.errors import LedgerError, Problem, ProblemCode
from indicators.ledger.locking import ENTERING, locked_entries, put_entries, refreshed
from indicators.models import Entry

_HANDED_IN = ("state", "submitted_by", "submitted_at", "version", "late", "doubts")


@transaction.atomic
def submit(by: User, stamps: Sequence[Stamp]) -> list[Entry]:
    """Hand drafts in for review; from now on they are not edited.

    What is handed in too late is late for good, and so is what follows it; the correction of a
    figure that came in time is not.
    Raises LedgerError, having changed nothing, when the person may not, a month is not open, a
    draft has changed since it was seen, a correction gives no reason, or a value in doubt no
    explanation.
    """
    entries, months = locked_entries(by, ENTERING, stamps, EntryState.DRAFT)
    problems = []
    found = doubts(entries)
    for row, entry in enumerate(entries):
        words = {"name": entry.indicator.name}
        if entry.corrects_id and not entry.reason:
            text = _("%(name)s: say why the approved figure is corrected.")
            problems.append(Problem(row, ProblemCode.REASON, text % words, entry))
        elif found[row] and not entry.explanation:
            text = _("%(name)s: the value is in doubt; say a word to it.")
            problems.append(Problem(row, ProblemCode.EXPLANATION, text % words, entry))
    if problems:
        raise LedgerError(problems)
    late_before = _late_before(entries)
    now = timezone.now()
    today = timezone.localdate(now)
    for entry, why in zip(entries, found, strict=True):
        entry.state = EntryState.SUBMITTED
        entry.submitted_by = by
        entry.submitted_at = now
        entry.version += 1
        overdue = months[entry.as_month()].in_time_until < today
        entry.late = (overdue and not entry.corrects_id) or _cell(entry) in late_before
        entry.doubts = [{"code": doubt.code, "facts": doubt.facts} for doubt in why]
    put_entries(entries, _HANDED_IN)
    return refreshed(entries)


def _late_before(entries: Sequence[Entry]) -> set[Cell]:
    """The cells of the entries for which something came late before: 1 query."""
    return {
        _cell(entry)
        for entry in Entry.objects.filter(
            late=True,
            indicator__in={entry.indicator_id for entry in entries},
            region__in={entry.region_id for entry in entries},
            year__in={entry.year for entry in entries},
            month__in={entry.month for entry in entries},
        ).only("indicator", "region", "year", "month")
    }


def _cell(entry: Entry) -> Cell:
    return (entry.indicator_id, entry.region_id, entry.as_month())


@transaction.atomic
def withdraw(by: User, stamps: Sequence[Stamp]) -> list[Entry]:
    """Take drafts and submitted entries back: they are kept, and no longer count.

    Raises LedgerError, having changed nothing, when the person may not, a month is not open, or an
    entry has changed since it was seen, as when it was approved meanwhile.
    """
    states = (EntryState.DRAFT, EntryState.SUBMITTED)
    entries, _months = locked_entries(by, ENTERING, stamps, *states)
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(
        state=EntryState.WITHDRAWN,
        withdrawn_by=by,
        withdrawn_at=timezone.now(),
        version=F("version") + 1,
    )
    return refreshed(entries)
