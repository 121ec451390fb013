"""Admin of entries and figures: what the ledger's verbs look like on a page."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME, ActionForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from indicators import ledger
from indicators.admin.base import LedgerAdmin
from indicators.choices import EntryState, Qualifier
from indicators.ledger import Draft, LedgerError, ProblemCode, Stamp
from indicators.master_data import NumberField, ReadOnly
from indicators.models import Entry, Figure
from indicators.models.entry import PENDING
from indicators.numbers import plain
from indicators.periods import FIRST_YEAR, LAST_YEAR, MONTHS_IN_YEAR, Month
from indicators.permissions import ENTER, REVIEW, departments_of, sees_work_in_progress


class EntryForm(forms.ModelForm):  # type: ignore[type-arg]
    """Writes a draft through the ledger; `seen` is the stamp of what the person was shown."""

    user: User
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Entry
        fields = (
            "indicator",
            "region",
            "year",
            "month",
            "value",
            "numerator",
            "denominator",
            "qualifier",
            "note",
            "reason",
        )
        field_classes = {
            "value": NumberField,
            "numerator": NumberField,
            "denominator": NumberField,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "value" not in self.fields:
            return  # Somebody only looks.
        self.fields["value"].required = False
        if self.instance.pk:
            self.fields["seen"].initial = written(ledger.stamp(self.instance))

    def clean_year(self) -> int:
        """Refuse a year the ledger does not keep."""
        year: int = self.cleaned_data["year"]
        if not FIRST_YEAR <= year <= LAST_YEAR:
            text = _("Write the year in full, from %(first)s to %(last)s.")
            raise ValidationError(text % {"first": FIRST_YEAR, "last": LAST_YEAR})
        return year

    def clean_month(self) -> int:
        """Refuse a month that is not in the calendar."""
        month: int = self.cleaned_data["month"]
        if not 1 <= month <= MONTHS_IN_YEAR:
            raise ValidationError(_("There is no such month; months are 1 to 12."))
        return month

    def clean(self) -> dict[str, Any]:
        """Ask the ledger, which has the last word, whether it would take the draft."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        draft = self.draft()
        for problem in ledger.refusals(self.user, [draft]):
            self.add_error(None, str(problem.message))
            if problem.current is not None and problem.code == ProblemCode.CONFLICT:
                self._now_seen(problem.current)
        return cleaned

    def _now_seen(self, entry: Entry) -> None:
        """The person is shown what stands there; saving again is an answer to that."""
        if entry.state in PENDING and not self.instance.pk:
            return  # Somebody's draft is continued on its own page.
        self.data = {**self.data, "seen": written(ledger.stamp(entry))}

    def _get_validation_exclusions(self) -> set[str]:
        # The ledger has checked the value with its parts; the instance never has both.
        return {*super()._get_validation_exclusions(), "value"}  # type: ignore[misc]

    def draft(self) -> Draft:
        """What the person wants to write; the form's fields are clean."""
        data = self.cleaned_data
        if self.instance.pk:
            indicator, region = self.instance.indicator, self.instance.region
            month = self.instance.as_month()
        else:
            indicator, region = data["indicator"], data["region"]
            month = Month(data["year"], data["month"])
        return Draft(
            indicator=indicator,
            region=region,
            month=month,
            value=data.get("value"),
            numerator=data.get("numerator"),
            denominator=data.get("denominator"),
            qualifier=Qualifier(data["qualifier"]),
            note=data["note"],
            reason=data["reason"],
            seen=read_stamp(data["seen"]),
        )


def written(stamp: Stamp | None) -> str:
    """A stamp as a page carries it; empty for none."""
    return f"{stamp.entry}.{stamp.version}" if stamp else ""


def read_stamp(text: str) -> Stamp | None:
    """The stamp that a page carried; None for none, and for what is not one."""
    entry, _point, version = text.partition(".")
    return Stamp(int(entry), int(version)) if entry.isdecimal() and version.isdecimal() else None


REMARK_LENGTH = 30
FATE = (
    "state",
    "source",
    "corrects",
    "entered_by",
    "entered_at",
    "submitted_at",
    "reviewed_by",
    "reviewed_at",
    "return_reason",
)


class ReasonActionForm(ActionForm):
    """The list's actions, with room for a reason."""

    reason = forms.CharField(label=_("Reason for return:"), required=False)


@admin.register(Entry)
class EntryAdmin(LedgerAdmin):
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
        "qualifier",
        "state",
        "remark",
        "entered_by",
        "reviewed_by",
    )
    list_filter = ("state", "source", "year", "month", "indicator__department")
    list_select_related = ("indicator", "region", "entered_by", "reviewed_by", "corrects")
    search_fields = ("indicator__name", "indicator__code", "region__name")
    autocomplete_fields = ("indicator", "region")
    list_per_page = 50

    @admin.display(description=_("month"), ordering="month")
    def month_label(self, entry: Entry) -> str:
        """The month as 2023-06."""
        return str(entry.as_month())

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

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form of the person who asks."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"user": request.user})

    @admin.display(description=_("value"), ordering="value")
    def amount(self, entry: Entry) -> str:
        """The value with its unit."""
        return f"{plain(entry.value)} {entry.indicator.unit}"

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
        return (*EntryForm.Meta.fields, *FATE)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A draft keeps its place: indicator, region and month."""
        place = ("indicator", "region", "year", "month") if obj else ()
        return place if obj is None or obj.state == EntryState.DRAFT else (*place, *FATE)

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
        chosen = [int(pk) for pk in request.POST.getlist(ACTION_CHECKBOX_NAME) if pk.isdecimal()]
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


@admin.register(Figure)
class FigureAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """The official values, with the entry or the count of regions behind each."""

    list_display = (
        "indicator",
        "region",
        "month_label",
        "amount",
        "qualifier",
        "source",
        "units",
        "entry_link",
        "updated_at",
    )
    list_filter = ("year", "month", "source", "region__level", "indicator__work_area")
    list_select_related = ("indicator", "region", "entry__entered_by", "entry__reviewed_by")
    search_fields = ("indicator__name", "indicator__code", "region__name")
    list_per_page = 50

    @admin.display(description=_("month"), ordering="month")
    def month_label(self, figure: Figure) -> str:
        """The month as 2023-06."""
        return str(figure.as_month())

    @admin.display(description=_("value"), ordering="value")
    def amount(self, figure: Figure) -> str:
        """The value with its unit."""
        return f"{plain(figure.value)} {figure.indicator.unit}"

    @admin.display(description=_("reported"))
    def units(self, figure: Figure) -> str:
        """How many regions reported for the month, of how many; for roll-ups."""
        return f"{figure.units_reported}/{figure.units_total}" if figure.is_rolled_up else ""

    @admin.display(description=_("entered and approved by"))
    def entry_link(self, figure: Figure) -> str:
        """The two people behind an entered figure."""
        entry = figure.entry
        return f"{entry.entered_by} → {entry.reviewed_by}" if entry else ""
