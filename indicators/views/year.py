"""The months of a year: how every indicator stood as of the end of each."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from indicators import standings, wording
from indicators.choices import LIGHT_LABELS
from indicators.comparing.heat import HeatCells
from indicators.periods import MONTHS_IN_YEAR, Month
from indicators.progress import Light
from indicators.standings import YearRow
from indicators.views.compare import Option
from indicators.views.ledger_page import LedgerPage
from indicators.views.scope import Scope, scope_in

MOST_ROWS = 80
"""Where more are asked for, a section or a programme is shown at a time."""
LIGHTS = (Light.BLUE, Light.GREEN, Light.YELLOW, Light.RED, Light.GREY)


@dataclass(frozen=True)
class YearLine:
    """An indicator and its cells, ready to print."""

    name: str
    address: str
    unit: str
    cells: SafeString


@dataclass(frozen=True)
class YearGroup:
    """The indicators of a programme."""

    name: str
    code: str
    lines: list[YearLine]


class YearPage(LedgerPage):
    """The heat map of a year; the months that have not come are empty."""

    template_name = "indicators/year.html"
    scope: Scope
    year: int
    is_narrowed = False

    def respond(self) -> HttpResponse:
        """The page; Http404 for a year without figures."""
        self.year = self._asked_year()
        asked = scope_in(self.request.GET)
        chosen = standings.catalogue(self.region).filter(asked.indicators)
        with_goals = chosen.filter(targets__region=self.region, targets__year=self.year)
        counts = {} if self._is_for_all else standings.count_by_area(with_goals)
        self.scope = asked.narrowed(counts or standings.count_by_area(chosen), MOST_ROWS)
        self.is_narrowed = self.scope is not asked
        return super().respond()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page shows, in a constant number of queries."""
        chosen = standings.catalogue(self.region).filter(self.scope.indicators)
        rows = standings.read_year(self.region, self.year, self.months[0], chosen)
        every = [Month(self.year, number) for number in range(1, MONTHS_IN_YEAR + 1)]
        judged = [row for row in rows if row.target is not None]
        with_goals = bool(judged) and not self._is_for_all
        return super().get_context_data(
            scope=self.scope,
            is_narrowed=self.is_narrowed,
            tabs_query=self.query(**self.scope.as_query()),
            year=self.year,
            years=[
                Option(
                    gettext("Year %(year)s") % {"year": year},
                    self.query(**self.kept() | {"year": str(year)}),
                    year == self.year,
                )
                for year in sorted({month.year for month in self.months}, reverse=True)
            ],
            heads=[(wording.month_of_year(month), month == self.month) for month in every],
            groups=self._groups(judged if with_goals else rows),
            which=self._which(len(judged), len(rows), with_goals=with_goals) if judged else [],
            legend=[(light, LIGHT_LABELS[light]) for light in LIGHTS],
            **kwargs,
        )

    @property
    def _is_for_all(self) -> bool:
        """Whether those without a target are asked for."""
        return self.request.GET.get("all") == "1"

    def kept(self) -> dict[str, str]:
        """The year and what was chosen."""
        everything = {"all": "1"} if self._is_for_all else {}
        return {"year": str(self.year), **self.scope.as_query(), **everything}

    def _which(self, judged: int, every: int, *, with_goals: bool) -> list[Option]:
        """Those with a target of the year, which have a heat; or all."""
        asked = {name: text for name, text in self.kept().items() if name != "all"}
        return [
            Option(gettext("With an annual target"), self.query(**asked), with_goals, judged),
            Option(
                pgettext("comparison", "All"), self.query(**asked, all="1"), not with_goals, every
            ),
        ]

    def _asked_year(self) -> int:
        text = self.request.GET.get("year", "")
        if not text:
            return self.month.year
        years = sorted({month.year for month in self.months})
        if text not in map(str, years):
            message = gettext("“%(text)s” is not a year with figures. Write one of: %(years)s.")
            raise Http404(message % {"text": text, "years": ", ".join(map(str, years))})
        return int(text)

    def _groups(self, rows: list[YearRow]) -> list[YearGroup]:
        cells, found = HeatCells(), []
        for area, members in groupby(rows, key=lambda row: row.indicator.work_area):
            lines = []
            for row in members:
                own = row.indicator
                page = reverse("indicator", args=[own.code])
                made = cells.row(own, row.months, f"{page}?region={self.region.code}&month=")
                lines.append(YearLine(own.name, page + self.query(), own.unit, made))
            found.append(YearGroup(area.name, area.code, lines))
        return found
