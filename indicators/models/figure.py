"""What the bureau stands by."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indicators.choices import Qualifier, Source
from indicators.models.entry import Entry
from indicators.models.indicator import MAX_DECIMALS, MAX_DIGITS, Indicator
from indicators.models.organisation import Region
from indicators.periods import FIRST_YEAR, LAST_YEAR, Month
from indicators.progress import Amount


class Figure(models.Model):
    """The official value of an indicator in a region at the end of a month.

    Either the latest approved entry, or a roll-up of the regions below; written by the ledger
    only.
    """

    region = models.ForeignKey(
        Region, models.PROTECT, related_name="figures", verbose_name=_("region")
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="figures", verbose_name=_("indicator")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"))
    value = models.DecimalField(_("value"), max_digits=MAX_DIGITS + 3, decimal_places=MAX_DECIMALS)
    numerator = models.DecimalField(
        _("numerator"),
        max_digits=MAX_DIGITS + 3,
        decimal_places=MAX_DECIMALS,
        null=True,
        blank=True,
    )
    denominator = models.DecimalField(
        _("denominator"),
        max_digits=MAX_DIGITS + 3,
        decimal_places=MAX_DECIMALS,
        null=True,
        blank=True,
    )
    qualifier = models.CharField(
        _("qualifier"), max_length=12, choices=Qualifier, default=Qualifier.EXACT
    )
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.REPORTED)
    entry = models.OneToOneField(
        Entry,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="figure",
        verbose_name=_("entry"),
        help_text=_("Empty for a roll-up."),
    )
    units_reported = models.PositiveIntegerField(_("reported for the month"), null=True, blank=True)
    units_total = models.PositiveIntegerField(_("to report"), null=True, blank=True)
    updated_at = models.DateTimeField(_("updated at"))

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["-year", "-month", "region", "indicator"]
        default_permissions = ("view",)
        constraints = [
            # The order of the columns is the index of every page: a region's rows lie together.
            models.UniqueConstraint(
                fields=["region", "indicator", "year", "month"],
                name="figure_once",
            ),
            models.CheckConstraint(
                name="figure_month",
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR, month__gte=1, month__lte=12),
            ),
            models.CheckConstraint(
                name="figure_entered_or_rolled_up",
                condition=Q(entry__isnull=False, units_reported=None, units_total=None)
                | Q(
                    entry=None,
                    units_total__isnull=False,
                    units_total__gt=0,
                    units_reported__isnull=False,
                    units_reported__lte=F("units_total"),
                ),
            ),
            models.CheckConstraint(
                name="figure_parts_together",
                condition=Q(numerator=None, denominator=None)
                | Q(numerator__isnull=False, denominator__isnull=False, denominator__gt=0),
            ),
        ]

    @property
    def is_rolled_up(self) -> bool:
        """Whether the value is made of the regions below."""
        return self.units_total is not None

    def as_amount(self) -> Amount:
        """Value and parts as the progress module takes them."""
        return Amount(self.value, self.numerator, self.denominator)

    def as_month(self) -> Month:
        """The month the figure stands at the end of."""
        return Month(self.year, self.month)

    def __str__(self) -> str:
        return f"{self.indicator} {self.region} {self.as_month()}"
