"""Templates and issued summaries in the admin."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.master_data import REASON, MasterDataAdmin, ReadOnly
from reports.forms import (
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
class SummaryTemplateAdmin(MasterDataAdmin):
    """Templates with their sections; every version is kept with who wrote it and why."""

    form = SummaryTemplateForm
    fields = ("code", "name", "period_kind", "title", "active", REASON)
    list_display = ("name", "period_kind", "title", "active")
    list_filter = ("period_kind", "active")
    search_fields = ("name", "code", "title")
    inlines = (SummarySectionInline,)
    save_on_top = True


@admin.register(SummarySection)
class SummarySectionAdmin(ReadOnly, MasterDataAdmin):
    """Single sections with their history; they are edited within their template."""

    list_display = ("__str__", "template", "order", "work_area")
    list_filter = ("template",)
    list_select_related = ("template", "work_area")
    search_fields = ("heading", "text")


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
