"""Admin of reporting months: the list, and a page for each month."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from indicators import ledger, wording
from indicators.admin.base import LedgerAdmin
from indicators.admin.month import closing, desk, reopening
from indicators.admin.month.forms import OpenMonthForm, suggestion
from indicators.models import ReportingMonth
from indicators.periods import MONTHS_IN_YEAR, Month
from indicators.permissions import MANAGE_MONTH
from indicators.standings import reporting
from indicators.views.reporting import month_state

ADDRESS = "indicators_reportingmonth"


class MonthList(ChangeList):
    """The list, with the tally of each month that it shows."""

    def get_results(self, request: HttpRequest) -> None:
        """Read the page's months, then count their cells."""
        super().get_results(request)
        rows = list(self.result_list)
        tallies = reporting.month_tallies(row.as_month() for row in rows)
        for row in rows:
            row.tally = tallies[row.as_month()]
        self.result_list = rows


@admin.register(ReportingMonth)
class ReportingMonthAdmin(LedgerAdmin):
    """Months with their state; adding opens one, everything else is done on the month's page."""

    form = OpenMonthForm
    list_display = (
        "named",
        "state",
        "opens_on",
        "due_on",
        "owed",
        "missing",
        "draft",
        "submitted",
        "returned",
        "approved",
        "late",
    )
    list_filter = ("year",)
    list_per_page = 24
    actions = None

    class Media:
        css: ClassVar = {"all": ["css/months.css"]}

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """The list with tallies."""
        return MonthList

    def get_urls(self) -> list[URLPattern]:
        """The month's verbs beside the admin's own pages."""
        view = self.admin_site.admin_view
        verbs = {"due": desk.set_due, "close": closing.close, "reopen": reopening.reopen}
        desks = [
            path(f"<int:pk>/{name}/", view(verb), {"admin": self}, f"{ADDRESS}_{name}")
            for name, verb in verbs.items()
        ]
        return [*desks, *super().get_urls()]

    @admin.display(description=_("month"), ordering=F("year") * MONTHS_IN_YEAR + F("month"))
    def named(self, row: ReportingMonth) -> str:
        """The month in words."""
        return wording.month(row.as_month())

    @admin.display(description=_("state"))
    def state(self, row: ReportingMonth) -> str:
        """Not open yet, open, overdue or closed."""
        shown = month_state(row, timezone.localdate())
        return render_to_string("components/month_state.html", shown)

    @admin.display(description=_("owed"))
    def owed(self, row: Any) -> int:
        """Cells that are owed."""
        return row.tally.owed  # type: ignore[no-any-return]

    @admin.display(description=_("not started"))
    def missing(self, row: Any) -> int:
        """Cells without any entry."""
        return row.tally.missing  # type: ignore[no-any-return]

    @admin.display(description=_("in draft"))
    def draft(self, row: Any) -> int:
        """Cells in draft."""
        return row.tally.draft  # type: ignore[no-any-return]

    @admin.display(description=_("submitted"))
    def submitted(self, row: Any) -> int:
        """Cells that wait for review."""
        return row.tally.submitted  # type: ignore[no-any-return]

    @admin.display(description=_("returned"))
    def returned(self, row: Any) -> int:
        """Cells that came back from review."""
        return row.tally.returned  # type: ignore[no-any-return]

    @admin.display(description=_("approved"))
    def approved(self, row: Any) -> int:
        """Cells whose figure stands."""
        return row.tally.approved  # type: ignore[no-any-return]

    @admin.display(description=_("handed in late"))
    def late(self, row: Any) -> int:
        """Cells that were handed in late."""
        return row.tally.late  # type: ignore[no-any-return]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The office."""
        return request.user.has_perm(MANAGE_MONTH)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody by hand: the month's page has a verb for each change."""
        return False

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form, knowing what it suggests."""
        form = super().get_form(request, obj, change=change, **kwargs)
        newest = next(iter(reporting.reporting_months()), None)
        suggested = suggestion(newest, timezone.localdate())
        return type(form.__name__, (form,), {"suggested": suggested})

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The next month, with its usual dates."""
        asked = super().get_changeform_initial_data(request)
        return {**self.get_form(request).suggested, **asked}

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The form to open a month, with one button."""
        plain = {
            "title": _("Open a month"),
            "show_save_and_add_another": False,
            "show_save_and_continue": False,
            **(extra_context or {}),
        }
        return super().add_view(request, form_url, plain)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The month's own page, for everybody who may see months."""
        return desk.show(request, self, object_id)

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> ReportingMonth:
        """Open the month through the ledger."""
        data = form.cleaned_data
        month = Month(data["year"], data["month"])
        return ledger.open_month(request.user, month, data["due_on"], data["opens_on"])  # type: ignore[arg-type]

    def response_add(
        self, request: HttpRequest, obj: ReportingMonth, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Say from when on figures may be entered, and show the month."""
        words = {
            "month": wording.month(obj.as_month()),
            "day": date_format(obj.opens_on, "DATE_FORMAT"),
            "due": date_format(obj.due_on, "DATE_FORMAT"),
        }
        text = (
            _("%(month)s is open for reporting; figures are due by %(due)s.")
            if obj.is_open
            else _("%(month)s opens by itself on %(day)s; figures are due by %(due)s.")
        )
        self.message_user(request, text % words, messages.SUCCESS)
        return redirect("admin:indicators_reportingmonth_change", obj.pk)
