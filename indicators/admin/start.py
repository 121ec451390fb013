"""Where the admin begins: what waits for this person, before the list of records."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext

from indicators import wording
from indicators.admin.catalogue import may_keep
from indicators.periods import Month
from indicators.permissions import ENTER, MANAGE_MONTH, REVIEW
from indicators.standings.reopened import reopened_for
from indicators.standings.reporting import (
    DepartmentReport,
    Tally,
    month_report,
    reporting_months,
)


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: its name and place, what it is about, and numbers with their words."""

    name: str
    about: str
    address: str
    action: str
    counts: list[tuple[int, str]]


def start(request: HttpRequest) -> HttpResponse:
    """The admin's first page, with the tasks of whoever asks."""
    person = cast(User, request.user)
    found = tasks(person) + ([_catalogue()] if may_keep(person) else [])
    answer: HttpResponse = admin.site.index(request, {"tasks": found})
    return answer


def tasks(person: User) -> list[Task]:
    """What waits for the person: in months opened again, then in the newest open month."""
    manages = person.has_perm(MANAGE_MONTH)
    if not (person.has_perm(ENTER) or person.has_perm(REVIEW) or manages):
        return []
    found = _reopened(person)
    row = next((row for row in reporting_months() if row.is_open), None)
    if row is None:
        return [*found, _months(gettext("No month is open."))] if manages else found
    month = row.as_month()
    report = month_report(month, person)
    due = gettext("%(month)s, due on %(day)s") % {
        "month": wording.month(month),
        "day": date_format(row.due_on, "DATE_FORMAT"),
    }
    found += _own_work(person, [one for one in report.departments if one.own], month, due)
    if manages:
        query = _query(month=str(month))
        total = report.total
        counts = [
            (total.left_to_enter, gettext("left to enter")),
            (total.submitted, gettext("to review")),
            (total.approved, gettext("approved")),
        ]
        found.append(_progress(due, query, counts))
        found.append(_months(due))
    return found


def _query(**asked: str) -> str:
    return f"?{urlencode(asked)}"


def _reopened(person: User) -> list[Task]:
    """Work in closed months that are open again for a department of the person's."""
    found = []
    for reopened in reopened_for(person):
        text = gettext("%(month)s, reopened until %(day)s")
        until = text % {
            "month": wording.month(reopened.month),
            "day": date_format(reopened.until, "DATE_FORMAT"),
        }
        found += _own_work(person, [reopened.report], reopened.month, until)
    return found


def _own_work(
    person: User, own: Sequence[DepartmentReport], month: Month, about: str
) -> list[Task]:
    """What the person enters or reviews for departments of theirs."""
    found = []
    if person.has_perm(ENTER):
        found += [_entering(department, month, about) for department in own]
    if person.has_perm(REVIEW):
        tally = sum((department.tally for department in own), Tally())
        asked = {"month": str(month)}
        if len(own) == 1:
            asked["department"] = own[0].department.code
        address = reverse("admin:indicators_entry_review") + _query(**asked)
        counts = [(tally.submitted, gettext("to review")), (tally.approved, gettext("approved"))]
        found.append(Task(gettext("Review queue"), about, address, gettext("Review"), counts))
    return found


def _entering(report: DepartmentReport, month: Month, about: str) -> Task:
    tally = report.tally
    query = _query(month=str(month), department=report.department.code)
    counts = [
        (tally.returned, gettext("returned")),
        (tally.missing, gettext("not entered")),
        (tally.draft, gettext("drafts")),
        (tally.submitted, gettext("submitted")),
        (tally.approved, gettext("approved")),
    ]
    address = reverse("admin:indicators_entry_sheet") + query
    return Task(str(report.department), about, address, gettext("Fill in this month"), counts)


def _progress(due: str, query: str, counts: list[tuple[int, str]]) -> Task:
    address = reverse("reporting") + query
    name = gettext("Reporting progress")
    return Task(name, due, address, gettext("See who is late"), counts)


def _months(about: str) -> Task:
    address = reverse("admin:indicators_reportingmonth_changelist")
    return Task(gettext("Months"), about, address, gettext("Open and close months"), [])


def _catalogue() -> Task:
    about = gettext("Indicators, targets, departments and regions")
    action = gettext("Download or upload")
    return Task(gettext("Catalogue as Excel"), about, reverse("catalogue"), action, [])
