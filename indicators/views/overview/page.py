"""The page: what is read, narrowed and shown."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext

from indicators import standings
from indicators.choices import LIGHT_LABELS
from indicators.standings import Standing
from indicators.views.ledger_page import LedgerPage
from indicators.views.overview.changed import changed
from indicators.views.overview.headlines import headlines_of
from indicators.views.overview.lights import count_lights, furthest_ahead
from indicators.views.overview.narrowing import KEY, Narrowing
from indicators.views.overview.recognised import recognition_rows
from indicators.views.overview.ruler import ruler
from indicators.views.overview.sections import section_cards
from indicators.views.overview.shown import Showing
from indicators.views.overview.trust import reported_by_department, reservations

MOST_BEHIND, MOST_WELL, MOST_LISTED, MOST_HEADLINES = 8, 8, 40, 24
MOST_RECOGNITIONS, MOST_DEPARTMENTS = 6, 12


class Overview(LedgerPage):
    """Lights, headline figures, what is behind, what changed, sections, recognition."""

    template_name = "indicators/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page shows, in a constant number of queries."""
        query = self.query()
        showing = Showing(self.region, self.month, query)
        everything = showing.rows
        self.narrowing = self._narrowing()
        departments = self.narrowing.departments(everything)
        self._know_department({option.code for option in departments})
        rows = self.narrowing.kept(everything)
        recognised = standings.recognitions(self.region, self.month)
        headlines = headlines_of(rows, recognised, showing)
        listed = self._listed(rows)
        light = self.narrowing.light
        month_before = self.month.shift(-1)
        comparable = month_before.year == self.month.year and month_before >= self.months[-1]
        reported = reported_by_department(rows)
        return super().get_context_data(
            ruler=ruler(self.month),
            lights=count_lights(self.narrowing.kept(everything, but="light")),
            lights_query=self.query(**self.narrowing.query(light=False)),
            chosen=light,
            chosen_label=LIGHT_LABELS[light] if light else "",
            narrowing=self.narrowing,
            departments=departments,
            key_count=self.narrowing.count_key(everything),
            is_empty=not rows,
            headlines=headlines[:MOST_HEADLINES],
            more_headlines=len(headlines[MOST_HEADLINES:]),
            listed=showing.lines(listed),
            well=[] if light else showing.lines(furthest_ahead(rows, MOST_WELL)),
            count=len(rows),
            more_listed=len(rows) - len(listed) if light else 0,
            changes=changed(standings.turns(rows), showing) if comparable else None,
            is_january=month_before.year != self.month.year,
            month_before=month_before,
            sections=section_cards(rows, showing, query),
            recognitions=recognition_rows(recognised[:MOST_RECOGNITIONS]),
            completeness=standings.completeness(rows),
            reservations=reservations(rows),
            reported=reported[:MOST_DEPARTMENTS],
            more_reported=len(reported[MOST_DEPARTMENTS:]),
            **kwargs,
        )

    def kept(self) -> dict[str, str]:
        """The choices, which another month keeps."""
        return self.narrowing.query()

    def _listed(self, rows: list[Standing]) -> list[Standing]:
        """What the page lists: those with the chosen light, else those furthest behind."""
        if self.narrowing.light is None:
            return standings.furthest_behind(rows, MOST_BEHIND)
        return standings.furthest_behind_first(rows)[:MOST_LISTED]

    def _narrowing(self) -> Narrowing:
        """The choices of the address; Http404 for what is not one."""
        key = self.request.GET.get("key", "")
        if key not in ("", KEY):
            message = gettext("“%(text)s” is not a choice. Write key=1, or leave it out.")
            raise Http404(message % {"text": key})
        return Narrowing(self.request.GET.get("department", ""), self.chosen_light(), bool(key))

    def _know_department(self, offered: set[str]) -> None:
        """Http404 for a department that does not exist; 1 query for one not offered here."""
        code = self.narrowing.department
        if code and code not in offered and not standings.is_department(code):
            message = gettext(
                "There is no department with the code “%(code)s”. Choose one above the overview."
            )
            raise Http404(message % {"code": code})
