"""How far the reporting of a month has come, by department and town; counts, never values."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from indicators import chasing, numbers, permissions, wording
from indicators.models import Department, ReportingMonth, name_of
from indicators.notices import NobodyToRemind
from indicators.periods import MONTHS_IN_YEAR, Month
from indicators.standings import reporting
from indicators.standings.reporting import STATES, MonthReport, Tally
from indicators.views.ledger_page import month_in, month_options

# Shares from which a cell of the year's table takes the next tone.
TONES = (100, 80, 50, 1, 0)
# 100 % is said of what is wholly approved only.
MOST_OF_A_PART = 99


@dataclass(frozen=True, slots=True)
class Stretch:
    """A state's part of a bar: `start` and `share` in percent of all."""

    state: str
    label: str
    count: int
    start: str
    share: str


@dataclass(frozen=True, slots=True)
class Row:
    """A department or town with what it owes; `address` is where to enter it, if one may."""

    name: str
    tally: Tally
    stretches: list[Stretch]
    address: str = ""


@dataclass(frozen=True, slots=True)
class YearCell:
    """A month of a department: the share approved, the counts behind it, and how dark it is.

    `share` is empty for a month that was not opened, or a department without figures to report.
    """

    address: str
    share: str
    words: str
    tone: int


@dataclass(frozen=True, slots=True)
class YearRow:
    """A department's year."""

    name: str
    cells: list[YearCell]


class ReportingPage(PermissionRequiredMixin, TemplateView):
    """Counts of a month's cells by state, and the year as a matrix."""

    permission_required = permissions.VIEW_FIGURES
    template_name = "indicators/reporting.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; one that says so while no month was opened. Http404 for one that was not."""
        asked = month_in(request.GET)
        opened = reporting.reporting_months()
        if not opened:
            return render(request, "indicators/reporting_empty.html")
        current = next((row for row in opened if row.is_open), opened[0])
        row = next((row for row in opened if row.as_month() == asked), None)
        if asked and row is None:
            text = _("%(month)s has not been opened for reporting.")
            raise Http404(text % {"month": wording.month(asked)})
        return self.render_to_response(self.get_context_data(row=row or current, opened=opened))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page shows, in a constant number of queries."""
        row: ReportingMonth = kwargs["row"]
        opened: Sequence[ReportingMonth] = kwargs["opened"]
        user = cast(User, self.request.user)
        month = row.as_month()
        months = [found.as_month() for found in opened]
        report = reporting.month_report(month, user)
        return super().get_context_data(
            **kwargs,
            month=month,
            month_words=wording.month(month),
            months=month_options(months, month),
            earlier=next((found for found in months if found < month), None),
            later=next((found for found in reversed(months) if found > month), None),
            **month_state(row, timezone.localdate()),
            may_manage=permissions.may_manage_months(user),
            total=line_of("", report.total),
            departments=department_rows(report, month, user),
            towns=[line_of(found.region.name, found.tally) for found in report.towns],
            year=month.year,
            year_months=[wording.month_of_year(Month(month.year, n)) for n in _numbers()],
            year_rows=_year_rows(report, month.year, months),
            legend=legend(),
        )


def month_state(row: ReportingMonth, today: datetime.date) -> dict[str, Any]:
    """Where a month stands, and how many days are left until it is due, or have passed since.

    A month that was `opened_late`, after its due date, is never called overdue by days.
    """
    days = (row.due_on - today).days
    opened_late = row.in_time_until > row.due_on
    if row.closed_at is not None:
        state = "closed"
    elif not row.is_open:
        state = "ahead"
    else:
        state = "overdue" if days < 0 and not opened_late else "open"
    return {"state": state, "days": abs(days), "opened_late": opened_late}


def _numbers() -> range:
    return range(1, MONTHS_IN_YEAR + 1)


def legend() -> list[tuple[str, str]]:
    """The states of cells in the order of the bars, with their labels."""
    return [(state, wording.cell_state(state)) for state in STATES]


def line_of(name: str, tally: Tally, address: str = "") -> Row:
    """A tally as a line of a table, with the stretches of its bar."""
    stretches, start = [], 0
    for state in STATES:
        count: int = getattr(tally, state)
        stretches.append(
            Stretch(
                state,
                wording.cell_state(state),
                count,
                _percent(start, tally.owed),
                _percent(count, tally.owed),
            )
        )
        start += count
    return Row(name, tally, stretches, address)


def _percent(count: int, whole: int) -> str:
    """For a drawing: dot as decimal sign in any language."""
    return f"{count * 100 / whole:.3f}" if whole else "0"


def department_rows(report: MonthReport, month: Month, user: User) -> list[Row]:
    """A line for each department; one that the person works for leads to its entry sheet."""
    sheet = reverse("admin:indicators_entry_sheet")
    every = permissions.may_manage_months(user)
    own = user.has_perm(permissions.ENTER) or user.has_perm(permissions.REVIEW)
    return [
        line_of(
            str(found.department),
            found.tally,
            f"{sheet}?month={month}&department={found.department.code}"
            if user.is_staff and (every or (own and found.own))
            else "",
        )
        for found in report.departments
    ]


def _year_rows(report: MonthReport, year: int, opened: Sequence[Month]) -> list[YearRow]:
    approved = reporting.approved_in_year(year)
    open_ones = {month.month for month in opened if month.year == year}
    return [
        YearRow(
            str(found.department),
            [
                year_cell(found.department, Month(year, n), approved, found.tally.owed)
                if n in open_ones
                else YearCell("", "", "", 0)
                for n in _numbers()
            ],
        )
        for found in report.departments
    ]


def year_cell(
    department: Department, month: Month, approved: dict[tuple[int, int], int], owed: int
) -> YearCell:
    """How much of what a department owes for a month is approved, in whole percent."""
    done = approved.get((department.pk, month.month), 0)
    share = int(numbers.half_up(Decimal(done * 100) / owed, 0))
    if done < owed:
        share = min(share, MOST_OF_A_PART)
    text = _("%(name)s, %(month)s: %(done)s of %(owed)s approved")
    words = {
        "name": department,
        "month": wording.month(month),
        "done": done,
        "owed": owed,
    }
    tone = next(number for number, least in enumerate(TONES) if share >= least)
    return YearCell(
        f"{reverse('reporting')}?month={month}", f"{share}%", text % words, len(TONES) - tone
    )


@require_POST
@permission_required(permissions.MANAGE_MONTH, raise_exception=True)
def remind(request: HttpRequest) -> HttpResponse:
    """Remind everybody who has work left for the month, and say how many were told."""
    month = month_in(request.POST)
    if month is None:
        raise Http404(_("Say for which month."))
    try:
        chased = chasing.chase(month, timezone.localdate())
    except NobodyToRemind as error:
        messages.error(request, str(error))
        return redirect(f"{reverse('reporting')}?month={month}")
    if chased.told:
        text = _("Reminded of %(month)s: %(count)s people; mails sent: %(mailed)s.")
        words = {
            "month": wording.month(month),
            "count": len(chased.told),
            "mailed": len(chased.mailed),
        }
        messages.success(request, text % words)
    else:
        messages.info(request, _("Nobody is left to remind today."))
    if chased.failed:
        names = [name_of(notice.person) for notice, _why in chased.failed]
        text = _("They were told here, but no mail could be sent to: %(names)s.")
        messages.warning(request, text % {"names": wording.listed(names)})
    return redirect(f"{reverse('reporting')}?month={month}")
