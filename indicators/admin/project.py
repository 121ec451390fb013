"""Admin of projects, honours and rankings."""

from django.contrib import admin

from indicators.admin.choosing import ByName
from indicators.master_data import MasterDataAdmin, ReasonFormSet
from indicators.models import Honour, Milestone, Project, Ranking


class MilestoneInline(admin.TabularInline):  # type: ignore[type-arg]
    """A project's dates."""

    model = Milestone
    formset = ReasonFormSet
    fields = ("name", "planned_on", "done_on", "precision", "note")
    extra = 0


@admin.register(Project)
class ProjectAdmin(ByName, MasterDataAdmin):
    """Projects with their dates."""

    list_display = (
        "name",
        "work_area",
        "region",
        "kind",
        "stage",
        "total_investment",
        "year_investment",
        "invested",
    )
    list_filter = ("kind", "stage", "work_area")
    list_select_related = ("work_area", "region")
    search_fields = ("name", "code")
    autocomplete_fields = ("work_area", "department", "region", "counted_in")
    inlines = (MilestoneInline,)


@admin.register(Honour)
class HonourAdmin(ByName, MasterDataAdmin):
    """Recognition won or proposed."""

    list_display = ("name", "holder", "scope", "kind", "state", "year", "work_area")
    list_filter = ("year", "scope", "kind", "state", "work_area")
    list_select_related = ("work_area",)
    search_fields = ("name", "holder", "code")
    autocomplete_fields = ("work_area", "region", "project", "counted_in")


@admin.register(Ranking)
class RankingAdmin(ByName, MasterDataAdmin):
    """Places among others."""

    list_display = ("name", "scope", "rank", "within", "year", "work_area")
    list_filter = ("year", "scope", "work_area")
    list_select_related = ("work_area",)
    search_fields = ("name", "code")
    autocomplete_fields = ("work_area", "region", "indicator")
