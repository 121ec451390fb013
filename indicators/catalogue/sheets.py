"""What the catalogue consists of, sheet by sheet."""

from indicators.catalogue.resource import CatalogueResource
from indicators.models import (
    Department,
    Indicator,
    LightBands,
    PacePlan,
    Region,
    Target,
    WorkArea,
)


class WorkAreaSheet(CatalogueResource):
    """Sections and programmes."""

    model, above, named = WorkArea, "parent", ("parent",)

    class Meta:
        model = WorkArea
        fields = ("code", "name", "level", "parent", "order", "description")


class DepartmentSheet(CatalogueResource):
    """Departments; who belongs to them is set in the admin."""

    model = Department

    class Meta:
        model = Department
        fields = ("code", "name", "order", "example")


class RegionSheet(CatalogueResource):
    """Regions."""

    model, above, named = Region, "parent", ("parent",)

    class Meta:
        model = Region
        fields = ("code", "name", "level", "parent", "tile_row", "tile_column")


class PacePlanSheet(CatalogueResource):
    """Pace plans, a column a month."""

    model = PacePlan

    class Meta:
        model = PacePlan
        fields = ("code", "name", *PacePlan.MONTH_FIELDS)


class LightBandsSheet(CatalogueResource):
    """Light bands."""

    model = LightBands

    class Meta:
        model = LightBands
        fields = ("code", "name", "green_within", "yellow_within")


class IndicatorSheet(CatalogueResource):
    """Indicators."""

    model, above, named = Indicator, "part_of", ("work_area", "department")

    class Meta:
        model = Indicator
        fields = (
            "code", "name", "work_area", "department", "unit", "kind", "direction", "decimals",
            "level", "by_parts", "part_of", "bands", "key", "active", "order", "definition",
            "source", "counted_from",
        )  # fmt: skip


class TargetSheet(CatalogueResource):
    """Annual targets, known by indicator, region and year."""

    model, named = Target, ("indicator", "region")

    class Meta:
        model = Target
        fields = (
            "indicator", "region", "year", "value", "baseline", "pace", "derived", "note",
        )  # fmt: skip
        import_id_fields = ("indicator", "region", "year")


SHEETS: tuple[type[CatalogueResource], ...] = (
    WorkAreaSheet,
    DepartmentSheet,
    RegionSheet,
    PacePlanSheet,
    LightBandsSheet,
    IndicatorSheet,
    TargetSheet,
)
"""In the order in which they are written: what is named comes before what names it."""
