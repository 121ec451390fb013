"""Admin of reporting months: the office opens and closes them."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from indicators import ledger
from indicators.admin.base import LedgerAdmin
from indicators.ledger import LedgerError
from indicators.models import ReportingMonth
from indicators.periods import Month, PeriodError
from indicators.permissions import MANAGE_MONTH


class OpenMonthForm(forms.ModelForm):  # type: ignore[type-arg]
    """Opens a month through the ledger."""

    class Meta:
        model = ReportingMonth
        fields = ("year", "month", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "due_on" not in self.fields:
            return  # Somebody only looks.
        self.fields["due_on"].required = False
        self.fields["due_on"].help_text = _("Left empty: the 5th of the next month.")

    def clean(self) -> dict[str, Any]:
        """Refuse a month that is not in the calendar."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                Month(cleaned["year"], cleaned["month"])
            except PeriodError:
                text = _("There is no such month; write the year in full and a month from 1 to 12.")
                self.add_error("month", text)
        return cleaned


@admin.register(ReportingMonth)
class ReportingMonthAdmin(LedgerAdmin):
    """Months with their due date; adding opens one, the action closes."""

    form = OpenMonthForm
    actions = ("close_months",)
    list_display = ("__str__", "due_on", "is_open", "opened_by", "closed_by", "closed_at")
    list_select_related = ("opened_by", "closed_by")
    list_filter = ("year",)

    @admin.display(description=_("open"), boolean=True)
    def is_open(self, month: ReportingMonth) -> bool:
        """Whether entries may still be written."""
        return month.is_open

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The office."""
        return request.user.has_perm(MANAGE_MONTH)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody by hand: closing is an action."""
        return False

    def has_manage_permission(self, request: HttpRequest) -> bool:
        """Who sees the action to close."""
        return request.user.has_perm(MANAGE_MONTH)

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> ReportingMonth:
        """Open the month through the ledger."""
        data = form.cleaned_data
        month = Month(data["year"], data["month"])
        return ledger.open_month(request.user, month, data["due_on"])  # type: ignore[arg-type]

    @admin.action(description=_("Close the chosen months"), permissions=["manage"])
    def close_months(self, request: HttpRequest, chosen: QuerySet[ReportingMonth]) -> None:
        """Lock their figures."""
        for row in chosen:
            try:
                ledger.close_month(request.user, row.as_month())  # type: ignore[arg-type]
            except LedgerError as error:
                self.message_user(request, str(error), messages.ERROR)
            else:
                text = _("%(month)s is closed.") % {"month": row}
                self.message_user(request, text, messages.SUCCESS)
