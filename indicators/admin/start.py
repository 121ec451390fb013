"""Where the admin begins: what waits for this person, before the list of records."""

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
from indicators.permissions import ENTER, MANAGE_MONTH, REVIEW
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
    """What waits for the person in the newest open month; nothing where no month is open."""
    enters, reviews = person.has_perm(ENTER), person.has_perm(REVIEW)
    manages = person.has_perm(MANAGE_MONTH)
    if not (enters or reviews or manages):
        return []
    row = next((row for row in reporting_months() if row.is_open), None)
    if row is None:
        return [_months(gettext("No month is open."))] if manages else []
    month = row.as_month()
    report = month_report(month, person)
    query = f"?{urlencode({'month': str(month)})}"
    due = gettext("%(month)s, due on %(day)s") % {
        "month": wording.month(month),
        "day": date_format(row.due_on, "DATE_FORMAT"),
    }
    own = [found for found in report.departments if found.own]
    found = []
    if enters:
        found += [_entering(department, due, query) for department in own]
    if reviews:
        tally = sum((department.tally for department in own), Tally())
        address = reverse("admin:indicators_entry_review") + query
        counts = [(tally.submitted, gettext("to review")), (tally.approved, gettext("approved"))]
        found.append(Task(gettext("Review queue"), due, address, gettext("Review"), counts))
    if manages:
        total = report.total
        counts = [
            (total.left_to_enter, gettext("left to enter")),
            (total.submitted, gettext("to review")),
            (total.approved, gettext("approved")),
        ]
        found.append(_progress(due, query, counts))
        found.append(_months(due))
    return found


def _entering(report: DepartmentReport, due: str, query: str) -> Task:
    tally = report.tally
    place = f"{query}&{urlencode({'department': report.department.code})}"
    counts = [
        (tally.returned, gettext("returned")),
        (tally.missing, gettext("not entered")),
        (tally.draft, gettext("drafts")),
        (tally.submitted + tally.approved, gettext("handed in")),
    ]
    address = reverse("admin:indicators_entry_sheet") + place
    return Task(str(report.department), due, address, gettext("Fill in this month"), counts)


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
