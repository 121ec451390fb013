"""How the rows of an upload are told, on its preview and by the command."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from indicators import wording
from indicators.choices import EntryState
from indicators.models import Indicator
from indicators.models.indicator import MAX_DECIMALS
from indicators.workbook.columns import CONTROL_TOTAL, HEADS, Key
from indicators.workbook.inputs import Inputs
from indicators.workbook.judging import Fate, Preview, Verdict

NAMES_A_CELL = re.compile(r"[A-Z]{1,3}[0-9]+(?![A-Za-z0-9])")
ENDS = ("。", ".", "！", "？", "…")
FATES: dict[Fate, Promise] = {
    Fate.REFUSED: pgettext_lazy("upload", "Refused"),
    Fate.CONFLICT: pgettext_lazy("upload", "In conflict"),
    Fate.CHANGED: pgettext_lazy("upload", "Changed"),
    Fate.NEW: pgettext_lazy("upload", "New"),
    Fate.UNCHANGED: pgettext_lazy("upload", "Unchanged"),
}
"""In the order in which a person has to deal with them."""


@dataclass(frozen=True)
class Row:
    """A row in words. `number` is what the confirmation calls it; None when it is not written."""

    number: int | None
    line: int
    name: str
    region: str
    stands: str
    state: str
    wanted: str
    words: list[str]
    why: list[str]
    doubts: list[str]
    hints: list[str]
    theirs: str


@dataclass(frozen=True)
class Group:
    """The rows of one fate."""

    fate: str
    label: str
    rows: list[Row]


def groups(preview: Preview) -> list[Group]:
    """The rows by fate, those that ask for something first."""
    numbers = {id(verdict): number for number, verdict in enumerate(preview.to_write)}
    return [
        Group(
            fate.value,
            str(label),
            [_row(verdict, numbers.get(id(verdict))) for verdict in preview.of(fate)],
        )
        for fate, label in FATES.items()
    ]


def _row(verdict: Verdict, number: int | None) -> Row:
    indicator, region = verdict.indicator, verdict.region
    place = CONTROL_TOTAL if verdict.is_total else (region.name if region else "")
    return Row(
        number=number,
        line=verdict.place.line,
        name=indicator.name if indicator else "",
        region=place,
        stands=_amount(indicator, verdict.stands),
        state=str(verdict.state.label) if verdict.state else "",
        wanted=_amount(indicator, verdict.wanted),
        words=list(_words(verdict)),
        why=[_sentence(verdict.place.cell, text) for text in verdict.why],
        doubts=list(verdict.doubts),
        hints=list(_hints(verdict)),
        theirs=verdict.theirs,
    )


def _sentence(cell: str, text: str) -> str:
    """Why a row is refused: a whole sentence that names the cell."""
    if cell and not NAMES_A_CELL.match(text):
        text = _("%(cell)s: %(text)s") % {"cell": cell, "text": text}
    return text if text.endswith(ENDS) else _("%(text)s.") % {"text": text}


def _amount(indicator: Indicator | None, given: Inputs) -> str:
    """The number with qualifier and unit, or both parts; empty for none."""
    if indicator is None or given.is_blank:
        return ""
    if given.value is not None:
        number = wording.number(given.value, MAX_DECIMALS, given.qualifier)
        return wording.with_unit(str(number), indicator.unit)
    parts = [
        wording.MISSING if part is None else str(wording.number(part, MAX_DECIMALS))
        for part in (given.numerator, given.denominator)
    ]
    return " / ".join(parts)


def _words(verdict: Verdict) -> Iterator[str]:
    """The texts that the row brings and that are not there yet."""
    wanted, stands = verdict.wanted, verdict.stands
    for label, text, before in (
        (_("note"), wanted.note, stands.note),
        (_("explanation"), wanted.explanation, stands.explanation),
        (_("reason"), wanted.reason, stands.reason),
    ):
        if text != before:
            yield _("%(label)s: %(text)s") % {"label": label, "text": text or wording.MISSING}


def _hints(verdict: Verdict) -> Iterator[str]:
    """What is still to be done before the row can be handed in."""
    if not verdict.is_written:
        return
    if verdict.doubts and not verdict.wanted.explanation:
        text = _("Say a word to it in the column “%(head)s” or on the sheet before handing it in.")
        yield text % {"head": HEADS[Key.EXPLANATION]}
    if verdict.needs_reason and verdict.state == EntryState.APPROVED:
        yield _("Corrects an approved figure; handing it in needs a reason.")
