"""System checks: what must not be when the product is in real use."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error
from django.db import DatabaseError

DEMO_GROUP = "demo"


def no_demo_account_in_real_use(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """E001 when an account of the demonstration is active outside demo mode."""
    if settings.DEMO:
        return []
    try:
        names = list(
            get_user_model()
            .objects.filter(groups__name=DEMO_GROUP, is_active=True)
            .order_by("username")
            .values_list("username", flat=True)
        )
    except DatabaseError:
        return []  # Before the first migration there are no accounts.
    if not names:
        return []
    return [
        Error(
            f"Demonstration accounts are active outside demo mode: {', '.join(names)}.",
            hint="Deactivate them in the admin, or set DEMO=1 on a demonstration server.",
            id="indicators.E001",
        )
    ]
