"""Adding the regions up once more, by other means than the roll-ups themselves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from indicators.choices import is_above
from indicators.ledger.faults import Amounts, FaultKind, Official, Place, same
from indicators.models import Region
from indicators.numbers import plain
from indicators.periods import Month
from indicators.progress import Kind

PERCENT_PLACES = Decimal("0.0001")
WIDE = Context(prec=60, rounding=ROUND_HALF_UP)

Finding = tuple[FaultKind, Place, str]
"""What is wrong, where, and in words."""


class Reporter(NamedTuple):
    """A region that figures are reported for, and while it was one; None is always."""

    code: str
    level: str
    since: datetime | None
    until: datetime | None

    def stood(self, when: datetime) -> bool:
        """Whether the region was in the ledger at that time."""
        return (self.since is None or self.since <= when) and (
            self.until is None or when < self.until
        )


@dataclass(frozen=True)
class Tree:
    """The regions: by key, those below each, and all that reported or report."""

    regions: Mapping[int, Region]
    children: Mapping[int, Sequence[int]]
    reporters: Sequence[Reporter]

    def reporting(self, region: Region, level: str, when: datetime) -> int:
        """How many regions at the level lay within the region at that time."""
        return sum(
            one.level == level and one.code.startswith(region.code) and one.stood(when)
            for one in self.reporters
        )


def read_tree() -> Tree:
    """The regions as they are, and what their history tells: 2 queries."""
    regions = {region.pk: region for region in Region.objects.order_by("code")}
    children: dict[int, list[int]] = {}
    for region in regions.values():
        if region.parent_id is not None:
            children.setdefault(region.parent_id, []).append(region.pk)
    since: dict[int, datetime] = {}
    gone: list[Reporter] = []
    events = Region.history.filter(history_type__in="+-").order_by("history_date")
    for pk, code, level, event, when in events.values_list(
        "id", "code", "level", "history_type", "history_date"
    ):
        if event == "+":
            since[pk] = when
        else:
            gone.append(Reporter(code, level, since.get(pk), when))
    present = [
        Reporter(region.code, region.level, since.get(pk), None) for pk, region in regions.items()
    ]
    return Tree(regions, children, [*present, *gone])


def percent(numerator: Decimal, denominator: Decimal) -> Decimal:
    """The ratio in percent, as it is kept: four decimals, a half rounded away from zero."""
    share = WIDE.divide(WIDE.multiply(numerator, Decimal(100)), denominator)
    return share.quantize(PERCENT_PLACES, context=WIDE)


def recount(
    kind: Kind, level: str, tree: Tree, figures: Mapping[Place, Official]
) -> Iterator[Finding]:
    """Where a region above those that report an indicator is not what they come to."""
    months: dict[int, list[Month]] = {}
    for place in sorted(figures):
        months.setdefault(place.region, []).append(place.month)
    for pk, below in tree.children.items():
        region = tree.regions[pk]
        if not is_above(region.level, level):
            continue
        reported = {month for child in below for month in months.get(child, ())}
        for month in sorted(reported | set(months.get(pk, ()))):
            parts = [
                latest
                for child in below
                if (latest := _latest(kind, child, months.get(child, ()), month, figures))
            ]
            yield from _compare(tree, region, level, month, _sum(kind, parts), parts, figures)


def _latest(
    kind: Kind,
    region: int,
    months: Sequence[Month],
    as_of: Month,
    figures: Mapping[Place, Official],
) -> Official | None:
    """The region's newest figure that counts as of a month; a flow's is of the same year."""
    for month in reversed(months):
        if month <= as_of:
            if kind is Kind.FLOW and month.year < as_of.year:
                return None
            return figures[Place(region, month)]
    return None


def _sum(kind: Kind, parts: Sequence[Official]) -> Amounts | None:
    """What the parts make; None where nothing can be made of them."""
    if not parts:
        return None
    if kind is not Kind.RATIO:
        return Amounts(sum((part.value for part in parts), Decimal(0)), None, None)
    numerator = denominator = Decimal(0)
    for part in parts:
        if part.numerator is None or part.denominator is None:
            return None
        numerator += part.numerator
        denominator += part.denominator
    return Amounts(percent(numerator, denominator), numerator, denominator)


def _compare(
    tree: Tree,
    region: Region,
    level: str,
    month: Month,
    amounts: Amounts | None,
    parts: Sequence[Official],
    figures: Mapping[Place, Official],
) -> Iterator[Finding]:
    place = Place(region.pk, month)
    figure = figures.get(place)
    if figure is None:
        if amounts is not None:
            words = {"value": plain(amounts.value)}
            text = _("the regions below add up to %(value)s; there is no figure.") % words
            yield FaultKind.ROLL_UP_MISSING, place, text
        return
    if amounts is None:
        words = {"value": plain(figure.value)}
        text = _("the figure is %(value)s; the regions below have none to add up.") % words
        yield FaultKind.ROLL_UP_OF_NOTHING, place, text
        return
    if figure.entry is not None:
        text = _("the figure is an entry's; it should be added up from the regions below.")
        yield FaultKind.LEVEL, place, text
    if not same(figure.amounts, amounts):
        words = {"value": _written(figure.amounts), "sum": _written(amounts)}
        text = _("the figure is %(value)s; the regions below add up to %(sum)s.") % words
        yield FaultKind.ROLL_UP_DIFFERS, place, text
    units = (
        sum(
            1 if part.units_reported is None else part.units_reported
            for part in parts
            if (part.year, part.month) == (month.year, month.month)
        ),
        tree.reporting(region, level, figure.updated_at),
    )
    if (figure.units_reported, figure.units_total) != units:
        counts = {
            "reported": figure.units_reported,
            "total": figure.units_total,
            "counted": units[0],
            "regions": units[1],
        }
        text = _(
            "the figure says %(reported)s of %(total)s regions reported; "
            "it was %(counted)s of %(regions)s."
        )
        yield FaultKind.UNITS, place, text % counts


def _written(amounts: Amounts) -> str:
    if amounts.numerator is None or amounts.denominator is None:
        return plain(amounts.value)
    parts = f"{plain(amounts.numerator)}/{plain(amounts.denominator)}"
    return f"{plain(amounts.value)} ({parts})"
