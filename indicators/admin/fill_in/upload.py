"""Uploading a workbook: choose, preview, confirm."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from indicators import wording
from indicators.admin.fill_in.quota import is_too_large
from indicators.admin.fill_in.scope import Asked, asked
from indicators.workbook.judging import Preview
from indicators.workbook.refusal import Refused
from indicators.workbook.safety import LARGEST_FILE, MEGABYTE
from indicators.workbook.telling import groups
from indicators.workbook.uploading import brought, carried, confirmed, previewed

CARRIED, MINE, ALL = "rows", "mine", "all"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, admin: ModelAdmin) -> HttpResponse:  # type: ignore[type-arg]
    """The page: a form, then what confirming would do, then the entry sheet."""
    page = _Page(request, admin, asked(request))
    if request.method != "POST":
        return page.form()
    if CARRIED in request.POST:
        return page.confirm()
    return page.preview()


class _Page:
    """One request for the page."""

    def __init__(self, request: HttpRequest, admin: ModelAdmin, what: Asked) -> None:  # type: ignore[type-arg]
        self._request, self._admin, self._asked = request, admin, what

    def form(self, refused: str = "", file_name: str = "") -> HttpResponse:
        """Where the file is chosen, with the reason why one was not read."""
        return self._shown(refused=refused, file_name=file_name)

    def preview(self) -> HttpResponse:
        """What confirming the file would do."""
        if is_too_large(self._request):
            text = _("The file is larger than %(size)s MB; a workbook of figures is far smaller.")
            return self.form(text % {"size": LARGEST_FILE // MEGABYTE})
        file = self._request.FILES.get("file")
        if file is None:
            return self.form(_("Choose the workbook first."))
        name = file.name or ""
        try:
            preview = previewed(self._asked.by, self._asked.scope, file.read(LARGEST_FILE + 1))
            return self._previewed(preview, file_name=name)
        except Refused as error:
            return self.form(str(error), name)

    def confirm(self) -> HttpResponse:
        """Write what was previewed, all or none; show a fresh preview where it is out of date."""
        by, scope = self._asked.by, self._asked.scope
        ticked = set(self._request.POST.getlist(MINE))
        mine = None if ALL in ticked else ticked
        try:
            rows = brought(by, scope, self._request.POST[CARRIED], mine)
            outcome = confirmed(by, scope, rows)
            if isinstance(outcome, Preview):
                return self._previewed(outcome, is_stale=True)
        except Refused as error:
            return self.form(str(error))
        text = _("Rows of the workbook saved: %(count)s. Hand them in here.")
        if not outcome:
            text = _("Nothing was left to save.")
        messages.success(self._request, text % {"count": outcome})
        return redirect(f"{reverse('admin:indicators_entry_sheet')}?{self._asked.query}")

    def _previewed(
        self, preview: Preview, *, file_name: str = "", is_stale: bool = False
    ) -> HttpResponse:
        may = preview.can_be_confirmed
        return self._shown(
            preview=preview,
            groups=groups(preview),
            carried=carried(self._asked.by, self._asked.scope, preview) if may else "",
            file_name=file_name,
            is_stale=is_stale,
        )

    def _shown(self, **more: Any) -> HttpResponse:
        scope = self._asked.scope
        month = wording.month(scope.month)
        sheet = f"{reverse('admin:indicators_entry_sheet')}?{self._asked.query}"
        context = {
            **self._admin.admin_site.each_context(self._request),
            "has_permission": True,
            "opts": self._admin.opts,
            "title": _("Upload the fill-in workbook"),
            "subtitle": f"{month} {scope.name}".strip(),
            "crumbs": [(_("Entry sheet"), sheet)],
            "month_words": month,
            "scope": scope,
            "query": self._asked.query,
            "sheet": sheet,
            "most_megabytes": LARGEST_FILE // MEGABYTE,
            **more,
        }
        return TemplateResponse(self._request, "admin/fill_in/upload.html", context)
