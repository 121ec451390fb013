"""The story of one cell: every entry for an indicator, region and month, and what became of it."""

from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.contrib.auth.models import User
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.generic import TemplateView

from indicators import permissions, standings, wording
from indicators.choices import EntryState
from indicators.models import Entry
from indicators.models.entry import PENDING
from indicators.permissions import ENTER, REVIEW, departments_of, entries_seen_by
from indicators.trail_words import StepLine


@dataclass(frozen=True)
class Story:
    """An entry and its steps; `stands` when it is the figure, `asked` when it is the one asked
    for by its number."""

    entry: Entry
    lines: list[StepLine]
    stands: bool
    asked: bool

    @property
    def first(self) -> StepLine:
        """How it was written: with its value, and what it corrects."""
        return self.lines[0]


class EntryTrail(PermissionRequiredMixin, TemplateView):
    """The trail of an entry, with those before and after it in the same cell."""

    permission_required = permissions.VIEW_FIGURES
    template_name = "indicators/entry_trail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The story; Http404 for an entry that the person may not look at."""
        user = cast(User, self.request.user)
        seen = entries_seen_by(user)
        entry = standings.entry_seen(kwargs["pk"], seen)
        if entry is None:
            raise Http404(gettext("There is no entry of that number that you may look at."))
        stories = [_story(found, entry) for found in standings.cell_of(entry, seen)]
        newest = stories[-1].entry
        is_own = entry.indicator.department_id in departments_of(user)
        return super().get_context_data(
            entry=entry,
            indicator=entry.indicator,
            month_words=wording.month(entry.as_month()),
            stories=stories,
            standing=next((story for story in stories if story.stands), None),
            correction=sheet_address(entry)
            if is_own and user.has_perm(ENTER) and newest.state not in PENDING
            else "",
            review=_queue_address(newest)
            if is_own and user.has_perm(REVIEW) and newest.state == EntryState.SUBMITTED
            else "",
            indicator_page=_indicator_address(entry),
            month_page=reverse("trail") + "?" + urlencode({"month": entry.as_month()}),
            **kwargs,
        )


def _story(entry: Entry, asked: Entry) -> Story:
    return Story(
        entry=entry,
        lines=[StepLine(step) for step in standings.steps(entry)],
        stands=hasattr(entry, "figure"),
        asked=entry == asked,
    )


def sheet_address(entry: Entry) -> str:
    """Where the entry's cell is written: its row on the entry sheet."""
    asked = urlencode({"month": entry.as_month(), "department": entry.indicator.department.code})
    row = f"cell-{entry.indicator.code}-{entry.region.code}"
    return f"{reverse('admin:indicators_entry_sheet')}?{asked}#{row}"


def _queue_address(entry: Entry) -> str:
    place = f"entry-{entry.pk}"
    asked = urlencode(
        {
            "month": entry.as_month(),
            "department": entry.indicator.department.code,
            "open": place,
        }
    )
    return f"{reverse('admin:indicators_entry_review')}?{asked}#{place}"


def _indicator_address(entry: Entry) -> str:
    asked = {"region": entry.region.code}
    if hasattr(entry, "figure"):  # A month without a figure has no page.
        asked["month"] = str(entry.as_month())
    return f"{reverse('indicator', args=[entry.indicator.code])}?{urlencode(asked)}"
