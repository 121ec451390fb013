"""What shows that an entry is right: a file or a link."""

import uuid
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.models.entry import Entry


def kept_at(evidence: "Evidence", name: str) -> str:
    """Where an attached file is kept, under a name that tells nothing and cannot collide."""
    entry = evidence.entry
    ending = PurePath(name).suffix.lower()
    return f"evidence/{entry.year}/{entry.month:02d}/{uuid.uuid4().hex}{ending}"


class Evidence(models.Model):
    """A file or a link attached to an entry; written by the ledger only."""

    entry = models.ForeignKey(
        Entry, models.PROTECT, related_name="evidence", verbose_name=_("entry")
    )
    name = models.CharField(_("name"), max_length=200)
    file = models.FileField(_("file"), upload_to=kept_at, max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"), null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added at"))

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="evidence_file_or_link",
                condition=Q(file="", link__gt="", size=None)
                | Q(file__gt="", link="", size__isnull=False),
            ),
            models.CheckConstraint(name="evidence_named", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
