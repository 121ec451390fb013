"""Reopening a closed month for a department or an indicator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from indicators import ledger, wording
from indicators.admin.month.desk import MonthAdmin, month_row, require_office, show
from indicators.admin.month.forms import ReopenForm
from indicators.ledger import LedgerError


@require_POST
def reopen(request: HttpRequest, pk: int, admin: MonthAdmin) -> HttpResponse:
    """Let figures be written again until a day, with a reason."""
    user = require_office(request)
    row = month_row(pk)
    form = ReopenForm(request.POST)
    if not form.is_valid():
        return show(request, admin, pk, reopen_form=form)
    data = form.cleaned_data
    try:
        ledger.reopen(
            user,
            row.as_month(),
            data["until"],
            data["reason"],
            department=data["department"],
            indicator=data["indicator"],
        )
    except LedgerError as error:
        form.add_error(None, str(error))
        return show(request, admin, pk, reopen_form=form)
    text = _("%(month)s is reopened for “%(name)s” until %(day)s.") % {
        "month": wording.month(row.as_month()),
        "name": data["department"] or data["indicator"],
        "day": date_format(data["until"], "DATE_FORMAT"),
    }
    admin.log_change(request, row, text)
    messages.success(request, text)
    return redirect("admin:indicators_reportingmonth_change", pk)
