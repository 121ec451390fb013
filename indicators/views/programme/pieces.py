"""What takes longest to make of a programme's page; kept until the database changes.

What is kept is words of one language, and not to be changed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from indicators import standings
from indicators.charts import Chart, bullets, trend
from indicators.lines import Line
from indicators.models import Region, WorkArea
from indicators.periods import Month
from indicators.projects.line import ProjectLine
from indicators.standings import Standing
from indicators.standings.remembering import remembered
from indicators.tables import StandingTable


@dataclass(frozen=True)
class Card:
    """A project and its card, as the page prints it."""

    line: ProjectLine
    html: SafeString


@dataclass(frozen=True)
class Pieces:
    """The pieces of a programme's page about a region as of a month; `query` keeps both."""

    programme: WorkArea
    region: Region
    month: Month
    query: str

    def charts(
        self, goals: Sequence[Line], trends: Sequence[Standing]
    ) -> tuple[Chart | None, list[Chart]]:
        """The chart of the year's goals, and small ones where there are months enough."""

        def drawing() -> list[Chart | None]:
            small = [chart for row in trends if (chart := trend(row, row.year))]
            return [bullets(goals, self.programme.name, self.query), *small]

        shown = _keys(line.standing for line in goals)
        first, *others = remembered((Chart, self, shown, _keys(trends), get_language()), drawing)
        return first, [chart for chart in others if chart]

    def body(self, table: StandingTable) -> list[SafeString]:
        """The rows of the table."""
        shown = _keys(line.standing for line in table.data)
        columns = tuple(column.key for column in table.shown)
        return remembered((StandingTable, self, shown, columns, get_language()), table.print_rows)

    def cards(self) -> list[Card]:
        """The programme's projects."""

        def reading() -> list[Card]:
            known = standings.programme_projects(self.programme, self.region)
            return [self._card(ProjectLine(one, self.month)) for one in known.projects]

        return remembered((Card, self, get_language()), reading)

    def _card(self, line: ProjectLine) -> Card:
        words = {"card": line, "region": self.region, "query": self.query}
        return Card(line, SafeString(render_to_string("indicators/project.html", words)))


def _keys(rows: Iterable[Standing]) -> tuple[int, ...]:
    return tuple(row.indicator.pk for row in rows)
