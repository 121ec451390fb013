"""Which values give reason to ask: what surrounds them in the ledger, held to the rules."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Min, Q, QuerySet

from indicators import plausibility
from indicators.ledger.drafts import Draft
from indicators.ledger.values import stored_amount, value_problem
from indicators.models import ControlTotal, Entry, Figure, Indicator, Region
from indicators.models.entry import PENDING
from indicators.periods import Month
from indicators.plausibility import HISTORY, Doubt, Neighbour
from indicators.progress import Kind

PERCENT = "%"

Place = tuple[int, int, Month]
"""The keys of an indicator and a region, and the month."""


def doubts(rows: Sequence[Draft | Entry]) -> list[list[Doubt]]:
    """The doubts about each value, in the order given; at most 8 queries however many rows.

    A row is held against the official figures of the twelve months before; a month before that
    has none counts with what waits for it. Related indicators, and the regions beside this one,
    count with the rows given, then with what waits, then with the official figures.
    """
    if not rows:
        return []
    asked = [_asked(row) for row in rows]
    around = _around(asked)
    return [plausibility.doubts(around.cell(one)) for one in asked]


class _Asked(NamedTuple):
    indicator: int
    region: int
    month: Month
    value: Decimal | None


class _Meaning(NamedTuple):
    """What the rules need to know of an indicator."""

    name: str
    kind: Kind
    unit: str
    decimals: int
    part_of: int | None


def _asked(row: Draft | Entry) -> _Asked:
    if isinstance(row, Entry):
        return _Asked(row.indicator_id, row.region_id, row.as_month(), row.value)
    return _Asked(row.indicator.pk, row.region.pk, row.month, _value(row))


def _value(row: Draft) -> Decimal | None:
    """The value that the draft would be kept with; None where it would be refused."""
    if value_problem(row):
        return None
    return stored_amount(row.value, row.numerator, row.denominator).value


@dataclass
class _Around:
    """What the ledger holds around the rows, by indicator, region and month."""

    meanings: dict[int, _Meaning]
    parents: dict[int, int | None]
    given: dict[Place, Decimal]
    pending: dict[Place, Decimal] = field(default_factory=dict)
    figures: dict[Place, Decimal] = field(default_factory=dict)
    totals: dict[Place, Decimal] = field(default_factory=dict)
    children: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    carried: set[Place] = field(default_factory=set)
    _parts: dict[int, list[int]] = field(init=False)
    _sums: dict[Place, Decimal | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._parts = defaultdict(list)
        for pk, meaning in self.meanings.items():
            if meaning.part_of is not None:
                self._parts[meaning.part_of].append(pk)

    def cell(self, asked: _Asked) -> plausibility.Cell:
        """The row with its neighbours, as the rules take it."""
        meaning = self.meanings[asked.indicator]
        parts = (self._neighbour(part, asked) for part in self._parts.get(asked.indicator, ()))
        above = (asked.indicator, self.parents[asked.region] or 0, asked.month)
        return plausibility.Cell(
            kind=meaning.kind,
            month=asked.month,
            value=asked.value,
            unit=meaning.unit,
            decimals=meaning.decimals,
            history=self._history(asked),
            whole=self._neighbour(meaning.part_of, asked),
            parts=tuple(part for part in parts if part is not None),
            total=self.totals.get(above),
            added_up=self._added_up(above) if above in self.totals else None,
        )

    def _history(self, asked: _Asked) -> tuple[Decimal | None, ...]:
        places = [(asked.indicator, asked.region, month) for month in _before(asked.month)]
        values = [self.figures.get(place) for place in places]
        if values[-1] is None:
            values[-1] = self.given.get(places[-1], self.pending.get(places[-1]))
        return tuple(values)

    def _neighbour(self, indicator: int | None, asked: _Asked) -> Neighbour | None:
        """Another indicator in the row's place; None where it has no value or another unit."""
        meaning = None if indicator is None else self.meanings.get(indicator)
        if indicator is None or meaning is None:
            return None
        # Percentages of different wholes say nothing about each other.
        if meaning.unit == PERCENT or meaning.unit != self.meanings[asked.indicator].unit:
            return None
        value = self._now((indicator, asked.region, asked.month))
        return None if value is None else Neighbour(meaning.name, value)

    def _now(self, place: Place) -> Decimal | None:
        """The newest value of a place: as given, as it waits, or as the bureau stands by it."""
        for known in (self.given, self.pending, self.figures):
            if place in known:
                return known[place]
        return None

    def _added_up(self, above: Place) -> Decimal | None:
        """What the regions below come to; None while one of those that count is outstanding.

        A region that has never reported counts as nothing, as in a roll-up; one that is carried
        from an earlier month has not reported yet, and its old value would only seem wrong.
        """
        if above not in self._sums:
            indicator, parent, month = above
            places = [(indicator, child, month) for child in self.children[parent]]
            values = [self._now(place) for place in places]
            outstanding = any(
                value is None and place in self.carried
                for place, value in zip(places, values, strict=True)
            )
            known = [value for value in values if value is not None]
            self._sums[above] = None if outstanding else sum(known, Decimal(0))
        return self._sums[above]


def _around(asked: Sequence[_Asked]) -> _Around:
    indicators = {one.indicator for one in asked}
    regions = {one.region for one in asked}
    months = {one.month for one in asked}
    around = _Around(
        meanings=_meanings(indicators),
        parents=dict(Region.objects.filter(pk__in=regions).values_list("pk", "parent")),
        given={one[:3]: one.value for one in asked if one.value is not None},
    )
    above = {parent for parent in around.parents.values() if parent is not None}
    around.totals = _by_place(
        ControlTotal.objects.filter(_in(months), indicator__in=indicators, region__in=above)
    )
    if around.totals:
        _read_beside(around, indicators, months)
        regions = regions.union(*around.children.values())
    related = set(around.meanings)
    figures = Figure.objects.filter(region__in=regions)
    around.figures = {
        **_by_place(figures.filter(_year_before(months), indicator__in=indicators)),
        **_by_place(figures.filter(_in(months), indicator__in=related)),
    }
    around.pending = _by_place(
        Entry.objects.filter(
            _in(months | {month.shift(-1) for month in months}),
            state__in=PENDING,
            indicator__in=related,
            region__in=regions,
        )
    )
    return around


def _meanings(indicators: set[int]) -> dict[int, _Meaning]:
    """The indicators, what they are part of, and what is part of them."""
    found = Indicator.objects.filter(
        Q(pk__in=indicators)
        | Q(part_of__in=indicators)
        | Q(pk__in=Indicator.objects.filter(pk__in=indicators).values("part_of"))
    ).values_list("pk", "name", "kind", "unit", "decimals", "part_of")
    return {
        pk: _Meaning(name, Kind(kind), unit, decimals, whole)
        for pk, name, kind, unit, decimals, whole in found
    }


def _read_beside(around: _Around, indicators: set[int], months: set[Month]) -> None:
    """The regions that a total is added up from, and where they have values from before."""
    parents = {region for _indicator, region, _month in around.totals}
    beside = Region.objects.filter(parent__in=parents)
    for pk, parent in beside.values_list("pk", "parent"):
        around.children[parent or 0].append(pk)
    reported = Figure.objects.filter(
        region__in=[pk for found in around.children.values() for pk in found],
        indicator__in=indicators,
    ).order_by()
    years = reported.values_list("indicator", "region", "year").annotate(first=Min("month"))
    for indicator, region, year, first in years:
        is_flow = around.meanings[indicator].kind is Kind.FLOW
        around.carried.update(
            (indicator, region, month)
            for month in months
            if Month(year, first) < month and not (is_flow and year < month.year)
        )


@lru_cache
def _before(month: Month) -> tuple[Month, ...]:
    """The months that a history covers, oldest first."""
    return tuple(month.shift(-back) for back in range(HISTORY, 0, -1))


def _in(months: Iterable[Month]) -> Q:
    """Rows of one of the months."""
    found = Q()
    for month in months:
        found |= Q(year=month.year, month=month.month)
    return found


def _year_before(months: set[Month]) -> Q:
    """Rows of the twelve months before any of the months."""
    first, last = _before(min(months))[0], max(months)
    return (Q(year__gt=first.year) | Q(year=first.year, month__gte=first.month)) & (
        Q(year__lt=last.year) | Q(year=last.year, month__lt=last.month)
    )


def _by_place(rows: QuerySet[Any]) -> dict[Place, Decimal]:
    """The values by their place, read as plain tuples: there may be many thousands."""
    months: dict[tuple[int, int], Month] = {}
    found: dict[Place, Decimal] = {}
    for indicator, region, year, month, value in rows.values_list(
        "indicator", "region", "year", "month", "value"
    ):
        when = months.get((year, month)) or months.setdefault((year, month), Month(year, month))
        found[indicator, region, when] = value
    return found
