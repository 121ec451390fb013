"""A year month by month: how each indicator stood as of the end of every month."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import OuterRef, Q, QuerySet, Subquery

from indicators.choices import Source
from indicators.models import Figure, Indicator, Region, Target
from indicators.periods import MONTHS_IN_YEAR, Month
from indicators.progress import (
    DEFAULT_BANDS,
    Direction,
    GreyReason,
    Kind,
    Light,
    completion,
    counts_as_of,
    light,
)
from indicators.standings.sharing import indicators_in, targets_in


@dataclass(frozen=True, slots=True)
class Known:
    """A figure, reduced to what a month of the year shows of it."""

    month: Month
    value: Decimal
    demo: bool


@dataclass(frozen=True, slots=True)
class MonthStanding:
    """An indicator as of the end of one month."""

    month: Month
    known: Known | None
    completion: Decimal | None
    light: Light
    grey_reason: GreyReason | None

    @property
    def is_carried(self) -> bool:
        """Whether the value was reported for an earlier month."""
        return self.known is not None and self.known.month != self.month


@dataclass(frozen=True)
class YearRow:
    """An indicator through the year; `asked` are its months up to the last one known."""

    indicator: Indicator
    target: Target | None
    figures: list[Known]
    asked: list[Month]

    @cached_property
    def months(self) -> list[MonthStanding]:
        """How it stood as of each of the months, January first."""
        kind, direction = Kind(self.indicator.kind), Direction(self.indicator.direction)
        goal = self.target.as_goal() if self.target else None
        bands = self.indicator.bands.as_bands() if self.indicator.bands else DEFAULT_BANDS
        found = []
        counting = as_of_each(kind, self.figures, self.asked)
        for month, known in zip(self.asked, counting, strict=True):
            value = known.value if known else None
            lit, reason = light(kind, direction, month.month, value, goal, bands)
            share = completion(direction, value, goal)
            found.append(MonthStanding(month, known, share, lit, reason))
        return found


def read_year(
    region: Region, year: int, last: Month, indicators: QuerySet[Indicator]
) -> list[YearRow]:
    """The indicators as of each month of the year up to `last`, as `read` has them: 3 queries."""
    earlier = Figure.objects.filter(indicator=OuterRef("pk"), region=region, year__lt=year)
    newest = earlier.order_by("-year", "-month").values("pk")[:1]
    found = indicators.annotate(before_the_year=Subquery(newest))
    rows = {row.pk: (row, key) for row, (key,) in indicators_in(found, ["before_the_year"])}
    carried = [key for _row, key in rows.values() if key]
    figures: dict[int, list[Known]] = {}
    for key, of_year, of_month, value, source in (
        Figure.objects.filter(
            Q(region=region, indicator__in=list(rows), year=year) | Q(pk__in=carried),
        )
        .order_by("year", "month")
        .values_list("indicator_id", "year", "month", "value", "source")
    ):
        known = Known(Month(of_year, of_month), value, source == Source.DEMO)
        figures.setdefault(key, []).append(known)
    targets = {
        target.indicator_id: target
        for target in targets_in(
            Target.objects.filter(region=region, year=year, indicator__in=list(rows))
        )
    }
    months = [
        month for number in range(1, MONTHS_IN_YEAR + 1) if (month := Month(year, number)) <= last
    ]
    return [
        YearRow(row, targets.get(pk), figures.get(pk, []), months)
        for pk, (row, _key) in rows.items()
    ]


def count_by_area(indicators: QuerySet[Indicator]) -> Counter[int]:
    """How many of the indicators belong to each area, by its key: 1 query."""
    return Counter(indicators.order_by().values_list("work_area", flat=True))


def as_of_each(kind: Kind, figures: Sequence[Known], months: Sequence[Month]) -> list[Known | None]:
    """What counts as of each month, of figures in time order."""
    found: list[Known | None] = []
    for month in months:
        counting = (known for known in reversed(figures) if counts_as_of(kind, known.month, month))
        found.append(next(counting, None))
    return found
