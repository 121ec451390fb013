"""What a half-year summary says of one programme: as issued, else as it would read now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet, Subquery

from indicators.choices import RegionLevel
from indicators.models import Region, WorkArea
from indicators.periods import Month, Period, PeriodKind
from reports.models import IssuedSummary, SummarySection
from reports.narrative import read_context
from reports.summary.choosing import active_templates
from reports.summary.composing import is_reported_in, paragraphs
from reports.summary.document import Paragraph
from reports.summary.freezing import thaw_block


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The paragraphs about a programme; a draft has neither edition nor date, and no key."""

    period: Period
    paragraphs: tuple[Paragraph, ...]
    issued: int | None = None
    edition: int | None = None
    issued_at: datetime | None = None


def excerpt(programme: WorkArea, region: Region, month: Month) -> Excerpt | None:
    """What the summary of the half-year around a month says of a programme; None for nothing.

    Only a county has summaries, and only at the end of the half-year is there a draft. 1 query,
    for a draft also those of its context.
    """
    if region.level != RegionLevel.COUNTY:
        return None
    period = Period.half_around(month)
    issued = _issued(region, period)
    found = (
        WorkArea.objects.filter(pk=programme.pk)
        .values_list(
            Subquery(issued.values("pk")[:1]),
            Subquery(issued.values("edition")[:1]),
            Subquery(issued.values("issued_at")[:1]),
            Subquery(issued.annotate(blocks=F("content__blocks")).values("blocks")[:1]),
            Subquery(_section_texts(programme)[:1]),
        )
        .first()
    )
    if found is None:
        return None
    key, edition, issued_at, blocks, text = found
    if key is not None:
        said = _said_in(blocks, programme)
        return Excerpt(period, said, key, edition, issued_at) if said else None
    if not text or month != period.last_month:
        return None
    said = _draft(programme, region, period, text)
    return Excerpt(period, said) if said else None


def _draft(programme: WorkArea, region: Region, period: Period, text: str) -> tuple[Paragraph, ...]:
    """The text as it would read now; nothing where nothing was reported."""
    context = read_context(region, period, [text])
    own = [row for row in context.standings if row.indicator.work_area_id == programme.pk]
    if not any(is_reported_in(period, row) for row in own):
        return ()
    return paragraphs(text, context)


def _issued(region: Region, period: Period) -> QuerySet[IssuedSummary]:
    return IssuedSummary.objects.filter(region=region, period=str(period)).order_by("-edition")


def _section_texts(programme: WorkArea) -> QuerySet[SummarySection, str]:
    template = active_templates().filter(period_kind=PeriodKind.HALF).values("pk")[:1]
    sections = SummarySection.objects.filter(template=Subquery(template), work_area=programme)
    return sections.order_by("order").values_list("text", flat=True)


def _said_in(blocks: list[dict[str, Any]], programme: WorkArea) -> tuple[Paragraph, ...]:
    for frozen in blocks:
        for part in (frozen, *frozen["programmes"]):
            if part.get("area") == programme.code:
                return thaw_block(part).paragraphs
    return ()
