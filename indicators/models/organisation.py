"""Who does what where: work areas, departments, regions."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indicators.choices import RegionLevel
from indicators.models.history import Coded


class WorkArea(Coded):
    """A section of the bureau's work, or a programme within one."""

    SECTION, PROGRAMME = 1, 2

    level = models.PositiveSmallIntegerField(
        _("level"), choices=[(SECTION, _("Section")), (PROGRAMME, _("Programme"))]
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="programmes",
        limit_choices_to={"level": SECTION},
        verbose_name=_("section"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("work area")
        verbose_name_plural = _("work areas")
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                name="workarea_two_levels",
                condition=Q(level=1, parent=None) | Q(level=2, parent__isnull=False),
                violation_error_message=_("A section has no parent; a programme needs a section."),
            ),
            models.CheckConstraint(
                name="workarea_not_its_own_parent", condition=~Q(parent=F("id"))
            ),
        ]

    def clean(self) -> None:
        """Refuse a programme below a programme, which no single-row constraint can see."""
        if self.parent and self.parent.level != self.SECTION:
            raise ValidationError({"parent": _("Choose a section.")})
        if self.pk and self.level != self.SECTION and self.programmes.exists():
            raise ValidationError({"level": _("There are programmes below it.")})


class Department(Coded):
    """A part of the bureau that owns indicators, enters and reviews their figures."""

    order = models.PositiveSmallIntegerField(_("order"), default=0)
    example = models.BooleanField(
        _("example"), default=False, help_text=_("Made up for the demonstration; shown as such.")
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="departments", verbose_name=_("members")
    )

    _history_m2m_fields = ("members",)

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return _("%(name)s (example)") % {"name": self.name} if self.example else self.name


class Region(Coded):
    """A province, city, county or town, known by its division code."""

    level = models.CharField(_("level"), max_length=10, choices=RegionLevel)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("belongs to"),
    )
    tile_row = models.PositiveSmallIntegerField(
        _("tile row"),
        null=True,
        blank=True,
        help_text=_("Where the region lies on the tile map of the one above, from the north."),
    )
    tile_column = models.PositiveSmallIntegerField(
        _("tile column"), null=True, blank=True, help_text=_("Likewise, from the west.")
    )

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="region_code_fits_level",
                condition=Q(level="province", code__regex=r"^[0-9]{2}$", parent=None)
                | Q(level="city", code__regex=r"^[0-9]{4}$", parent__isnull=False)
                | Q(level="county", code__regex=r"^[0-9]{6}$", parent__isnull=False)
                | Q(level="town", code__regex=r"^[0-9]{9}$", parent__isnull=False),
                violation_error_message=_(
                    "Division codes have 2 digits for a province, 4 for a city, "
                    "6 for a county and 9 for a town; all but provinces belong to a region."
                ),
            ),
            models.CheckConstraint(
                name="region_tile_whole",
                condition=Q(tile_row=None, tile_column=None)
                | Q(
                    tile_row__isnull=False,
                    tile_row__range=(1, 50),
                    tile_column__isnull=False,
                    tile_column__range=(1, 50),
                ),
                violation_error_message=_("Give both row and column of the tile, from 1 to 50."),
            ),
            models.UniqueConstraint(
                fields=["parent", "tile_row", "tile_column"],
                name="region_tile_once",
                violation_error_message=_("Another region has this tile."),
            ),
        ]

    def clean(self) -> None:
        """Refuse a parent whose code does not begin this region's code, and a move that sums
        already made would not follow."""
        before = type(self).objects.filter(pk=self.pk).first()
        moved = [
            name
            for name in ("code", "level", "parent_id")
            if before and getattr(before, name) != getattr(self, name)
        ]
        if before and moved and before.is_in_sums():
            text = _("Figures rely on this; add a new region instead.")
            raise ValidationError({name.removesuffix("_id"): text for name in moved})
        above = {"city": "province", "county": "city", "town": "county"}.get(self.level)
        if self.parent and not (
            self.parent.level == above and self.code.startswith(self.parent.code)
        ):
            raise ValidationError(
                {"parent": _("The code must begin with the code of the region one level up.")}
            )

    def is_in_sums(self) -> bool:
        """Whether it or a region below has entries, or sums were made of it: 1 query."""
        own = Q(code__startswith=self.code) & (Q(entries__isnull=False) | Q(figures__isnull=False))
        summed = Q(pk=self.parent_id, figures__units_total__isnull=False)
        return type(self).objects.filter(own | summed).exists()
