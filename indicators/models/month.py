"""Months for which figures are collected."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from indicators.periods import FIRST_YEAR, LAST_YEAR, Month


def month_words(month: Month) -> str:
    """Year and month, as the language writes them."""
    return date_format(datetime.date(month.year, month.month, 1), "YEAR_MONTH_FORMAT")


class ReportingMonthManager(models.Manager["ReportingMonth"]):
    """Reporting months by their natural key."""

    def get_by_natural_key(self, year: int, month: int) -> "ReportingMonth":
        """The reporting month of that year and month; raises DoesNotExist."""
        return self.get(year=year, month=month)


class ReportingMonth(models.Model):
    """A month open for entry, or closed; written by the ledger only."""

    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("month"))
    opens_on = models.DateField(_("opens on"))
    due_on = models.DateField(_("due on"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("opened by")
    )
    opened_at = models.DateTimeField(_("opened at"))
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("closed by"),
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = ReportingMonthManager()

    class Meta:
        verbose_name = _("reporting month")
        verbose_name_plural = _("reporting months")
        ordering = ["-year", "-month"]
        default_permissions = ("view",)
        permissions = [("manage_month", _("Can open and close months"))]
        constraints = [
            models.UniqueConstraint(fields=["year", "month"], name="reportingmonth_once"),
            models.CheckConstraint(
                name="reportingmonth_real",
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR, month__gte=1, month__lte=12),
            ),
            models.CheckConstraint(
                name="reportingmonth_closed_by_someone",
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="reportingmonth_due_once_open", condition=Q(due_on__gte=F("opens_on"))
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether entries may be written and approved: its day has come, and it is not closed."""
        return self.closed_at is None and self.opens_on <= timezone.localdate()

    @property
    def in_time_until(self) -> datetime.date:
        """The last day on which an entry is in time: the due date, or the day the month was
        opened where that came later."""
        return max(self.due_on, timezone.localdate(self.opened_at))

    def as_month(self) -> Month:
        """The calendar month."""
        return Month(self.year, self.month)

    def natural_key(self) -> tuple[int, int]:
        """Year and month."""
        return (self.year, self.month)

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"
