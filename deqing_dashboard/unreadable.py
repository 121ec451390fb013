"""Addresses that no link of ours leads to."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

Respond = Callable[[HttpRequest], HttpResponse]
NUL = "\0"


def no_nul(respond: Respond) -> Respond:
    """Answer with BadRequest where path or query hold NUL, which PostgreSQL cannot compare."""

    def answer(request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if NUL in request.path or NUL in query or "%00" in query:
            raise BadRequest
        return respond(request)

    return answer
