"""What the product tells a person."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.choices import NoticeKind
from indicators.models.month import ReportingMonth

ONCE_A_DAY = (NoticeKind.DUE_SOON, NoticeKind.REMINDER)


class Notice(models.Model):
    """A message to one person; `facts` are what its words are made of, in any language.

    Written by `indicators.notices` only.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=NoticeKind)
    month = models.ForeignKey(
        ReportingMonth,
        models.PROTECT,
        related_name="notices",
        verbose_name=_("reporting month"),
    )
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    day = models.DateField(_("day"))
    created_at = models.DateTimeField(_("created at"))
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    emailed_at = models.DateTimeField(_("e-mailed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-id"]
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["person"], condition=Q(read_at=None), name="notice_unread_of_person"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "month", "day"],
                condition=Q(kind__in=[kind.value for kind in ONCE_A_DAY]),
                name="notice_reminds_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.kind} {self.month}"
