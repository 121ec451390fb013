"""Reading the whole ledger back and holding it against itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any, Generic, TypeVar

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from indicators.choices import EntryState, is_above
from indicators.ledger.faults import Fault, FaultKind, Official, Place, Written, same
from indicators.ledger.recount import Finding, Tree, percent, read_tree, recount
from indicators.models import Entry, Figure, Indicator, Region
from indicators.models.entry import PENDING
from indicators.numbers import plain
from indicators.periods import Month
from indicators.progress import Kind


@dataclass(slots=True)
class Verified:
    """How much was read, and what was found wrong."""

    entries: int = 0
    figures: int = 0
    roll_ups: int = 0
    faults: list[Fault] = field(default_factory=list)


def verify(region: Region | None = None) -> Verified:
    """Everything that does not hold, of the region and those below it, or of all.

    5 queries, whatever the size of the ledger; one indicator's rows are in memory at a time.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            # Entries and figures are to be of one moment, while people go on working.
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return _verify(region.code if region else "")


def _verify(code: str) -> Verified:
    whole = read_tree()
    regions = {pk: region for pk, region in whole.regions.items() if region.code.startswith(code)}
    tree = Tree(regions, {p: c for p, c in whole.children.items() if p in regions}, whole.reporters)
    entries = _Grouped(Written, Entry.objects.filter(region__code__startswith=code))
    figures = _Grouped(Official, Figure.objects.filter(region__code__startswith=code))
    done = Verified()
    for indicator in Indicator.objects.order_by("pk"):
        written = entries.of(indicator.pk)
        official = {
            Place(figure.region, Month(figure.year, figure.month)): figure
            for figure in figures.of(indicator.pk)
        }
        done.entries += len(written)
        done.figures += len(official)
        done.roll_ups += sum(figure.entry is None for figure in official.values())
        done.faults += [
            Fault(kind, indicator.name, regions[place.region].name, place.month, message)
            for kind, place, message in _findings(indicator, tree, written, official)
        ]
    return done


R = TypeVar("R", Written, Official)


class _Grouped(Generic[R]):
    """Rows in a stream, handed out indicator by indicator, by ascending key."""

    def __init__(self, row: type[R], rows: QuerySet[Any]) -> None:
        found = rows.order_by("indicator", "region", "year", "month", "pk")
        stream = found.values_list(*row._fields).iterator(chunk_size=5000)
        rows_of: Iterator[R] = map(row._make, stream)
        self._groups: Iterator[tuple[int, Iterator[R]]]
        self._groups = groupby(rows_of, key=attrgetter("indicator"))
        self._next: tuple[int, Iterator[R]] | None = next(self._groups, None)

    def of(self, indicator: int) -> list[R]:
        """The indicator's rows, by region and month; none where it has none."""
        if self._next is None or self._next[0] != indicator:
            return []
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows


def _findings(
    indicator: Indicator,
    tree: Tree,
    written: Sequence[Written],
    official: Mapping[Place, Official],
) -> Iterator[Finding]:
    approved: dict[Place, Written] = {}
    pending: set[Place] = set()
    for entry in written:
        place = Place(entry.region, Month(entry.year, entry.month))
        for kind, message in _faults_of(indicator, entry):
            yield kind, place, _("entry %(number)s: ") % {"number": entry.pk} + message
        if tree.regions[entry.region].level != indicator.level:
            text = _("entry %(number)s: the indicator is not reported for this region.")
            yield FaultKind.LEVEL, place, text % {"number": entry.pk}
        if entry.state == EntryState.APPROVED:
            approved[place] = entry
        if entry.state in PENDING:
            if place in pending:
                yield FaultKind.PENDING_TWICE, place, _("more than one entry waits.")
            pending.add(place)
    yield from _entered(indicator, tree, approved, official)
    yield from recount(Kind(indicator.kind), indicator.level, tree, official)


def _entered(
    indicator: Indicator,
    tree: Tree,
    approved: Mapping[Place, Written],
    official: Mapping[Place, Official],
) -> Iterator[Finding]:
    """Where the figure of a region that reports is not its latest approved entry."""
    for place, entry in approved.items():
        figure = official.get(place)
        words = {"number": entry.pk, "entered": plain(entry.value)}
        if figure is None:
            text = _("entry %(number)s with %(entered)s is approved; there is no figure.") % words
            yield FaultKind.FIGURE_MISSING, place, text
        elif (
            figure.entry != entry.pk
            or not same(figure.amounts, entry.amounts)
            or (figure.qualifier, figure.source) != (entry.qualifier, entry.source)
        ):
            words["value"] = plain(figure.value)
            text = _(
                "the figure is %(value)s; the latest approved entry is %(number)s with %(entered)s."
            )
            yield FaultKind.FIGURE_DIFFERS, place, text % words
    for place, figure in official.items():
        rolled_up = is_above(tree.regions[place.region].level, indicator.level)
        if not rolled_up and place not in approved:
            words = {"value": plain(figure.value)}
            text = _("the figure is %(value)s; no entry of it is approved.") % words
            yield FaultKind.FIGURE_WITHOUT_ENTRY, place, text


def _faults_of(indicator: Indicator, entry: Written) -> Iterator[tuple[FaultKind, str]]:
    """What does not hold of an entry alone."""
    if entry.numerator is None or entry.denominator is None:
        if indicator.by_parts:
            yield FaultKind.PARTS, _("the ratio has no numerator and denominator.")
    elif not indicator.by_parts:
        yield FaultKind.PARTS, _("the value has parts that it should not have.")
    elif entry.denominator <= 0 or entry.value != percent(entry.numerator, entry.denominator):
        words = {
            "value": plain(entry.value),
            "numerator": plain(entry.numerator),
            "denominator": plain(entry.denominator),
        }
        text = _("the ratio is %(value)s; its parts are %(numerator)s of %(denominator)s.") % words
        yield FaultKind.PARTS, text
    if not _has_its_people(entry):
        text = _("it is %(state)s; the people and times kept with it say otherwise.")
        yield FaultKind.STATE, text % {"state": EntryState(entry.state).label}
    if entry.late and entry.submitted_at is None:
        yield FaultKind.LATE, _("it is marked late and was never handed in.")


def _has_its_people(entry: Written) -> bool:
    steps = (
        (entry.submitted_by, entry.submitted_at),
        (entry.reviewed_by, entry.reviewed_at),
        (entry.withdrawn_by, entry.withdrawn_at),
    )
    if any((who is None) != (when is None) for who, when in steps):
        return False
    submitted, reviewed, withdrawn = (who is not None for who, _when in steps)
    right = {
        EntryState.DRAFT: not (submitted or reviewed or withdrawn),
        EntryState.SUBMITTED: submitted and not (reviewed or withdrawn),
        EntryState.RETURNED: submitted and reviewed and not withdrawn,
        EntryState.APPROVED: submitted and reviewed and not withdrawn,
        EntryState.WITHDRAWN: withdrawn and not reviewed,
    }[EntryState(entry.state)]
    return right and (entry.state == EntryState.RETURNED) == bool(entry.return_reason)
