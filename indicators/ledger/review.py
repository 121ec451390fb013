"""Reviewing entries: approve, return."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators import notices
from indicators.choices import EntryState
from indicators.ledger.drafts import Stamp, plain_text
from indicators.ledger.errors import LedgerError, Problem, ProblemCode
from indicators.ledger.locking import REVIEWING, locked_entries, refreshed
from indicators.ledger.rollup import put_figures, refresh_parents
from indicators.models import Entry, Figure, Indicator
from indicators.permissions import is_own_work


@transaction.atomic
def approve(by: User, stamps: Sequence[Stamp]) -> list[Entry]:
    """Make submitted entries the bureau's figures, with all roll-ups, in one transaction.

    Raises LedgerError, having changed nothing, when the person may not review the department, the
    entry is the person's own, a month is not open, or an entry is not as the person saw it.
    """
    entries, _months = locked_entries(by, REVIEWING, stamps, EntryState.SUBMITTED)
    problems = [
        Problem(
            row,
            ProblemCode.OWN_WORK,
            _("%(name)s: nobody approves what they entered themselves.")
            % {"name": entry.indicator.name},
            entry,
        )
        for row, entry in enumerate(entries)
        if is_own_work(by, entry)
    ]
    if problems:
        raise LedgerError(problems)
    # Roll-ups of one indicator reach over months, so the indicator is what they queue for.
    list(
        Indicator.objects.select_for_update(no_key=True)
        .filter(pk__in={entry.indicator_id for entry in entries})
        .order_by("pk")
    )
    now = timezone.now()
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(
        state=EntryState.APPROVED, reviewed_by=by, reviewed_at=now, version=F("version") + 1
    )
    put_figures([figure_of(entry, now) for entry in entries])
    refresh_parents(entries, now)
    decided = refreshed(entries)
    notices.approved(decided, by)
    return decided


@transaction.atomic
def return_to_author(by: User, stamps: Sequence[Stamp], reason: str) -> list[Entry]:
    """Send submitted entries back with a reason; the figures stay as they are.

    Raises LedgerError as `approve` does, and without a reason.
    """
    entries, _months = locked_entries(by, REVIEWING, stamps, EntryState.SUBMITTED)
    reason = plain_text(reason)
    if not reason:
        text = _("Say why the entry is returned.")
        raise LedgerError([Problem(0, ProblemCode.REASON, text)])
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(
        state=EntryState.RETURNED,
        reviewed_by=by,
        reviewed_at=timezone.now(),
        return_reason=reason,
        version=F("version") + 1,
    )
    decided = refreshed(entries)
    notices.returned(decided, by)
    return decided


def figure_of(entry: Entry, now: datetime) -> Figure:
    """The figure that the entry makes once it is approved, not yet written."""
    return Figure(
        region=entry.region,
        indicator=entry.indicator,
        year=entry.year,
        month=entry.month,
        value=entry.value,
        numerator=entry.numerator,
        denominator=entry.denominator,
        qualifier=entry.qualifier,
        source=entry.source,
        entry=entry,
        updated_at=now,
    )
