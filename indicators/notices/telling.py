"""What people are told of what was done: months opened and closed, entries returned, approved."""

from collections import defaultdict
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from indicators.choices import NoticeKind
from indicators.models import Department, Entry, Notice, Reopening, ReportingMonth, name_of
from indicators.notices.recipients import everybody_reporting
from indicators.notices.writing import Facts, give

MOST_NAMES = 5


def month_opened(row: ReportingMonth) -> None:
    """Tell those who report that they may: 2 queries.

    Nothing for a month that opens on a later day: `tell_opened` does when the day has come.
    """
    if row.is_open:
        _tell_everybody(NoticeKind.OPENED, row, {"due": row.due_on.isoformat()})


@transaction.atomic
def tell_opened() -> None:
    """Tell of months that were opened ahead and whose day has come, each once, until they are
    due: 2 queries, and 2 more for each month to tell of."""
    today = timezone.localdate()
    # Locked, so that of two who do this at once the second sees what the first has told.
    rows = list(
        ReportingMonth.objects.select_for_update(of=("self",))
        .filter(closed_at=None, opens_on__lte=today, due_on__gte=today)
        .order_by("year", "month")
    )
    told = set(
        Notice.objects.filter(month__in=rows, kind=NoticeKind.OPENED).values_list(
            "month_id", flat=True
        )
    )
    for row in rows:
        if row.pk not in told:
            month_opened(row)


def month_closed(row: ReportingMonth) -> None:
    """Tell those who report that the month's figures stand: 2 queries."""
    _tell_everybody(NoticeKind.CLOSED, row, {})


def reopened(reopening: Reopening) -> None:
    """Tell those who report for the department that they may again, until when and why."""
    whose = reopening.department or reopening.indicator.department  # type: ignore[union-attr]
    facts: Facts = {
        "name": reopening.indicator.name if reopening.indicator else whose.name,
        "until": reopening.until.isoformat(),
        "reason": reopening.reason,
        "department": whose.code,
    }
    people = everybody_reporting().filter(departments=whose)
    give(NoticeKind.REOPENED, reopening.month, {person.pk: facts for person in people})


def _tell_everybody(kind: NoticeKind, row: ReportingMonth, facts: Facts) -> None:
    give(kind, row, {person.pk: facts for person in everybody_reporting()})


def returned(entries: Sequence[Entry], by: User) -> None:
    """Tell the authors that their entries came back, and why: 4 queries, and 1 more for each
    further month among them."""
    _tell_authors(NoticeKind.RETURNED, entries, by)


def approved(entries: Sequence[Entry], by: User) -> None:
    """Tell the authors that their entries were approved: as many queries as `returned`."""
    _tell_authors(NoticeKind.APPROVED, entries, by)


def _tell_authors(kind: NoticeKind, entries: Sequence[Entry], by: User) -> None:
    authored: dict[tuple[int, int], dict[int, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        for author in {entry.entered_by_id, entry.submitted_by_id} - {by.pk}:
            if author is not None:
                authored[entry.year, entry.month][author].append(entry)
    everyone = {author for by_author in authored.values() for author in by_author}
    if not everyone:
        return
    active = set(User.objects.filter(pk__in=everyone, is_active=True).values_list("pk", flat=True))
    departments = Department.objects.in_bulk({entry.indicator.department_id for entry in entries})
    wanted = Q()
    for year, month in authored:
        wanted |= Q(year=year, month=month)
    for row in ReportingMonth.objects.filter(wanted):
        by_author = authored[row.year, row.month]
        give(
            kind,
            row,
            {
                author: _facts(own, by, departments)
                for author, own in by_author.items()
                if author in active
            },
        )


def _facts(entries: Sequence[Entry], by: User, departments: dict[int, Department]) -> Facts:
    """How many, the first few by name, who decided, the reason, where to go on."""
    names = list(dict.fromkeys(entry.indicator.name for entry in entries))
    return {
        "count": len(entries),
        "names": names[:MOST_NAMES],
        "more": len(names) > MOST_NAMES,
        "by": name_of(by),
        "reason": entries[0].return_reason,
        "department": departments[entries[0].indicator.department_id].code,
    }
