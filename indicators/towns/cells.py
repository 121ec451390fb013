"""The cells of the matrix of regions. They come by the thousand: every word is looked up once."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from indicators import numbers, wording
from indicators.choices import LIGHT_LABELS, Qualifier, Source
from indicators.periods import Month
from indicators.progress import Light
from indicators.standings import Subject, TownCell, TownRow
from indicators.standings.matrix import Reading
from indicators.towns import lines as town_lines


class Pen:
    """Writes the cells of a month, in the language that is on."""

    def __init__(self, month: Month) -> None:
        self.month = month
        self._missing = escape(town_lines.not_reported())
        self._lights = {
            light: f'<svg class="light-shape light-{light}" aria-hidden="true">'
            f'<use href="#light-{light}" /></svg>'
            f'<span class="visually-hidden">{escape(label)}</span>'
            for light, label in LIGHT_LABELS.items()
            if light is not Light.GREY
        }
        self._rank = pgettext("rank", "no. %(rank)s")
        self._risen = gettext("up %(count)s since last month")
        self._fallen = gettext("down %(count)s since last month")
        self._completion = gettext("completion %(share)s")
        self._signs = {
            style: f'<span class="mx-mark mx-mark-{style}" aria-hidden="true">{escape(sign)}</span>'
            f'<span class="visually-hidden">{escape(word)}</span>'
            for style, (sign, word) in town_lines.short_signs().items()
        }

    def cells(self, row: TownRow, path: str, ordered: Iterable[TownCell]) -> SafeString:
        """The whole region's cell, then the others, each leading to its indicator's page."""
        start = f'<a href="{path}?month={self.month}&amp;region='
        return SafeString(
            "".join(
                [
                    self._cell(row.subject, row.whole, start, " mx-whole"),
                    *(self._cell(row.subject, cell, start) for cell in ordered),
                ]
            )
        )

    def _cell(self, subject: Subject, cell: TownCell, start: str, more: str = "") -> str:
        reading = cell.reading
        if reading is None:
            return f'<td class="mx mx-none{more}">{self._missing}</td>'
        notes = self._notes(cell, reading)
        small = f"<small>{notes}</small>" if notes else ""
        return (
            f'<td class="mx mx-{town_lines.look(cell)}{more}">{start}{cell.region.code}"'
            f"{self._title(cell)}>{self._lights.get(cell.light, '')}"
            f"<b>{_value(subject, reading)}</b>{small}</a></td>"
        )

    def _title(self, cell: TownCell) -> str:
        if cell.completion is None:
            return ""
        return f' title="{self._completion % {"share": town_lines.completion(cell)}}"'

    def _notes(self, cell: TownCell, reading: Reading) -> str:
        """The second line: rank, movement, and short marks."""
        found = []
        if cell.place:
            found.append(self._rank % {"rank": cell.place.rank})
        if cell.risen:
            words = self._risen if cell.risen > 0 else self._fallen
            found.append(
                f'<b aria-hidden="true">{town_lines.movement(cell.risen)}</b>'
                f'<span class="visually-hidden">{words % {"count": abs(cell.risen)}}</span>'
            )
        elif cell.risen == 0:
            found.append('<span aria-hidden="true">–</span>')
        if reading.source != Source.REPORTED:
            found.append(self._signs[reading.source])
        if reading.under_correction:
            found.append(self._signs["correction"])
        if reading.as_of != self.month:
            found.append(escape(wording.stale(reading.as_of, self.month)))
        if reading.reported != reading.to_report:
            found.append(f"{reading.reported}/{reading.to_report}")
        return " ".join(found)


def _value(subject: Subject, reading: Reading) -> str:
    if reading.qualifier == Qualifier.EXACT:
        return numbers.plain(reading.value, subject.decimals).replace("-", numbers.MINUS)
    return escape(str(wording.number(reading.value, subject.decimals, reading.qualifier)))
