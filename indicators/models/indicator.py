"""What is measured."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indicators.choices import DIRECTION_LABELS, KIND_LABELS, ReportingLevel
from indicators.models.history import Coded
from indicators.models.organisation import Department, WorkArea
from indicators.progress import DEFAULT_BANDS, Bands, Direction, Kind

# Fifteen digits in all is what SQLite keeps exactly; PostgreSQL is held to the same.
MAX_DIGITS, MAX_DECIMALS = 15, 4


class LightBands(Coded):
    """How far behind the pace an indicator may be before its light changes."""

    green_within = models.DecimalField(
        _("green within"),
        max_digits=5,
        decimal_places=2,
        default=DEFAULT_BANDS.green,
        help_text=_("Percentage points behind the pace."),
    )
    yellow_within = models.DecimalField(
        _("yellow within"),
        max_digits=5,
        decimal_places=2,
        default=DEFAULT_BANDS.yellow,
        help_text=_("Percentage points behind the pace; more is red."),
    )

    class Meta:
        verbose_name = _("light bands")
        verbose_name_plural = _("light bands")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="lightbands_in_order",
                condition=Q(green_within__gte=0, yellow_within__gte=F("green_within")),
                violation_error_message=_("Yellow must reach at least as far as green."),
            ),
        ]

    def as_bands(self) -> Bands:
        """The thresholds as the progress module takes them."""
        return Bands(self.green_within, self.yellow_within)


class Indicator(Coded):
    """A measured quantity with one unit, one kind and one owner."""

    work_area = models.ForeignKey(
        WorkArea, models.PROTECT, related_name="indicators", verbose_name=_("work area")
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="indicators", verbose_name=_("department")
    )
    unit = models.CharField(_("unit"), max_length=20)
    kind = models.CharField(_("kind"), max_length=10, choices=list(KIND_LABELS.items()))
    direction = models.CharField(
        _("direction"),
        max_length=10,
        choices=list(DIRECTION_LABELS.items()),
        default=Direction.AT_LEAST,
    )
    decimals = models.PositiveSmallIntegerField(
        _("decimals"), default=0, validators=[MaxValueValidator(MAX_DECIMALS)]
    )
    level = models.CharField(
        _("reported by"), max_length=10, choices=ReportingLevel, default=ReportingLevel.COUNTY
    )
    by_parts = models.BooleanField(
        _("kept by its parts"),
        default=False,
        help_text=_("A ratio entered as numerator and denominator; only these roll up."),
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
        help_text=_("The indicator that this one is a share of."),
    )
    bands = models.ForeignKey(
        LightBands, models.PROTECT, null=True, blank=True, verbose_name=_("light bands")
    )
    key = models.BooleanField(_("key indicator"), default=False)
    active = models.BooleanField(_("active"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    definition = models.TextField(_("definition"), blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    counted_from = models.DateField(
        _("counted from"), null=True, blank=True, help_text=_("First day that a total covers.")
    )

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["work_area__order", "order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="indicator_name_unique",
                violation_error_message=_("Another indicator has this name."),
            ),
            models.CheckConstraint(
                name="indicator_ratio_is_percent",
                condition=Q(kind=Kind.RATIO, unit="%") | (~Q(kind=Kind.RATIO) & ~Q(unit="%")),
                violation_error_message=_("Ratios are in percent, and only ratios are."),
            ),
            models.CheckConstraint(
                name="indicator_only_ratios_have_parts",
                condition=Q(by_parts=False) | Q(kind=Kind.RATIO),
                violation_error_message=_("Only a ratio is kept by its parts."),
            ),
            models.CheckConstraint(
                name="indicator_decimals", condition=Q(decimals__lte=MAX_DECIMALS)
            ),
            models.CheckConstraint(
                name="indicator_not_part_of_itself", condition=~Q(part_of=F("id"))
            ),
            models.CheckConstraint(
                name="indicator_unit_given",
                condition=~Q(unit=""),
                violation_error_message=_("Give a unit."),
            ),
        ]

    def clean(self) -> None:
        """Refuse to change what approved figures mean; a new nature is a new indicator."""
        before = type(self).objects.filter(pk=self.pk, entries__isnull=False).first()
        fixed = ("kind", "unit", "level", "by_parts")
        changed = [
            name for name in fixed if before and getattr(before, name) != getattr(self, name)
        ]
        if changed:
            text = _("Entries rely on this; add a new indicator instead and retire this one.")
            raise ValidationError(dict.fromkeys(changed, text))
        whole, passed = self.part_of, {self.pk}
        while whole is not None:
            if whole.pk in passed:
                raise ValidationError({"part_of": _("An indicator cannot be a part of its parts.")})
            passed.add(whole.pk)
            whole = whole.part_of
