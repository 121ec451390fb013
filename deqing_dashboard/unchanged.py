"""A page that has not changed since the browser last had it is not sent again."""

import hashlib
import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

# Written anew into every answer, though any of them will do.
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*')


def not_sent_again(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware that names each answer by what it says, and answers 304 to who has it already.

    The page is made all the same, so that nothing new is ever missed; what is spared is the way.
    Pages are kept by the person's own browser only, which asks each time.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method != "GET" or not isinstance(response, HttpResponse):
            return response
        if response.status_code != 200 or "ETag" in response:
            return response
        response["ETag"] = _name(request, response)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-cache"
        answer = get_conditional_response(request, etag=response["ETag"], response=response)
        return answer or response

    return middleware


def _name(request: HttpRequest, response: HttpResponse) -> str:
    """A digest of the answer without its tokens, and of what makes tokens good."""
    digest = hashlib.sha256(request.META.get("CSRF_COOKIE", "").encode())
    digest.update(TOKEN.sub(rb"\1", response.content))
    return f'"{digest.hexdigest()[:32]}"'
