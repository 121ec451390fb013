"""What is to be reached by the end of a year, and how fast."""

from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indicators.models.history import Coded, MasterData
from indicators.models.indicator import MAX_DECIMALS, MAX_DIGITS, Indicator
from indicators.models.organisation import Region
from indicators.periods import FIRST_YEAR, LAST_YEAR
from indicators.progress import EVEN_PACE, Goal, Kind


class PacePlan(Coded):
    """The cumulative share of a target planned for the end of each month; ends at 1."""

    m01 = models.DecimalField(_("January"), max_digits=5, decimal_places=4)
    m02 = models.DecimalField(_("February"), max_digits=5, decimal_places=4)
    m03 = models.DecimalField(_("March"), max_digits=5, decimal_places=4)
    m04 = models.DecimalField(_("April"), max_digits=5, decimal_places=4)
    m05 = models.DecimalField(_("May"), max_digits=5, decimal_places=4)
    m06 = models.DecimalField(_("June"), max_digits=5, decimal_places=4)
    m07 = models.DecimalField(_("July"), max_digits=5, decimal_places=4)
    m08 = models.DecimalField(_("August"), max_digits=5, decimal_places=4)
    m09 = models.DecimalField(_("September"), max_digits=5, decimal_places=4)
    m10 = models.DecimalField(_("October"), max_digits=5, decimal_places=4)
    m11 = models.DecimalField(_("November"), max_digits=5, decimal_places=4)
    m12 = models.DecimalField(_("December"), max_digits=5, decimal_places=4)

    MONTH_FIELDS = tuple(f"m{month:02d}" for month in range(1, 13))

    class Meta:
        verbose_name = _("pace plan")
        verbose_name_plural = _("pace plans")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="paceplan_rises_from_0_to_1",
                condition=Q(
                    m01__gte=0,
                    m12=1,
                    **{f"m{month:02d}__gte": F(f"m{month - 1:02d}") for month in range(2, 13)},
                ),
                violation_error_message=_("Shares must not fall, and December must be 1."),
            ),
        ]

    def shares(self) -> tuple[Fraction, ...]:
        """The twelve shares, exact."""
        return tuple(Fraction(getattr(self, name)) for name in self.MONTH_FIELDS)


class TargetManager(models.Manager["Target"]):
    """Targets by their natural key."""

    def get_by_natural_key(self, indicator: str, region: str, year: int) -> "Target":
        """The target of an indicator code, region code and year; raises DoesNotExist."""
        return self.get(indicator__code=indicator, region__code=region, year=year)


class Target(MasterData):
    """The annual target of an indicator in a region."""

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="targets", verbose_name=_("indicator")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="targets", verbose_name=_("region")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.DecimalField(_("target"), max_digits=MAX_DIGITS, decimal_places=MAX_DECIMALS)
    baseline = models.DecimalField(
        _("baseline"),
        max_digits=MAX_DIGITS,
        decimal_places=MAX_DECIMALS,
        null=True,
        blank=True,
        help_text=_("Where the year starts; progress is counted from here."),
    )
    pace = models.ForeignKey(
        PacePlan,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("pace plan"),
        help_text=_("Even, a twelfth a month, unless chosen."),
    )
    derived = models.BooleanField(
        _("derived"), default=False, help_text=_("Not stated anywhere; worked out, see the note.")
    )
    note = models.TextField(_("note"), blank=True)

    objects = TargetManager()

    class Meta:
        verbose_name = _("annual target")
        verbose_name_plural = _("annual targets")
        ordering = ["-year", "indicator", "region"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "region", "year"], name="target_once_a_year"
            ),
            models.CheckConstraint(
                name="target_year", condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR)
            ),
            models.CheckConstraint(
                name="target_baseline_differs",
                condition=Q(baseline=None) | ~Q(baseline=F("value")),
                violation_error_message=_("A baseline equal to the target leaves nothing to do."),
            ),
            models.CheckConstraint(
                name="target_derived_says_from_what",
                condition=Q(derived=False) | ~Q(note=""),
                violation_error_message=_("Say in the note what the target was worked out from."),
            ),
        ]

    def natural_key(self) -> tuple[str, str, int]:
        """Indicator code, region code, year."""
        return (self.indicator.code, self.region.code, self.year)

    natural_key.dependencies = ["indicators.indicator", "indicators.region"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse a baseline for a flow, which starts every year at zero."""
        if self.baseline is not None and self.indicator_id and self.indicator.kind == Kind.FLOW:
            raise ValidationError(
                {"baseline": _("A year-to-date indicator starts at zero and has no baseline.")}
            )

    def as_goal(self) -> Goal:
        """The target as the progress module takes it."""
        return Goal(self.value, self.baseline, self.pace.shares() if self.pace else EVEN_PACE)

    def __str__(self) -> str:
        return f"{self.indicator} {self.region} {self.year}"
