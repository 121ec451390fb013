"""The figures that the bureau is known by, with the places they took."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from indicators import standings, wording
from indicators.standings import Recognition, Standing
from indicators.views.overview.shown import Showing, Shown

MOST_DIGITS, NARROW = 8, 7
"""Characters of a value and of a percent that a tile of usual width has room for."""


@dataclass(frozen=True)
class Headline:
    """A key indicator with the places it took."""

    line: Shown
    ranks: list[str]

    @property
    def is_wide(self) -> bool:
        """Whether it needs a tile of double width."""
        line = self.line
        return len(str(line.value)) > MOST_DIGITS or len(line.completion) > NARROW

    @property
    def piece(self) -> SafeString:
        """Its tile."""
        line = self.line
        return format_html(
            '<li class="headline headline-{}{}"><a class="headline-name" href="{}">{}</a>'
            '<p class="headline-value">{} {}</p>{}<p class="headline-notes">{}</p></li>',
            line.light.value,
            " headline-wide" if self.is_wide else "",
            line.address,
            line.name,
            line.value_piece,
            format_html("<small>{}</small>", line.unit) if line.value else "",
            line.bar_piece,
            self._notes(),
        )

    def _notes(self) -> SafeString:
        line = self.line
        found = [line.light_piece] if line.target or not line.value else []
        if line.growth:
            growth = '<span class="growth">{} <strong>{}</strong></span>'
            found.append(format_html(growth, gettext("on last year"), line.growth))
        rank = '<span class="place place-rank">{}</span>'
        found.extend(format_html(rank, text) for text in self.ranks)
        return format_html_join(" ", "{}", ((note,) for note in (*found, line.growth_marks_piece)))


def headlines_of(
    rows: Sequence[Standing], recognised: Sequence[Recognition], showing: Showing
) -> list[Headline]:
    """The key indicators of the rows, in their order."""
    if not rows:
        return []
    ranks = standings.ranks_of(recognised, rows[0].region, rows[0].month.year)
    return [
        Headline(
            showing.line(row), [wording.rank(item) for item in ranks.get(row.indicator.pk, [])]
        )
        for row in rows
        if row.indicator.key
    ]
