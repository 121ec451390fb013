"""Handing drafts in, and taking back what was written."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.choices import EntryState
from indicators.ledger.doubting import doubts
from indicators.ledger.drafts import Stamp
from indicators.ledger.errors import LedgerError, Problem, ProblemCode
from indicators.ledger.locking import ENTERING, locked_entries, put_entries, refreshed
from indicators.models import Entry

_HANDED_IN = ("state", "submitted_by", "submitted_at", "version", "late", "doubts")


@transaction.atomic
def submit(by: User, stamps: Sequence[Stamp]) -> list[Entry]:
    """Hand drafts in for review; from now on they are not edited.

    What is handed in too late is late for good, unless it corrects a figure.
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
    now = timezone.now()
    today = timezone.localdate(now)
    for entry, why in zip(entries, found, strict=True):
        entry.state = EntryState.SUBMITTED
        entry.submitted_by = by
        entry.submitted_at = now
        entry.version += 1
        entry.late = not entry.corrects_id and months[entry.as_month()].in_time_until < today
        entry.doubts = [{"code": doubt.code, "facts": doubt.facts} for doubt in why]
    put_entries(entries, _HANDED_IN)
    return refreshed(entries)


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
