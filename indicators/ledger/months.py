"""Opening, closing and reopening reporting months."""

from collections.abc import Collection
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators import notices
from indicators.choices import EntryState
from indicators.ledger.drafts import plain_text
from indicators.ledger.errors import LedgerError, Problem, ProblemCode
from indicators.ledger.locking import locked_months
from indicators.models import Department, Entry, Indicator, Reopening, ReportingMonth
from indicators.models.month import month_words
from indicators.periods import Month
from indicators.permissions import may_manage_months

DUE_DAY = 5


@transaction.atomic
def open_month(
    by: User, month: Month, due_on: date | None = None, opens_on: date | None = None
) -> ReportingMonth:
    """Open a month for entry from its last day on, due on the 5th of the next month, unless said
    otherwise.

    Raises LedgerError when the person may not, the month was opened before, or would be due
    before it opens.
    """
    _require_office(by)
    due_on = due_on or due_by_default(month)
    opens_on = opens_on or min(month.last_day, due_on)
    _check_days(month, opens_on, due_on)
    opened, created = ReportingMonth.objects.get_or_create(
        year=month.year,
        month=month.month,
        defaults={
            "opens_on": opens_on,
            "due_on": due_on,
            "opened_by": by,
            "opened_at": timezone.now(),
        },
    )
    if not created:
        raise _refusal(ProblemCode.STATE, _("%(month)s was opened before."), month)
    notices.month_opened(opened)
    return opened


def due_by_default(month: Month) -> date:
    """The day by which a month is due unless the office says otherwise."""
    return month.last_day + timedelta(days=DUE_DAY)


def _check_days(month: Month, opens_on: date, due_on: date) -> None:
    if due_on < month.first_day:
        text = _("%(month)s cannot be due before it begins.")
    elif due_on < opens_on:
        text = _("%(month)s cannot be due before it opens.")
    else:
        return
    raise _refusal(ProblemCode.VALUE, text, month)


@transaction.atomic
def set_due(by: User, month: Month, due_on: date) -> ReportingMonth:
    """Set the day by which a month's entries are to be handed in; what is late stays late.

    Raises LedgerError when the person may not, the month was never opened or is closed, or would
    be due before it opens.
    """
    _require_office(by)
    row = _opened(month)
    if row.closed_at is not None:
        raise _refusal(ProblemCode.STATE, _("%(month)s is closed; its figures stand."), month)
    _check_days(month, row.opens_on, due_on)
    row.due_on = due_on
    row.save(update_fields=["due_on"])
    return row


@transaction.atomic
def close_month(by: User, month: Month, leaving: Collection[int] = frozenset()) -> ReportingMonth:
    """Close a month: from now on nobody writes or approves entries for it.

    `leaving` are the keys of the entries that the office has seen waiting for review and leaves
    so. Raises LedgerError when the person may not, the month is not open, or others wait.
    """
    _require_office(by)
    row = _opened(month)
    if row.closed_at is not None:
        raise _refusal(ProblemCode.MONTH_NOT_OPEN, _("%(month)s was closed before."), month)
    if not row.is_open:
        text = _("%(month)s is not open yet; there is nothing to close.")
        raise _refusal(ProblemCode.MONTH_NOT_OPEN, text, month)
    waiting = Entry.objects.of_month(month).filter(state=EntryState.SUBMITTED)
    unseen = sum(pk not in leaving for pk in waiting.values_list("pk", flat=True))
    if unseen:
        text = _("%(count)s entries of %(month)s wait for review; have them approved or returned.")
        words = {"count": unseen, "month": month_words(month)}
        raise LedgerError([Problem(0, ProblemCode.STATE, text % words)])
    row.closed_by = by
    row.closed_at = timezone.now()
    row.save(update_fields=["closed_by", "closed_at"])
    notices.month_closed(row)
    return row


@transaction.atomic
def reopen(
    by: User,
    month: Month,
    until: date,
    reason: str,
    *,
    department: Department | None = None,
    indicator: Indicator | None = None,
) -> Reopening:
    """Let a department's figures, or an indicator's, of a closed month be written until the end
    of a day.

    Raises LedgerError when the person may not, the month is not closed, the day has passed, or no
    reason is given; ValueError unless exactly one of department and indicator is.
    """
    if (department is None) == (indicator is None):
        raise ValueError("reopen for a department or for an indicator")
    _require_office(by)
    row = _opened(month)
    if row.closed_at is None:
        raise _refusal(ProblemCode.STATE, _("%(month)s is not closed."), month)
    if until < timezone.localdate():
        raise _refusal(ProblemCode.VALUE, _("Choose a day from today on."), month)
    reason = plain_text(reason)
    if not reason:
        raise _refusal(ProblemCode.REASON, _("Say why %(month)s is reopened."), month)
    reopening = Reopening.objects.create(
        month=row,
        department=department,
        indicator=indicator,
        until=until,
        reason=reason,
        reopened_by=by,
        reopened_at=timezone.now(),
    )
    notices.reopened(reopening)
    return reopening


def _opened(month: Month) -> ReportingMonth:
    """The month's row, locked."""
    rows = locked_months([month])
    if month not in rows:
        text = _("%(month)s has not been opened for reporting.")
        raise _refusal(ProblemCode.MONTH_NOT_OPEN, text, month)
    return rows[month]


def _refusal(code: ProblemCode, text: str, month: Month) -> LedgerError:
    return LedgerError([Problem(0, code, text % {"month": month_words(month)})])


def _require_office(by: User) -> None:
    if not may_manage_months(by):
        text = _("Only the office opens and closes months.")
        raise LedgerError([Problem(0, ProblemCode.PERMISSION, text)])
