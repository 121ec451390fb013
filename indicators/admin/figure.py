"""Admin of figures: what the bureau stands by, to be looked at."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from indicators.master_data import ReadOnly
from indicators.models import Figure
from indicators.numbers import plain


@admin.register(Figure)
class FigureAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """The official values, with the entry or the count of regions behind each."""

    list_display = (
        "indicator",
        "region",
        "month_label",
        "amount",
        "qualifier",
        "source",
        "units",
        "entry_link",
        "updated_at",
    )
    list_filter = ("year", "month", "source", "region__level", "indicator__work_area")
    list_select_related = ("indicator", "region", "entry__entered_by", "entry__reviewed_by")
    search_fields = ("indicator__name", "indicator__code", "region__name")
    list_per_page = 50

    @admin.display(description=_("month"), ordering="month")
    def month_label(self, figure: Figure) -> str:
        """The month as 2023-06."""
        return str(figure.as_month())

    @admin.display(description=_("value"), ordering="value")
    def amount(self, figure: Figure) -> str:
        """The value with its unit."""
        return f"{plain(figure.value)} {figure.indicator.unit}"

    @admin.display(description=_("reported"))
    def units(self, figure: Figure) -> str:
        """How many regions reported for the month, of how many; for roll-ups."""
        return f"{figure.units_reported}/{figure.units_total}" if figure.is_rolled_up else ""

    @admin.display(description=_("entered and approved by"))
    def entry_link(self, figure: Figure) -> str:
        """The two people behind an entered figure."""
        entry = figure.entry
        return f"{entry.entered_by} → {entry.reviewed_by}" if entry else ""
