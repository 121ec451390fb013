"""Reading many figures at once: the only reader of rows for pages, commands and documents.

Every function takes a constant number of queries, whatever the number of indicators.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value

from indicators.choices import EntryState, RegionLevel, ReportingLevel, Source
from indicators.models import (
    Entry,
    Figure,
    Honour,
    Indicator,
    Project,
    Ranking,
    Region,
    ReportingMonth,
    Target,
    WorkArea,
)
from indicators.periods import MONTHS_IN_YEAR, Month
from indicators.progress import (
    DEFAULT_BANDS,
    Direction,
    Kind,
    Light,
    Progress,
    assess,
    increment,
)

UP_TO_COUNTY = (RegionLevel.PROVINCE, RegionLevel.CITY, RegionLevel.COUNTY)


@dataclass(frozen=True)
class Standing:
    """How one indicator stands in one region as of one month."""

    indicator: Indicator
    region: Region
    month: Month
    figure: Figure | None
    target: Target | None
    last_year: Figure | None
    last_december: Figure | None
    month_before: Figure | None
    under_correction: bool

    @cached_property
    def progress(self) -> Progress:
        """Everything computed from the figure and its goal."""
        return assess(
            Kind(self.indicator.kind),
            Direction(self.indicator.direction),
            self.month.month,
            self.value,
            self.target.as_goal() if self.target else None,
            last_year=_value(self.last_year) if self.is_current else None,
            last_year_whole=_value(self.last_december),
            bands=self.indicator.bands.as_bands() if self.indicator.bands else DEFAULT_BANDS,
        )

    @property
    def value(self) -> Decimal | None:
        """The value as of the month, in the indicator's unit."""
        return _value(self.figure)

    @property
    def as_of(self) -> Month | None:
        """The month the value was reported for."""
        return self.figure.as_month() if self.figure else None

    @property
    def is_current(self) -> bool:
        """Whether the value was reported for the month asked about, not carried from before."""
        return self.as_of == self.month

    @property
    def is_demo(self) -> bool:
        """Whether the value is demonstration data."""
        return self.figure is not None and self.figure.source == Source.DEMO

    @property
    def increment(self) -> Decimal | None:
        """What the month itself added; None when the month before is not known."""
        if not self.is_current:
            return None
        kind = Kind(self.indicator.kind)
        return increment(kind, self.month.month, self.value, _value(self.month_before))


def _value(figure: Figure | None) -> Decimal | None:
    return figure.value if figure else None


def reported_at(region: Region) -> Q:
    """Indicators that can have a figure in the region: those reported there or below."""
    if region.level in UP_TO_COUNTY:
        return Q()
    return Q(level=ReportingLevel.TOWN)


def catalogue(region: Region) -> QuerySet[Indicator]:
    """Active indicators that a region's pages show, with what their rows print."""
    return (
        Indicator.objects.filter(reported_at(region), active=True)
        .select_related("work_area__parent", "department", "bands")
        .order_by("work_area__parent__order", "work_area__order", "order", "code")
    )


def read(
    region: Region, month: Month, indicators: QuerySet[Indicator] | None = None
) -> list[Standing]:
    """The standing of each indicator (of `catalogue(region)` unless chosen): 5 queries."""
    chosen = catalogue(region) if indicators is None else indicators
    own = Figure.objects.filter(indicator=OuterRef("pk"), region=region).order_by("-year", "-month")
    this_year = Q(year=month.year, month__lte=month.month)
    rows = list(
        chosen.annotate(
            latest_of_year=Subquery(own.filter(this_year).values("pk")[:1]),
            latest_ever=Subquery(own.filter(this_year | Q(year__lt=month.year)).values("pk")[:1]),
        )
    )
    latest_pks = {
        row.pk: row.latest_of_year if row.kind == Kind.FLOW else row.latest_ever for row in rows
    }
    latest = Figure.objects.select_related("entry__entered_by", "entry__reviewed_by").in_bulk(
        [pk for pk in latest_pks.values() if pk]
    )
    compared = _compared(region, month, rows)
    targets = {
        target.indicator_id: target
        for target in Target.objects.filter(
            region=region, year=month.year, indicator__in=rows
        ).select_related("pace")
    }
    corrected = set(
        Entry.objects.of_month(month)
        .filter(region=region, state=EntryState.SUBMITTED, corrects__isnull=False)
        .values_list("indicator_id", flat=True)
    )
    last_year, last_december = month.shift(-MONTHS_IN_YEAR), Month(month.year - 1, MONTHS_IN_YEAR)
    return [
        Standing(
            indicator=row,
            region=region,
            month=month,
            figure=latest.get(latest_pks[row.pk]),
            target=targets.get(row.pk),
            last_year=compared.get((row.pk, last_year)),
            last_december=compared.get((row.pk, last_december)),
            month_before=compared.get((row.pk, month.shift(-1))),
            under_correction=row.pk in corrected,
        )
        for row in rows
    ]


def _compared(
    region: Region, month: Month, indicators: Sequence[Indicator]
) -> dict[tuple[int, Month], Figure]:
    """Figures of the months that a month is compared with, by indicator and month."""
    before = month.shift(-1)
    figures = Figure.objects.filter(
        Q(year=month.year - 1, month__in=(month.month, MONTHS_IN_YEAR))
        | Q(year=before.year, month=before.month),
        region=region,
        indicator__in=indicators,
    )
    return {(figure.indicator_id, figure.as_month()): figure for figure in figures}


def count_lights(standings: Iterable[Standing]) -> dict[Light, int]:
    """How many of each light, best first; lights that do not occur count 0."""
    counts = dict.fromkeys(Light, 0)
    for standing in standings:
        counts[standing.progress.light] += 1
    return counts


def furthest_behind(standings: Iterable[Standing], most: int) -> list[Standing]:
    """Red and yellow standings, those furthest behind their pace first."""
    lagging = [s for s in standings if s.progress.light in (Light.RED, Light.YELLOW)]
    lagging.sort(
        key=lambda s: Decimal("-Infinity") if s.progress.ahead is None else s.progress.ahead
    )
    return lagging[:most]


@dataclass(frozen=True)
class Completeness:
    """How much of a month a set of indicators has reported."""

    reported: int
    total: int


def completeness(standings: Iterable[Standing]) -> Completeness:
    """How many indicators have a figure for the month itself, of all that are owed."""
    rows = list(standings)
    return Completeness(sum(s.is_current for s in rows), len(rows))


def history(indicator: Indicator, region: Region, year: int) -> list[Figure]:
    """The figures of a year and the one before, in time order: 1 query."""
    return list(
        Figure.objects.filter(indicator=indicator, region=region, year__in=(year - 1, year))
        .select_related("entry__entered_by", "entry__reviewed_by")
        .order_by("year", "month")
    )


def histories(
    indicators: Iterable[Indicator], region: Region, year: int
) -> dict[int, list[Figure]]:
    """The figures of a year by indicator, in time order: 1 query."""
    found: dict[int, list[Figure]] = {}
    for figure in Figure.objects.filter(
        indicator__in=indicators, region=region, year=year
    ).order_by("month"):
        found.setdefault(figure.indicator_id, []).append(figure)
    return found


def below(indicator: Indicator, region: Region, month: Month) -> list[tuple[Region, Standing]]:
    """The standing of an indicator in each region one level below, by division code.

    Empty where figures are reported at the region's own level: 3 queries.
    """
    if region.level == indicator.level:
        return []
    regions = list(region.children.order_by("code"))
    span = Q(year__lt=month.year) | Q(year=month.year, month__lte=month.month)
    if indicator.kind == Kind.FLOW:
        span = Q(year=month.year, month__lte=month.month)
    latest: dict[int, Figure] = {}
    newest = (
        Figure.objects.filter(span, indicator=indicator, region=OuterRef("pk"))
        .order_by("-year", "-month")
        .values("pk")[:1]
    )
    for figure in Figure.objects.filter(
        pk__in=Region.objects.filter(parent=region).values_list(Subquery(newest))
    ):
        latest[figure.region_id] = figure
    targets = {
        target.region_id: target
        for target in Target.objects.filter(
            indicator=indicator, region__in=regions, year=month.year
        ).select_related("pace")
    }
    return [
        (
            town,
            Standing(
                indicator=indicator,
                region=town,
                month=month,
                figure=latest.get(town.pk),
                target=targets.get(town.pk),
                last_year=None,
                last_december=None,
                month_before=None,
                under_correction=False,
            ),
        )
        for town in regions
    ]


def trail(indicator: Indicator, region: Region, year: int) -> list[Entry]:
    """All entries of an indicator in a region for a year, newest first: 1 query."""
    return list(
        Entry.objects.filter(indicator=indicator, region=region, year=year)
        .exclude(state=EntryState.DRAFT)
        .select_related("entered_by", "reviewed_by", "corrects", "figure")
        .order_by("-month", "-id")
    )


def months() -> list[ReportingMonth]:
    """The months that were opened for reporting, newest first: 1 query."""
    return list(ReportingMonth.objects.all())


def latest_month(region: Region) -> Month | None:
    """The newest month with a figure in the region; None for an empty ledger: 1 query."""
    newest = (
        Figure.objects.filter(region=region)
        .order_by(F("year").desc(), F("month").desc())
        .values_list("year", "month")
        .first()
    )
    return Month(*newest) if newest else None


def months_of(region: Region) -> list[Month]:
    """The months with a figure in the region, newest first: 1 query."""
    found = Figure.objects.filter(region=region).order_by("-year", "-month")
    return [Month(*pair) for pair in found.values_list("year", "month").distinct()]


@dataclass(frozen=True)
class Recognition:
    """An honour or a ranking, as a page lists it; `rank` and `within` are None for an honour."""

    name: str
    scope: str
    year: int
    month: int | None
    note: str
    holder: str
    state: str
    rank: int | None
    within: int | None
    indicator_id: int | None
    work_area_id: int

    @property
    def is_ranking(self) -> bool:
        """Whether it is a place among others."""
        return self.rank is not None or self.within is not None


def recognitions(region: Region, month: Month) -> list[Recognition]:
    """Honours and rankings of a region and those directly below, newest first: 1 query."""
    known = (
        Q(year__lt=month.year)
        | Q(year=month.year, month=None)
        | Q(year=month.year, month__lte=month.month)
    )
    here = Q(region=region) | Q(region__parent=region)
    shared = ("name", "scope", "year", "month", "note")
    no_text, no_number = Value(""), Value(None, output_field=IntegerField())
    honours = Honour.objects.filter(known, here).values_list(
        *shared, "holder", "state", no_number, no_number, no_number, "work_area_id"
    )
    rankings = Ranking.objects.filter(known, here).values_list(
        *shared, no_text, no_text, "rank", "within", "indicator_id", "work_area_id"
    )
    # Without an order of their own: SQLite refuses one inside a union.
    rows = [Recognition(*row) for row in honours.order_by().union(rankings.order_by(), all=True)]
    rows.sort(key=lambda row: (-row.year, -(row.month or 0), not row.is_ranking, row.rank or 0))
    return rows


def projects(work_area: WorkArea, region: Region) -> list[Project]:
    """A programme's projects in a region and those directly below, with milestones: 2 queries."""
    return list(
        Project.objects.filter(Q(region=region) | Q(region__parent=region), work_area=work_area)
        .select_related("region", "department")
        .prefetch_related("milestones")
        .order_by("order", "code")
    )
