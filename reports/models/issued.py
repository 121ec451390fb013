"""Summaries as they were handed in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Region
from reports.models.template import SummaryTemplate


class IssuedSummary(models.Model):
    """Text and numbers of a summary, frozen when it was issued; never changed afterwards."""

    template = models.ForeignKey(
        SummaryTemplate, models.PROTECT, related_name="issued", verbose_name=_("template")
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("region"))
    period = models.CharField(_("period"), max_length=7)
    edition = models.PositiveSmallIntegerField(_("edition"), default=1)
    title = models.TextField(_("title"))
    content = models.JSONField(_("content"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("issued by")
    )
    issued_at = models.DateTimeField(_("issued at"))

    class Meta:
        verbose_name = _("issued summary")
        verbose_name_plural = _("issued summaries")
        ordering = ["-issued_at"]
        default_permissions = ("view",)
        permissions = [("issue_summary", _("Can issue summaries"))]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "region", "period", "edition"], name="issuedsummary_edition"
            ),
            models.CheckConstraint(
                name="issuedsummary_period_written_right",
                condition=Q(period__regex=r"^[0-9]{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?$"),
            ),
            models.CheckConstraint(
                name="issuedsummary_edition_from_1", condition=Q(edition__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.edition})"
