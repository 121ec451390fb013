"""What stands around the figures: regions, honours, rankings, projects."""

from dataclasses import dataclass

from django.db.models import IntegerField, Q, Value

from indicators.choices import RegionLevel
from indicators.models import Honour, Project, Ranking, Region, WorkArea
from indicators.periods import Month


def region(code: str = "") -> Region | None:
    """The region of that division code, the first county without one; None if there is none."""
    regions = Region.objects.select_related("parent").order_by("code")
    if code:
        return regions.filter(code=code).first() if code.isdecimal() else None
    return regions.filter(level=RegionLevel.COUNTY).first()


def within(region: Region) -> Q:
    """Records that belong to the region or lie in it."""
    return Q(region__code__startswith=region.code)


def known_by(month: Month) -> Q:
    """Honours and rankings of that month or before."""
    return Q(year__lt=month.year) | Q(year=month.year) & (Q(month=None) | Q(month__lte=month.month))


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
    """Honours and rankings of a region and those in it, newest first: 1 query."""
    shared = ("name", "scope", "year", "month", "note")
    no_text, no_number = Value(""), Value(None, output_field=IntegerField())
    honours = Honour.objects.filter(known_by(month), within(region)).values_list(
        *shared, "holder", "state", no_number, no_number, no_number, "work_area_id"
    )
    rankings = Ranking.objects.filter(known_by(month), within(region)).values_list(
        *shared, no_text, no_text, "rank", "within", "indicator_id", "work_area_id"
    )
    # Without an order of their own: SQLite refuses one inside a union.
    rows = [Recognition(*row) for row in honours.order_by().union(rankings.order_by(), all=True)]
    rows.sort(key=lambda row: (-row.year, -(row.month or 0), not row.is_ranking, row.rank or 0))
    return rows


def projects(work_area: WorkArea, region: Region) -> list[Project]:
    """A programme's projects in a region and those in it, with milestones: 2 queries."""
    return list(
        Project.objects.filter(within(region), work_area=work_area)
        .select_related("region", "department")
        .prefetch_related("milestones")
        .order_by("order", "code")
    )
