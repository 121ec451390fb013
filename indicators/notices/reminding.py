"""Chasing: who still owes what for a month, told to each person at most once a day."""

import datetime

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from indicators.choices import NoticeKind
from indicators.models import Notice, ReportingMonth
from indicators.models.notice import ONCE_A_DAY
from indicators.notices.recipients import departments_by_person
from indicators.notices.writing import Facts, composed, give
from indicators.periods import Month
from indicators.permissions import ENTER, REVIEW
from indicators.standings.reporting import DepartmentReport, month_report


class NobodyToRemind(Exception):
    """The month is not open; the text says why."""


@transaction.atomic
def remind(month: Month, day: datetime.date, *, dry_run: bool = False) -> list[Notice]:
    """Write a notice to everybody who still has work for the month, and return the new ones.

    Those who enter are told what their departments owe, those who review what waits for them;
    whoever does both gets one notice. Nobody is told twice the same day, whoever asks and how
    often. Nothing is written on a dry run. The queries do not grow with people or indicators.

    Raises NobodyToRemind when the month is not open.
    """
    # Two who remind at once queue for the month's row: the second sees what the first wrote.
    row = _open_month(month)
    told_today = set(
        Notice.objects.filter(month=row, day=day, kind__in=ONCE_A_DAY).values_list(
            "person_id", flat=True
        )
    )
    facts = {person: told for person, told in _facts(row, day).items() if person not in told_today}
    kind = NoticeKind.DUE_SOON if day <= row.due_on else NoticeKind.REMINDER
    if dry_run:
        told = composed(kind, row, facts, day, timezone.now())
    else:
        told = give(kind, row, facts, day)
    prefetch_related_objects(told, "person")
    return told


def _open_month(month: Month) -> ReportingMonth:
    """The month's row, locked until the transaction ends; raises NobodyToRemind if not open."""
    row = (
        ReportingMonth.objects.select_for_update(of=("self",))
        .filter(year=month.year, month=month.month)
        .first()
    )
    words: dict[str, object] = {"month": month}
    if row is None:
        text = _("%(month)s has not been opened for reporting; ask the office to open it.")
    elif row.closed_at is not None:
        text = _("%(month)s is closed; nobody is reminded.")
    elif not row.is_open:
        text = _("%(month)s opens for reporting on %(day)s.")
        words["day"] = date_format(row.opens_on, "DATE_FORMAT")
    else:
        return row
    raise NobodyToRemind(text % words)


def _facts(row: ReportingMonth, day: datetime.date) -> dict[int, Facts]:
    """What each person with work left is told, by the person's key."""
    departments = month_report(row.as_month()).departments
    entering, reviewing = departments_by_person(ENTER), departments_by_person(REVIEW)
    dates = {"due": row.due_on.isoformat(), "days": abs((row.due_on - day).days)}
    found = {}
    for person in entering.keys() | reviewing.keys():
        owing = [
            _owed(report)
            for report in departments
            if report.department.pk in entering.get(person, ()) and report.tally.left_to_enter
        ]
        waiting = [
            _waiting(report)
            for report in departments
            if report.department.pk in reviewing.get(person, ()) and report.tally.submitted
        ]
        if owing or waiting:
            found[person] = {**dates, "owing": owing, "waiting": waiting}
    return found


def _owed(report: DepartmentReport) -> Facts:
    tally = report.tally
    return {
        "department": report.department.code,
        "name": report.department.name,
        "missing": tally.missing,
        "draft": tally.draft,
        "returned": tally.returned,
    }


def _waiting(report: DepartmentReport) -> Facts:
    return {
        "department": report.department.code,
        "name": report.department.name,
        "submitted": report.tally.submitted,
    }
