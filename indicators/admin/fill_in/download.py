"""The workbook to fill in, as a file."""

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from indicators.admin.fill_in.scope import asked
from indicators.workbook.writing import file_name, fill_in_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_safe
def download(request: HttpRequest, admin: ModelAdmin) -> HttpResponse:  # type: ignore[type-arg]
    """The workbook of the month and department or programme in the address."""
    scope = asked(request).scope
    content = fill_in_workbook(scope, scope.owed(), timezone.now())
    response = HttpResponse(content, content_type=XLSX)
    name = content_disposition_header(as_attachment=True, filename=file_name(scope))
    response["Content-Disposition"] = str(name)
    return response
