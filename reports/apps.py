"""Summaries and their exports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """The half-year summary and other documents written from the ledger."""

    name = "reports"
    verbose_name = _("Summaries")
    default_auto_field = "django.db.models.BigAutoField"
