"""A programme: its indicators, trends, projects and recognition."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from indicators import numbers, standings, wording
from indicators.charts import Chart, trend
from indicators.lines import Line
from indicators.models import Milestone, Project, WorkArea
from indicators.periods import Month
from indicators.progress import Kind
from indicators.standings import Standing
from indicators.tables import StandingTable, as_csv
from indicators.views.ledger_page import LedgerPage
from indicators.views.overview import count_lights, recognition_rows

MOST_TRENDS = 6
CSV = "csv"


@dataclass(frozen=True)
class Step:
    """A milestone as a card prints it; `late` when its month passed without it being done."""

    name: str
    when: str
    done: bool
    late: bool
    note: str


@dataclass(frozen=True)
class ProjectCard:
    """A project as its card prints it."""

    project: Project
    facts: list[tuple[str, str]]
    steps: list[Step]


class Programme(LedgerPage):
    """The programme page, and its table as a file."""

    template_name = "indicators/programme.html"
    programme: WorkArea

    def respond(self) -> HttpResponse:
        """The page, or with `format=csv` its table as CSV; Http404 for other formats."""
        self.programme = programme_of(self.kwargs["code"])
        wanted = self.request.GET.get("format", "")
        if wanted not in ("", CSV):
            message = gettext("“%(text)s” is not a format. Write csv, or leave it out.")
            raise Http404(message % {"text": wanted})
        return self._file() if wanted == CSV else super().respond()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page shows, in a constant number of queries."""
        rows = self._rows()
        chosen = self.chosen_light()
        lines = [Line(row) for row in rows if chosen in (None, row.progress.light)]
        recognised = standings.recognitions(self.region, self.month)
        section = self.programme.parent
        return super().get_context_data(
            programme=self.programme,
            crumbs=[(section.name, "")] if section else [],
            table=StandingTable(lines, self.query(), self.request.GET.get("sort")),
            csv_query=self.query(format=CSV),
            lights=count_lights(rows),
            chosen=chosen,
            charts=self._trends(rows),
            projects=[
                _card(project, self.month)
                for project in standings.projects(self.programme, self.region)
            ],
            recognitions=recognition_rows(
                item for item in recognised if item.work_area_id == self.programme.pk
            ),
            **kwargs,
        )

    def _rows(self) -> list[Standing]:
        own = standings.catalogue(self.region).filter(work_area=self.programme)
        return standings.read(self.region, self.month, own)

    def _file(self) -> HttpResponse:
        name = f"{self.programme.name}-{self.region.name}-{self.month}.csv"
        disposition = content_disposition_header(as_attachment=True, filename=name) or ""
        return HttpResponse(
            as_csv(Line(row) for row in self._rows()),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": disposition},
        )

    def _trends(self, rows: Sequence[Standing]) -> list[Chart]:
        """Trends of key indicators first, then of those with a target, then of the others."""
        known = standings.histories([row.indicator for row in rows], self.region, self.month.year)
        by_weight = sorted(
            rows,
            key=lambda row: (
                not row.indicator.key,
                row.target is None,
                row.indicator.kind != Kind.FLOW,
            ),
        )
        drawn = (trend(row, known.get(row.indicator.pk, [])) for row in by_weight)
        return list(islice((chart for chart in drawn if chart is not None), MOST_TRENDS))


def programme_of(code: str) -> WorkArea:
    """The programme with that code; Http404 when there is none."""
    programmes = WorkArea.objects.select_related("parent").filter(level=WorkArea.PROGRAMME)
    found: WorkArea | None = programmes.filter(code=code).first()
    if found is None:
        message = gettext("There is no programme with the code “%(code)s”.")
        raise Http404(message % {"code": code})
    return found


def _card(project: Project, as_of: Month) -> ProjectCard:
    money = gettext("100 million yuan")
    amounts = [
        (gettext("Total investment"), project.total_investment, money),
        (gettext("Planned this year"), project.year_investment, money),
        (gettext("Invested this year"), project.invested, money),
        (gettext("Building area"), project.building_area, gettext("m²")),
    ]
    facts = [(label, _amount(value, unit)) for label, value, unit in amounts if value is not None]
    return ProjectCard(project, facts, [_step(m, as_of) for m in project.milestones.all()])


def _step(milestone: Milestone, as_of: Month) -> Step:
    done = milestone.done_on is not None
    planned = milestone.planned_on
    return Step(
        name=milestone.name,
        when=wording.milestone_date(milestone),
        done=done,
        late=not done
        and planned is not None
        and (planned.year, planned.month) <= (as_of.year, as_of.month),
        note=milestone.note,
    )


def _amount(value: Decimal, unit: str) -> str:
    return f"{numbers.plain(value)} {unit}"
