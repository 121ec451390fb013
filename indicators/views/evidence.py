"""Evidence as a download, for those who may see the entry it belongs to."""

from pathlib import PurePath
from typing import cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from indicators.models import Entry, Evidence
from indicators.permissions import VIEW_FIGURES, entries_seen_by

ENDINGS = {
    ".pdf": ("application/pdf",),
    ".png": ("image/png",),
    ".jpg": ("image/jpeg",),
    ".jpeg": ("image/jpeg",),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
    ".ofd": ("application/ofd",),
}
"""The endings of files that can be attached, with the types that they are."""


def may_read(person: User, entry: Entry) -> bool:
    """Whether the person sees what belongs to an entry: whoever sees the entry."""
    if not person.has_perm(VIEW_FIGURES):
        return False
    return Entry.objects.filter(entries_seen_by(person), pk=entry.pk).exists()


@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, never shown in the page; a link leads to its own place."""
    found = Evidence.objects.select_related("entry__indicator").filter(pk=pk).first()
    if found is None:
        raise Http404(gettext("There is no such evidence."))
    if not may_read(cast(User, request.user), found.entry):
        raise PermissionDenied(gettext("This entry is another department's."))
    if found.link:
        return redirect(found.link)
    kind = ENDINGS.get(PurePath(found.file.name or "").suffix, ("application/octet-stream",))[0]
    try:
        file = found.file.open("rb")
    except FileNotFoundError:
        text = gettext("The file of “%(name)s” is not on the server any more; tell the office.")
        raise Http404(text % {"name": found.name}) from None
    answer = FileResponse(file, as_attachment=True, filename=found.name, content_type=kind)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Encoding"] = "identity"  # Packed already, most of them, and of known length.
    return answer
