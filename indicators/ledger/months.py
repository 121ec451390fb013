"""Opening, closing and locking reporting months."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.choices import EntryState
from indicators.ledger.errors import LedgerError, Problem, ProblemCode
from indicators.models import Entry, ReportingMonth
from indicators.periods import Month
from indicators.permissions import may_manage_months

DUE_DAY = 5


@transaction.atomic
def open_month(by: User, month: Month, due_on: date | None = None) -> ReportingMonth:
    """Open a month for entry, due on the 5th of the next month unless said otherwise.

    Raises LedgerError when the person may not, the month was opened before, or would be due
    before it begins.
    """
    _require_office(by)
    after = month.shift(1)
    if due_on and due_on < date(month.year, month.month, 1):
        text = _("%(month)s cannot be due before it begins.") % {"month": month}
        raise LedgerError([Problem(0, ProblemCode.VALUE, text)])
    opened, created = ReportingMonth.objects.get_or_create(
        year=month.year,
        month=month.month,
        defaults={
            "due_on": due_on or date(after.year, after.month, DUE_DAY),
            "opened_by": by,
            "opened_at": timezone.now(),
        },
    )
    if not created:
        raise LedgerError(
            [Problem(0, ProblemCode.STATE, _("%(month)s was opened before.") % {"month": month})]
        )
    return opened


@transaction.atomic
def close_month(by: User, month: Month) -> ReportingMonth:
    """Close a month: from now on nobody writes or approves entries for it.

    Raises LedgerError when the person may not, the month is not open, or entries wait for review.
    """
    _require_office(by)
    row = lock_open_months([month])[month]
    waiting = Entry.objects.of_month(month).filter(state=EntryState.SUBMITTED).count()
    if waiting:
        text = _("%(count)s entries of %(month)s wait for review; have them approved or returned.")
        words = {"count": waiting, "month": month}
        raise LedgerError([Problem(0, ProblemCode.STATE, text % words)])
    row.closed_by = by
    row.closed_at = timezone.now()
    row.save(update_fields=["closed_by", "closed_at"])
    return row


def lock_open_months(months: Iterable[Month]) -> dict[Month, ReportingMonth]:
    """Lock the months' rows until the transaction ends; raises LedgerError if one is not open.

    Whoever writes for a month holds its row, so that closing waits for writers and writers see
    the close.
    """
    wanted = sorted(set(months))
    found: dict[Month, ReportingMonth] = {}
    for month in wanted:
        row = (
            ReportingMonth.objects.select_for_update()
            .filter(year=month.year, month=month.month)
            .first()
        )
        if row is not None:
            found[month] = row
    problems = []
    for month in wanted:
        if month not in found:
            text = _("%(month)s has not been opened for reporting; ask the office to open it.")
        elif not found[month].is_open:
            text = _("%(month)s is closed; its figures stand.")
        else:
            continue
        problems.append(Problem(0, ProblemCode.MONTH_NOT_OPEN, text % {"month": month}))
    if problems:
        raise LedgerError(problems)
    return found


def _require_office(by: User) -> None:
    if not may_manage_months(by):
        text = _("Only the office opens and closes months.")
        raise LedgerError([Problem(0, ProblemCode.PERMISSION, text)])
