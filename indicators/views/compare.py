"""Two months side by side: what changed, for the better or the worse."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.functional import Promise, cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from indicators import standings, wording
from indicators.change import Course
from indicators.charts.pairs import growths, pairs
from indicators.comparing.compared import ComparedLine, as_csv
from indicators.periods import MONTHS_IN_YEAR, Month, PeriodError
from indicators.standings import Comparison, Tally
from indicators.views.ledger_page import LedgerPage
from indicators.views.scope import Scope, scope_in

CSV = "csv"
MOST = 30
BIGGEST, IN_ORDER = "", "order"
SORTS: dict[str, Promise] = {
    BIGGEST: gettext_lazy("Biggest change"),
    IN_ORDER: gettext_lazy("Order of the catalogue"),
}
TURNED, BETTER, WORSE = "turned", "better", "worse"
ONLY: dict[str, Promise] = {
    "": pgettext_lazy("comparison", "All"),
    TURNED: gettext_lazy("Light turned"),
    BETTER: pgettext_lazy("course", "Better"),
    WORSE: pgettext_lazy("course", "Worse"),
}


@dataclass(frozen=True)
class Option:
    """A link of a row of choices."""

    label: str
    address: str
    chosen: bool
    count: int | None = None


class ComparePage(LedgerPage):
    """The indicators chosen, as of the page's month and another, and the same as a file."""

    template_name = "indicators/compare.html"
    scope: Scope
    base: Month | None

    def respond(self) -> HttpResponse:
        """The page, or with `format=csv` its table; Http404 for what cannot be compared."""
        wanted = self.request.GET
        if wanted.get("format", "") not in ("", CSV):
            message = gettext("“%(text)s” is not a format. Write csv, or leave it out.")
            raise Http404(message % {"text": wanted["format"]})
        for name, known in (("sort", SORTS), ("only", ONLY)):
            if wanted.get(name, "") not in known:
                choices = ", ".join(choice for choice in known if choice)
                words = {"text": wanted[name], "name": name, "choices": choices}
                message = gettext("“%(text)s” cannot be asked for by “%(name)s”: %(choices)s.")
                raise Http404(message % words)
        self.scope = scope_in(wanted)
        self.base = self._asked_base() or self._usual_base()
        return self._file() if wanted.get("format") == CSV else super().respond()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page shows, in a constant number of queries."""
        rows, counted = self._rows(), standings.tally(self.comparisons)
        lines = [ComparedLine(row) for row in rows]
        comparable = [line for line in lines if line.is_comparable]
        return super().get_context_data(
            scope=self.scope,
            tabs_query=self.query(**self.scope.as_query()),
            base=self.base,
            base_words=wording.month(self.base) if self.base else "",
            bases=self._bases(),
            way_on=self._way_on(),
            quick=self._quick(),
            tally=self._tally(counted),
            counted=counted,
            sorts=self._options("sort", SORTS, {}),
            only=self._options("only", ONLY, self._counts()),
            lines=comparable if self.request.GET.get("all") == "1" else comparable[:MOST],
            left_out=self._left_out(len(comparable)),
            unlike=[line for line in lines if not line.is_comparable],
            has_completion=any(line.completion for line in comparable),
            chart=pairs(rows) or growths(rows),
            csv_query=self.query(format=CSV, **self._state()),
            **kwargs,
        )

    def kept(self) -> dict[str, str]:
        """Everything but the month."""
        return self._state()

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """The indicators chosen, in the order of the catalogue."""
        if self.base is None or self.base == self.month:
            return []
        return standings.compare(self.region, self.base, self.month, self._chosen())

    def _rows(self) -> list[Comparison]:
        wanted = self.request.GET.get("only", "")
        rows = [row for row in self.comparisons if not wanted or wanted in _groups(row)]
        is_in_order = self.request.GET.get("sort", "") == IN_ORDER
        return rows if is_in_order else standings.biggest_change_first(rows)

    def _chosen(self) -> Any:
        return standings.catalogue(self.region).filter(self.scope.indicators)

    def _state(self, **more: str) -> dict[str, str]:
        """What the address says beside month and region; an empty value leaves it out."""
        asked = self.request.GET
        found = {name: asked.get(name, "") for name in ("with", "sort", "only", "all")}
        found |= self.scope.as_query() | more
        return {name: text for name, text in found.items() if text}

    def _asked_base(self) -> Month | None:
        text = self.request.GET.get("with", "")
        if not text:
            return None
        try:
            month = Month.parse(text)
        except PeriodError:
            message = gettext("“%(text)s” is not a month of the ledger. Write it like 2023-06.")
            raise Http404(message % {"text": text}) from None
        if not self.months[-1] <= month <= self.months[0]:
            message = gettext(
                "%(region)s has figures from %(first)s to %(last)s, none for %(month)s."
            )
            first, last = self.months[-1], self.months[0]
            words = {"region": self.region.name, "first": first, "last": last, "month": month}
            raise Http404(message % words)
        return month

    def _usual_base(self) -> Month | None:
        """The same month last year where most have a figure of it, else the month before."""
        last_year = self.month.shift(-MONTHS_IN_YEAR)
        if last_year in self.months and standings.is_last_year_known(
            self.region, self.month, self._chosen()
        ):
            return last_year
        return next((month for month in self.months if month < self.month), None)

    def _bases(self) -> list[tuple[Month, str]]:
        offered = sorted({*self.months, *([self.base] if self.base else [])}, reverse=True)
        return [(month, wording.month(month)) for month in offered if month != self.month]

    def _way_on(self) -> Option | None:
        """The newest month, where the page's is the first one and cannot be compared."""
        newest = self.months[0]
        if self.base is not None or newest == self.month:
            return None
        address = self.query(**self._state(month=str(newest)))
        return Option(wording.month(newest), address, False)

    def _quick(self) -> list[Option]:
        """The months that are asked for most, where there are figures of them."""
        year = self.month.year
        offered = [
            (gettext("Month before"), self.month.shift(-1)),
            (gettext("Same month last year"), self.month.shift(-MONTHS_IN_YEAR)),
            (gettext("Start of the year"), Month(year, 1)),
            (gettext("End of last year"), Month(year - 1, MONTHS_IN_YEAR)),
        ]
        return [
            Option(label, self.query(**self._state(**{"with": str(month)})), month == self.base)
            for label, month in offered
            if month in self.months and month != self.month
        ]

    def _left_out(self, count: int) -> Option | None:
        """The way to what the first page leaves out, with how many they are."""
        if count <= MOST or self.request.GET.get("all") == "1":
            return None
        address = self.query(**self._state(all="1"))
        return Option(gettext("Show all"), f"{address}#listed", False, count - MOST)

    def _options(
        self, name: str, labels: dict[str, Promise], counts: dict[str, int]
    ) -> list[Option]:
        chosen = self.request.GET.get(name, "")
        return [
            Option(
                str(label),
                self.query(**self._state(**{name: value})),
                value == chosen,
                counts.get(value),
            )
            for value, label in labels.items()
        ]

    def _counts(self) -> dict[str, int]:
        groups = [_groups(row) for row in self.comparisons]
        counts = {name: sum(name in group for group in groups) for name in ONLY if name}
        return {"": len(groups), **counts}

    def _tally(self, counted: Tally) -> list[tuple[str, str, int]]:
        """What the summary counts: a look, a word, a number."""
        return [
            (BETTER, gettext("Lights turned better"), counted.lights[Course.BETTER]),
            (WORSE, gettext("Lights turned worse"), counted.lights[Course.WORSE]),
            ("same", gettext("Lights unchanged"), counted.lights[Course.SAME]),
            (BETTER, gettext("Values better"), counted.values[Course.BETTER]),
            (WORSE, gettext("Values worse"), counted.values[Course.WORSE]),
        ]

    def _file(self) -> HttpResponse:
        if self.base is None:
            raise Http404(gettext("There is no other month to compare with."))
        parts = (gettext("Comparison"), self.scope.name, self.region.name, self.base, self.month)
        name = "-".join(str(part) for part in parts) + ".csv"
        disposition = content_disposition_header(as_attachment=True, filename=name) or ""
        return HttpResponse(
            as_csv((ComparedLine(row) for row in self._rows()), self.base, self.month),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": disposition},
        )


def _groups(row: Comparison) -> set[str]:
    """The choices of `only` that the row is in; a light that turned says more than its value."""
    course = row.change.light
    if course in (None, Course.SAME):
        value = row.change.value
        return {value.value} if value in (Course.BETTER, Course.WORSE) else set()
    return {TURNED, course.value} if course else set()
