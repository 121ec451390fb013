"""A line with the pieces that the overview prints of it, written once: a template each took most
of the page's time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from indicators import standings
from indicators.lines import Line
from indicators.models import Region
from indicators.periods import Month
from indicators.standings import Standing
from indicators.standings.remembering import remembered
from indicators.tables import cells


@dataclass(frozen=True)
class Shown(Line):
    """The pieces of a line; `query` keeps month and region in its link."""

    query: str

    @cached_property
    def address(self) -> str:
        """Where the indicator's page is."""
        return reverse("indicator", args=[self.code]) + self.query

    @cached_property
    def link(self) -> SafeString:
        """The name, leading to the indicator's page."""
        return format_html('<a href="{}">{}</a>', self.address, self.name)

    @cached_property
    def light_piece(self) -> SafeString:
        """The light as shape and word."""
        return cells.light(self)

    @cached_property
    def value_piece(self) -> SafeString:
        """The value without its unit, or a dash that says why there is none."""
        return cells.value(self) if self.value is None else cells.number(self.value)

    @cached_property
    def bar_piece(self) -> SafeString:
        """Percent and bar; nothing without a completion."""
        return cells.completion(self)

    @cached_property
    def marks_piece(self) -> SafeString:
        """The marks of the value, one after another."""
        return cells.marks(self.marks_of_value)

    @cached_property
    def growth_marks_piece(self) -> SafeString:
        """The marks of the value and of its growth, one after another."""
        return cells.marks(self.marks)


class Showing:
    """The lines of a region as of a month. They are kept, with the pieces once written, as long
    as what was read: until the database changes."""

    def __init__(self, region: Region, month: Month, query: str) -> None:
        def reading() -> list[Shown]:
            return [Shown(row, query) for row in standings.read(region, month)]

        # Pieces are words of one language.
        lines = remembered((Showing, region, month, query, get_language()), reading)
        self.rows = [line.standing for line in lines]
        self._lines = {line.standing.indicator.pk: line for line in lines}

    def line(self, row: Standing) -> Shown:
        """The line of one of the rows."""
        return self._lines[row.indicator.pk]

    def lines(self, rows: Sequence[Standing]) -> list[Shown]:
        """The lines of some of the rows."""
        return [self.line(row) for row in rows]
