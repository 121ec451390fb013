"""The entry sheet: a month's figures of a department, as a grid."""

from typing import cast

from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext

from indicators.admin.sheet.answers import answers_json, other_person, refusal
from indicators.admin.sheet.attaching import evidence
from indicators.admin.sheet.page import page
from indicators.admin.sheet.saving import save
from indicators.admin.sheet.sent import read_sent
from indicators.permissions import ENTER


def urls(admin: ModelAdmin) -> list[URLPattern]:  # type: ignore[type-arg]
    """Its addresses, below those of entries.

    Not wrapped as the admin's own pages are: who may see a sheet is decided by roles and
    departments, and a script is answered in words, never sent to sign in.
    """

    def sheet(request: HttpRequest) -> HttpResponse:
        return page(request, admin)

    return [
        path("sheet/", sheet, name="indicators_entry_sheet"),
        path("sheet/save/", answers_json(receive), name="indicators_entry_sheet_save"),
        path("sheet/evidence/", answers_json(evidence), name="indicators_entry_sheet_evidence"),
    ]


def receive(request: HttpRequest) -> JsonResponse:
    """Save what a sheet sends, and hand in what it asks to."""
    if request.method != "POST":
        return refusal(405, gettext("A sheet is saved by POST."))
    user = cast(User, request.user)
    sent = read_sent(request.body)
    if sent.person and sent.person != str(user.pk):
        return other_person()
    if not user.has_perm(ENTER):
        raise PermissionDenied(gettext("Only those who enter figures save a sheet."))
    return JsonResponse(save(user, sent))
