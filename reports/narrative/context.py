"""Everything a document needs to know, read at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators import standings
from indicators.choices import Scope
from indicators.models import Honour, Indicator, Project, Ranking, Region
from indicators.periods import Month, Period
from indicators.standings import Cell, Standing, known_by, within
from reports.narrative.measures import IndicatorFacts
from reports.narrative.parsing import parse
from reports.narrative.resolving import UnresolvedError, resolve
from reports.narrative.vocabulary import Vocabulary, build

_SCOPES = [Scope.COUNTY, Scope.CITY, Scope.PROVINCE, Scope.NATION]


@dataclass(frozen=True, slots=True)
class Context:
    """What placeholders are filled from: one region as of the end of one period."""

    region: Region
    period: Period
    vocabulary: Vocabulary
    standings: tuple[Standing, ...]
    cells: Mapping[Cell, Standing]
    projects: Mapping[int, tuple[Project, ...]]
    rankings: Mapping[int, tuple[Ranking, ...]]

    def facts(self, indicator: Indicator, region: Region | None) -> IndicatorFacts:
        """What is known of an indicator in a region, the document's own unless given."""
        place = region or self.region
        return IndicatorFacts(
            self.cells[place.pk, indicator.pk],
            self.projects.get(indicator.pk, ()),
            self.rankings.get(indicator.pk, ()),
        )


def read(region: Region, period: Period, texts: Iterable[str]) -> Context:
    """The context that these texts are rendered in: at most 12 queries."""
    month = period.last_month
    own = standings.read(region, month, standings.every_indicator(), with_people=True)
    projects = list(
        Project.objects.filter(within(region)).prefetch_related("milestones", "counted_in")
    )
    rankings = list(
        Ranking.objects.filter(within(region), known_by(month)).select_related("indicator")
    )
    vocabulary = build(
        [standing.indicator for standing in own],
        projects,
        [*Honour.objects.filter(within(region), known_by(month)), *rankings],
        Region.objects.filter(code__startswith=region.code),
    )
    cells = {(region.pk, standing.indicator.pk): standing for standing in own}
    return Context(
        region=region,
        period=period,
        vocabulary=vocabulary,
        standings=tuple(own),
        cells=cells | _elsewhere(texts, region, month, vocabulary),
        projects=_counted(projects),
        rankings=_of_year(rankings, period.year),
    )


def _elsewhere(
    texts: Iterable[str], region: Region, month: Month, vocabulary: Vocabulary
) -> dict[Cell, Standing]:
    """The standings of other regions that the texts quote: 3 queries, none for none."""
    places, indicators = {}, set()
    for text in texts:
        for placeholder in parse(text).placeholders:
            try:
                meaning = resolve(placeholder, vocabulary)
            except UnresolvedError:
                continue  # Rendering says so in its place.
            if isinstance(meaning.subject, Indicator) and meaning.region not in (None, region):
                places[meaning.region.pk] = meaning.region
                indicators.add(meaning.subject.pk)
    if not places:
        return {}
    quoted = standings.every_indicator().filter(pk__in=indicators)
    return standings.read_cells(places.values(), month, quoted, with_people=True)


def _counted(projects: Iterable[Project]) -> dict[int, tuple[Project, ...]]:
    found: dict[int, tuple[Project, ...]] = defaultdict(tuple)
    for project in projects:
        for indicator in project.counted_in.all():
            found[indicator.pk] += (project,)
    return dict(found)


def _of_year(rankings: Iterable[Ranking], year: int) -> dict[int, tuple[Ranking, ...]]:
    """Rankings of the year by indicator, the nearest scope first."""
    found: dict[int, tuple[Ranking, ...]] = defaultdict(tuple)
    for ranking in sorted(rankings, key=lambda r: (_SCOPES.index(Scope(r.scope)), r.code)):
        if ranking.indicator_id is not None and ranking.year == year:
            found[ranking.indicator_id] += (ranking,)
    return dict(found)
