"""The page of one indicator."""

from typing import Any, cast

from django.contrib.auth.models import User
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from indicators import standings, wording
from indicators.charts import cumulative, monthly
from indicators.lines import Line
from indicators.models import Indicator, Region
from indicators.permissions import entries_seen_by
from indicators.standings import Neighbour, Spot, Story
from indicators.tables import fraction_width, widest_fraction
from indicators.views.indicator.definition import definition_of
from indicators.views.indicator.facts import facts_of, verdict
from indicators.views.indicator.goals import goal_changes
from indicators.views.indicator.regions import best_first, town_lines_of
from indicators.views.indicator.steps import people_behind, step_of
from indicators.views.ledger_page import LedgerPage, no_region

EVERY_YEAR = "all"
LATELY = 12
LONG = 9  # Digits from which on the value is written smaller.


class IndicatorPage(LedgerPage):
    """The page of one indicator."""

    template_name = "indicators/indicator.html"
    spot: Spot

    def find_region(self) -> Region | None:
        """The region, and what is to be known of the indicator in it on the way."""
        code = self.request.GET.get("region", "")
        found = standings.spot(self.kwargs["code"], code) if _is_code(code) else None
        if found is None:
            if code:
                raise no_region(code)
            return None
        self.spot = found
        return found.region

    def respond(self) -> HttpResponse:
        """The page; Http404 for an unknown code, or a region where it is not measured."""
        wanted = self.request.GET.get("trail", "")
        if wanted not in ("", EVERY_YEAR):
            message = gettext("“%(text)s” is not a trail. Write all, or leave it out.")
            raise Http404(message % {"text": wanted})
        if not self.spot.measured:
            raise _not_here(self.kwargs["code"], self.region)
        return super().respond()

    def kept(self) -> dict[str, str]:
        """The whole trail stays open in another month."""
        return {"trail": EVERY_YEAR} if self.request.GET.get("trail") else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page shows, in a constant number of queries."""
        own, *below = standings.across(
            self.kwargs["code"], [self.region, *self.spot.below], self.month
        )
        line, indicator = Line(own), own.indicator
        story = self._story(indicator)
        drawn = [cumulative(own, story.figures), monthly(own, story.figures)]
        towns = town_lines_of(below, {row.region.pk: self._address(row.region) for row in below})
        programme = indicator.work_area
        address = reverse("programme", args=[programme.code])
        steps = [step_of(entry, indicator.decimals) for entry in story.entries]
        entered = story.entries or [
            row.figure.entry for row in below if row.figure and row.figure.entry
        ]
        return super().get_context_data(
            indicator=indicator,
            crumbs=[(programme.name, f"{address}{self.query()}")],
            line=line,
            standing=own,
            is_long=len(str(line.value or "")) > LONG,
            verdict=verdict(line),
            facts=facts_of(line),
            definition=definition_of(indicator, line, self.spot.part_of, entered[:LATELY]),
            goals=goal_changes(
                indicator, standings.target_versions(indicator, self.region, self.month.year)
            ),
            ranks=self._ranks(indicator),
            charts=[chart for chart in drawn if chart is not None],
            towns=best_first(towns),
            towns_fraction=fraction_width(town.line for town in towns),
            towns_have_targets=any(town.line.target for town in towns),
            towns_move=any(town.movement for town in towns),
            towns_reported=sum(town.line.standing.is_current for town in towns),
            trail=steps,
            trail_fraction=widest_fraction(step.number for step in steps),
            trail_is_whole=bool(self.kept()),
            trail_other=self.query() if self.kept() else self.query(trail=EVERY_YEAR),
            behind=people_behind(own),
            previous=self._neighbour(self.spot.before),
            next=self._neighbour(self.spot.after),
            **kwargs,
        )

    def _story(self, indicator: Indicator) -> Story:
        seen = entries_seen_by(cast(User, self.request.user))
        return standings.story(
            indicator, self.region, self.month.year, seen, every_year=bool(self.kept())
        )

    def _ranks(self, indicator: Indicator) -> list[str]:
        if not self.spot.ranked:
            return []
        recognised = standings.recognitions(self.region, self.month)
        ranks = standings.ranks_of(recognised, self.region, self.month.year)
        return [wording.rank(item) for item in ranks.get(indicator.pk, [])]

    def _address(self, region: Region) -> str:
        path = reverse("indicator", args=[self.kwargs["code"]])
        return f"{path}?month={self.month}&region={region.code}"

    def _neighbour(self, found: Neighbour | None) -> tuple[str, str] | None:
        """Name and address of the indicator beside this one."""
        if found is None:
            return None
        return found.name, reverse("indicator", args=[found.code]) + self.query()


def _is_code(text: str) -> bool:
    return not text or text.isdecimal()


def _not_here(code: str, region: Region) -> Http404:
    """Why there is no such page."""
    known = Indicator.objects.filter(code=code).first()
    if known is None:
        message = gettext("There is no indicator with the code “%(code)s”.")
        return Http404(message % {"code": code})
    message = gettext("%(name)s is not reported for %(region)s.")
    return Http404(message % {"name": known.name, "region": region.name})
