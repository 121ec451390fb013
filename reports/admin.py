"""Templates and issued summaries in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.admin import SimpleHistoryAdmin

from reports.forms import (
    REASON,
    SummarySectionForm,
    SummarySectionFormSet,
    SummaryTemplateForm,
)
from reports.models import IssuedSummary, SummarySection, SummaryTemplate


class SummarySectionInline(admin.StackedInline):  # type: ignore[type-arg]
    """The sections of a template, in their order."""

    model = SummarySection
    form = SummarySectionForm
    formset = SummarySectionFormSet
    extra = 0


@admin.register(SummaryTemplate)
class SummaryTemplateAdmin(SimpleHistoryAdmin):
    """Templates with their sections; every version is kept with who wrote it and why."""

    form = SummaryTemplateForm
    fields = ("code", "name", "period_kind", "title", "active", REASON)
    list_display = ("name", "period_kind", "title", "active")
    list_filter = ("period_kind", "active")
    search_fields = ("name", "code", "title")
    inlines = (SummarySectionInline,)
    history_list_display = ("history_change_reason",)
    save_on_top = True

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Keep the reason with the version that is written."""
        obj._change_reason = form.cleaned_data[REASON]
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Keep the reason with the sections too."""
        for section_form in formset.forms:
            section_form.instance._change_reason = form.cleaned_data[REASON]
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


@admin.register(SummarySection)
class SummarySectionAdmin(ReadOnly, SimpleHistoryAdmin):
    """Single sections with their history; they are edited within their template."""

    list_display = ("__str__", "template", "order", "work_area")
    list_filter = ("template",)
    list_select_related = ("template", "work_area")
    search_fields = ("heading", "text")
    history_list_display = ("history_change_reason",)


@admin.register(IssuedSummary)
class IssuedSummaryAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """What was issued; the page of each shows its text."""

    list_display = ("title", "region", "period", "edition", "issued_by", "issued_at", "page")
    list_filter = ("template", "period")
    list_select_related = ("region", "issued_by")
    fields = ("title", "template", "region", "period", "edition", "issued_by", "issued_at", "page")
    readonly_fields = ("page",)

    @admin.display(description=gettext_lazy("text"))
    def page(self, issued: IssuedSummary) -> str:
        """A link to the issued text."""
        return format_html(
            '<a href="{}">{}</a>', reverse("summary-issued", args=[issued.pk]), _("Read")
        )
