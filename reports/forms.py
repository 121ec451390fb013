"""Forms for templates: placeholders are checked when a text is saved."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from indicators.master_data import ReasonForm, ReasonFormSet
from reports.models import SummarySection, SummaryTemplate
from reports.narrative import Vocabulary, check, read_vocabulary


def checked(text: str, vocabulary: Vocabulary) -> str:
    """The text, when its placeholders all mean something; else ValidationError with each place."""
    problems = check(text, vocabulary)
    if problems:
        raise ValidationError([ValidationError(str(problem)) for problem in problems])
    return text


class SummaryTemplateForm(ReasonForm):
    """A template's title and use, and why it or one of its sections is changed."""

    class Meta:
        model = SummaryTemplate
        fields = ("code", "name", "period_kind", "title", "active")

    def clean_title(self) -> str:
        """The title with valid placeholders."""
        return checked(self.cleaned_data["title"], read_vocabulary())


class LinesField(forms.CharField):
    """A text of several lines, which browsers end in their own way."""

    def to_python(self, value: Any) -> Any:
        """The text with the line ends that it was stored with."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


class SummarySectionForm(forms.ModelForm):  # type: ignore[type-arg]
    """A section's heading and text with valid placeholders."""

    def __init__(self, *args: Any, vocabulary: Vocabulary | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._vocabulary = vocabulary

    class Meta:
        model = SummarySection
        fields = ("order", "work_area", "heading", "text")
        field_classes = {"text": LinesField}
        widgets = {"text": forms.Textarea(attrs={"rows": 8, "cols": 100})}
        help_texts = {
            "heading": _("Without its number; the work area's name when empty."),
            "text": _(
                "A blank line begins a new paragraph. Figures come in by placeholders, as {name} "
                "or {name:measure}."
            ),
        }

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What placeholders may name."""
        return self._vocabulary or read_vocabulary()

    def clean_heading(self) -> str:
        """The heading with valid placeholders."""
        return checked(self.cleaned_data["heading"], self.vocabulary)

    def clean_text(self) -> str:
        """The text with valid placeholders."""
        return checked(self.cleaned_data["text"], self.vocabulary)


class SummarySectionFormSet(ReasonFormSet):
    """The sections of a template; they share one reading of the vocabulary."""

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What placeholders may name."""
        return read_vocabulary()

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Hand the vocabulary on, once there is something to check."""
        vocabulary = self.vocabulary if self.is_bound else None
        return super().get_form_kwargs(index) | {"vocabulary": vocabulary}
