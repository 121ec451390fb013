"""Who did what to entries, when and why: the story of one cell, and of a whole month."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Value

from indicators.choices import EntryState
from indicators.models import Entry, ReportingMonth
from indicators.periods import Month

PEOPLE = ("entered_by", "submitted_by", "reviewed_by", "withdrawn_by")
CHUNK = 500


class Act(IntEnum):
    """What can happen to an entry, in the order that it can happen in."""

    WRITTEN = 1
    SUBMITTED = 2
    REVIEWED = 3
    WITHDRAWN = 4


# Each act with the fields that say when and by whom.
FIELDS = {
    Act.WRITTEN: ("entered_at", "entered_by"),
    Act.SUBMITTED: ("submitted_at", "submitted_by"),
    Act.REVIEWED: ("reviewed_at", "reviewed_by"),
    Act.WITHDRAWN: ("withdrawn_at", "withdrawn_by"),
}


@dataclass(frozen=True)
class Step:
    """One thing that happened to an entry."""

    entry: Entry
    act: Act

    @property
    def at(self) -> datetime:
        """When."""
        return getattr(self.entry, FIELDS[self.act][0])  # type: ignore[no-any-return]

    @property
    def by(self) -> User:
        """Who did it."""
        return getattr(self.entry, FIELDS[self.act][1])  # type: ignore[no-any-return]

    @property
    def led_to(self) -> EntryState:
        """The state that the entry was in afterwards."""
        if self.act is Act.REVIEWED:
            return EntryState(self.entry.state)
        return {
            Act.WRITTEN: EntryState.DRAFT,
            Act.SUBMITTED: EntryState.SUBMITTED,
            Act.WITHDRAWN: EntryState.WITHDRAWN,
        }[self.act]


def steps(entry: Entry) -> list[Step]:
    """What happened to an entry, first to last."""
    return [Step(entry, act) for act in Act if getattr(entry, FIELDS[act][0]) is not None]


def cell_of(entry: Entry, seen: Q) -> list[Entry]:
    """The entries of the same indicator, region and month that the person sees, first to last,
    with their evidence: 2 queries."""
    return list(
        _told(Entry.objects.of_month(entry.as_month()).filter(seen))
        .filter(indicator=entry.indicator_id, region=entry.region_id)
        .prefetch_related("evidence__added_by")
        .order_by("pk")
    )


def entry_seen(pk: int, seen: Q) -> Entry | None:
    """The entry of that number, None where there is none that the person sees: 1 query."""
    return _told(Entry.objects.filter(seen, pk=pk)).first()


class MonthTrail:
    """The steps of entries, newest first; counts and slices as a paginator asks it to."""

    def __init__(self, entries: QuerySet[Entry]) -> None:
        self._entries = entries.order_by()

    def count(self) -> int:
        """How many steps there are: 1 query."""
        return self._acts().count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[Step]:
        return self._steps(list(self._ordered()[wanted]))

    def __iter__(self) -> Iterator[Step]:
        """Every step; entries are read some hundreds at a time."""
        found = list(self._ordered())
        for start in range(0, len(found), CHUNK):
            yield from self._steps(found[start : start + CHUNK])

    def _acts(self) -> QuerySet[Any, Any]:
        first, *others = (
            self._entries.filter(**{f"{at}__isnull": False})
            .annotate(step_at=F(at), step=Value(int(act), output_field=IntegerField()))
            .values_list("id", "step_at", "step")
            for act, (at, _by) in FIELDS.items()
        )
        return first.union(*others, all=True)

    def _ordered(self) -> QuerySet[Any, Any]:
        """Of what was decided at one moment, the last entry first, its last act first."""
        return self._acts().order_by("-step_at", "-id", "-step")

    def _steps(self, rows: Sequence[tuple[int, datetime, int]]) -> list[Step]:
        keys = {pk for pk, _at, _act in rows}
        entries = _told(Entry.objects.all()).prefetch_related("evidence").in_bulk(keys)
        return [Step(entries[pk], Act(act)) for pk, _at, act in rows]


def months_told(seen: Q) -> list[tuple[Month, bool]]:
    """Every reporting month, newest first, and whether the person sees an entry of it: 1 query."""
    told = Entry.objects.filter(seen, year=OuterRef("year"), month=OuterRef("month"))
    rows = ReportingMonth.objects.annotate(told=Exists(told))
    return [(row.as_month(), row.told) for row in rows]


def _told(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Entries with everything that their story names."""
    return entries.select_related(
        *PEOPLE,
        "indicator__department",
        "indicator__work_area__parent",
        "region",
        "corrects",
        "figure",
    )


def newest_told(months: Iterable[tuple[Month, bool]]) -> Month | None:
    """The newest month with something to tell, else the newest; None without any."""
    known = list(months)
    return next((month for month, told in known if told), known[0][0] if known else None)
