"""Forms that several pages share."""

from django import forms
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from indicators.checks import DEMO_GROUP

LONGEST_NAME = 150


class SignInForm(AuthenticationForm):
    """User name and password; accounts of the demonstration get in only there."""

    # Declared for its length to be checked: what is too long for any account stops here.
    username = UsernameField(
        max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autofocus": True})
    )

    def confirm_login_allowed(self, user: User) -> None:
        """Raises ValidationError for accounts that may not sign in here."""
        super().confirm_login_allowed(user)
        if not settings.DEMO and user.groups.filter(name=DEMO_GROUP).exists():
            raise ValidationError(_("This account is for the demonstration only."))


class AdminSignInForm(AdminAuthenticationForm, SignInForm):
    """The same at the door of the admin."""
