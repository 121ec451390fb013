"""Admin of indicators, targets and what governs their lights."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from indicators.admin.choosing import ByName
from indicators.master_data import MasterDataAdmin
from indicators.models import Indicator, LightBands, PacePlan, Target
from indicators.numbers import plain


@admin.register(LightBands)
class LightBandsAdmin(MasterDataAdmin):
    """When a light changes."""

    list_display = ("name", "green_within", "yellow_within", "code")


@admin.register(PacePlan)
class PacePlanAdmin(MasterDataAdmin):
    """Cumulative shares by month."""

    list_display = ("name", "code", "m03", "m06", "m09", "m12")


@admin.register(Indicator)
class IndicatorAdmin(ByName, MasterDataAdmin):
    """What is measured, by whom and how."""

    list_display = ("name", "work_area", "department", "unit", "kind", "level", "key", "active")
    list_filter = ("kind", "level", "key", "active", "department", "work_area")
    list_select_related = ("work_area", "department")
    search_fields = ("name", "code", "definition")
    autocomplete_fields = ("work_area", "department", "part_of")


@admin.register(Target)
class TargetAdmin(ByName, MasterDataAdmin):
    """Annual goals."""

    list_display = ("indicator", "region", "year", "amount", "start", "pace", "derived")
    list_filter = ("year", "derived", "region__level", "indicator__work_area")
    list_select_related = ("indicator", "region", "pace")
    search_fields = ("indicator__name", "indicator__code")
    autocomplete_fields = ("indicator", "region")

    @admin.display(description=_("target"), ordering="value")
    def amount(self, target: Target) -> str:
        """The target with its unit."""
        return f"{plain(target.value)} {target.indicator.unit}"

    @admin.display(description=_("baseline"))
    def start(self, target: Target) -> str:
        """The baseline, if any."""
        return "" if target.baseline is None else plain(target.baseline)
