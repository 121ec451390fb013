"""Screens on walls, which nobody signs in on."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indicators.models.organisation import Region


class ScreenToken(models.Model):
    """A key to the big screen of one region: it reads, and nothing else, until it is withdrawn.

    Only a digest is kept, so that nobody reads the key out of the database.
    """

    name = models.CharField(
        _("name"),
        max_length=100,
        help_text=_("Where the screen hangs, such as the hall on the ground floor."),
    )
    digest = models.CharField(_("digest of the key"), max_length=64, unique=True, editable=False)
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="screen_tokens", verbose_name=_("region")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made at"), editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("withdrawn by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("screen token")
        verbose_name_plural = _("screen tokens")
        ordering = ["-made_at"]
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(
                name="screentoken_digest", condition=Q(digest__regex=r"^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(name="screentoken_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="screentoken_withdrawn_by_somebody",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(
                    withdrawn_by__isnull=False,
                    withdrawn_at__isnull=False,
                    withdrawn_at__gte=F("made_at"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
