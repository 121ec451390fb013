"""The ledger and its pages."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _

from indicators.checks import no_demo_account_in_real_use


class IndicatorsConfig(AppConfig):
    """The ledger of figures and its pages."""

    name = "indicators"
    verbose_name = _("Indicator ledger")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the project's system checks, for `check --deploy`."""
        register(no_demo_account_in_real_use, Tags.security, deploy=True)
