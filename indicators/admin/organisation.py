"""Admin of work areas, departments and regions."""

from django.contrib import admin

from indicators.master_data import MasterDataAdmin
from indicators.models import Department, Region, WorkArea


@admin.register(WorkArea)
class WorkAreaAdmin(MasterDataAdmin):
    """Sections and programmes in the order of the summary."""

    list_display = ("name", "level", "parent", "order", "code")
    list_filter = ("level", "parent")
    list_select_related = ("parent",)
    search_fields = ("name", "code")


@admin.register(Department)
class DepartmentAdmin(MasterDataAdmin):
    """Departments and who belongs to them."""

    list_display = ("name", "code", "example", "order")
    list_filter = ("example",)
    search_fields = ("name", "code")
    filter_horizontal = ("members",)


@admin.register(Region)
class RegionAdmin(MasterDataAdmin):
    """The administrative tree."""

    list_display = ("name", "code", "level", "parent")
    list_filter = ("level",)
    list_select_related = ("parent",)
    search_fields = ("name", "code")
