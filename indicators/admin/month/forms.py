"""What the office fills in to open a month, move its due date, or reopen it."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from indicators.ledger import due_by_default
from indicators.models import Department, Indicator, ReportingMonth
from indicators.periods import Month, PeriodError


def suggestion(newest: ReportingMonth | None, today: date) -> dict[str, Any]:
    """What the form to open a month starts with: the month after the newest one, or the present
    month where there is none yet."""
    month = newest.as_month().shift(1) if newest else Month(today.year, today.month)
    return {
        "year": month.year,
        "month": month.month,
        "opens_on": month.last_day,
        "due_on": due_by_default(month),
    }


class OpenMonthForm(forms.ModelForm):  # type: ignore[type-arg]
    """Opens a month through the ledger."""

    suggested: ClassVar[dict[str, Any]] = {}

    class Meta:
        model = ReportingMonth
        fields = ("year", "month", "opens_on", "due_on")
        error_messages: ClassVar = {
            NON_FIELD_ERRORS: {"unique_together": _("This month was opened before.")}
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opens_on"].required = False
        self.fields["opens_on"].help_text = _("Left empty: the last day of the month.")
        self.fields["due_on"].required = False
        self.fields["due_on"].help_text = _("Left empty: the 5th of the next month.")

    def clean(self) -> dict[str, Any]:
        """Refuse a month that is not in the calendar, and dates in the wrong order."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        try:
            month = Month.parse(f"{cleaned['year']}-{cleaned['month']:02d}")
        except PeriodError:
            text = _("There is no such month; write the year in full and a month from 1 to 12.")
            self.add_error("month", text)
            return cleaned
        # Dates suggested for another month are not what the person chose for this one.
        meant = self.suggested
        if (meant.get("year"), meant.get("month")) != (month.year, month.month):
            for name in ("opens_on", "due_on"):
                if cleaned[name] == meant.get(name):
                    cleaned[name] = None
        due = cleaned["due_on"] or due_by_default(month)
        if due < month.first_day:
            self.add_error("due_on", _("A month cannot be due before it begins."))
        elif cleaned["opens_on"] and due < cleaned["opens_on"]:
            self.add_error("due_on", _("A month cannot be due before it opens."))
        return cleaned


class DueForm(forms.Form):
    """The day by which a month is due."""

    due_on = forms.DateField(
        label=_("Due on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


class ReopenForm(forms.Form):
    """For whom a closed month is opened again, until when, and why."""

    department = forms.ModelChoiceField(
        Department.objects.filter(indicators__active=True).distinct(),
        label=_("For a department"),
        required=False,
    )
    indicator = forms.ModelChoiceField(
        Indicator.objects.filter(active=True),
        label=_("or for an indicator"),
        required=False,
    )
    until = forms.DateField(
        label=_("Until, that day included"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=pgettext_lazy("reopening", "Reason"), widget=forms.Textarea({"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """Refuse both a department and an indicator, and neither."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and bool(cleaned["department"]) == bool(cleaned["indicator"]):
            raise forms.ValidationError(_("Choose either a department or an indicator."))
        return cleaned
