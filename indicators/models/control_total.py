"""A total known from elsewhere, which what the towns report is held against."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.models.indicator import MAX_DECIMALS, MAX_DIGITS, Indicator
from indicators.models.organisation import Region
from indicators.periods import FIRST_YEAR, LAST_YEAR, Month


class ControlTotal(models.Model):
    """What the regions below should add up to at the end of a month; written by the ledger only.

    Never a figure: it only raises a doubt about entries that do not add up to it.
    """

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="control_totals", verbose_name=_("indicator")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="control_totals", verbose_name=_("region")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"))
    value = models.DecimalField(_("value"), max_digits=MAX_DIGITS, decimal_places=MAX_DECIMALS)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("given by")
    )
    given_at = models.DateTimeField(_("given at"))

    class Meta:
        verbose_name = _("control total")
        verbose_name_plural = _("control totals")
        ordering = ["-year", "-month", "indicator"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "region", "year", "month"], name="controltotal_once"
            ),
            models.CheckConstraint(
                name="controltotal_month",
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR, month__gte=1, month__lte=12),
            ),
        ]

    def as_month(self) -> Month:
        """The month at whose end the total stands."""
        return Month(self.year, self.month)

    def __str__(self) -> str:
        return f"{self.indicator} {self.region} {self.as_month()}"
