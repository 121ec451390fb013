"""Keeping the figures of parent regions: sums of the regions below, at approval, under lock."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery

from indicators.choices import Qualifier, ReportingLevel, Source
from indicators.models import Entry, Figure, Indicator, Region
from indicators.models.indicator import MAX_DECIMALS
from indicators.numbers import half_up
from indicators.periods import Month
from indicators.progress import Kind, counts_as_of, roll_up

# A sum is as uncertain as its least certain part, least certain first.
_QUALIFIERS = (Qualifier.PRELIMINARY, Qualifier.ABOUT, Qualifier.OVER, Qualifier.EXACT)


def put_figures(figures: Sequence[Figure]) -> None:
    """Write figures over those of the same region, indicator and month: 1 query."""
    Figure.objects.bulk_create(
        figures,
        update_conflicts=True,
        unique_fields=["region", "indicator", "year", "month"],
        update_fields=[
            "value",
            "numerator",
            "denominator",
            "qualifier",
            "source",
            "entry",
            "units_reported",
            "units_total",
            "updated_at",
        ],
    )


def refresh_parents(entries: Iterable[Entry], now: datetime) -> None:
    """Bring every ancestor of the entries' regions up to date, for the entries' months and for
    later months in which a value was carried.

    The queries grow with the months and parent regions touched, not with the entries.
    """
    changed = _Changed()
    for entry in entries:
        changed.add(entry.as_month(), entry.region_id, [entry.indicator])
    while changed.regions:
        parents = {
            region.pk: region.parent
            for region in Region.objects.filter(pk__in=changed.regions).select_related("parent")
            if region.parent
        }
        above = _Changed()
        for (month, region), indicators in changed.items():
            if region in parents:
                above.add(month, parents[region].pk, indicators)
        by_pk = {parent.pk: parent for parent in parents.values()}
        for (month, region), indicators in above.items():
            _refresh(by_pk[region], month, indicators, now)
        changed = above


class _Changed:
    """Which indicators changed, by month and region."""

    def __init__(self) -> None:
        self._found: dict[tuple[Month, int], dict[int, Indicator]] = {}

    def add(self, month: Month, region: int, indicators: Iterable[Indicator]) -> None:
        cell = self._found.setdefault((month, region), {})
        cell.update((indicator.pk, indicator) for indicator in indicators)

    @property
    def regions(self) -> set[int]:
        return {region for _, region in self._found}

    def items(self) -> list[tuple[tuple[Month, int], list[Indicator]]]:
        """Earliest month first."""
        ordered = sorted(self._found.items(), key=lambda item: item[0])
        return [(cell, list(indicators.values())) for cell, indicators in ordered]


def _refresh(parent: Region, since: Month, indicators: list[Indicator], now: datetime) -> None:
    children = list(Region.objects.filter(parent=parent).order_by("pk"))
    later = _later_months(since, indicators)
    reported: dict[tuple[int, int], list[Figure]] = defaultdict(list)
    for figure in [
        *_latest_before(since, children, indicators),
        *Figure.objects.filter(later, region__in=children).order_by("year", "month"),
    ]:
        reported[figure.indicator_id, figure.region_id].append(figure)
    months: dict[int, set[Month]] = {indicator.pk: {since} for indicator in indicators}
    for figure in Figure.objects.filter(later, region=parent).only("indicator", "year", "month"):
        months[figure.indicator_id].add(figure.as_month())
    units = _units(parent, children)
    figures = []
    for indicator in indicators:
        below = {child.pk: reported[indicator.pk, child.pk] for child in children}
        for month in sorted(months[indicator.pk]):
            made = _rolled_up(parent, indicator, month, below, units[indicator.level])
            if made:
                made.updated_at = now
                figures.append(made)
    put_figures(figures)


def _later_months(since: Month, indicators: Sequence[Indicator]) -> Q:
    """Figures from the month on that the month can bear on: a flow's within the year only."""
    same_year = Q(year=since.year, month__gte=since.month)
    flows = [indicator for indicator in indicators if indicator.kind == Kind.FLOW]
    others = [indicator for indicator in indicators if indicator.kind != Kind.FLOW]
    return Q(same_year, indicator__in=flows) | Q(
        same_year | Q(year__gt=since.year), indicator__in=others
    )


def _latest_before(
    since: Month, children: Sequence[Region], indicators: Sequence[Indicator]
) -> list[Figure]:
    """The newest figure before the month of each child and indicator, flows included: those of
    an earlier year are left aside when they are counted."""
    earlier = Q(year__lt=since.year) | Q(year=since.year, month__lt=since.month)
    newest = {
        f"child_{child.pk}": Subquery(
            Figure.objects.filter(earlier, indicator=OuterRef("pk"), region=child)
            .order_by("-year", "-month")
            .values("pk")[:1]
        )
        for child in children
    }
    rows = Indicator.objects.filter(pk__in=[indicator.pk for indicator in indicators]).values_list(
        *(newest.values())
    )
    pks = [pk for row in rows for pk in row if pk]
    return list(Figure.objects.filter(pk__in=pks))


def _units(parent: Region, children: Sequence[Region]) -> dict[str, dict[int, int]]:
    """How many reporting regions each child holds, by level of reporting."""
    found: dict[str, dict[int, int]] = {
        level: {child.pk: 0 for child in children} for level in ReportingLevel.values
    }
    below = Region.objects.filter(code__startswith=parent.code, level__in=ReportingLevel.values)
    for level, code in below.values_list("level", "code"):
        for child in children:
            if code.startswith(child.code):
                found[level][child.pk] += 1
    return found


def _rolled_up(
    parent: Region,
    indicator: Indicator,
    month: Month,
    below: dict[int, list[Figure]],
    units: dict[int, int],
) -> Figure | None:
    kind = Kind(indicator.kind)
    parts = []
    units_reported = 0
    for child, figures in below.items():
        counted = [f for f in figures if counts_as_of(kind, f.as_month(), month)]
        if not counted:
            continue
        latest = counted[-1]
        parts.append(latest)
        if latest.as_month() == month:
            units_reported += (
                units[child] if latest.units_reported is None else latest.units_reported
            )
    amount = roll_up(kind, [part.as_amount() for part in parts])
    if amount is None:
        return None
    weighty = [part for part in parts if part.value != 0] or parts
    return Figure(
        region=parent,
        indicator=indicator,
        year=month.year,
        month=month.month,
        value=half_up(amount.value, MAX_DECIMALS),
        numerator=amount.numerator,
        denominator=amount.denominator,
        qualifier=min((part.qualifier for part in weighty), key=_QUALIFIERS.index),
        source=_source(parts, weighty),
        units_reported=units_reported,
        units_total=sum(units.values()),
    )


def _source(parts: Sequence[Figure], weighty: Sequence[Figure]) -> str:
    """Made up when any part is; derived when a part that adds something is."""
    if any(part.source == Source.DEMO for part in parts):
        return Source.DEMO
    derived = any(part.source == Source.DERIVED for part in weighty)
    return Source.DERIVED if derived else Source.REPORTED
