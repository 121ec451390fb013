"""How master data is edited in the admin: with a reason, kept in its history."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from simple_history.admin import SimpleHistoryAdmin

from indicators.numbers import plain
from indicators.typed import NotANumber, read_number
from indicators.wording import not_a_number

REASON = "change_reason"
# Stands over a column of the history page, which its package leaves in English.
gettext_noop("Changes")
REASON_MISSING = _("Say why the record is changed.")


class NumberField(forms.DecimalField):
    """A number as people type it: see `typed.read_number`. Without a unit, a number alone."""

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        self.unit = unit
        kwargs["widget"] = forms.TextInput(attrs={"inputmode": "decimal", "class": "vTextField"})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """The Decimal; raises ValidationError for what is not a number."""
        if isinstance(value, str):
            try:
                value = read_number(value, self.unit)
            except NotANumber as error:
                raise ValidationError(not_a_number(error, self.unit), code="invalid") from None
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """A stored number without the zeros that it is stored with."""
        return plain(value) if isinstance(value, Decimal) else value


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
        changed = set(self.changed_data) - {REASON}
        if self.instance.pk and changed and not cleaned.get(REASON):
            self.add_error(REASON, REASON_MISSING)
        return cleaned


class ReasonFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """Records edited within another, which share its reason."""

    def clean(self) -> None:
        """Ask for a reason when a part of an existing record changes."""
        super().clean()
        changed = any(form.has_changed() for form in self.forms)
        if self.instance.pk and changed and not self.data.get(REASON, "").strip():
            raise ValidationError(REASON_MISSING)


class MasterDataAdmin(SimpleHistoryAdmin):
    """Master data with its history: who changed what, when and why."""

    form = ReasonForm
    formfield_overrides: ClassVar[dict[Any, Any]] = {
        models.DecimalField: {"form_class": NumberField}
    }

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Keep the reason with the version that is about to be written."""
        obj._change_reason = form.cleaned_data.get(REASON)  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Keep the reason with the parts, too."""
        for part in formset.forms:
            part.instance._change_reason = form.cleaned_data.get(REASON)
        super().save_formset(request, form, formset, change)


class ReadOnly:
    """Records that are looked at here, never written."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes here."""
        return False
