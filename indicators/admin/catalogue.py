"""The catalogue as Excel, out and in, for those who keep it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from indicators import catalogue
from indicators.catalogue import Outcome, Rows, Upload
from indicators.workbook.refusal import Refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_REASON = 100  # As the history keeps it.
MOST_SHOWN = 300
"""So many rows of a kind, and reasons for refusal, are spelt out on the preview."""

View = Callable[[HttpRequest], HttpResponse]


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("Workbook (.xlsx)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": gettext_lazy("Choose the workbook first.")},
    )


class ConfirmForm(forms.Form):
    """Why the catalogue is changed; what the person was shown travels beside it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason for the change"),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("Kept in the history of every record that is written."),
    )


def may_keep(user: Any) -> bool:
    """Whether the person adds and changes everything that the catalogue consists of."""
    return bool(
        user.has_perms(
            f"indicators.{verb}_{sheet.model_name()}"
            for sheet in catalogue.SHEETS
            for verb in ("add", "change")
        )
    )


def for_keepers(view: View) -> View:
    """The view behind the admin's sign-in, for those who keep the catalogue."""

    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponse:
        if not may_keep(request.user):
            raise PermissionDenied
        return view(request)

    return admin.site.admin_view(never_cache(checked))


@for_keepers
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """What the catalogue holds, its downloads and the upload."""
    return _start(request, UploadForm())


def _start(request: HttpRequest, form: UploadForm) -> HttpResponse:
    sheets = [(sheet.title(), sheet.model.objects.count()) for sheet in catalogue.SHEETS]
    return _page(request, "start", _("Catalogue as Excel"), form=form, sheets=sheets)


@for_keepers
@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """The catalogue as it stands."""
    return _file(catalogue.present(), _("Catalogue %(day)s") % {"day": localdate().isoformat()})


@for_keepers
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The workbook without records."""
    return _file(catalogue.empty(), _("Catalogue template"))


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    header = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx")
    response["Content-Disposition"] = str(header)
    return response


@for_keepers
def look(request: HttpRequest) -> HttpResponse:
    """What would become of an uploaded file; writes nothing."""
    if request.method != "POST":
        return redirect("catalogue")
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _start(request, form)
    by = cast(User, request.user)
    try:
        upload = catalogue.read(form.cleaned_data["file"])
        outcome = catalogue.preview(by, upload.rows)
    except Refused as refused:
        form.add_error("file", str(refused))
        return _start(request, form)
    outcome.troubles[:0] = upload.troubles
    name = form.cleaned_data["file"].name
    return _preview(request, upload.rows, outcome, upload=upload, file_name=name)


@for_keepers
def confirm(request: HttpRequest) -> HttpResponse:
    """Write what the preview showed, all or none; show it anew where it is no longer so."""
    if request.method != "POST":
        return redirect("catalogue")
    by = cast(User, request.user)
    try:
        rows, shown = catalogue.unpacked(by, request.POST.get("kept", ""))
    except BadSignature:
        text = _("The preview is too old or was not yours; upload the file again.")
        messages.error(request, text)
        return redirect("catalogue")
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _preview(request, rows, catalogue.preview(by, rows), form=form)
    outcome = catalogue.write(by, rows, reason=form.cleaned_data["reason"], shown=shown)
    if not outcome.is_written:
        return _preview(request, rows, outcome, form=form, is_stale=True)
    text = _("Written into the catalogue: %(new)s new, %(changed)s changed.")
    messages.success(request, text % outcome.counts())
    return redirect("catalogue")


def _preview(
    request: HttpRequest,
    rows: Rows,
    outcome: Outcome,
    *,
    upload: Upload | None = None,
    form: ConfirmForm | None = None,
    file_name: str = "",
    is_stale: bool = False,
) -> HttpResponse:
    """The outcome, row by row, with the form that confirms it where there is something to."""
    kept = catalogue.packed(cast(User, request.user), rows, outcome) if outcome.writes else ""
    if len(kept) > catalogue.LARGEST:
        text = _("The file brings too much at once; bring it in in several files.")
        outcome.troubles.append(catalogue.Trouble("", 0, "", "", text))
    return _page(
        request,
        "preview",
        _("Preview of the catalogue"),
        outcome=outcome,
        totals=outcome.counts(),
        remarks=upload.remarks if upload else [],
        form=(form or ConfirmForm()) if outcome.writes else None,
        kept=kept,
        file_name=file_name,
        is_stale=is_stale,
        most=MOST_SHOWN,
        crumbs=[(_("Catalogue as Excel"), "catalogue")],
    )


def _page(request: HttpRequest, name: str, title: str, **more: Any) -> HttpResponse:
    request.current_app = admin.site.name
    words = {**admin.site.each_context(request), "title": title, **more}
    return TemplateResponse(request, f"admin/catalogue/{name}.html", words)


urlpatterns = [
    path("", start, name="catalogue"),
    path("download/", download, name="catalogue-download"),
    path("template/", template, name="catalogue-template"),
    path("preview/", look, name="catalogue-preview"),
    path("confirm/", confirm, name="catalogue-confirm"),
]
