"""A person's notices: the page, and marking as read."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from indicators import notices
from indicators.notice_words import words_of

ON_A_PAGE = 30


class NoticesPage(TemplateView):
    """The notices of who asks, newest first."""

    template_name = "indicators/notices.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of them, in words."""
        person = cast(User, self.request.user)
        shown = Paginator(notices.notices_of(person), ON_A_PAGE).get_page(
            self.request.GET.get("page")
        )
        return super().get_context_data(
            shown=shown, rows=[(notice, words_of(notice)) for notice in shown], **kwargs
        )


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything that the person was told as read."""
    count = notices.mark_read(cast(User, request.user))
    text = _("Notices marked as read: %(count)s") % {"count": count}
    messages.success(request, text)
    return redirect("notices")


@require_POST
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice as read and lead to where to act; Http404 for somebody else's."""
    person = cast(User, request.user)
    notice = notices.own_notice(person, pk)
    if notice is None:
        raise Http404(_("There is no such notice among yours."))
    notices.mark_read(person, pk)
    return redirect(words_of(notice).address)
