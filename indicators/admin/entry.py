"""Admin of entries: what the ledger's verbs look like on a page."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME, ActionForm
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from indicators import ledger, wording
from indicators.admin import fill_in, review, sheet
from indicators.admin.base import LedgerAdmin
from indicators.admin.choosing import ByName
from indicators.admin.entry_form import EntryForm
from indicators.choices import EntryState
from indicators.ledger import LedgerError, Stamp
from indicators.ledger.drafts import LONGEST_KEY, read_stamp, written
from indicators.models import Entry
from indicators.models.indicator import MAX_DECIMALS
from indicators.numbers import plain
from indicators.permissions import ENTER, REVIEW, departments_of, sees_work_in_progress
from indicators.trail_words import doubts
from indicators.views.trail import sheet_address

REMARK_LENGTH = 30
LINK = '<a href="{}">{}</a>'
PLACE = ("indicator", "region", "year", "month")
FATE = (
    "state",
    "late",
    "doubts_said",
    "source",
    "corrects",
    "entered_by",
    "entered_at",
    "submitted_by",
    "submitted_at",
    "reviewed_by",
    "reviewed_at",
    "return_reason",
    "withdrawn_by",
    "withdrawn_at",
)


class ReasonActionForm(ActionForm):
    """The list's actions, with room for a reason."""

    reason = forms.CharField(label=_("Reason for return:"), required=False)


@admin.register(Entry)
class EntryAdmin(ByName, LedgerAdmin):
    """Entries: drafts are written here, handed in, approved or returned."""

    form = EntryForm
    action_form = ReasonActionForm
    actions = ("submit_drafts", "approve_entries", "return_entries")
    list_display = (
        "indicator",
        "region",
        "month_label",
        "amount",
        "before",
        "state_label",
        "told",
        "correct",
        "remark",
        "entered_by",
        "reviewed_by",
    )
    list_filter = ("state", "late", "source", "year", "month", "indicator__department")
    list_select_related = (
        "indicator__department",
        "region",
        "entered_by",
        "reviewed_by",
        "corrects",
        "figure",
    )
    search_fields = ("indicator__name", "indicator__code", "region__name")
    autocomplete_fields = ("indicator", "region")
    list_per_page = 50

    class Media:
        css = {"all": ["css/entries.css"]}

    @admin.display(description=_("month"), ordering="month")
    def month_label(self, entry: Entry) -> str:
        """The month as 2023-06."""
        return str(entry.as_month())

    def get_urls(self) -> list[URLPattern]:
        """The desks of those who enter and review, beside the admin's own pages."""
        desks = [*sheet.urls(self), *fill_in.urls(self), *review.urls(self)]
        return [*desks, *super().get_urls()]

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Those who enter are also shown the way to correct."""
        enters = request.user.has_perm(ENTER)
        return tuple(name for name in self.list_display if enters or name != "correct")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entry]:
        """Those who enter or review see their departments, the office all, others what stands."""
        entries: QuerySet[Entry] = super().get_queryset(request)
        user = cast(User, request.user)
        if user.is_superuser:
            return entries
        if user.has_perm(ENTER) or user.has_perm(REVIEW):
            return entries.filter(indicator__department__in=departments_of(user))
        if not sees_work_in_progress(user):
            return entries.filter(state=EntryState.APPROVED)
        return entries

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The trail, which says more than the admin's own history."""
        if not object_id.isdecimal():
            raise Http404
        return redirect("entry", int(object_id))

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form of the person who asks."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"user": request.user})

    @admin.display(description=_("state"), ordering="state")
    def state_label(self, entry: Entry) -> SafeString:
        """The state, and whether it was handed in late."""
        chip = '<span class="chip chip-{}">{}</span>'
        state = format_html(chip, entry.state, entry.get_state_display())
        return format_html("{} " + chip, state, "late", _("Late")) if entry.late else state

    @admin.display(description=_("trail"))
    def told(self, entry: Entry) -> SafeString:
        """To the entry's trail."""
        return format_html(LINK, reverse("entry", args=[entry.pk]), _("Trail"))

    @admin.display(description=_("correction"))
    def correct(self, entry: Entry) -> SafeString | str:
        """From a figure to where its clerk corrects it."""
        if not hasattr(entry, "figure"):
            return ""
        return format_html(LINK, sheet_address(entry), pgettext_lazy("verb", "Correct"))

    @admin.display(description=_("doubts"))
    def doubts_said(self, entry: Entry) -> str:
        """The doubts about the value, in sentences."""
        return " ".join(doubts(entry))

    @admin.display(description=_("value"), ordering="value")
    def amount(self, entry: Entry) -> str:
        """The value with its qualifier and unit."""
        value = wording.number(entry.value, MAX_DECIMALS, entry.qualifier)
        return wording.with_unit(str(value), entry.indicator.unit)

    @admin.display(description=_("instead of"))
    def before(self, entry: Entry) -> str:
        """The approved value that the entry corrects."""
        return plain(entry.corrects.value) if entry.corrects else ""

    @admin.display(description=_("remark"))
    def remark(self, entry: Entry) -> str:
        """Why it was returned or corrected, else its note."""
        return Truncator(entry.return_reason or entry.reason or entry.note).chars(REMARK_LENGTH)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What is written; of an entry that was handed in, also what became of it."""
        if obj is None or obj.state == EntryState.DRAFT:
            return (*EntryForm.Meta.fields, "seen")
        parts = ("numerator", "denominator") if obj.indicator.by_parts else ()
        return (*PLACE, "amount", *parts, "qualifier", "note", "reason", "explanation", *FATE)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A draft keeps its place: indicator, region and month."""
        if obj is None:
            return ()
        return PLACE if obj.state == EntryState.DRAFT else (*PLACE, "amount", *FATE)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Those who enter."""
        return request.user.has_perm(ENTER)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Those who enter, and drafts only."""
        return request.user.has_perm(ENTER) and (obj is None or obj.state == EntryState.DRAFT)

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Entry:
        """Write the draft through the ledger."""
        return ledger.draft(request.user, [form.draft()])[0]  # type: ignore[arg-type]

    def has_enter_permission(self, request: HttpRequest) -> bool:
        """Who sees the action to hand in."""
        return request.user.has_perm(ENTER)

    def has_review_permission(self, request: HttpRequest) -> bool:
        """Who sees the actions of review."""
        return request.user.has_perm(REVIEW)

    @admin.action(description=_("Submit the chosen drafts for review"), permissions=["enter"])
    def submit_drafts(self, request: HttpRequest, chosen: QuerySet[Entry]) -> None:
        """Hand drafts in."""
        self._act(request, ledger.submit)

    @admin.action(description=_("Approve the chosen entries"), permissions=["review"])
    def approve_entries(self, request: HttpRequest, chosen: QuerySet[Entry]) -> None:
        """Make them figures."""
        self._act(request, ledger.approve)

    @admin.action(description=_("Return the chosen entries"), permissions=["review"])
    def return_entries(self, request: HttpRequest, chosen: QuerySet[Entry]) -> None:
        """Send back with the reason given beside the action."""
        reason = request.POST.get("reason", "")
        self._act(request, lambda by, stamps: ledger.return_to_author(by, stamps, reason))

    def _act(self, request: HttpRequest, verb: Callable[[User, list[Stamp]], list[Entry]]) -> None:
        """Run a verb of the ledger on the chosen entries as the list showed them."""
        if request.POST.get("select_across") == "1":
            text = _("Choose entries page by page: you decide on what you have seen.")
            self.message_user(request, text, messages.ERROR)
            return
        shown = [read_stamp(text) for text in request.POST.getlist("shown")]
        versions = dict(stamp for stamp in shown if stamp)
        ticked = dict.fromkeys(request.POST.getlist(ACTION_CHECKBOX_NAME))
        chosen = [int(pk) for pk in ticked if pk.isdecimal() and len(pk) <= LONGEST_KEY]
        try:
            done = verb(cast(User, request.user), [Stamp(pk, versions.get(pk, 0)) for pk in chosen])
        except LedgerError as error:
            for problem in error.problems:
                self.message_user(request, str(problem.message), messages.ERROR)
            return
        text = _("%(count)s entries are now: %(state)s.")
        words = {"count": len(done), "state": done[0].get_state_display()}
        self.message_user(request, text % words, messages.SUCCESS)

    def action_checkbox(self, obj: Entry) -> SafeString:
        """The box that chooses an entry, with the version that the list shows."""
        shown = format_html(
            '<input type="hidden" name="shown" value="{}">', written(ledger.stamp(obj))
        )
        return format_html("{}{}", super().action_checkbox(obj), shown)
