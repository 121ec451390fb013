"""The sheet's page: the head, what stands above the table, and the rows for its script."""

from collections.abc import Sequence
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from indicators import standings, wording
from indicators.admin.sheet.attaching import ENDINGS, MOST_MEGABYTES
from indicators.admin.sheet.facts import full, row_facts
from indicators.admin.sheet.scope import Scope, scope
from indicators.admin.sheet.words import number_problems, words
from indicators.choices import Qualifier
from indicators.ledger.values import LONGEST_TEXT
from indicators.permissions import REVIEW
from indicators.standings import Owed, OwedRow


@never_cache
def page(request: HttpRequest, admin: ModelAdmin) -> HttpResponse:  # type: ignore[type-arg]
    """The sheet of the department or programme and month in the address."""
    user = cast(User, request.user)
    asked = scope(user, request.GET)
    owed = standings.owed(asked.region, asked.month, asked.indicators, asked.reporting_month)
    title = gettext("Entry sheet")
    month = wording.month(asked.month)
    context = {
        **admin.admin_site.each_context(request),
        "has_permission": True,
        "opts": admin.opts,
        "title": title,
        "subtitle": f"{month} {asked.place.name}" if asked.place else month,
        "scope": asked,
        "query": urlencode(asked.query),
        "month_words": month,
        "months": [(row, wording.month(row.as_month())) for row in asked.months],
        "reporting_month": owed.reporting_month,
        "reopenings": [
            reopening
            for reopening in owed.reopenings
            if any(reopening.covers(row.indicator) for row in owed.rows)
        ],
        "days_left": _days_left(owed),
        "groups": _groups(owed.rows),
        "has_returned": any(cell.is_returned for row in owed.rows for cell in row.cells),
        "may_write": asked.may_enter and any(row.is_writable for row in owed.rows),
        "may_review": user.has_perm(REVIEW),
        "qualifiers": Qualifier.choices,
        "longest_text": LONGEST_TEXT,
        "endings": ",".join(ENDINGS),
        "data": _data(user, asked, owed),
    }
    return TemplateResponse(request, "admin/sheet/sheet.html", context)


def _groups(rows: Sequence[OwedRow]) -> list[dict[str, str]]:
    """The programmes of the rows with the names of their sections, in their order."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        area = row.indicator.work_area
        section = area.parent.name if area.parent else ""
        found.setdefault(area.code, {"code": area.code, "name": area.name, "section": section})
    return list(found.values())


def _data(user: User, asked: Scope, owed: Owed) -> dict[str, Any]:
    """What the script starts from."""
    rows = []
    for row in owed.rows:
        facts = row_facts(row, may_enter=asked.may_enter)
        rows.append({"group": row.indicator.work_area.code, **facts})
    places = {cell.region.code: cell.region.name for row in owed.rows for cell in row.cells}
    return full(
        {
            "person": str(user.pk),
            "month": str(asked.month),
            "region": asked.region.code,
            "save": reverse("admin:indicators_entry_sheet_save"),
            "evidence": reverse("admin:indicators_entry_sheet_evidence"),
            "most_megabytes": MOST_MEGABYTES,
            "places": places,
            "words": words(),
            "numbers": number_problems(),
            "rows": rows,
        }
    )


def _days_left(owed: Owed) -> int | None:
    """Days until the month is due, negative when it is over; None when it is not open."""
    row = owed.reporting_month
    if row is None or not row.is_open:
        return None
    return (row.in_time_until - timezone.localdate()).days
