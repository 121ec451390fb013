"""The pages of the big screen in their order, read in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from indicators import standings, wording
from indicators.models import Region
from indicators.periods import Month
from indicators.standings import Standing
from indicators.views.screen.around import next_steps, recognition, towns
from indicators.views.screen.goals import areas, attention, overall
from indicators.views.screen.slide import Slide


@dataclass(frozen=True)
class Shown:
    """What the screen shows of a region as of a month; None where there is nothing yet."""

    region: Region | None
    month: Month | None
    slides: list[Slide] = field(default_factory=list)
    updated_at: datetime | None = None

    @property
    def month_words(self) -> str:
        """The month, as the language writes it."""
        return wording.month(self.month) if self.month else ""

    @property
    def updated(self) -> str:
        """When the newest of the figures came into the ledger."""
        if self.updated_at is None:
            return ""
        return date_format(timezone.localtime(self.updated_at), "DATETIME_FORMAT")


def shown(region: Region, below: Sequence[Region], month: Month) -> Shown:
    """The pages that have something to say of a region with those below it: 7 queries."""
    rows = standings.read(region, month)
    recognised = standings.recognitions(region, month)
    found: list[Slide | None] = [
        *overall(rows, recognised, month),
        attention(rows),
        *areas(rows),
        towns(rows, below, month),
        next_steps(standings.every_project(region), month),
        recognition(recognised),
    ]
    return Shown(region, month, [slide for slide in found if slide], _newest(rows))


def _newest(rows: Sequence[Standing]) -> datetime | None:
    return max((row.figure.updated_at for row in rows if row.figure), default=None)
