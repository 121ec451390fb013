"""A month's trail: every step of its entries, as a page and as a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth.decorators import permission_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from indicators import permissions, standings, wording
from indicators.choices import EntryState
from indicators.models import Department, Entry, WorkArea
from indicators.periods import Month
from indicators.permissions import entries_seen_by
from indicators.standings import MonthTrail, Step
from indicators.trail_words import StepLine, as_csv
from indicators.views.ledger_page import month_in

STEPS_A_PAGE = 50


@dataclass(frozen=True)
class Asked:
    """What the trail is narrowed to; empty where it is not."""

    month: Month
    department: str
    programme: str
    state: str

    def query(self) -> str:
        """The query of an address that asks for the same."""
        asked = {
            "month": str(self.month),
            "department": self.department,
            "programme": self.programme,
            "state": self.state,
        }
        return "?" + urlencode({name: text for name, text in asked.items() if text})

    def entries(self, seen: Q) -> QuerySet[Entry]:
        """The entries asked for, of those that the person sees."""
        found = Entry.objects.of_month(self.month).filter(seen)
        if self.department:
            found = found.filter(indicator__department__code=self.department)
        if self.programme:
            found = found.filter(indicator__work_area__code=self.programme)
        return found.filter(state=self.state) if self.state else found


class MonthTrailPage(PermissionRequiredMixin, TemplateView):
    """The steps of a month, newest first."""

    permission_required = permissions.VIEW_FIGURES
    template_name = "indicators/month_trail.html"
    seen: Q
    months: list[tuple[Month, bool]]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; one that says so while no month was ever opened."""
        self.seen = entries_seen_by(cast(User, request.user))
        self.months = standings.months_told(self.seen)
        if not self.months:
            return render(request, "indicators/empty.html", {"region": standings.region()})
        return self.render_to_response(self.get_context_data(**kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page shows, in a constant number of queries."""
        departments, programmes = list(Department.objects.all()), _programmes()
        asked = _asked(self.request.GET, self.months, departments, programmes)
        trail = MonthTrail(asked.entries(self.seen))
        steps: Paginator[Step] = Paginator(trail, STEPS_A_PAGE)  # type: ignore[arg-type]
        shown = steps.get_page(self.request.GET.get("page"))
        return super().get_context_data(
            asked=asked,
            month_words=wording.month(asked.month),
            months=[(str(month), wording.month(month)) for month, _told in self.months],
            departments=[(row.code, str(row)) for row in departments],
            programmes=[(row.code, row.name) for row in programmes],
            states=[(state.value, state.label) for state in EntryState],
            shown=shown,
            lines=[StepLine(step) for step in shown],
            csv=reverse("trail-csv") + asked.query(),
            query=asked.query(),
            **kwargs,
        )


@require_safe
@permission_required(permissions.VIEW_FIGURES, raise_exception=True)
def month_trail_csv(request: HttpRequest) -> HttpResponseBase:
    """The same steps, all of them, as CSV; Http404 where there is no month."""
    seen = entries_seen_by(cast(User, request.user))
    months = standings.months_told(seen)
    asked = _asked(request.GET, months, Department.objects.all(), _programmes())
    name = gettext("Trail of entries, %(month)s") % {"month": asked.month}
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.csv") or ""
    return StreamingHttpResponse(
        as_csv(MonthTrail(asked.entries(seen)), get_language() or "zh-hans"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": disposition},
    )


def _programmes() -> list[WorkArea]:
    programmes = WorkArea.objects.filter(level=WorkArea.PROGRAMME)
    return list(programmes.order_by("parent__order", "order", "code"))


def _asked(
    query: QueryDict,
    months: list[tuple[Month, bool]],
    departments: Iterable[Department],
    programmes: Iterable[WorkArea],
) -> Asked:
    month = month_in(query) or standings.newest_told(months)
    if month is None or month not in [known for known, _told in months]:
        text = gettext("%(month)s was never opened for reporting.")
        raise Http404(text % {"month": month or gettext("This month")})
    department, programme = query.get("department", ""), query.get("programme", "")
    state = query.get("state", "")
    if department and department not in {row.code for row in departments}:
        text = gettext("There is no department with the code “%(code)s”.")
        raise Http404(text % {"code": department})
    if programme and programme not in {row.code for row in programmes}:
        text = gettext("There is no programme with the code “%(code)s”.")
        raise Http404(text % {"code": programme})
    if state and state not in EntryState.values:
        text = gettext("“%(text)s” is not a state. Write one of: %(states)s.")
        raise Http404(text % {"text": state, "states": ", ".join(EntryState.values)})
    return Asked(month, department, programme, state)
