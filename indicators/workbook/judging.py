"""What confirming an upload would do, row by row: compared with what stands now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from indicators import ledger
from indicators.choices import EntryState
from indicators.ledger import Draft, LedgerError, Problem, Total
from indicators.ledger.drafts import read_stamp
from indicators.ledger.steps import last_step
from indicators.ledger.values import value_problem
from indicators.models import Indicator, Region, name_of
from indicators.plausibility import Doubt
from indicators.standings import Owed
from indicators.wording import doubt
from indicators.workbook.form import FormRow, Scope, form_rows
from indicators.workbook.inputs import BEGUN, Inputs
from indicators.workbook.marker import Marker, codes_of, start_of
from indicators.workbook.rows import Filled, Place

Cell = tuple[int, int, bool]


class Fate(StrEnum):
    """What becomes of a row when the upload is confirmed."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row: what stands, what would be written, and why it is refused or asked about.

    `base` is the stamp that the row rests on once it is confirmed: that of what is shown as
    standing now. `theirs` is who wrote that, where it is a conflict.
    """

    place: Place
    fate: Fate
    indicator: Indicator | None
    region: Region | None
    is_total: bool
    wanted: Inputs
    stands: Inputs
    base: str = ""
    state: EntryState | None = None
    theirs: str = ""
    why: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    needs_reason: bool = False

    @property
    def is_written(self) -> bool:
        """Whether confirming may write it."""
        return self.fate in (Fate.NEW, Fate.CHANGED, Fate.CONFLICT)


@dataclass(frozen=True, slots=True)
class Preview:
    """All rows of an upload, what was left blank, and how the file was read."""

    verdicts: Sequence[Verdict]
    blank: int
    mentions: Sequence[str]

    def of(self, fate: Fate) -> list[Verdict]:
        """The rows of one fate, in the order of the workbook."""
        return [verdict for verdict in self.verdicts if verdict.fate is fate]

    @property
    def to_write(self) -> list[Verdict]:
        """The rows that confirming may write, in the order of the workbook."""
        return [verdict for verdict in self.verdicts if verdict.is_written]

    @property
    def can_be_confirmed(self) -> bool:
        """Whether nothing is refused and something would be written."""
        return bool(self.to_write) and not self.of(Fate.REFUSED)


@transaction.atomic
def judged(
    by: User,
    scope: Scope,
    owed: Owed,
    filled: Sequence[Filled],
    marker: Marker | None = None,
    mentions: Sequence[str] = (),
    *,
    is_shown: bool = False,
) -> Preview:
    """What would become of the rows, as of now: a constant number of queries, nothing written.

    With `is_shown` the rows rest on what a preview showed, and whatever is new since is a conflict;
    else only what somebody else wrote, or what was decided.
    """
    own = None if is_shown else by
    cells = {(row.indicator.pk, row.region.pk, row.is_total): row for row in form_rows(owed)}
    verdicts, blank = [], 0
    for row in filled:
        if not row.wrong and row.inputs.is_blank:
            blank += 1
            continue
        verdicts.append(_compared(row, cells, marker, own))
    return Preview(_checked(by, scope, verdicts, cells), blank, tuple(mentions))


def _compared(
    row: Filled, cells: dict[Cell, FormRow], marker: Marker | None, own: User | None
) -> Verdict:
    """The fate of a row by what stands now and what the person started from; over what `own`
    wrote and nobody decided there is no conflict."""
    known = _known(row, cells)
    if row.wrong or known is None:
        return Verdict(
            row.place,
            Fate.REFUSED,
            row.indicator,
            row.region,
            row.is_total,
            row.inputs,
            known.present if known else Inputs(),
            why=row.wrong or (_("The row is not part of this workbook."),),
        )
    # A column that was deleted says nothing, which is not the same as an empty cell.
    wanted = replace(row.inputs, **{name: getattr(known.present, name) for name in row.absent})
    now, start = start_of(known), marker.starts.get(codes_of(known)) if marker else None
    seen = start.stamp if row.seen is None and start else row.seen
    is_untouched = start is not None and start.fingerprint == wanted.fingerprint()
    if is_untouched or _same(wanted, known):
        fate = Fate.UNCHANGED
    elif seen != now.stamp and (seen is not None or now.stamp) and not _is_of(own, known):
        fate = Fate.CONFLICT
    else:
        fate = Fate.NEW if known.present.is_blank else Fate.CHANGED
    cell = known.cell
    return Verdict(
        row.place,
        fate,
        known.indicator,
        known.region,
        known.is_total,
        wanted,
        known.present,
        base=now.stamp,
        state=cell.state if cell else None,
        theirs=_who(known) if fate is Fate.CONFLICT else "",
        needs_reason=cell is not None and cell.figure is not None and not wanted.reason,
    )


def _known(row: Filled | Verdict, cells: dict[Cell, FormRow]) -> FormRow | None:
    if row.indicator is None or row.region is None:
        return None
    return cells.get((row.indicator.pk, row.region.pk, row.is_total))


def _same(wanted: Inputs, known: FormRow) -> bool:
    """Whether the row says what stands already; an approved figure has no words of its own."""
    cell = known.cell
    if cell is not None and not (cell.newest and cell.newest.state in BEGUN):
        wanted = replace(wanted, explanation="", reason="")
    return wanted == known.present


def _is_of(person: User | None, known: FormRow) -> bool:
    """Whether what stands now is the person's own draft or total."""
    if person is None:
        return False
    if known.cell is None:
        total = known.owed.control_total
        return total is not None and total.given_by == person
    newest = known.cell.newest
    is_draft = newest is not None and newest.state == EntryState.DRAFT
    return newest is not None and is_draft and newest.entered_by == person


def _who(known: FormRow) -> str:
    """Who did the last step with what stands now."""
    if known.cell is None:
        total = known.owed.control_total
        return name_of(total.given_by if total else None)
    newest = known.cell.newest
    return name_of(last_step(newest).by if newest else None)


def drafts_of(scope: Scope, verdicts: Iterable[Verdict]) -> list[Draft]:
    """What would be written of the rows, resting on what was shown as standing."""
    return [
        Draft(
            indicator=verdict.indicator,
            region=verdict.region,
            month=scope.month,
            value=verdict.wanted.value,
            numerator=verdict.wanted.numerator,
            denominator=verdict.wanted.denominator,
            qualifier=verdict.wanted.qualifier,
            note=verdict.wanted.note,
            reason=verdict.wanted.reason,
            explanation=verdict.wanted.explanation,
            seen=read_stamp(verdict.base),
        )
        for verdict in verdicts
        if verdict.indicator and verdict.region
    ]


def totals_of(verdicts: Iterable[Verdict]) -> list[Total]:
    """The totals to hold towns against that would be kept."""
    return [
        Total(verdict.indicator, verdict.region, verdict.wanted.value, verdict.stands.value)
        for verdict in verdicts
        if verdict.is_total and verdict.indicator and verdict.region
    ]


def _checked(
    by: User, scope: Scope, verdicts: Sequence[Verdict], cells: dict[Cell, FormRow]
) -> list[Verdict]:
    """The verdicts, with what the ledger would refuse and what gives reason to ask."""
    result = list(verdicts)
    asked = [i for i, v in enumerate(verdicts) if v.is_written and not v.is_total]
    drafts = dict(zip(asked, drafts_of(scope, (verdicts[i] for i in asked)), strict=True))
    refused: dict[int, list[str]] = {}
    for problem in ledger.refusals(by, list(drafts.values())) if drafts else ():
        refused.setdefault(asked[problem.row], []).append(str(problem.message))
    for index, verdict in enumerate(verdicts):
        if verdict.is_total and verdict.is_written:
            wrong = _total_problem(scope, verdict, cells)
            refused |= {index: [wrong]} if wrong else {}
    for index, why in refused.items():
        result[index] = replace(result[index], fate=Fate.REFUSED, why=tuple(why))
    good = [index for index in asked if index not in refused]
    totals = totals_of(verdict for verdict in result if verdict.is_written)
    raised, late = _doubts(by, scope, [drafts[index] for index in good], totals)
    kept = [i for i, v in enumerate(result) if v.is_written and v.is_total]
    for problem in late:
        index = kept[problem.row]
        result[index] = replace(result[index], fate=Fate.REFUSED, why=(str(problem.message),))
    for index, found in zip(good, raised, strict=True):
        result[index] = replace(result[index], doubts=tuple(map(doubt, found)))
    return result


def _total_problem(scope: Scope, verdict: Verdict, cells: dict[Cell, FormRow]) -> str | None:
    """Why the total cannot be kept; None when it can."""
    known = _known(verdict, cells)
    if known is None or not known.owed.is_writable:
        return _("%(month)s is not open for this figure.") % {"month": scope.month}
    return value_problem(drafts_of(scope, [verdict])[0])


def _doubts(
    by: User, scope: Scope, drafts: Sequence[Draft], totals: Sequence[Total]
) -> tuple[list[list[Doubt]], Sequence[Problem]]:
    """What gives reason to ask once the totals are kept, too; they are not kept for that.

    With it, why totals are refused, as when somebody gave one since what stands was read.
    """
    try:
        with transaction.atomic():
            if totals:
                ledger.give_totals(by, scope.month, totals)
            found = ledger.doubts(drafts)
            transaction.set_rollback(bool(totals))
    except LedgerError as error:
        return ledger.doubts(drafts), error.problems
    return found, ()
