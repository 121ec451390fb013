"""Making a summary from its template and the ledger."""

import re
from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from indicators.models import Region, WorkArea
from indicators.periods import Period
from indicators.standings import Standing
from reports.models import SummarySection
from reports.narrative import Context, Span, read_context, render
from reports.narrative.numerals import chinese
from reports.narrative.wording import period_name
from reports.summary.choosing import SummaryError, find_template
from reports.summary.document import Block, Paragraph, Summary
from reports.summary.goals import tables

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


def compose(region: Region, period: Period) -> Summary:
    """The summary of a region and period, in at most 14 queries.

    Raises SummaryError when there is no template or the ledger has nothing for the period.
    """
    template = find_template(period)
    sections = list(template.sections.select_related("work_area").order_by("order"))
    texts = [template.title, *(text for s in sections for text in (s.heading, s.text))]
    context = read_context(region, period, texts)
    if not any(is_reported_in(period, standing) for standing in context.standings):
        raise SummaryError(
            _("The ledger has no figures of %(region)s for %(period)s.")
            % {"region": region, "period": period}
        )
    return Summary(
        headline=tuple(render(template.title, context)),
        period=str(period),
        period_name=period_name(period),
        month=str(period.last_month),
        region=region.code,
        region_name=region.name,
        blocks=tuple(_blocks(sections, context)),
        tables=tables(context.standings, region),
    )


def is_reported_in(period: Period, standing: Standing) -> bool:
    """Whether the figure is of the period, not carried from before."""
    return standing.as_of is not None and standing.as_of >= period.first_month


def _blocks(sections: Iterable[SummarySection], context: Context) -> list[Block]:
    blocks: list[Block] = []
    for section in sections:
        if section.level == WorkArea.PROGRAMME and blocks and blocks[-1].level == WorkArea.SECTION:
            above = blocks[-1]
            block = _block(section, f"（{chinese(len(above.programmes) + 1)}）", context)
            blocks[-1] = replace(above, programmes=(*above.programmes, block))
        else:
            number = sum(block.level > 0 for block in blocks) + 1
            blocks.append(_block(section, f"{chinese(number)}、", context))
    return blocks


def _block(section: SummarySection, number: str, context: Context) -> Block:
    area = section.work_area
    heading = render(section.heading or (area.name if area else ""), context)
    return Block(
        level=section.level,
        heading=(Span(number), *heading) if area else tuple(heading),
        paragraphs=paragraphs(section.text, context),
        area=area.code if area else "",
    )


def paragraphs(text: str, context: Context) -> tuple[Paragraph, ...]:
    """Paragraphs are parted by blank lines; a single line break is only how the text was typed."""
    parts = (_joined(part) for part in _BLANK_LINE.split(text.strip()))
    return tuple(tuple(render(part, context)) for part in parts if part)


def _joined(text: str) -> str:
    return "".join(line.strip() for line in text.splitlines())
