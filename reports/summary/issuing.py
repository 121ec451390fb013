"""Issuing a summary: text and numbers are frozen as of that moment."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.models import Figure, Region
from indicators.numbers import plain
from indicators.periods import Month, Period
from reports.models import IssuedSummary, SummaryTemplate
from reports.narrative import Origin
from reports.summary.choosing import SummaryError, find_template
from reports.summary.composing import compose
from reports.summary.document import Summary
from reports.summary.freezing import freeze


def issue(region: Region, period: Period, person: User) -> IssuedSummary:
    """The next edition of the summary, frozen.

    Raises SummaryError while a number is missing from the text, and as `compose` does.
    """
    with transaction.atomic():
        # The lock keeps two people from issuing the same edition.
        template = SummaryTemplate.objects.select_for_update().get(pk=find_template(period).pk)
        summary = compose(region, period)
        if summary.gaps:
            raise SummaryError(
                _("Numbers are missing from the text; it cannot be issued: %(gaps)s")
                % {"gaps": " ".join(summary.gaps)}
            )
        earlier = template.issued.filter(region=region, period=str(period))
        last = earlier.aggregate(last=Max("edition"))["last"] or 0
        return IssuedSummary.objects.create(
            template=template,
            region=region,
            period=str(period),
            edition=last + 1,
            title=summary.title,
            content=freeze(summary),
            issued_by=person,
            issued_at=timezone.now(),
        )


@dataclass(frozen=True, slots=True)
class Move:
    """A figure that the ledger has changed since a summary quoted it; `now` is empty if gone."""

    origin: Origin
    now: str


def moves(summary: Summary) -> list[Move]:
    """The quoted figures that the ledger has since changed, in order: 1 query."""
    quoted = {
        (origin.region, origin.code, origin.month): origin
        for origin in (span.origin for span in summary.spans())
        if origin and origin.code and origin.value
    }
    if not quoted:
        return []
    months = {Month.parse(month) for _region, _code, month in quoted}
    span = Q()
    for month in months:
        span |= Q(year=month.year, month=month.month)
    figures = Figure.objects.filter(
        span,
        region__code__in={region for region, _code, _month in quoted},
        indicator__code__in={code for _region, code, _month in quoted},
    ).select_related("region", "indicator")
    values = {
        (figure.region.code, figure.indicator.code, str(figure.as_month())): plain(figure.value)
        for figure in figures
    }
    return [
        Move(origin, values.get(cell, ""))
        for cell, origin in quoted.items()
        if values.get(cell, "") != origin.value
    ]
