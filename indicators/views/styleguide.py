"""The design system on one living page, made of the components that every page is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext

from indicators import standings
from indicators.charts import Chart, cumulative, monthly
from indicators.choices import LIGHT_LABELS, EntryState
from indicators.lines import Line
from indicators.progress import Light
from indicators.standings import Standing
from indicators.tables import fraction_width
from indicators.views.ledger_page import LedgerPage
from indicators.views.palette import contrast, lightness, palette

TEXTS = ("3xl", "2xl", "xl", "lg", "md", "sm", "xs")
SPACES = range(1, 9)
GROUNDS = ("paper", "ground", "raised", "hover", "accent-soft", "line", "line-strong", "track")
# What is written in, and what it is written on.
WRITTEN = (
    ("ink", "paper"),
    ("ink-soft", "paper"),
    ("ink-soft", "ground"),
    ("accent", "paper"),
    ("accent-dark", "accent-soft"),
    ("on-accent", "accent"),
    *((f"light-{light}-text", f"light-{light}-soft") for light in Light),
    ("on-shade", "shade-4"),
    ("on-shade-5", "shade-5"),
    ("masthead-soft", "masthead"),
)


@dataclass(frozen=True)
class Pair:
    """A tone on another, and their contrast in light and in dark."""

    tone: str
    ground: str
    in_light: str
    in_dark: str


@dataclass(frozen=True)
class Lamp:
    """A light, its word, and how light its mark is in grey, from 0 to 100."""

    light: Light
    label: str
    in_light: int
    in_dark: int


class Styleguide(LedgerPage):
    """Type, spacing, colours and components in light and dark; in demo mode only."""

    template_name = "indicators/styleguide.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; Http404 outside the demonstration."""
        if not settings.DEMO:
            raise Http404(gettext("The style guide is shown in demo mode only."))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Real lines of the ledger, one a light, and the tokens with their numbers."""
        read = standings.read(self.region, self.month)
        chosen = _one_a_light(read)
        lines = [Line(standing) for standing in chosen]
        options = [
            {"label": gettext("All"), "address": "?", "chosen": True, "count": len(read)},
            *(
                {
                    "label": LIGHT_LABELS[light],
                    "address": "?",
                    "light": light,
                    "count": sum(row.progress.light == light for row in read),
                }
                for light in Light
            ),
        ]
        return super().get_context_data(
            texts=TEXTS,
            spaces=SPACES,
            grounds=GROUNDS,
            pairs=[_pair(tone, ground) for tone, ground in WRITTEN],
            lamps=[_lamp(light) for light in Light],
            states=EntryState.choices,
            lines=lines,
            fraction=fraction_width(lines),
            options=options,
            charts=self._charts(chosen),
            sides=("light", "dark"),
            **kwargs,
        )

    def _charts(self, chosen: Sequence[Standing]) -> list[Chart]:
        drawn = next((row for row in chosen if row.progress.expected is not None), None)
        if drawn is None:
            return []
        history = standings.history(drawn.indicator, self.region, self.month.year)
        return [c for c in (cumulative(drawn, history), monthly(drawn, history)) if c]


def _one_a_light(read: Sequence[Standing]) -> list[Standing]:
    first: dict[Light, Standing] = {}
    for row in read:
        first.setdefault(row.progress.light, row)
    return [first[light] for light in Light if light in first]


def _pair(tone: str, ground: str) -> Pair:
    one, other = palette()[tone], palette()[ground]
    in_light, in_dark = contrast(one.light, other.light), contrast(one.dark, other.dark)
    return Pair(tone, ground, f"{in_light:.1f}", f"{in_dark:.1f}")


def _lamp(light: Light) -> Lamp:
    tone = palette()[f"light-{light}"]
    label = str(LIGHT_LABELS[light])
    return Lamp(light, label, round(lightness(tone.light)), round(lightness(tone.dark)))
