"""The page of a programme, and its table as a file."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import Subquery
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from indicators import standings
from indicators.charts import has_trend
from indicators.choices import RegionLevel
from indicators.lines import Line
from indicators.models import WorkArea
from indicators.periods import Period
from indicators.progress import Kind
from indicators.standings import Standing
from indicators.tables import (
    COLUMNS,
    SORTINGS,
    USUAL,
    Heading,
    Narrowing,
    StandingTable,
    as_csv,
    as_xlsx,
    chosen_columns,
    chosen_sorting,
    departments,
    in_order,
    kinds,
)
from indicators.views.ledger_page import LedgerPage
from indicators.views.overview import count_lights, recognition_rows
from indicators.views.programme.pieces import Pieces

MOST_TRENDS = 6
ALL = "all"
BETWEEN_COLUMNS = "."
CSV, EXCEL = "csv", "xlsx"
TYPES = {
    CSV: "text/csv; charset=utf-8",
    EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Neighbour:
    """A programme of the same section, with its address; `way` says how it lies to this one."""

    programme: WorkArea
    address: str
    way: str


class Programme(LedgerPage):
    """The programme page, and its table as a file."""

    template_name = "indicators/programme.html"

    @cached_property
    def section(self) -> list[WorkArea]:
        """The programmes of the section in their order; Http404 where there is none."""
        return programmes_beside(self.kwargs["code"])

    @cached_property
    def programme(self) -> WorkArea:
        """The programme asked for."""
        return next(area for area in self.section if area.code == self.kwargs["code"])

    @cached_property
    def pieces(self) -> Pieces:
        """The pieces that the page is put together from."""
        return Pieces(self.programme, self.region, self.month, self.query())

    def respond(self) -> HttpResponse:
        """The page, or with `format=csv` or `xlsx` its table as a file; Http404 for others."""
        wanted = self.request.GET.get("format", "")
        if not wanted:
            return super().respond()
        if wanted not in TYPES:
            message = gettext("“%(text)s” is not a format. Write csv or xlsx, or leave it out.")
            raise Http404(message % {"text": wanted})
        return self._file(wanted)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page shows, in a constant number of queries."""
        pieces = self.pieces
        lines = self._lines()
        asked = self.asked
        shown = asked.of(lines)
        section = self.programme.parent
        of_any_light = replace(asked, light=None).of(lines)
        drawable = sorted(filter(has_trend, (line.standing for line in lines)), key=_weight)
        drawn = drawable if self._all_trends else drawable[:MOST_TRENDS]
        goals, trends = pieces.charts(in_order(shown, self.sorting), drawn)
        table = StandingTable(shown, self.query(), self.sorting, self.columns)
        table.body = pieces.body(table)
        return super().get_context_data(
            programme=self.programme,
            crumbs=[(section.name, "")] if section else [],
            neighbours=self._neighbours(),
            asked=asked,
            chosen=asked.light,
            shown_count=len(shown),
            count=len(lines),
            lights=count_lights([line.standing for line in of_any_light]),
            lights_query=self._query(light=""),
            departments=departments(lines, asked),
            kinds=kinds(lines, asked),
            sortings=SORTINGS,
            sorting=self.sorting,
            columns=COLUMNS,
            chosen_columns=self.columns,
            columns_chosen=self.columns != USUAL,
            table=table,
            everything=self.query() + "#listed",
            csv_query=self._query(format=CSV),
            xlsx_query=self._query(format=EXCEL),
            bullets=goals,
            charts=trends,
            trend_count=len(drawable),
            all_trends=self._all_trends,
            all_trends_query=self._query(trends=ALL) + "#trends",
            half=self._half(),
            cards=pieces.cards(),
            recognitions=recognition_rows(
                item
                for item in standings.recognitions(self.region, self.month)
                if item.work_area_id == self.programme.pk
            ),
            **kwargs,
        )

    def kept(self) -> dict[str, str]:
        """Filters, sorting and columns stay when another month is chosen."""
        said = {
            "sort": self.sorting,
            "columns": "" if self.columns == USUAL else BETWEEN_COLUMNS.join(self.columns),
            "trends": ALL if self._all_trends else "",
        }
        return self.asked.as_query() | {name: text for name, text in said.items() if text}

    @cached_property
    def asked(self) -> Narrowing:
        """Which indicators are asked for; Http404 for a light or a kind that is not one."""
        get = self.request.GET.get
        return Narrowing(
            light=self.chosen_light(),
            department=get("department", ""),
            kind=self._chosen_kind(),
            key=get("key") == "1",
            words=get("q", "").strip(),
        )

    @cached_property
    def sorting(self) -> str:
        """By what the table is sorted; nothing for the order of the summary."""
        return chosen_sorting(self.request.GET.get("sort", ""))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns asked for: one after another, or as a form sends them."""
        asked = BETWEEN_COLUMNS.join(self.request.GET.getlist("columns"))
        return chosen_columns(asked.split(BETWEEN_COLUMNS))

    @property
    def _all_trends(self) -> bool:
        return self.request.GET.get("trends") == ALL

    def _chosen_kind(self) -> Kind | None:
        text = self.request.GET.get("kind", "")
        if not text:
            return None
        try:
            return Kind(text)
        except ValueError:
            message = gettext("“%(text)s” is not a kind. Write one of: %(kinds)s.")
            raise Http404(message % {"text": text, "kinds": ", ".join(Kind)}) from None

    def _query(self, **changed: str) -> str:
        """The address's query with something changed; an empty text leaves that out."""
        asked = self.kept() | changed
        return self.query(**{name: text for name, text in asked.items() if text})

    def _lines(self) -> list[Line]:
        own = standings.catalogue(self.region).filter(work_area=self.programme)
        return [Line(row) for row in standings.read(self.region, self.month, own, with_year=True)]

    def _file(self, wanted: str) -> HttpResponse:
        shown = self.asked.of(self._lines())
        lines = in_order(shown, self.sorting)
        named = f"{self.programme.name}-{self.region.name}-{self.month}.{wanted}"
        content = (
            as_csv(lines, self.columns)
            if wanted == CSV
            else as_xlsx(lines, self._heading(), self.columns)
        )
        disposition = content_disposition_header(as_attachment=True, filename=named) or ""
        return HttpResponse(
            content,
            content_type=TYPES[wanted],
            headers={"Content-Disposition": disposition},
        )

    def _heading(self) -> Heading:
        words = {"programme": self.programme.name, "region": self.region.name, "month": self.month}
        return Heading(
            title=gettext("%(programme)s: indicators") % words,
            place=gettext("%(region)s, as of %(month)s") % words,
            sheet=gettext("Indicators"),
            made=timezone.localtime(),
        )

    def _neighbours(self) -> list[Neighbour]:
        here = self.section.index(self.programme)
        ways = {here - 1: "prev", here + 1: "next", here: "here"}
        return [
            Neighbour(
                area, reverse("programme", args=[area.code]) + self.query(), ways.get(place, "")
            )
            for place, area in enumerate(self.section)
        ]

    def _half(self) -> Period | None:
        """The half-year whose summary may say something; only counties have summaries."""
        return Period.half_around(self.month) if self.region.level == RegionLevel.COUNTY else None


def _weight(row: Standing) -> tuple[bool, bool, bool]:
    """Key indicators first, then those with a target, then the others; flows before the rest."""
    return (not row.indicator.key, row.target is None, row.indicator.kind != Kind.FLOW)


def programmes_beside(code: str) -> list[WorkArea]:
    """The programmes of the section that the one with that code is in: 1 query.

    Http404 when there is no such programme.
    """
    programmes = WorkArea.objects.filter(level=WorkArea.PROGRAMME)
    section = programmes.filter(code=code).values("parent")[:1]
    found = list(
        programmes.filter(parent=Subquery(section))
        .select_related("parent")
        .order_by("order", "code")
    )
    if not found:
        message = gettext("There is no programme with the code “%(code)s”.")
        raise Http404(message % {"code": code})
    return found
