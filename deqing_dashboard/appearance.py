"""Light or dark: the person's choice, kept in a cookie, so that the first byte has it right."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

COOKIE = "theme"
AUTO, LIGHT, DARK = THEMES = ("auto", "light", "dark")
KEPT_FOR = 5 * 365 * 24 * 60 * 60  # seconds


@dataclass(frozen=True)
class Appearance:
    """A theme by its name, as `data-theme` has it; "auto" follows the computer."""

    theme: str

    @property
    def schemes(self) -> str:
        """What the browser may draw its own parts in, before any style has come."""
        return "light dark" if self.theme == AUTO else self.theme

    @property
    def is_auto(self) -> bool:
        """Whether the computer decides."""
        return self.theme == AUTO

    @property
    def is_light(self) -> bool:
        """Whether light was chosen."""
        return self.theme == LIGHT

    @property
    def is_dark(self) -> bool:
        """Whether dark was chosen."""
        return self.theme == DARK


def chosen(request: HttpRequest) -> str:
    """The theme of the cookie; "auto" without one or for one that does not exist."""
    theme = request.COOKIES.get(COOKIE, AUTO)
    return theme if theme in THEMES else AUTO


def appearance(request: HttpRequest) -> dict[str, Appearance]:
    """For every template: how the page looks."""
    return {"appearance": Appearance(chosen(request))}


@login_not_required
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the theme and go back to where the person was; BadRequest for one that is none."""
    theme = request.POST.get("theme", "")
    if theme not in THEMES:
        raise BadRequest(gettext("There is no such appearance. Choose automatic, light or dark."))
    answer = HttpResponseRedirect(_way_back(request))
    answer.set_cookie(
        COOKIE,
        theme,
        max_age=KEPT_FOR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _way_back(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe else reverse("overview")
