"""The cells of a year's heat map as HTML: thousands on a page, so their words are made once."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from indicators import numbers, wording
from indicators.choices import GREY_LABELS, LIGHT_LABELS
from indicators.models import Indicator
from indicators.periods import MONTHS_IN_YEAR
from indicators.progress import GreyReason, Light
from indicators.standings import MonthStanding

EMPTY = '<td class="ahead"></td>'


class HeatCells:
    """Makes the cells of one page, in the language of the request."""

    def __init__(self) -> None:
        self._month = cache(wording.month)
        self._stale = cache(wording.stale)
        self._light = cache(_light)
        self._demo = gettext("Demonstration data")
        self._share = gettext("%(share)s of the annual target")

    def row(
        self, indicator: Indicator, months: Sequence[MonthStanding], address: str
    ) -> SafeString:
        """The cells of an indicator, none after the last month; a month comes behind `address`."""
        before = escape(address)
        cells = [self._cell(indicator, standing, before) for standing in months]
        return SafeString("".join([*cells, *[EMPTY] * (MONTHS_IN_YEAR - len(cells))]))

    def _cell(self, indicator: Indicator, standing: MonthStanding, address: str) -> str:
        light = standing.light
        carried = " carried" if standing.is_carried else ""
        words = escape(self.words(indicator, standing))
        star = "*" if standing.known and standing.known.demo else ""
        # Its content is hidden from screen readers, so that its title names the link.
        return (
            f'<td class="heat heat-{light}{carried}">'
            f'<a href="{address}{standing.month}" title="{words}">'
            f'<svg class="light-shape light-{light}" aria-hidden="true">'
            f'<use href="#light-{light}"/></svg><span aria-hidden="true">'
            f'{short(indicator, standing)}<span class="heat-star">{star}</span></span></a></td>'
        )

    def words(self, indicator: Indicator, standing: MonthStanding) -> str:
        """Indicator, month, value, share of the target, light, and what is to be known."""
        parts = [indicator.name, self._month(standing.month)]
        known = standing.known
        if known is not None:
            parts.append(wording.with_unit(_plain(known.value, indicator.decimals), indicator.unit))
            if standing.is_carried:
                parts.append(self._stale(known.month, standing.month))
            if known.demo:
                parts.append(self._demo)
        if standing.completion is not None:
            share = numbers.percent(standing.completion).replace("-", numbers.MINUS)
            parts.append(self._share % {"share": share})
        parts.append(self._light(standing.light, standing.grey_reason))
        return wording.listed(parts)


def short(indicator: Indicator, standing: MonthStanding) -> str:
    """What a cell shows: the share of the target, else the value, else a dash."""
    if standing.completion is not None:
        return numbers.percent(standing.completion, 0).replace("-", numbers.MINUS)
    if standing.known is None:
        return wording.MISSING
    return _plain(standing.known.value, min(indicator.decimals, 1))


def _plain(value: Decimal, decimals: int) -> str:
    return numbers.plain(value, decimals).replace("-", numbers.MINUS)


def _light(light: Light, reason: GreyReason | None) -> str:
    return str(GREY_LABELS[reason] if reason else LIGHT_LABELS[light])
