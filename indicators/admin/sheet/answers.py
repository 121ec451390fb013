"""Answers for scripts: refusals as JSON with words, where a page would be sent elsewhere."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponse]


def answers_json(view: View) -> View:
    """The view, whose refusals a script can read: 401 signed out, 400, 403 and 404 with words."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return refusal(401, gettext("You are signed out."))
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as error:
            return refusal(403, str(error) or gettext("Your account may not do this."))
        except Http404 as error:
            return refusal(404, str(error))
        except BadRequest as error:
            return refusal(400, str(error))
        except (SuspiciousOperation, MultiPartParserError):
            return refusal(400, gettext("What was sent is too much, or cannot be read."))

    return login_not_required(never_cache(guarded))


def refusal(status: int, message: str, **more: str) -> JsonResponse:
    """An answer that says why not."""
    return JsonResponse({"message": message, **more}, status=status)


def other_person() -> JsonResponse:
    """The refusal of what one person typed and another, signed in since, would send."""
    text = gettext("Somebody else has signed in since; what you typed is not saved in their name.")
    return refusal(403, text, code="other_person")
