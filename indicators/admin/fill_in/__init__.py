"""The fill-in workbook: down, and back up with a preview."""

from collections.abc import Callable
from functools import wraps

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from indicators.admin.fill_in.download import download
from indicators.admin.fill_in.quota import bounded
from indicators.admin.fill_in.upload import upload

View = Callable[[HttpRequest, ModelAdmin], HttpResponse]  # type: ignore[type-arg]


def urls(admin: ModelAdmin) -> list[URLPattern]:  # type: ignore[type-arg]
    """Its addresses, below those of entries.

    Not wrapped as the admin's own pages are: who may is decided by roles and departments.
    """

    def within(view: View) -> Callable[[HttpRequest], HttpResponse]:
        @wraps(view)
        def shown(request: HttpRequest) -> HttpResponse:
            return view(request, admin)

        return shown

    return [
        path("workbook/", within(download), name="indicators_entry_workbook"),
        path("upload/", bounded(within(upload)), name="indicators_entry_upload"),
    ]
