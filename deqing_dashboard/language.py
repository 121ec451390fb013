"""The language of a page: Chinese, unless the person has chosen another."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Respond = Callable[[HttpRequest], HttpResponse]


def chosen_language(respond: Respond) -> Respond:
    """Answer in the language of the switch in the header; what the browser asks for is no choice.

    Office computers are set up in any language, and the bureau works in Chinese.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = respond(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return answer
