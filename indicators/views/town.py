"""One region among its neighbours: its lights, ranks, projects and honours."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext

from indicators import standings
from indicators.lines import Mark
from indicators.models import Region
from indicators.progress import Light
from indicators.standings import TownCell, TownRow
from indicators.towns import lines as town_lines
from indicators.views.ledger_page import LedgerPage, no_region
from indicators.views.overview.recognised import recognition_rows
from indicators.views.town_scope import programme_options, scope_in, section_options

MOST_OUTSTANDING, FIXED_COLUMNS = 5, 5


@dataclass(frozen=True, slots=True)
class TownLine:
    """An indicator of the region as its page prints it, with the whole region's value beside."""

    name: str
    address: str
    value: str
    is_missing: bool
    target: str
    completion: str
    light: Light
    light_label: str | Promise
    rank: str
    shade: str
    movement: str
    movement_words: str
    whole: str
    marks: list[Mark]


class TownPage(LedgerPage):
    """The page of a region that belongs to another, which is the one in the address's query."""

    template_name = "indicators/town.html"
    towns: list[Region]
    town: Region
    targets: dict[int, Decimal]

    def find_region(self) -> Region | None:
        """The region that the town belongs to, and all below it; Http404 for an unknown code."""
        code = self.kwargs["code"]
        found = standings.with_its_neighbours(code) if code.isdecimal() else []
        town = next((region for region in found[1:] if region.code == code), None)
        if town is None:
            raise no_region(code)
        self.town, self.towns = town, found[1:]
        return found[0]

    def kept(self) -> dict[str, str]:
        """What the address asks for beside the month."""
        asked = {name: self.request.GET.get(name, "") for name in ("area", "key")}
        return {name: text for name, text in asked.items() if text}

    def address(self, **changes: str) -> str:
        """The query of this page with some of what it asks for changed; empty takes it out."""
        asked = {**self.kept(), **changes}
        return self.query(**{name: text for name, text in asked.items() if text})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page shows, in a constant number of queries."""
        scope = scope_in(self.request.GET, standings.subjects(self.region))
        matrix = standings.matrix(self.region, self.towns, self.month, scope.shown)
        at = self.towns.index(self.town)
        total = matrix.totals[at]
        pairs = [(row, row.cells[at]) for row in matrix.rows]
        self.targets = standings.targets_of(self.town, self.month.year)
        any_target = any(row.subject.pk in self.targets for row in matrix.rows)
        any_movement = any(cell.risen is not None for _row, cell in pairs)
        address = reverse("towns")
        return super().get_context_data(
            town=self.town,
            towns=self.towns,
            crumbs=[(gettext("Towns"), f"{address}{self.address()}")],
            scope=scope,
            sections=section_options(scope, self.address),
            programmes=programme_options(scope, self.address),
            total=total,
            overall=town_lines.rank_of(total.place),
            average=town_lines.average(total.average),
            judged=town_lines.judged(total),
            strong=self._outstanding(pairs, strong=True) if any_target else [],
            weak=self._outstanding(pairs, strong=False) if any_target else [],
            groups=self._groups(pairs),
            any_demo=any(town_lines.has_demo(row.cells) for row in matrix.rows),
            any_target=any_target,
            any_movement=any_movement,
            columns=FIXED_COLUMNS + any_target + any_movement,
            projects=standings.every_project(self.town),
            recognitions=recognition_rows(standings.recognitions(self.town, self.month)),
            before=self._neighbour(at - 1) if at else None,
            after=self._neighbour(at + 1) if at + 1 < len(self.towns) else None,
            own_overview=f"{reverse('overview')}?month={self.month}&region={self.town.code}",
            matrix_address=f"{address}{self.address()}",
            **kwargs,
        )

    def _neighbour(self, at: int) -> tuple[str, str]:
        town = self.towns[at]
        return town.name, reverse("town", args=[town.code]) + self.address()

    def _line(self, row: TownRow, cell: TownCell) -> TownLine:
        address = reverse("indicator", args=[row.subject.code])
        return TownLine(
            name=row.subject.name,
            address=f"{address}?month={self.month}&region={self.town.code}",
            value=town_lines.amount(row.subject, cell),
            is_missing=cell.reading is None,
            target=town_lines.target_words(row.subject, self.targets.get(row.subject.pk)),
            completion=town_lines.completion(cell),
            light=cell.light,
            light_label=town_lines.light_label(cell),
            rank=town_lines.rank_of(cell.place),
            shade=town_lines.shade(cell.place),
            movement=town_lines.movement(cell.risen),
            movement_words=town_lines.movement_words(cell.risen),
            whole=town_lines.amount(row.subject, row.whole),
            marks=town_lines.marks(cell.reading, self.month),
        )

    def _outstanding(
        self, pairs: Sequence[tuple[TownRow, TownCell]], *, strong: bool
    ) -> list[TownLine]:
        """Where all who share the place are in the first third, or in the last; furthest first."""
        found = [
            (row, cell)
            for row, cell in pairs
            if cell.place and (cell.place.is_strong if strong else cell.place.is_weak)
        ]
        found.sort(key=lambda pair: _rank(pair[1]) if strong else -_rank(pair[1]))
        return [self._line(row, cell) for row, cell in found[:MOST_OUTSTANDING]]

    def _groups(
        self, pairs: Sequence[tuple[TownRow, TownCell]]
    ) -> list[tuple[str, str, list[TownLine]]]:
        """Lines by programme, with the programme's page."""
        found = []
        for (code, name), members in groupby(
            pairs, key=lambda pair: (pair[0].subject.programme, pair[0].subject.programme_name)
        ):
            address = reverse("programme", args=[code])
            query = f"?month={self.month}&region={self.town.code}"
            found.append((name, address + query, [self._line(*pair) for pair in members]))
        return found


def _rank(cell: TownCell) -> int:
    return cell.place.rank if cell.place else 0
