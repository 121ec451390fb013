"""Everything in the product that has a name and a page, to search through."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast

from indicators.models import (
    Department,
    Honour,
    Indicator,
    Project,
    Ranking,
    Region,
    WorkArea,
)
from indicators.search.matching import Match, Name, Rank, made_ready, match, match_code
from indicators.search.spelling import readings

# More than the names of a county; a name that changes is made ready anew.
KEPT = 8192


class Sort(StrEnum):
    """What sort of thing has the name, in the order in which a page lists them."""

    INDICATOR = "indicators"
    AREA = "areas"
    PROJECT = "projects"
    REGION = "regions"
    HONOUR = "honours"
    DEPARTMENT = "departments"


@dataclass(frozen=True, slots=True)
class Thing:
    """One of them; `about` says where it belongs, `detail` what its address needs."""

    sort: Sort
    pk: int
    code: str
    name: str
    about: str
    detail: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found, and how well it fits; no spans where its code did."""

    thing: Thing
    match: Match


def things() -> list[Thing]:
    """Every active indicator, work area, project, region, honour, ranking, department: 1 query."""
    programme = F("work_area__name")
    rows = (
        _rows(Sort.INDICATOR, Indicator.objects.filter(active=True), programme, "kind"),
        _rows(Sort.AREA, WorkArea.objects.all(), F("parent__name"), "level"),
        _rows(Sort.PROJECT, Project.objects.all(), programme, "stage"),
        _rows(Sort.REGION, Region.objects.all(), F("parent__name"), "level"),
        _rows(Sort.HONOUR, Honour.objects.all(), F("holder"), "year"),
        _rows(Sort.HONOUR, Ranking.objects.all(), programme, "year"),
        _rows(Sort.DEPARTMENT, Department.objects.all(), Value(""), "code"),
    )
    first, *others = rows
    return [
        Thing(Sort(sort), pk, code, name, about or "", detail)
        for sort, pk, code, name, about, detail in first.union(*others, all=True)
    ]


def find(wanted: str, among: Iterable[Thing]) -> dict[Sort, list[Hit]]:
    """What fits `wanted`, which is normal, by sort, what fits best first; nothing for no words."""
    found: dict[Sort, list[Hit]] = {sort: [] for sort in Sort}
    for thing in among if wanted else ():
        fits = _fit(thing, wanted)
        if fits is not None:
            found[thing.sort].append(Hit(thing, fits))
    for hits in found.values():
        hits.sort(key=_closeness)
    return {sort: hits for sort, hits in found.items() if hits}


def _fit(thing: Thing, wanted: str) -> Match | None:
    by_name = match(_name(thing.name), wanted)
    by_code = match_code(thing.code, wanted)
    if by_code is None or (by_name is not None and by_name.rank <= by_code):
        return by_name
    return Match(by_code, by_name.spans if by_name else ())


@lru_cache(maxsize=KEPT)
def _name(name: str) -> Name:
    return made_ready(name, readings)


def _closeness(hit: Hit) -> tuple[Rank, int, int]:
    """By rank, then what matches earlier in its name, then the shorter name."""
    spans = hit.match.spans
    return (hit.match.rank, spans[0][0] if spans else 0, len(hit.thing.name))


def _rows(sort: Sort, records: QuerySet[Any], about: F | Value, detail: str) -> Any:
    """The records as rows of one union; none has an order of its own, which SQLite refuses."""
    return records.order_by().values_list(
        Value(sort.value, output_field=CharField()),
        "pk",
        "code",
        "name",
        Cast(about, CharField()),
        Cast(detail, CharField()),
    )
