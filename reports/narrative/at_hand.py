"""The context of one programme's text, from what its page has read already."""

from collections.abc import Mapping, Sequence

from indicators.models import Honour, Indicator, Project, Ranking, Region
from indicators.periods import Period
from indicators.standings import Recognition, Standing
from reports.narrative.context import Context, elsewhere, of_year, read
from reports.narrative.parsing import parse
from reports.narrative.resolving import UnresolvedError, resolve
from reports.narrative.vocabulary import Vocabulary, build


def context_at_hand(
    region: Region,
    period: Period,
    text: str,
    standings: Sequence[Standing],
    projects: Sequence[Project],
    counted: Mapping[int, tuple[Project, ...]],
    recognitions: Sequence[Recognition],
) -> Context:
    """The context that the text is rendered in, of what is given where that is enough.

    The standings are as of the period's last month, and need no people: these are not named.
    `counted` are the projects that indicators count. No query; 4 where the text quotes regions
    below, 12 where it names what is not given.
    """
    indicators = {standing.indicator.pk: standing.indicator for standing in standings}
    rankings = [_ranking(item, indicators) for item in recognitions if item.is_ranking]
    honours = [_honour(item) for item in recognitions if not item.is_ranking]
    placeholders = parse(text).placeholders
    quotes_regions = any(placeholder.region for placeholder in placeholders)
    vocabulary = build(
        indicators.values(),
        projects,
        [*honours, *rankings],
        Region.objects.filter(code__startswith=region.code) if quotes_regions else (),
    )
    if not _knows(vocabulary, text):
        return read(region, period, [text])
    cells = {(region.pk, standing.indicator.pk): standing for standing in standings}
    return Context(
        region=region,
        period=period,
        vocabulary=vocabulary,
        standings=tuple(standings),
        cells=cells | elsewhere([text], region, period.last_month, vocabulary),
        projects=counted,
        rankings=of_year(rankings, period.year),
        names_people=False,
    )


def _knows(vocabulary: Vocabulary, text: str) -> bool:
    """Whether all that the text names is at hand."""
    for placeholder in parse(text).placeholders:
        try:
            resolve(placeholder, vocabulary)
        except UnresolvedError:
            return False
    return True


def _honour(item: Recognition) -> Honour:
    return Honour(
        code=item.code,
        name=item.name,
        scope=item.scope,
        year=item.year,
        month=item.month,
        kind=item.kind,
        holder=item.holder,
        state=item.state,
        document=item.document,
        note=item.note,
    )


def _ranking(item: Recognition, indicators: dict[int, Indicator]) -> Ranking:
    ranked = None
    if item.indicator_id is not None:
        ranked = indicators.get(item.indicator_id) or Indicator(
            pk=item.indicator_id, code=item.indicator_code or "", name=item.indicator or ""
        )
    return Ranking(
        code=item.code,
        name=item.name,
        scope=item.scope,
        year=item.year,
        month=item.month,
        rank=item.rank,
        within=item.within,
        indicator=ranked,
        note=item.note,
    )
