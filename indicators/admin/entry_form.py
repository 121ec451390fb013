"""The form that writes a draft, and what a page remembers of the entries it showed."""

from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from indicators import ledger
from indicators.choices import Qualifier
from indicators.ledger import Draft, ProblemCode
from indicators.ledger.drafts import read_stamp, written
from indicators.master_data import NumberField
from indicators.models import Entry
from indicators.models.entry import PENDING
from indicators.periods import FIRST_YEAR, LAST_YEAR, MONTHS_IN_YEAR, Month


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
            "explanation",
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
        data = cast(QueryDict, self.data).copy()
        data["seen"] = written(ledger.stamp(entry))
        self.data = data

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
            explanation=data["explanation"],
            seen=read_stamp(data["seen"]),
        )
