"""Two months side by side: any number of indicators of one region."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, Q, QuerySet

from indicators.change import Change, Course, Side, Unlike, change
from indicators.models import Figure, Indicator, Region, Target
from indicators.periods import Month
from indicators.progress import Direction, Kind
from indicators.standings.reading import as_told, latest
from indicators.standings.remembering import remembered
from indicators.standings.sharing import indicators_in, targets_in
from indicators.standings.standing import Standing

UNKNOWN_LAST = Decimal(-1)


@dataclass(frozen=True)
class Comparison:
    """An indicator as of two months, each against the goal of its own year."""

    base: Standing
    now: Standing

    @cached_property
    def change(self) -> Change:
        """What changed from the base month."""
        indicator = self.now.indicator
        return change(
            Kind(indicator.kind), Direction(indicator.direction), _side(self.base), _side(self.now)
        )


@dataclass(frozen=True)
class Tally:
    """How many of the compared went which way; values are counted where their course is known."""

    total: int
    lights: dict[Course, int]
    values: dict[Course, int]
    unlike: int


def compare(
    region: Region, base: Month, now: Month, indicators: QuerySet[Indicator]
) -> list[Comparison]:
    """The indicators as of both months, as `read` has them but for what was last year: 3 queries,
    and 1 where the same was read before and nothing has been written since. Not to be changed.

    Read together, which takes half the time of reading each.
    """
    key = (compare, region, base, now, indicators.query.sql_with_params())
    return remembered(key, lambda: _compare(region, base, now, indicators))


def _compare(
    region: Region, base: Month, now: Month, indicators: QuerySet[Indicator]
) -> list[Comparison]:
    newest = {"as_of_base": latest(region, base), "as_of_now": latest(region, now)}
    rows = list(indicators_in(indicators.annotate(**newest), list(newest)))
    keys = {key for _indicator, keys in rows for key in keys if key}
    figures = as_told(Figure.objects.filter(pk__in=keys))
    targets = {
        (target.indicator_id, target.year): target
        for target in targets_in(
            Target.objects.filter(
                region=region,
                year__in={base.year, now.year},
                indicator__in=[indicator.pk for indicator, _keys in rows],
            )
        )
    }

    def standing(indicator: Indicator, month: Month, key: int | None) -> Standing:
        figure = figures.get(key)
        return Standing(
            indicator=indicator,
            region=region,
            month=month,
            figure=figure,
            target=targets.get((indicator.pk, month.year)),
            last_year=None,
            last_december=None,
            figure_before=None,
            under_correction=figure is not None and figure.under_correction,
            derived_from=figure.derived_from if figure else "",
            is_correction=figure is not None and figure.corrects is not None,
        )

    return [
        Comparison(standing(indicator, base, keys[0]), standing(indicator, now, keys[1]))
        for indicator, keys in rows
    ]


def is_last_year_known(region: Region, month: Month, indicators: QuerySet[Indicator]) -> bool:
    """Whether there are at least half as many figures of the same month last year: 1 query."""
    same_month = Figure.objects.filter(
        region=region, month=month.month, indicator__in=indicators.order_by().values("pk")
    )
    known = same_month.aggregate(
        now=Count("pk", filter=Q(year=month.year)), then=Count("pk", filter=Q(year=month.year - 1))
    )
    return bool(known["then"]) and known["then"] * 2 >= known["now"]


def biggest_change_first(comparisons: Iterable[Comparison]) -> list[Comparison]:
    """Lights that turned, then by the points that the completion moved, then by growth.

    One more where there was one is a growth of 100%: it comes after what is held against a goal.
    Totals of different months of two years, which tell nothing of each other, come last.
    """
    return sorted(comparisons, key=_weight, reverse=True)


def tally(comparisons: Iterable[Comparison]) -> Tally:
    """The comparisons counted by the course of their lights and of their values."""
    changes = [row.change for row in comparisons]
    return Tally(
        total=len(changes),
        lights={course: sum(row.light is course for row in changes) for course in Course},
        values={course: sum(row.value is course for row in changes) for course in Course},
        unlike=sum(row.unlike is not None for row in changes),
    )


def _weight(comparison: Comparison) -> tuple[bool, bool, Decimal, Decimal]:
    change = comparison.change
    measures = (change.points, change.growth)
    points, growth = (UNKNOWN_LAST if m is None else abs(m) for m in measures)
    turned = change.light in (Course.BETTER, Course.WORSE)
    return (change.unlike is not Unlike.OTHER_MONTHS, turned, points, growth)


def _side(standing: Standing) -> Side:
    progress = standing.progress
    return Side(standing.value, standing.as_of, progress.completion, progress.light)
