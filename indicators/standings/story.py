"""How an indicator got where it is in a region: its figures, entries and targets."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from indicators.choices import EntryState
from indicators.models import Entry, Figure, Indicator, Region, Target
from indicators.standings.history import history
from indicators.standings.remembering import remembered

MOST_ENTRIES = 500


@dataclass(frozen=True, slots=True)
class Story:
    """The figures of a year and the one before in time order, and entries, newest first."""

    figures: list[Figure]
    entries: list[Entry]


def story(
    indicator: Indicator, region: Region, year: int, seen: Q, *, every_year: bool = False
) -> Story:
    """Figures and entries of an indicator in a region: 1 query.

    Where it is reported the figures come with their entries; elsewhere they are roll-ups, and
    nobody enters any. Of the entries, of the year or of every year, those that were handed in and
    that the person sees; `evidence_count` says how many files are attached.
    """
    if region.level != indicator.level:
        return Story(history(indicator, region, year), [])
    shown = Q() if every_year else Q(year=year) | Q(year=year - 1, figure__isnull=False)
    waiting = Entry.objects.filter(corrects=OuterRef("pk"), state=EntryState.SUBMITTED)
    entries = list(
        Entry.objects.filter(seen, shown, indicator=indicator, region=region)
        .exclude(submitted_at=None)
        .select_related("entered_by", "reviewed_by", "figure")
        .annotate(under_correction=Exists(waiting), evidence_count=Count("evidence", distinct=True))
        .order_by("-year", "-month", "-id")[:MOST_ENTRIES]
    )
    figures = [_figure(entry) for entry in reversed(entries) if _stands(entry, year)]
    figures.sort(key=lambda figure: (figure.year, figure.month))
    return Story(figures, [entry for entry in entries if every_year or entry.year == year])


def _stands(entry: Entry, year: int) -> bool:
    return entry.year in (year - 1, year) and hasattr(entry, "figure")


def _figure(entry: Any) -> Figure:
    """The entry's figure, which knows whether a correction waits."""
    figure: Figure = entry.figure
    figure.under_correction = entry.under_correction  # type: ignore[attr-defined]
    return figure


def target_versions(indicator: Indicator, region: Region, year: int) -> list[Any]:
    """The versions of a year's target, oldest first: 1 query.

    Each has the fields of a target, and who, when and why: `history_user`, `history_date`,
    `history_change_reason`, `history_type`. Not to be changed.
    """
    versions = (
        Target.history.filter(indicator_id=indicator.pk, region_id=region.pk, year=year)
        .select_related("history_user", "pace")
        .order_by("history_date", "history_id")
    )
    return remembered((target_versions, indicator.pk, region.pk, year), lambda: list(versions))
