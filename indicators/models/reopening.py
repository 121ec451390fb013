"""Exceptions from a month's close."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.models.indicator import Indicator
from indicators.models.month import ReportingMonth
from indicators.models.organisation import Department


class Reopening(models.Model):
    """A closed month opened again for one department or one indicator; written by the ledger."""

    month = models.ForeignKey(
        ReportingMonth,
        models.PROTECT,
        related_name="reopenings",
        verbose_name=_("reporting month"),
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("department"),
    )
    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("indicator"),
    )
    until = models.DateField(_("until"))
    reason = models.TextField(_("reason"))
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("reopened by")
    )
    reopened_at = models.DateTimeField(_("reopened at"))

    class Meta:
        verbose_name = _("reopening")
        verbose_name_plural = _("reopenings")
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="reopening_department_or_indicator",
                condition=Q(department=None, indicator__isnull=False)
                | Q(department__isnull=False, indicator=None),
            ),
            models.CheckConstraint(name="reopening_has_reason", condition=~Q(reason="")),
        ]

    def covers(self, indicator: Indicator) -> bool:
        """Whether figures of the indicator may be written."""
        return indicator.pk == self.indicator_id or indicator.department_id == self.department_id

    def __str__(self) -> str:
        return f"{self.month} {self.department or self.indicator}"
