"""Locks, taken in one order by every verb: reporting months, then entries, then indicators."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from indicators.choices import EntryState
from indicators.ledger.drafts import Stamp
from indicators.ledger.errors import LedgerError, Problem, ProblemCode, changed_meanwhile
from indicators.models import Entry, Indicator, Reopening, ReportingMonth
from indicators.models.month import month_words
from indicators.periods import Month
from indicators.permissions import not_entered_by, not_reviewed_by


def locked_months(months: Iterable[Month]) -> dict[Month, ReportingMonth]:
    """The months' rows, locked until the transaction ends; months never opened are left out.

    Whoever writes for a month holds its row, so that closing waits for writers and writers see
    the close.
    """
    found: dict[Month, ReportingMonth] = {}
    for month in sorted(set(months)):
        row = (
            ReportingMonth.objects.select_for_update(of=("self",))
            .filter(year=month.year, month=month.month)
            .first()
        )
        if row is not None:
            found[month] = row
    return found


def not_open(
    rows: dict[Month, ReportingMonth], wanted: Sequence[tuple[Month, Indicator]]
) -> list[Problem]:
    """Why figures of an indicator cannot be written for a month, one problem for each wanted
    pair where they cannot; a closed month may be reopened for some indicators."""
    closed = [row for row in rows.values() if row.closed_at is not None]
    reopenings: dict[int, list[Reopening]] = {row.pk: [] for row in closed}
    if closed:
        for reopening in Reopening.objects.filter(
            month__in=closed, until__gte=timezone.localdate()
        ):
            reopenings[reopening.month_id].append(reopening)
    problems = []
    for number, (month, indicator) in enumerate(wanted):
        row = rows.get(month)
        words = {"month": month_words(month), "name": indicator.name}
        if row is None:
            text = _("%(month)s has not been opened for reporting; ask the office to open it.")
        elif row.is_open:
            continue
        elif row.closed_at is None:
            text = _("%(month)s opens for reporting on %(day)s.")
            words["day"] = date_format(row.opens_on, "DATE_FORMAT")
        elif any(reopening.covers(indicator) for reopening in reopenings[row.pk]):
            continue
        else:
            text = _("%(month)s is closed; ask the office to reopen it for “%(name)s”.")
        problems.append(Problem(number, ProblemCode.MONTH_NOT_OPEN, text % words))
    return problems


@dataclass(frozen=True, slots=True)
class Reach:
    """What a person wants to do with entries: which indicators are out of reach, and the words."""

    denied: Callable[[User, Iterable[Indicator]], set[int]]
    refusal: str


ENTERING = Reach(
    not_entered_by, gettext_noop("%(name)s belongs to another department; you cannot enter it.")
)
REVIEWING = Reach(
    not_reviewed_by, gettext_noop("%(name)s belongs to another department; you cannot review it.")
)


def out_of_reach(row: int, reach: Reach, indicator: Indicator) -> Problem:
    """The refusal of a person who may not; it tells nothing of what stands there."""
    words = {"name": indicator.name}
    return Problem(row, ProblemCode.PERMISSION, _(reach.refusal) % words)


def locked_entries(
    by: User, reach: Reach, stamps: Sequence[Stamp], *states: EntryState
) -> tuple[list[Entry], dict[Month, ReportingMonth]]:
    """The entries as seen, in the order of the stamps, locked with the rows of their months.

    Raises LedgerError when one is out of the person's reach, has another version than the person
    saw or none of the states, or its month is not open for it.
    """
    wanted = [seen.entry for seen in stamps]
    months = locked_months(
        Month(year, month)
        for year, month in Entry.objects.filter(pk__in=wanted)
        .order_by()
        .values_list("year", "month")
        .distinct()
    )
    found = (
        Entry.objects.select_for_update(no_key=True, of=("self",))
        .select_related("indicator", "region", "entered_by", "submitted_by", "corrects")
        .order_by("pk")
        .in_bulk(wanted)
    )
    foreign = reach.denied(by, [entry.indicator for entry in found.values()])
    problems = []
    taken: set[int] = set()
    for row, seen in enumerate(stamps):
        entry = found.get(seen.entry)
        if entry is None:
            text = _("Entry %(number)s does not exist.") % {"number": seen.entry}
            problems.append(Problem(row, ProblemCode.STATE, text))
        elif entry.indicator_id in foreign:
            problems.append(out_of_reach(row, reach, entry.indicator))
        elif entry.pk in taken:
            text = _("%(name)s is given twice.") % {"name": entry.indicator.name}
            problems.append(Problem(row, ProblemCode.STATE, text, entry))
        elif entry.state not in states:
            text = _(
                "%(name)s is %(state)s; this can be done only with entries that are %(other)s."
            )
            words = {
                "name": entry.indicator.name,
                "state": entry.get_state_display(),
                "other": _(" or ").join(str(state.label) for state in states),
            }
            problems.append(Problem(row, ProblemCode.STATE, text % words, entry))
        elif entry.version != seen.version:
            problems.append(changed_meanwhile(row, entry))
        taken.add(seen.entry)
    if not problems:
        entries = [found[seen.entry] for seen in stamps]
        problems = not_open(months, [(entry.as_month(), entry.indicator) for entry in entries])
    if problems:
        raise LedgerError(problems)
    return entries, months


def put_entries(entries: Sequence[Entry], fields: Sequence[str]) -> None:
    """Write these fields of entries that the caller holds locked: one statement for many rows.

    Written over themselves, which takes a tenth of the time of `bulk_update`.
    """
    Entry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )


def refreshed(entries: Iterable[Entry]) -> list[Entry]:
    """The entries as the database has them now, in the same order."""
    pks = [entry.pk for entry in entries]
    found = Entry.objects.select_related("indicator", "region").in_bulk(pks)
    return [found[pk] for pk in pks]
