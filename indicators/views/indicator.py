"""An indicator: where it stands, how it got there, and who stands behind each number."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth.models import User
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext

from indicators import numbers, standings, wording
from indicators.charts import cumulative, monthly
from indicators.choices import DIRECTION_LABELS, KIND_LABELS, EntryState, Source
from indicators.lines import Line
from indicators.models import Entry, Indicator, Region, name_of
from indicators.permissions import entries_seen_by
from indicators.progress import Direction, Kind
from indicators.standings import Standing
from indicators.tables import fraction_width, widest_fraction
from indicators.views.ledger_page import LedgerPage
from indicators.wording import Number


@dataclass(frozen=True)
class Fact:
    """A labelled text; `note` explains it."""

    label: str | Promise
    text: str | Promise
    note: str = ""


@dataclass(frozen=True)
class TrailStep:
    """An entry as the trail prints it; `stands` when it is the figure of its month."""

    entry: Entry
    month: str
    number: Number
    entered_by: str
    reviewed_by: str
    stands: bool
    is_demo: bool
    is_derived: bool


@dataclass(frozen=True)
class TownLine:
    """A region below, and its line."""

    region: Region
    line: Line
    address: str


class IndicatorPage(LedgerPage):
    """The page of one indicator."""

    template_name = "indicators/indicator.html"
    indicator: Indicator

    def respond(self) -> HttpResponse:
        """The page; Http404 for an unknown code, or a region where it is not measured."""
        code = self.kwargs["code"]
        everywhere = Indicator.objects.select_related(
            "work_area__parent", "department", "bands", "part_of"
        )
        found = everywhere.filter(code=code).first()
        if found is None:
            message = gettext("There is no indicator with the code “%(code)s”.")
            raise Http404(message % {"code": code})
        if not standings.catalogue(self.region).filter(pk=found.pk).exists():
            message = gettext("%(name)s is not reported for %(region)s.")
            raise Http404(message % {"name": found.name, "region": self.region.name})
        self.indicator = found
        return super().respond()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page shows, in a constant number of queries."""
        chosen = Indicator.objects.filter(pk=self.indicator.pk).select_related(
            "work_area__parent", "department", "bands"
        )
        standing = standings.read(self.region, self.month, chosen)[0]
        line = Line(standing)
        history = standings.history(self.indicator, self.region, self.month.year)
        drawn = [cumulative(standing, history), monthly(standing, history)]
        towns = [
            TownLine(row.region, Line(row), self._address(row.region))
            for row in standings.below(self.indicator, self.region, self.month)
        ]
        trail = [
            _step(entry, self.indicator.decimals)
            for entry in standings.trail(
                self.indicator,
                self.region,
                self.month.year,
                entries_seen_by(cast(User, self.request.user)),
            )
        ]
        recognised = standings.recognitions(self.region, self.month)
        programme = self.indicator.work_area
        address = reverse("programme", args=[programme.code])
        return super().get_context_data(
            indicator=self.indicator,
            crumbs=[(programme.name, f"{address}{self.query()}")],
            line=line,
            standing=standing,
            facts=_facts(line),
            outlook=_outlook(line),
            definition=_definition(self.indicator, line),
            ranks=[
                wording.rank(item)
                for item in recognised
                if item.is_ranking and item.indicator_id == self.indicator.pk
            ],
            charts=[chart for chart in drawn if chart is not None],
            towns=towns,
            towns_fraction=fraction_width(town.line for town in towns),
            towns_have_targets=any(town.line.target for town in towns),
            towns_reported=sum(town.line.standing.is_current for town in towns),
            trail=trail,
            trail_fraction=widest_fraction(step.number for step in trail),
            behind=_people(standing),
            **kwargs,
        )

    def _address(self, region: Region) -> str:
        path = reverse("indicator", args=[self.indicator.code])
        return f"{path}?month={self.month}&region={region.code}"


def _facts(line: Line) -> list[Fact]:
    """What the value is measured by; facts that do not apply are left out."""
    progress = line.standing.progress
    due = "" if progress.due is None else numbers.percent(progress.due)
    baseline = line.standing.target.baseline if line.standing.target else None
    is_ceiling = line.standing.indicator.direction == Direction.AT_MOST
    target_label = gettext("Annual ceiling") if is_ceiling else gettext("Annual target")
    facts = [
        Fact(target_label, wording.with_unit(str(line.target or ""), line.unit), line.target_note),
        Fact(gettext("Baseline"), line.amount(baseline)),
        Fact(gettext("Completion"), line.completion),
        Fact(gettext("Time progress"), due),
        Fact(gettext("Expected by now"), line.expected),
        Fact(gettext("Against the plan"), line.ahead),
        Fact(gettext("Left to the target"), line.left_to_do),
        Fact(gettext("Above the target"), line.beyond),
        Fact(
            gettext("Added this month"),
            line.increment,
            str(Source.DEMO.label) if line.is_increment_demo else "",
        ),
        Fact(
            gettext("Growth on last year"),
            line.growth,
            _last_year(line.standing),
        ),
    ]
    return [fact for fact in facts if fact.text]


def _last_year(standing: Standing) -> str:
    figure = standing.last_year
    if figure is None:
        return ""
    value = wording.number(figure.value, standing.indicator.decimals, figure.qualifier)
    words = gettext("%(month)s: %(value)s %(unit)s") % {
        "month": wording.month(figure.as_month()),
        "value": value,
        "unit": standing.indicator.unit,
    }
    if figure.source == Source.REPORTED:
        return words
    return f"{words} ({Source(figure.source).label})"


def _outlook(line: Line) -> list[Fact]:
    """Where the year would end, and what is still needed for the target."""
    standing = line.standing
    progress = standing.progress
    found = []
    if progress.outlook_by_pace is not None:
        found.append(
            Fact(
                gettext("Year's end by pace"),
                line.amount(progress.outlook_by_pace),
                gettext("If the rest of the year keeps to the plan as the past did."),
            )
        )
    if progress.outlook_by_season is not None:
        found.append(
            Fact(
                gettext("Year's end by season"),
                line.amount(progress.outlook_by_season),
                gettext("If the year runs as the last one did."),
            )
        )
    if line.needed:
        average = ""
        if standing.indicator.kind == Kind.FLOW and standing.value is not None:
            so_far = line.amount(standing.value / standing.month.month)
            average = gettext("So far %(amount)s a month on average.") % {"amount": so_far}
        found.append(Fact(gettext("Still needed each month"), line.needed, average))
    return found


def _definition(indicator: Indicator, line: Line) -> list[Fact]:
    """What is measured, how, from what and by whom."""
    counted_from = indicator.counted_from
    facts = [
        Fact(gettext("Definition"), indicator.definition),
        Fact(gettext("Unit"), indicator.unit),
        Fact(gettext("Kind"), KIND_LABELS[indicator.kind]),
        # Without a target nothing is judged by it.
        Fact(gettext("Direction"), DIRECTION_LABELS[indicator.direction] if line.target else ""),
        Fact(gettext("Reported by"), indicator.get_level_display()),
        Fact(
            gettext("Counted from"),
            date_format(counted_from, "DATE_FORMAT") if counted_from else "",
        ),
        Fact(gettext("Part of"), indicator.part_of.name if indicator.part_of else ""),
        Fact(pgettext("figure", "Source"), indicator.source),
        Fact(gettext("Department"), line.department),
        Fact(gettext("Code"), indicator.code),
    ]
    return [fact for fact in facts if fact.text]


def _step(entry: Entry, decimals: int) -> TrailStep:
    return TrailStep(
        entry=entry,
        month=wording.month(entry.as_month()),
        number=wording.number(entry.value, decimals, entry.qualifier),
        entered_by=name_of(entry.entered_by),
        reviewed_by=name_of(entry.reviewed_by),
        stands=entry.state == EntryState.APPROVED and hasattr(entry, "figure"),
        is_demo=entry.source == Source.DEMO,
        is_derived=entry.source == Source.DERIVED,
    )


def _people(standing: Standing) -> dict[str, Any] | None:
    """Who entered and who approved the figure, and when; None for a roll-up."""
    entry = standing.figure.entry if standing.figure else None
    if entry is None:
        return None
    return {
        "entered_by": name_of(entry.entered_by),
        "entered_at": entry.entered_at,
        "reviewed_by": name_of(entry.reviewed_by),
        "reviewed_at": entry.reviewed_at,
    }
