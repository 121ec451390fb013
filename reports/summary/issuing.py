"""Issuing a summary: text and numbers are frozen as of that moment."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.models import Region
from indicators.periods import Period
from reports.models import IssuedSummary, SummaryTemplate
from reports.narrative import Span, read_context, render
from reports.summary.choosing import SummaryError, find_template
from reports.summary.composing import compose
from reports.summary.document import plain_text
from reports.summary.freezing import freeze, thaw


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
    """A quoted text that would read otherwise now, and what it would be."""

    was: Span
    now: str


def moves(issued: IssuedSummary) -> list[Move]:
    """What an issued summary quotes and the ledger would now say otherwise, in order.

    Takes as many queries as composing, whatever the summary quotes.
    """
    quoted = {span.origin.placeholder: span for span in thaw(issued.content).spans() if span.origin}
    context = read_context(issued.region, Period.parse(issued.period), quoted)
    found = []
    for placeholder, span in quoted.items():
        now = plain_text(render(placeholder, context))
        if now != span.text:
            found.append(Move(span, now))
    return found
