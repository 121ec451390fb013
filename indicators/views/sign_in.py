"""Signing in."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView

from indicators.choices import Role
from indicators.forms import SignInForm


class SignIn(LoginView):
    """The sign-in page; names the demonstration's people in demo mode only."""

    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and in demo mode the roles that the demonstration's people are named by."""
        roles = list(Role) if settings.DEMO else []
        return super().get_context_data(demo_roles=roles, **kwargs)
