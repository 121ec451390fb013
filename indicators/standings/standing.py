"""How one indicator stands, and what many standings come to."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from indicators.choices import Source
from indicators.models import Figure, Indicator, Region, Target
from indicators.periods import Month
from indicators.progress import (
    DEFAULT_BANDS,
    Direction,
    Kind,
    Light,
    Progress,
    increment,
)


@dataclass(frozen=True)
class Standing:
    """How one indicator stands in one region as of one month.

    `figure_before` is what counted as of the month before, in December's year for a January.
    `derived_from` says what a derived figure was worked out from, `is_correction` that the figure
    replaced an approved one. `year` holds the figures of the
    year up to the month, where they were asked for.
    """

    indicator: Indicator
    region: Region
    month: Month
    figure: Figure | None
    target: Target | None
    last_year: Figure | None
    last_december: Figure | None
    figure_before: Figure | None
    under_correction: bool
    derived_from: str = ""
    is_correction: bool = False
    year: tuple[Figure, ...] = ()

    @cached_property
    def progress(self) -> Progress:
        """Everything computed from the figure and its goal."""
        return Progress(
            Kind(self.indicator.kind),
            Direction(self.indicator.direction),
            self.month.month,
            self.value,
            self.target.as_goal() if self.target else None,
            last_year=_value(self.last_year) if self.is_current else None,
            last_year_whole=_value(self.last_december),
            bands=self.indicator.bands.as_bands() if self.indicator.bands else DEFAULT_BANDS,
        )

    @property
    def value(self) -> Decimal | None:
        """The value as of the month, in the indicator's unit."""
        return _value(self.figure)

    @property
    def as_of(self) -> Month | None:
        """The month the value was reported for."""
        return self.figure.as_month() if self.figure else None

    @cached_property
    def is_current(self) -> bool:
        """Whether the value was reported for the month asked about, not carried from before."""
        return self.as_of == self.month

    @property
    def month_before(self) -> Figure | None:
        """The figure of the very month before; None when that month was not reported."""
        before = self.figure_before
        return before if before and before.as_month() == self.month.shift(-1) else None

    @cached_property
    def month_ago(self) -> "Standing | None":
        """The standing as of the month before, against the same goal; None in January.

        Nothing is known of what came before that.
        """
        if self.month.month == 1:
            return None
        return replace(
            self,
            month=self.month.shift(-1),
            figure=self.figure_before,
            last_year=None,
            figure_before=None,
            under_correction=False,
            derived_from="",
            is_correction=False,
        )

    @property
    def is_demo(self) -> bool:
        """Whether the value is demonstration data."""
        return self.figure is not None and self.figure.source == Source.DEMO

    @property
    def increment(self) -> Decimal | None:
        """What the month itself added; None when the month before is not known."""
        if not self.is_current:
            return None
        kind = Kind(self.indicator.kind)
        return increment(kind, self.month.month, self.value, _value(self.month_before))


def _value(figure: Figure | None) -> Decimal | None:
    return figure.value if figure else None


def count_lights(standings: Iterable[Standing]) -> dict[Light, int]:
    """How many of each light, best first; lights that do not occur count 0."""
    counts = dict.fromkeys(Light, 0)
    for standing in standings:
        counts[standing.progress.light] += 1
    return counts


def furthest_behind(standings: Iterable[Standing], most: int) -> list[Standing]:
    """Red and yellow standings, in the order of `furthest_behind_first`."""
    lagging = (s for s in standings if s.progress.light in (Light.RED, Light.YELLOW))
    return furthest_behind_first(lagging)[:most]


def furthest_behind_first(standings: Iterable[Standing]) -> list[Standing]:
    """Red ones first, then by percentage points on the wrong side of the plan, most first; those
    without any come first of all."""
    return sorted(
        standings,
        key=lambda s: (s.progress.light is not Light.RED, -_most_if_none(s.progress.shortfall)),
    )


def _most_if_none(points: Decimal | None) -> Decimal:
    return Decimal("Infinity") if points is None else points


@dataclass(frozen=True)
class Completeness:
    """How much of a month a set of indicators has reported."""

    reported: int
    total: int


def completeness(standings: Iterable[Standing]) -> Completeness:
    """How many indicators have a figure for the month itself, of all that are owed."""
    rows = list(standings)
    return Completeness(sum(s.is_current for s in rows), len(rows))
