"""What the admin pages of all nouns share."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from indicators.ledger import LedgerError


class ReasonForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form of master data: whoever changes a record says why."""

    change_reason = forms.CharField(
        label=_("Reason for the change"),
        max_length=100,
        required=False,
        help_text=_("Kept in the history; needed when a record is changed."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a reason when an existing record changes."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        changed = set(self.changed_data) - {"change_reason"}
        if self.instance.pk and changed and not cleaned.get("change_reason"):
            self.add_error("change_reason", _("Say why the record is changed."))
        return cleaned


class MasterDataAdmin(SimpleHistoryAdmin):
    """Master data with its history: who changed what, when and why."""

    form = ReasonForm
    history_list_display = ("changed_fields", "history_change_reason")

    @admin.display(description=_("Changed"))
    def changed_fields(self, record: Any) -> str:
        """The fields that differ from the version before, by their labels."""
        before = record.prev_record
        if before is None:
            return ""
        names = record.diff_against(before).changed_fields
        labels = (record.instance._meta.get_field(name).verbose_name for name in names)
        return "、".join(str(label) for label in labels)

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Keep the reason with the version that is about to be written."""
        obj._change_reason = form.cleaned_data.get("change_reason")  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Records that only the ledger writes: to be looked at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes."""
        return False


class LedgerAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Records written through the ledger: `save_form` calls its verb, nothing saves after it."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show why the ledger refused what the form let pass, as when two people act at once."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except LedgerError as error:
            self.message_user(request, str(error), messages.ERROR)
            return redirect(request.path)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Nothing more: the ledger has written."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing: the ledger has written."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: what is in the ledger is kept for good."""
        return False
