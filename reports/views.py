"""Pages of the summary: read it, take it away as a file, issue it, read what was issued."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indicators.models import Region, WorkArea
from indicators.periods import Month, Period, PeriodError
from reports.exporters import EXPORTERS, Export, Exporter, find_exporter
from reports.models import IssuedSummary
from reports.narrative import GUIDE
from reports.summary import (
    SummaryError,
    compose,
    excerpt,
    find_region,
    issue,
    moves,
    offered_periods,
    parse_period,
    period_label,
    thaw,
)

VIEW = "reports.view_summarytemplate"
VIEW_ISSUED = "reports.view_issuedsummary"
ISSUE = "reports.issue_summary"


@require_safe
@permission_required(VIEW, raise_exception=True)
def summary(request: HttpRequest) -> HttpResponse:
    """The summary of the period and region in the address; of the county's newest without."""
    return _page(request, request.GET)


@require_safe
@permission_required((VIEW, VIEW_ISSUED), raise_exception=True)
def summary_excerpt(request: HttpRequest) -> HttpResponse:
    """What the summary says of a programme, as the panel of its page; status 204 for nothing.

    `programme`, `month` and `region` are as in the address of that page.
    """
    code = request.GET.get("programme", "")
    programme = WorkArea.objects.filter(level=WorkArea.PROGRAMME, code=code).first()
    if programme is None:
        raise Http404(_("There is no programme with the code “%(code)s”.") % {"code": code})
    region = _region(request.GET)
    found = excerpt(programme, region, _month(request.GET))
    if found is None:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "reports/_excerpt.html", {"excerpt": found, "region": region})


@require_safe
@permission_required(VIEW, raise_exception=True)
def export(request: HttpRequest, identifier: str) -> HttpResponse:
    """The summary as a file to keep; Http404 when there is no such format or summary."""
    exporter = _exporter(identifier)
    region = _region(request.GET)
    period = _period(request.GET, region)
    if period is None:
        raise Http404(_nothing_to_sum_up())
    try:
        return _download(exporter.render(compose(region, period)))
    except SummaryError as error:
        raise Http404(str(error)) from None


@require_safe
@permission_required(VIEW_ISSUED, raise_exception=True)
def export_issued(request: HttpRequest, pk: int, identifier: str) -> HttpResponse:
    """An issued summary as a file: what was frozen, whatever the ledger says now."""
    found = _issued(pk)
    file = _exporter(identifier).render(thaw(found.content))
    stem, _dot, ending = file.name.rpartition(".")
    return _download(replace(file, name=f"{stem}（第{found.edition}版）.{ending}"))


@require_POST
@permission_required(ISSUE, raise_exception=True)
def issue_summary(request: HttpRequest) -> HttpResponse:
    """Freeze the summary as its next edition and show that; say why when it cannot be."""
    region = _region(request.POST)
    period = _period(request.POST, region)
    if period is None:
        raise Http404(_nothing_to_sum_up())
    try:
        made = issue(region, period, cast(User, request.user))
    except SummaryError:
        return _page(request, request.POST, status=409)
    words = {"number": made.edition}
    messages.success(request, _("Edition %(number)s is issued and stays as it is.") % words)
    return redirect("summary-issued", made.pk)


@require_safe
@permission_required(VIEW_ISSUED, raise_exception=True)
def issued(request: HttpRequest, pk: int) -> HttpResponse:
    """A summary as it was issued, and which of its figures the ledger has changed since."""
    found = _issued(pk)
    context = {
        "issued": found,
        "summary": thaw(found.content),
        "moves": moves(found),
        "exporters": EXPORTERS,
    }
    return render(request, "reports/issued.html", context)


def _issued(pk: int) -> IssuedSummary:
    found = IssuedSummary.objects.select_related("issued_by", "region").filter(pk=pk).first()
    if found is None:
        raise Http404(_("There is no such issued summary."))
    return found


def _exporter(identifier: str) -> Exporter:
    exporter = find_exporter(identifier)
    if exporter is None:
        raise Http404(_("There is no format “%(format)s”.") % {"format": identifier})
    return exporter


def _download(file: Export) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=file.name) or ""
    return HttpResponse(
        file.content,
        content_type=file.content_type,
        headers={"Content-Disposition": disposition},
    )


def _page(request: HttpRequest, asked: QueryDict, status: int = 200) -> HttpResponse:
    try:
        region = find_region(asked.get("region", ""))
    except SummaryError as error:
        if asked.get("region"):
            raise Http404(str(error)) from None
        return render(request, "indicators/empty.html")
    offered = offered_periods(region)
    period = _period(asked, region, offered)
    context: dict[str, Any] = {
        "region": region,
        "period": period,
        "choices": [(str(p), period_label(p)) for p in offered],
        "exporters": EXPORTERS,
        "guide": GUIDE,
    }
    try:
        if period is None:
            raise SummaryError(_nothing_to_sum_up())
        context["summary"] = compose(region, period)
        context["editions"] = IssuedSummary.objects.filter(
            region=region, period=str(period)
        ).select_related("issued_by")
    except SummaryError as error:
        context["error"] = str(error)
    return render(request, "reports/summary.html", context, status=status)


def _nothing_to_sum_up() -> str:
    return _("A summary takes an active template, and figures of its period's last month.")


def _region(asked: QueryDict) -> Region:
    try:
        return find_region(asked.get("region", ""))
    except SummaryError as error:
        raise Http404(str(error)) from None


def _month(asked: QueryDict) -> Month:
    text = asked.get("month", "")
    try:
        return Month.parse(text)
    except PeriodError:
        message = _("“%(text)s” is not a month of the ledger. Write it like 2023-06.")
        raise Http404(message % {"text": text}) from None


def _period(asked: QueryDict, region: Region, offered: list[Period] | None = None) -> Period | None:
    """The period asked for, else the newest on offer; None for an empty ledger."""
    text = asked.get("period", "")
    if not text:
        return next(iter(offered_periods(region) if offered is None else offered), None)
    try:
        return parse_period(text)
    except SummaryError as error:
        raise Http404(str(error)) from None
