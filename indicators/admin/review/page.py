"""The reviewer's page: what waits, and what is decided on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from indicators import standings, wording
from indicators.admin.review.deciding import (
    CHOSEN,
    Decision,
    Verb,
    carry_out,
    done,
    read_decision,
    refusals,
)
from indicators.admin.review.reach import Reach, reach_of
from indicators.admin.review.rows import page_of
from indicators.ledger import LedgerError, ProblemCode
from indicators.ledger.drafts import written
from indicators.ledger.locking import not_open
from indicators.models import Entry, ReportingMonth
from indicators.periods import Month
from indicators.permissions import REVIEW, is_own_work
from indicators.standings import WaitingCount, WaitingRow


@dataclass(frozen=True)
class Choice:
    """Something that the page can be narrowed to, and how much waits there."""

    key: str
    label: str
    count: int
    chosen: bool
    address: str = ""


class ReviewQueue(TemplateView):
    """What waits for review: read by department and office, decided by the reviewer."""

    template_name = "admin/review/queue.html"
    reach: Reach

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find out first what the person may look into."""
        self.reach = reach_of(cast(User, request.user), request.GET)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Decide; what the ledger refuses is told on the page, with the reason as it was typed."""
        by = cast(User, request.user)
        if not by.has_perm(REVIEW):
            raise PermissionDenied(_("Only reviewers approve and return."))
        decision = read_decision(request.POST)
        try:
            entries = carry_out(by, decision)
        except LedgerError as error:
            without = any(problem.code is ProblemCode.REASON for problem in error.problems)
            context = self.get_context_data(
                refusals=refusals(error, decision),
                decision=decision,
                reason_missing=decision.place if without else "",
            )
            return self.render_to_response(context)
        messages.success(request, done(decision, entries))
        return HttpResponseRedirect(request.get_full_path())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The queue of a month, in a constant number of queries."""
        counts = standings.waiting_counts(self.reach.indicators_in_reach)
        month = self.reach.month or _newest(counts, self.reach)
        reach = replace(self.reach, month=month)
        rows = standings.queue(month, reach.chosen_indicators) if month else []
        user = cast(User, self.request.user)
        decision: Decision | None = kwargs.get("decision")
        ticked = decision.stamps if decision and decision.place == CHOSEN else ()
        unfolded = frozenset(
            [*self.request.GET.getlist("open"), *(f"entry-{seen.entry}" for seen in ticked)]
        )
        locked = _locked(month, rows)
        page = page_of(
            rows,
            mine=partial(is_own_work, user),
            decidable=lambda entry: (
                entry.indicator.department_id in reach.own and entry.indicator_id not in locked
            ),
            unfolded=unfolded,
        )
        return super().get_context_data(
            # The queue needs the sidebar's width.
            **{**admin.site.each_context(self.request), "is_nav_sidebar_enabled": False},
            opts=Entry._meta,
            title=_("Review"),
            month=month,
            month_words=wording.month(month) if month else "",
            page=page,
            reviews=user.has_perm(REVIEW),
            locked=locked,
            months=_months(counts, reach),
            departments=_departments(counts, reach),
            programmes=_programmes(counts, reach),
            returning=decision.place if decision and decision.verb is Verb.RETURN else "",
            ticked={written(seen) for seen in ticked},
            here=reach.query(),
            trail=reverse("trail") + reach.query(),
            **kwargs,
        )


def _newest(counts: Sequence[WaitingCount], reach: Reach) -> Month | None:
    return next((row.month for row in _within(counts, reach)), None)


def _within(
    counts: Iterable[WaitingCount], reach: Reach, *, any_programme: bool = False
) -> list[WaitingCount]:
    """What waits in the chosen department and programme, in any month."""
    return [
        row
        for row in counts
        if (reach.department is None or row.department_id == reach.department.pk)
        and (any_programme or reach.programme is None or row.programme == reach.programme.code)
    ]


def _locked(month: Month | None, rows: Sequence[WaitingRow]) -> set[int]:
    """The keys of the indicators on which nothing is decided, their month not being open."""
    if month is None or not rows:
        return set()
    found = ReportingMonth.objects.filter(year=month.year, month=month.month).first()
    wanted = [(month, row.indicator) for row in rows]
    problems = not_open({month: found} if found else {}, wanted)
    return {rows[problem.row].indicator.pk for problem in problems}


def _months(counts: Sequence[WaitingCount], reach: Reach) -> list[Choice]:
    totals: dict[Month, int] = {reach.month: 0} if reach.month else {}
    for row in _within(counts, reach):
        totals[row.month] = totals.get(row.month, 0) + row.count
    return [
        Choice(
            str(month),
            wording.month(month),
            totals[month],
            month == reach.month,
            reach.query(month=str(month)),
        )
        for month in sorted(totals, reverse=True)
    ]


def _departments(counts: Sequence[WaitingCount], reach: Reach) -> list[Choice]:
    return [
        Choice(
            department.code,
            str(department),
            sum(
                row.count
                for row in counts
                if row.department_id == department.pk and row.month == reach.month
            ),
            department == reach.department,
        )
        for department in reach.departments
    ]


def _programmes(counts: Sequence[WaitingCount], reach: Reach) -> list[Choice]:
    """The programmes in which something waits, and the chosen one."""
    chosen = reach.programme
    found = {chosen.code: (chosen.name, 0)} if chosen else {}
    for row in _within(counts, reach, any_programme=True):
        if row.month == reach.month:
            _name, before = found.get(row.programme, ("", 0))
            found[row.programme] = (row.programme_name, before + row.count)
    return [
        Choice(code, name, count, chosen is not None and code == chosen.code)
        for code, (name, count) in found.items()
    ]
