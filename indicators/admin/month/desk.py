"""The page of one month: how far it is, and what the office may do with it."""

from typing import Any, TypeAlias, cast

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indicators import ledger, permissions, wording
from indicators.admin.month.forms import DueForm, ReopenForm
from indicators.ledger import LedgerError
from indicators.ledger.drafts import LONGEST_KEY
from indicators.models import ReportingMonth
from indicators.standings import reporting
from indicators.views.reporting import department_rows, legend, line_of, month_state

MonthAdmin: TypeAlias = "ModelAdmin[ReportingMonth]"


def month_row(key: str | int) -> ReportingMonth:
    """The month of that key, with who opened and closed it; Http404 for none."""
    found = (
        ReportingMonth.objects.select_related("opened_by", "closed_by").filter(pk=key).first()
        if str(key).isdecimal() and len(str(key)) <= LONGEST_KEY
        else None
    )
    if found is None:
        raise Http404(_("There is no such reporting month."))
    return found


def require_office(request: HttpRequest) -> User:
    """Who asks; PermissionDenied for all but the office."""
    user = cast(User, request.user)
    if not permissions.may_manage_months(user):
        raise PermissionDenied(_("Only the office opens and closes months."))
    return user


def month_page(
    request: HttpRequest, admin: MonthAdmin, row: ReportingMonth, template: str, **more: Any
) -> HttpResponse:
    """A page about the month in the admin's frame."""
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "row": row,
        "month": row.as_month(),
        "month_words": wording.month(row.as_month()),
        "title": wording.month(row.as_month()),
        **month_state(row, timezone.localdate()),
        **more,
    }
    return TemplateResponse(request, f"admin/indicators/reportingmonth/{template}", context)


def show(
    request: HttpRequest,
    admin: MonthAdmin,
    key: str | int,
    due_form: DueForm | None = None,
    reopen_form: ReopenForm | None = None,
) -> HttpResponse:
    """The month's page; forms that were refused are shown as they were filled in."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    row = month_row(key)
    user = cast(User, request.user)
    today = timezone.localdate()
    report = reporting.month_report(row.as_month(), user)
    reopenings = row.reopenings.select_related("department", "indicator", "reopened_by")
    return month_page(
        request,
        admin,
        row,
        "month.html",
        total=line_of("", report.total),
        departments=department_rows(report, row.as_month(), user),
        legend=legend(),
        may_manage=permissions.may_manage_months(user),
        reopenings=[(found, found.until >= today) for found in reopenings],
        due_form=due_form or DueForm(initial={"due_on": row.due_on}),
        reopen_form=reopen_form or ReopenForm(),
    )


@require_POST
def set_due(request: HttpRequest, pk: int, admin: MonthAdmin) -> HttpResponse:
    """Move the day by which the month is due."""
    user = require_office(request)
    row = month_row(pk)
    form = DueForm(request.POST)
    if not form.is_valid():
        return show(request, admin, pk, due_form=form)
    try:
        ledger.set_due(user, row.as_month(), form.cleaned_data["due_on"])
    except LedgerError as error:
        form.add_error("due_on", str(error))
        return show(request, admin, pk, due_form=form)
    before, after = (
        date_format(day, "DATE_FORMAT") for day in (row.due_on, form.cleaned_data["due_on"])
    )
    text = _("Due date moved from %(before)s to %(after)s.") % {"before": before, "after": after}
    admin.log_change(request, row, text)
    messages.success(request, text)
    return redirect("admin:indicators_reportingmonth_change", pk)
