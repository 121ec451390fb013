"""The regions below one, indicator by indicator: matrix, places and tile map."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from indicators import standings
from indicators.choices import RegionLevel
from indicators.models import Region
from indicators.standings import Matrix, TownRow
from indicators.towns import lines as town_lines
from indicators.towns import table as matrix_table
from indicators.towns.file import as_csv
from indicators.towns.tiles import overall_tiles, tile_map, tiles_of
from indicators.views.ledger_page import LedgerPage, no_region
from indicators.views.town_scope import (
    Option,
    Scope,
    programme_options,
    scope_in,
    section_options,
)

CSV, OVERALL, BEHIND = "csv", "overall", "behind"
ASKED = ("area", "key", "only", "sort", "indicator")


class Towns(LedgerPage):
    """The matrix of a region, or with `format=csv` as a file."""

    template_name = "indicators/towns_matrix.html"
    towns: list[Region]
    scope: Scope

    def find_region(self) -> Region | None:
        """The region, and those below it on the way."""
        code = self.request.GET.get("region", "")
        found = standings.with_those_below(code) if not code or code.isdecimal() else []
        if not found and code:
            raise no_region(code)
        self.towns = found[1:]
        return found[0] if found else None

    def respond(self) -> HttpResponse:
        """The page; Http404 for what is not to be chosen."""
        wanted = self.request.GET.get("format", "")
        if wanted not in ("", CSV):
            message = gettext("“%(text)s” is not a format. Write csv, or leave it out.")
            raise Http404(message % {"text": wanted})
        every = standings.subjects(self.region) if self.towns else []
        self.scope = scope_in(self.request.GET, every)
        return self._file() if wanted == CSV else super().respond()

    def kept(self) -> dict[str, str]:
        """What the address asks for beside month and region."""
        asked = {name: self.request.GET.get(name, "") for name in ASKED}
        return {name: text for name, text in asked.items() if text}

    def address(self, **changes: str) -> str:
        """The query of this page with some of what it asks for changed; empty takes it out."""
        asked = {**self.kept(), **changes}
        return self.query(**{name: text for name, text in asked.items() if text})

    @cached_property
    def matrix(self) -> Matrix:
        """What is shown, rows narrowed to those that somebody is behind in if that is asked."""
        found = self._whole
        if self._only_behind:
            return Matrix([row for row in found.rows if row.is_behind_somewhere], found.totals)
        return found

    @cached_property
    def _whole(self) -> Matrix:
        # A file has room for all that a page would take too long to show.
        is_file = self.request.GET.get("format") == CSV
        rows = self.scope.chosen if is_file else self.scope.shown
        return standings.matrix(self.region, self.towns, self.month, rows)

    @property
    def _only_behind(self) -> bool:
        only = self.request.GET.get("only", "")
        if only not in ("", BEHIND):
            message = gettext("“%(text)s” cannot be asked for. Write behind, or leave it out.")
            raise Http404(message % {"text": only})
        return only == BEHIND

    @cached_property
    def order(self) -> list[int]:
        """The positions of the regions, in the order that their columns stand in."""
        wanted = self.request.GET.get("sort", "")
        positions = range(len(self.towns))
        if not wanted:
            return list(positions)
        holders: Sequence[Any] = (
            self._whole.totals if wanted == OVERALL else self._row(wanted).cells
        )
        return sorted(
            positions, key=lambda at: holders[at].place.rank if holders[at].place else len(holders)
        )

    def _row(self, code: str) -> TownRow:
        """The row of an indicator that is shown; Http404 for another."""
        row = next((row for row in self._whole.rows if row.subject.code == code), None)
        if row is None:
            message = gettext("“%(code)s” is not among the indicators shown.")
            raise Http404(message % {"code": code})
        return row

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page shows, in a constant number of queries."""
        found = self.matrix
        ordered = [found.totals[at] for at in self.order]
        pointed = self.request.GET.get("indicator", "")
        tiles = (
            tiles_of(self._row(pointed), self.month, self.query())
            if pointed
            else overall_tiles(found.totals, self.query())
        )
        return super().get_context_data(
            heading=self._heading(),
            scope=self.scope,
            sections=section_options(self.scope, self.address),
            programmes=programme_options(self.scope, self.address),
            showing=self._showing(),
            sorting=self._sorting(),
            towns=self.towns,
            heads=matrix_table.heads([total.region for total in ordered], self.query()),
            rows=matrix_table.groups(found.rows, self.order, self.month, self.address),
            caption=matrix_table.caption(self.scope.name, self.region, self.month),
            legend=matrix_table.legend(found.rows),
            totals=[(total, town_lines.judged(total)) for total in ordered],
            any_judged=any(town_lines.judged(total) for total in ordered),
            standing_order=town_lines.by_place(found.totals),
            any_placed=any(total.place for total in found.totals),
            any_demo=any(town_lines.has_demo(row.cells) for row in self._whole.rows),
            any_by_completion=any(row.by_completion for row in self._whole.rows),
            map=tile_map(tiles),
            pointed=pointed,
            pointable=[row.subject for row in self._whole.rows],
            csv_query=self.address(format=CSV),
            all_query=self.address(only=""),
            own_query=self.query(),
            **kwargs,
        )

    def _heading(self) -> str:
        if self.region.level in (RegionLevel.COUNTY, RegionLevel.TOWN):
            return gettext("Towns compared")
        return gettext("Regions below compared")

    def _showing(self) -> list[Option]:
        behind = sum(row.is_behind_somewhere for row in self._whole.rows)
        whole = len(self._whole.rows)
        only = self._only_behind
        return [
            Option(gettext("All rows"), self.address(only=""), whole, not only),
            Option(gettext("With regions behind"), self.address(only=BEHIND), behind, only),
        ]

    def _sorting(self) -> list[Option]:
        wanted = self.request.GET.get("sort", "")
        found = [
            Option(gettext("By division code"), self.address(sort=""), None, not wanted),
            Option(
                gettext("By overall place"), self.address(sort=OVERALL), None, wanted == OVERALL
            ),
        ]
        if wanted and wanted != OVERALL:
            name = self._row(wanted).subject.name
            found.append(Option(name, self.address(sort=wanted), None, chosen=True))
        return found

    def _file(self) -> HttpResponse:
        words = {"scope": self.scope.name, "region": self.region.name, "month": self.month}
        name = gettext("Towns, %(scope)s, %(region)s, %(month)s") % words
        disposition = content_disposition_header(as_attachment=True, filename=f"{name}.csv") or ""
        return HttpResponse(
            as_csv(self.region, self.matrix, self.order, self.month),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": disposition},
        )
