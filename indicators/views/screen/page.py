"""Answers of the big screen: the document, and its pages alone, which a running screen asks for."""

import hashlib
from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from indicators import screen_keys, standings
from indicators.models import Region
from indicators.periods import Month
from indicators.views.ledger_page import month_in, no_region
from indicators.views.screen import access, build
from indicators.views.screen.access import Viewer
from indicators.views.screen.showing import Shown, shown

KEY_IN_ADDRESS = "token"
SHORTEST, USUAL, LONGEST = 5, 20, 600
"""Seconds that a page stays."""


@login_not_required
@require_safe
def screen(request: HttpRequest) -> HttpResponse:
    """The document; with a key in the address, the way to it without the key.

    Whoever has neither signed in nor a key is asked to sign in; status 403 for a key that does not
    open any more and for people who may not read figures.
    """
    if KEY_IN_ADDRESS in request.GET:
        return _sealed(_taken_in(request))
    if access.is_unknown(request):
        return _sealed(redirect_to_login(request.get_full_path()))
    viewer = access.viewer(request)
    if viewer is None or not _is_own(request, viewer):
        return _sealed(_refusal(request, viewer, "indicators/screen/refused.html"))
    pace = pace_in(request.GET)
    written, tag = _pages(request, viewer)
    answer = render(
        request,
        build.DOCUMENT,
        {"pages": written, "tag": tag, "build": build.stamp(), "pace": pace},
    )
    return _sealed(answer, viewer)


@login_not_required
@require_safe
def slides(request: HttpRequest) -> HttpResponse:
    """The pages alone; 304 when they are those that whoever asks has, 403 with the reason."""
    viewer = access.viewer(request)
    if viewer is None or not _is_own(request, viewer):
        return _sealed(_refusal(request, viewer, "indicators/screen/_refused.html"))
    written, tag = _pages(request, viewer)
    whole = HttpResponse(written, headers={"ETag": tag})
    answer = cast(HttpResponse, get_conditional_response(request, tag, None, whole))
    answer["X-Screen-Build"] = build.stamp()
    return _sealed(answer, viewer)


def pace_in(query: QueryDict) -> int:
    """How many seconds a page stays; Http404 for what is no number in the bounds."""
    text = query.get("pace", str(USUAL))
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(LONGEST))
    if is_number and SHORTEST <= int(text) <= LONGEST:
        return int(text)
    message = gettext("“%(text)s” is not a pace. Write seconds, from %(least)s to %(most)s.")
    raise Http404(message % {"text": text, "least": SHORTEST, "most": LONGEST})


def _taken_in(request: HttpRequest) -> HttpResponse:
    """Keep the key of the address and lead on, or say that it opens nothing."""
    key = request.GET[KEY_IN_ADDRESS]
    token = screen_keys.find(key)
    if token is None:
        return _refusal(request, None, "indicators/screen/refused.html")
    rest = request.GET.copy()
    del rest[KEY_IN_ADDRESS]
    rest["region"] = token.region.code
    answer = HttpResponseRedirect(f"{request.path}?{rest.urlencode()}")
    access.keep(answer, key)
    return answer


def _is_own(request: HttpRequest, viewer: Viewer) -> bool:
    """Whether the region asked for, if any, is the one that the key is for."""
    return viewer.region is None or request.GET.get("region", "") in ("", viewer.region.code)


def _pages(request: HttpRequest, viewer: Viewer) -> tuple[SafeString, str]:
    """The pages as they are written, and their tag."""
    with standings.one_state():
        regions = _regions(request, viewer)
        asked = month_in(request.GET)
        found = _shown(regions[0], regions[1:], asked) if regions else Shown(None, None)
    written = render_to_string("indicators/screen/slides.html", {"shown": found}, request)
    told = f"{build.stamp()} {get_language()} {written}"
    return written, f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


def _regions(request: HttpRequest, viewer: Viewer) -> list[Region]:
    """The region and those below it; Http404 for an unknown code."""
    code = viewer.region.code if viewer.region else request.GET.get("region", "")
    found = standings.with_those_below(code) if not code or code.isdecimal() else []
    if code and not found:
        raise no_region(code)
    return found


def _shown(region: Region, below: list[Region], asked: Month | None) -> Shown:
    months = standings.months_of(region)
    if not months:
        return Shown(region, None)
    if asked and not months[-1] <= asked <= months[0]:
        message = gettext("%(region)s has figures from %(first)s to %(last)s, none for %(month)s.")
        words = {"region": region.name, "first": months[-1], "last": months[0], "month": asked}
        raise Http404(message % words)
    return shown(region, below, asked or months[0])


def _refusal(request: HttpRequest, viewer: Viewer | None, template: str) -> HttpResponse:
    """Status 403, in words: whom to ask."""
    told = {
        "region": viewer.region if viewer else None,
        "signed_in": request.user.is_authenticated and KEY_IN_ADDRESS not in request.GET,
    }
    return render(request, template, {"told": told}, status=403)


def _sealed(answer: HttpResponse, viewer: Viewer | None = None) -> HttpResponse:
    """The answer as it goes out: kept by nobody else, its address told to nobody."""
    if viewer and viewer.key:
        access.keep(answer, viewer.key)
    patch_vary_headers(answer, ["Cookie"])
    patch_cache_control(answer, private=True, no_cache=True)
    answer["Referrer-Policy"] = "no-referrer"
    return answer
