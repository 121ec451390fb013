"""Honours and rankings of a region, as of a month."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, IntegerField, Q, Value

from indicators.models import Honour, Ranking, Region
from indicators.periods import Month
from indicators.standings.remembering import remembered
from indicators.standings.surroundings import within

RANKING = "ranking"


def known_by(month: Month) -> Q:
    """Honours and rankings of that month or before."""
    return Q(year__lt=month.year) | Q(year=month.year) & (Q(month=None) | Q(month__lte=month.month))


@dataclass(frozen=True, slots=True)
class Recognition:
    """An honour or a ranking, as a page lists it; `rank` and `within` are None for an honour.

    `kind` is `ranking` for a ranking. Project and indicator are empty or None where there is none.
    """

    name: str
    scope: str
    region_id: int
    year: int
    month: int | None
    note: str
    code: str
    work_area_id: int
    programme: str
    programme_code: str
    section_code: str
    place_in_summary: int
    place_in_section: int
    kind: str
    holder: str
    state: str
    document: str
    project: str | None
    project_code: str | None
    rank: int | None
    within: int | None
    indicator_id: int | None
    indicator: str | None
    indicator_code: str | None

    @property
    def is_ranking(self) -> bool:
        """Whether it is a place among others."""
        return self.rank is not None or self.within is not None


SHARED = (
    "name",
    "scope",
    "region_id",
    "year",
    "month",
    "note",
    "code",
    "work_area_id",
    "work_area__name",
    "work_area__code",
    "work_area__parent__code",
    "work_area__parent__order",
    "work_area__order",
)


def recognitions(region: Region, month: Month) -> list[Recognition]:
    """Honours and rankings of a region and those in it, newest first: 1 query.

    Not to be changed.
    """
    return remembered((recognitions, region, month), lambda: _recognitions(region, month))


def ranks_of(
    recognised: Iterable[Recognition], region: Region, year: int
) -> dict[int, list[Recognition]]:
    """The rankings that the region itself took in the year, by the keys of their indicators."""
    found: dict[int, list[Recognition]] = {}
    for item in recognised:
        if not item.is_ranking or item.indicator_id is None:
            continue
        if item.region_id == region.pk and item.year == year:
            found.setdefault(item.indicator_id, []).append(item)
    return found


def _recognitions(region: Region, month: Month) -> list[Recognition]:
    text, number = Value("", CharField()), Value(None, IntegerField())
    honours = Honour.objects.filter(known_by(month), within(region)).values_list(
        *SHARED,
        "kind",
        "holder",
        "state",
        "document",
        "project__name",
        "project__code",
        number,
        number,
        number,
        text,
        text,
    )
    rankings = Ranking.objects.filter(known_by(month), within(region)).values_list(
        *SHARED,
        Value(RANKING, CharField()),
        *[text] * 5,
        "rank",
        "within",
        "indicator_id",
        "indicator__name",
        "indicator__code",
    )
    # Without an order of their own: SQLite refuses one inside a union.
    rows = [Recognition(*row) for row in honours.order_by().union(rankings.order_by(), all=True)]
    rows.sort(
        key=lambda row: (
            -row.year,
            -(row.month or 0),
            not row.is_ranking,
            row.rank or row.within or 0,
            row.code,
        )
    )
    return rows
