"""Closing a month: what is left is shown, and the office says that it may stay so."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators import ledger, wording
from indicators.admin.month.desk import MonthAdmin, month_page, month_row, require_office
from indicators.choices import EntryState, ReportingLevel
from indicators.ledger import LedgerError
from indicators.ledger.drafts import LONGEST_KEY
from indicators.models import Department, ReportingMonth
from indicators.standings.left_over import LeftDepartment, LeftIndicator, left_over
from indicators.standings.reporting import MISSING


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int, admin: MonthAdmin) -> HttpResponse:
    """Show what is left, or close over it.

    What is posted names the entries that were shown waiting for review; when others wait by then
    nothing is closed, and the page shows them.
    """
    user = require_office(request)
    row = month_row(pk)
    if row.closed_at is not None:
        text = _("%(month)s has been closed") % {"month": wording.month(row.as_month())}
        messages.info(request, text)
        return redirect("admin:indicators_reportingmonth_change", pk)
    if request.method == "POST":
        try:
            ledger.close_month(user, row.as_month(), leaving=_keys(request.POST.get("leaving", "")))
        except LedgerError as error:
            messages.error(request, str(error))
            text = _("Something was handed in meanwhile; look at the list again.")
            messages.warning(request, text)
        else:
            text = _("%(month)s has been closed") % {"month": wording.month(row.as_month())}
            admin.log_change(request, row, text)
            messages.success(request, text)
            return redirect("admin:indicators_reportingmonth_change", pk)
    return _page(request, admin, row)


def _page(request: HttpRequest, admin: MonthAdmin, row: ReportingMonth) -> HttpResponse:
    left = left_over(row.as_month())
    counts = [
        (state, wording.cell_state(state), left.cells(state))
        for state in (EntryState.SUBMITTED, EntryState.RETURNED, EntryState.DRAFT, MISSING)
    ]
    return month_page(
        request,
        admin,
        row,
        "close.html",
        title=_("Close %(month)s") % {"month": wording.month(row.as_month())},
        crumbs=[
            (
                wording.month(row.as_month()),
                reverse("admin:indicators_reportingmonth_change", args=[row.pk]),
            )
        ],
        left=[_lines(found) for found in left.departments],
        counts=counts,
        any_left=any(count for _state, _label, count in counts),
        waiting=len(left.waiting),
        leaving=",".join(map(str, left.waiting)),
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """An indicator, and where it is left if that is not everywhere."""

    name: str
    regions: str


@dataclass(frozen=True, slots=True)
class _State:
    state: str
    label: str
    cells: int
    indicators: list[_Named]


@dataclass(frozen=True, slots=True)
class _Department:
    department: Department
    states: list[_State]


def _lines(left: LeftDepartment) -> _Department:
    return _Department(
        left.department,
        [
            _State(
                found.state,
                wording.cell_state(found.state),
                found.cells,
                [_Named(one.indicator.name, _where(one)) for one in found.indicators],
            )
            for found in left.states
        ],
    )


def _where(left: LeftIndicator) -> str:
    """Which towns; how many where it is all of them; nothing for the county."""
    if left.indicator.level == ReportingLevel.COUNTY:
        return ""
    if left.everywhere:
        return _("all %(count)s towns") % {"count": len(left.regions)}
    return wording.listed(region.name for region in left.regions)


def _keys(text: str) -> frozenset[int]:
    """The keys in a list with commas; what is none is left out, so that it closes nothing."""
    return frozenset(
        int(part) for part in text.split(",") if part.isdecimal() and len(part) <= LONGEST_KEY
    )
