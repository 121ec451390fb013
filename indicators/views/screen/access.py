"""Who looks at the big screen: a key that a browser keeps, or a person signed in."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from indicators import screen_keys
from indicators.models import Region
from indicators.permissions import VIEW_FIGURES

COOKIE, PATH = "screen_key", "/screen/"
KEPT_FOR = 400 * 24 * 3600
"""Seconds, as long as browsers keep anything; every answer renews it."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who may look; a key reads its own region only, and is sent back to be kept."""

    region: Region | None = None
    key: str = ""


def viewer(request: HttpRequest) -> Viewer | None:
    """Who looks, None for those who may not: 1 query for a key.

    Who reads figures anyway is not held to the region of a key that they once tried.
    """
    if request.user.has_perm(VIEW_FIGURES):
        return Viewer()
    key = request.COOKIES.get(COOKIE, "")
    token = screen_keys.find(key)
    return Viewer(token.region, key) if token else None


def is_unknown(request: HttpRequest) -> bool:
    """Whether whoever asks has neither signed in nor ever had a key."""
    return not request.user.is_authenticated and COOKIE not in request.COOKIES


def keep(answer: HttpResponse, key: str) -> None:
    """Let the browser keep the key, for the screen's own addresses and requests alone."""
    answer.set_cookie(
        COOKIE,
        key,
        max_age=KEPT_FOR,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",  # The link may be opened from a mail; what it opens is only read.
    )
