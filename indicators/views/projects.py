"""Projects by stage, along the year, or as a table, and the table as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext, pgettext

from indicators import standings
from indicators.choices import ProjectStage
from indicators.models import Department, Region, WorkArea
from indicators.projects.files import as_csv, as_excel
from indicators.projects.line import ProjectLine, money_labels, totals_of
from indicators.projects.narrowing import Asked, View, choices_of, words_of
from indicators.projects.sorting import ORDERS, attention_first, in_order
from indicators.projects.timeline import timeline
from indicators.standings.remembering import remembered
from indicators.tables import widest_fraction
from indicators.views.ledger_page import LedgerPage

MOST_CARDS, ROWS_A_PAGE = 20, 50
FILES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class StageColumn:
    """A stage with its first cards; `more` of them are left to the table at `address`."""

    stage: str
    label: str
    count: int
    lines: list[ProjectLine]
    more: int
    address: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A view to change to."""

    label: str
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column of the table; without an address it does not sort."""

    name: str
    label: str
    address: str = ""
    direction: str = ""


class ProjectsPage(LedgerPage):
    """The projects of a region, as the address asks for them."""

    template_name = "indicators/projects.html"

    def respond(self) -> HttpResponse:
        """The page, or with `format=csv` or `xlsx` its table; Http404 for other formats."""
        wanted = self.request.GET.get("format", "")
        if wanted and wanted not in FILES:
            text = gettext("“%(text)s” is not a format. Write csv or xlsx, or leave it out.")
            raise Http404(text % {"text": wanted})
        return self._file(wanted) if wanted else super().respond()

    def kept(self) -> dict[str, str]:
        """View, filters and order."""
        return self.asked.kept()

    @cached_property
    def lines(self) -> list[ProjectLine]:
        """All projects of the region; the lines keep their texts, which are in one language."""
        projects = standings.every_project(self.region)
        key = (ProjectLine, self.region, self.month, self.is_newest, get_language())
        return remembered(
            key, lambda: [ProjectLine(row, self.month, self.is_newest) for row in projects]
        )

    @property
    def is_newest(self) -> bool:
        """Whether the page is of the newest month."""
        return self.month == self.months[0]

    @cached_property
    def asked(self) -> Asked:
        """What the address asks for; Http404 for what there is not."""
        given = self.request.GET
        return Asked(
            view=_view(given.get("view", "")),
            programme=_code(
                given.get("programme", ""),
                {line.project.work_area.code for line in self.lines},
                WorkArea,
                gettext("There is no programme with the code “%(code)s”."),
            ),
            town=_code(
                given.get("town", ""),
                {line.project.region.code for line in self.lines},
                Region,
                gettext(
                    "There is no region with the code “%(code)s”. Use a division code like 330521."
                ),
            ),
            stage=_stage(given.get("stage", "")),
            department=_code(
                given.get("department", ""),
                {line.project.department.code for line in self.lines if line.project.department},
                Department,
                gettext("There is no department with the code “%(code)s”."),
            ),
            overdue=given.get("overdue") == "1",
            problem=given.get("problem") == "1",
            q=" ".join(given.get("q", "").split())[:100],
            sort=given.get("sort", "") if _is_order(given.get("sort", "")) else "",
        )

    @cached_property
    def shown(self) -> list[ProjectLine]:
        """The projects asked for, in the order asked for."""
        wanted = [line for line in self.lines if self.asked.wants(line)]
        return in_order(wanted, self.asked.sort)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page shows, in a constant number of queries."""
        shown, asked = self.shown, self.asked
        kept, fields = asked.kept(), choices_of(self.lines, asked)
        more: dict[str, Any] = {}
        if asked.view is View.BOARD:
            more["columns"] = self._columns()
        elif asked.view is View.TIMELINE:
            drawn = timeline(shown, self.month)
            more["timeline"] = drawn
            more["page"] = self._page(drawn.rows)
            more["without_dates"] = len(shown) - len(drawn.rows)
        else:
            more["heads"] = self._heads()
            more["page"] = self._page(shown)
            known = [number for line in shown for _label, number in line.numbers if number]
            more["with_steps"] = any(line.overdue or line.ahead for line in shown)
            more["with_next_steps"] = any(line.project.next_step for line in shown)
            more["with_money"], more["fraction"] = bool(known), widest_fraction(known)
        return super().get_context_data(
            asked=asked,
            any_projects=bool(self.lines),
            shown=shown,
            totals=totals_of(shown, self.month, is_newest=self.is_newest),
            fields=fields,
            narrowed_words=words_of(fields, asked),
            tabs=self._tabs(),
            plain=self.query(**({"view": kept["view"]} if "view" in kept else {})),
            kept_query=self.query(**kept),
            csv_query=self.query(**kept, format="csv"),
            xlsx_query=self.query(**kept, format="xlsx"),
            **more,
            **kwargs,
        )

    def _tabs(self) -> list[Tab]:
        labels = {
            View.BOARD: pgettext("projects", "By stage"),
            View.TIMELINE: pgettext("projects", "Time line"),
            View.TABLE: pgettext("projects", "Table"),
        }
        return [
            Tab(label, self._address(view=view.value), view is self.asked.view)
            for view, label in labels.items()
        ]

    def _address(self, **changed: str) -> str:
        kept = {**self.asked.kept(), **changed}
        return self.query(**{name: text for name, text in kept.items() if text})

    def _columns(self) -> list[StageColumn]:
        found = []
        for stage in ProjectStage:
            own = attention_first(line for line in self.shown if line.project.stage == stage)
            found.append(
                StageColumn(
                    stage=stage.value,
                    label=str(stage.label),
                    count=len(own),
                    lines=own[:MOST_CARDS],
                    more=max(len(own) - MOST_CARDS, 0),
                    address=self._address(view=View.TABLE.value, stage=stage.value),
                )
            )
        return found

    def _heads(self) -> list[Head]:
        names = {
            "": gettext("Project"),
            "stage": gettext("Stage"),
            **dict(zip(("total", "planned", "made"), money_labels(), strict=True)),
            "share": gettext("Completion"),
        }
        return [self._head(name, label) for name, label in names.items()]

    def _head(self, name: str, label: str) -> Head:
        sort = self.asked.sort
        if not name:
            return Head("project", label)
        direction = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
        # Amounts are read from the largest down, stages from the first on.
        first, other = (name, f"-{name}") if name == "stage" else (f"-{name}", name)
        return Head(name, label, self._address(sort=other if sort == first else first), direction)

    def _page(self, rows: Sequence[Any]) -> Any:
        return Paginator(rows, ROWS_A_PAGE).get_page(self.request.GET.get("page"))

    def _file(self, wanted: str) -> HttpResponse:
        title = f"{gettext('Projects')}-{self.region.name}-{self.month}"
        disposition = content_disposition_header(as_attachment=True, filename=f"{title}.{wanted}")
        body = as_csv(self.shown) if wanted == "csv" else as_excel(self.shown, title)
        return HttpResponse(
            body,
            content_type=FILES[wanted],
            headers={"Content-Disposition": disposition or ""},
        )


def _view(text: str) -> View:
    try:
        return View(text or View.BOARD)
    except ValueError:
        words = gettext("“%(text)s” is not a view. Write one of: %(views)s.")
        raise Http404(words % {"text": text, "views": ", ".join(View)}) from None


def _stage(text: str) -> str:
    if text and text not in ProjectStage.values:
        words = gettext("“%(text)s” is not a stage. Write one of: %(stages)s.")
        raise Http404(words % {"text": text, "stages": ", ".join(ProjectStage.values)})
    return text


def _is_order(text: str) -> bool:
    return text.removeprefix("-") in ORDERS


def _code(
    text: str,
    known: set[str],
    model: type[WorkArea] | type[Region] | type[Department],
    message: str,
) -> str:
    """The code, if it is known here or at all; Http404 otherwise."""
    if text and text not in known and not model.objects.filter(code=text).exists():
        raise Http404(message % {"code": text})
    return text
