"""One indicator in a few regions: the same as `read_cells`, without a look-up for every region."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from indicators.models import Figure, Region, Target
from indicators.periods import MONTHS_IN_YEAR, Month
from indicators.progress import Kind, counts_as_of
from indicators.standings.as_of import counting
from indicators.standings.reading import as_told, every_indicator
from indicators.standings.remembering import remembered
from indicators.standings.sharing import indicators_in, targets_in
from indicators.standings.standing import Standing


def across(code: str, regions: Sequence[Region], month: Month) -> list[Standing]:
    """The standing of the indicator with that code in each region: 3 queries. Not to be changed.

    Figures bring their entries, and who entered and approved them, along.
    """
    places = tuple(regions)
    return remembered((across, code, places, month), lambda: _across(code, places, month))


def _across(code: str, regions: Sequence[Region], month: Month) -> list[Standing]:
    [(indicator, _nothing)] = indicators_in(every_indicator().filter(code=code), [])
    kind = Kind(indicator.kind)
    own = Figure.objects.filter(indicator=indicator, region__in=regions)
    before = month.shift(-1)
    compared = Q(year=month.year - 1, month__in=(month.month, MONTHS_IN_YEAR))
    newest = [Q(pk__in=_newest(own, regions, kind, until)) for until in (month, before)]
    figures: dict[int, list[Any]] = {}
    for figure in as_told(own.filter(compared | newest[0] | newest[1]), with_people=True).values():
        figures.setdefault(figure.region_id, []).append(figure)
    targets = {
        target.region_id: target
        for target in targets_in(
            Target.objects.filter(region__in=regions, year=month.year, indicator=indicator)
        )
    }
    found = []
    for region in regions:
        theirs = figures.get(region.pk, [])
        by_month = {figure.as_month(): figure for figure in theirs}
        figure = _as_of(theirs, kind, month)
        found.append(
            Standing(
                indicator=indicator,
                region=region,
                month=month,
                figure=figure,
                target=targets.get(region.pk),
                last_year=by_month.get(month.shift(-MONTHS_IN_YEAR)),
                last_december=by_month.get(Month(month.year - 1, MONTHS_IN_YEAR)),
                figure_before=_as_of(theirs, kind, before),
                under_correction=figure is not None and figure.under_correction,
                derived_from=figure.derived_from if figure else "",
                is_correction=figure is not None and figure.corrects is not None,
            )
        )
    return found


def _newest(
    figures: QuerySet[Figure], regions: Sequence[Region], kind: Kind, month: Month
) -> QuerySet[Any, Any]:
    """The key of each region's newest figure that counts as of the month."""
    counts = counting(month, kind is Kind.FLOW)
    newest = figures.filter(counts, region=OuterRef("pk")).order_by("-year", "-month")
    rows = Region.objects.filter(pk__in=[region.pk for region in regions])
    return rows.order_by().values_list(Subquery(newest.values("pk")[:1]))


def _as_of(figures: Iterable[Any], kind: Kind, month: Month) -> Any:
    """The newest that counts as of the month, None without one."""
    counting = [figure for figure in figures if counts_as_of(kind, figure.as_month(), month)]
    return max(counting, key=Figure.as_month, default=None)
