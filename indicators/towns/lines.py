"""What regions have and how they stand among each other, as pages and files print it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext

from indicators import numbers, wording
from indicators.choices import GREY_LABELS, LIGHT_LABELS, Source
from indicators.lines import URGENCY, Mark
from indicators.periods import Month
from indicators.progress import Direction, GreyReason, Light
from indicators.ranking import Place
from indicators.standings import Reading, Subject, TownCell, TownRow, TownTotal

SHADES = 5


def value(subject: Subject, cell: TownCell) -> str:
    """The value with its qualifier, without unit; empty where nothing was reported."""
    if cell.reading is None:
        return ""
    number = wording.number(cell.reading.value, subject.decimals, cell.reading.qualifier)
    return str(number)


def amount(subject: Subject, cell: TownCell) -> str:
    """The value with its unit; that nothing was reported where that is so."""
    return wording.with_unit(value(subject, cell), subject.unit) or not_reported()


def not_reported() -> str:
    """That there is no figure."""
    return str(GREY_LABELS[GreyReason.NO_FIGURE])


def target(subject: Subject, cell: TownCell) -> str:
    """The annual target that the value is measured by, with its unit; empty without one."""
    goal = cell.reading.goal if cell.reading else None
    return target_words(subject, goal.target) if goal else ""


def target_words(subject: Subject, value: Decimal | None) -> str:
    """An annual target with its unit; empty without one."""
    if value is None:
        return ""
    return wording.with_unit(str(wording.number(value, subject.decimals)), subject.unit)


def completion(cell: TownCell) -> str:
    """The share of the target that is achieved; empty without a target."""
    if cell.completion is None:
        return ""
    return numbers.percent(cell.completion).replace("-", numbers.MINUS)


def is_least_first(subject: Subject) -> bool:
    """Whether less is better."""
    return subject.direction is Direction.AT_MOST


def light_label(cell: TownCell) -> str | Promise:
    """The light in a word; for grey, why."""
    return GREY_LABELS[cell.grey_reason] if cell.grey_reason else LIGHT_LABELS[cell.light]


def look(cell: TownCell) -> str:
    """How the cell is coloured: by its light where it is judged, else by its place."""
    if cell.reading is None:
        return "none"
    if cell.light is not Light.GREY:
        return cell.light.value
    return shade(cell.place)


def shade(place: Place | None) -> str:
    """The shade of a place, the first ones strongest; plain where nothing is placed."""
    return f"shade-{place.step(SHADES)}" if place else "plain"


def rank(place: Place | None) -> str:
    """The rank, short; empty without one."""
    return pgettext("rank", "no. %(rank)s") % {"rank": place.rank} if place else ""


def rank_of(place: Place | None) -> str:
    """The rank and among how many; who shares it is not told."""
    if place is None:
        return ""
    return pgettext("rank", "no. %(rank)s of %(of)s") % {"rank": place.rank, "of": place.of}


def movement(risen: int | None) -> str:
    """Places won or lost since the month before: ↑2, ↓1, –; empty where that is not known."""
    if risen is None:
        return ""
    if risen == 0:
        return "–"
    return f"{'↑' if risen > 0 else '↓'}{abs(risen)}"


def movement_words(risen: int | None) -> str:
    """The same, for those who hear it."""
    if risen is None:
        return ""
    if risen == 0:
        return gettext("rank as last month")
    text = (
        gettext("up %(count)s since last month")
        if risen > 0
        else gettext("down %(count)s since last month")
    )
    return text % {"count": abs(risen)}


def marks(reading: Reading | None, month: Month) -> list[Mark]:
    """What a reader must know of the value before using it."""
    found: list[Mark] = []
    if reading is None:
        return found
    if reading.source == Source.DEMO:
        title = gettext("Made up for the demonstration; not a real figure.")
        found.append(Mark("demo", gettext("Demonstration data"), title))
    if reading.source == Source.DERIVED:
        found.append(Mark("derived", pgettext("figure", "Derived"), reading.derived_from))
    if reading.under_correction:
        title = gettext("A correction waits for review; the approved figure is shown.")
        found.append(Mark("correction", gettext("Being corrected"), title))
    if reading.as_of != month:
        title = gettext("Nothing was reported for the month asked about.")
        found.append(Mark("stale", wording.stale(reading.as_of, month), title))
    if reading.to_report is not None and reading.reported != reading.to_report:
        word = f"{reading.reported}/{reading.to_report}"
        title = gettext("%(count)s regions below have reported this month.") % {"count": word}
        found.append(Mark("partial", word, title))
    return found


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark in the room of a cell: a short sign, and the word that a legend explains it with."""

    style: str
    sign: str
    word: str


def short_signs() -> dict[str, tuple[str, str]]:
    """The short sign of each mark that has one, and its word."""
    return {
        "demo": (pgettext("short mark", "D"), gettext("Demonstration data")),
        "derived": (pgettext("short mark", "W"), pgettext("figure", "Derived")),
        "correction": (pgettext("short mark", "C"), gettext("Being corrected")),
    }


def signs(cell: TownCell, month: Month) -> list[Sign]:
    """The marks of a cell as short signs; those that are short as they are stay so."""
    short = short_signs()
    return [
        Sign(mark.style, short.get(mark.style, (mark.word, ""))[0], mark.word)
        for mark in marks(cell.reading, month)
    ]


def has_demo(cells: Iterable[TownCell]) -> bool:
    """Whether demonstration data is among what was read."""
    return any(cell.reading and cell.reading.source == Source.DEMO for cell in cells)


def sentence(row: TownRow, cell: TownCell, month: Month) -> str:
    """All that is known of a cell, in one line."""
    parts = [f"{cell.region.name} {amount(row.subject, cell)}"]
    if cell.reading:
        parts.append(str(light_label(cell)))
        if goal := target(row.subject, cell):
            parts.append(gettext("target %(target)s") % {"target": goal})
        if share := completion(cell):
            parts.append(gettext("completion %(share)s") % {"share": share})
    parts += [rank_of(cell.place), movement_words(cell.risen)]
    parts += [mark.word for mark in marks(cell.reading, month)]
    return wording.listed(part for part in parts if part)


def average(rank: Decimal | None) -> str:
    """An average of ranks with one decimal; empty for none."""
    return "" if rank is None else f"{numbers.half_up(rank, 1)}"


@dataclass(frozen=True, slots=True)
class LightTally:
    """How many of a light."""

    light: Light
    label: str | Promise
    count: int


def judged(total: TownTotal) -> list[LightTally]:
    """How many of each light that judges, most urgent first; lights that do not occur left out."""
    return [
        LightTally(lit, LIGHT_LABELS[lit], total.lights[lit])
        for lit in URGENCY
        if lit is not Light.GREY and total.lights[lit]
    ]


def by_place(totals: Iterable[TownTotal]) -> list[TownTotal]:
    """The best first; those without a place last, by code."""
    return sorted(
        totals,
        key=lambda total: (
            total.place is None,
            total.place.rank if total.place else 0,
            total.region.code,
        ),
    )
