"""Saving a sheet: each row that is good is written, the others are refused with their reasons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from indicators import ledger, standings
from indicators.admin.sheet.facts import Facts, cell_facts, is_by_towns, whole_facts, written_number
from indicators.admin.sheet.sent import Key, Sent, SentTotal
from indicators.admin.sheet.wishes import Errors, Wish, wish
from indicators.choices import EntryState, RegionLevel
from indicators.ledger import LedgerError, Problem, ProblemCode, Stamp
from indicators.models import Entry
from indicators.permissions import not_entered_by
from indicators.standings import Owed, OwedCell
from indicators.typed import NotANumber, read_number
from indicators.wording import doubt, not_a_number

# What the script may have shown before of a cell, and another person's value replaces.
NOTHING: Facts = dict.fromkeys(
    (
        *("seen", "state", "state_label", "value", "increment", "numerator", "denominator"),
        *("qualifier", "note", "reason", "explanation", "completion", "light", "light_label"),
        *("approved", "returned", "returned_by", "by", "at"),
    ),
    "",
) | {"late": False, "correction": False, "evidence": 0, "doubts": []}
FIELDS = {ProblemCode.REASON: "reason", ProblemCode.EXPLANATION: "explanation"}


@dataclass
class Outcome:
    """What became of a row."""

    status: str = "unchanged"
    errors: Errors = field(default_factory=dict)
    doubts: Sequence[str] = ()

    def refuse(self, problem: Problem) -> None:
        """The ledger's reason, at the field that it is about."""
        is_conflict = problem.code == ProblemCode.CONFLICT and problem.current is not None
        self.status = "conflict" if is_conflict else "refused"
        self.errors[FIELDS.get(problem.code, "value")] = str(problem.message)


Outcomes = dict[Key, Outcome]


@transaction.atomic
def save(by: User, sent: Sent) -> Facts:
    """Write what was sent, row by row as far as it is good; returns the answer for the script.

    Raises BadRequest for cells that there are not, PermissionDenied for another department's.
    """
    before = _owed(by, sent)
    cells = {(cell.standing.indicator.code, cell.region.code): cell for cell in _cells(before)}
    if not cells.keys() >= {row.key for row in sent.rows}:
        raise BadRequest(gettext("There is no such cell on a sheet; load the page again."))
    wishes = [wish(row, cells[row.key]) for row in sent.rows]
    outcomes: Outcomes = {}
    for asked in wishes:
        outcome = Outcome("refused" if asked.errors else "unchanged", asked.errors)
        if asked.problem:
            outcome.refuse(asked.problem)
        outcomes[asked.row.key] = outcome
    totals = _give_totals(by, sent.totals, before)
    _withdraw(by, [asked for asked in wishes if asked.withdraw], outcomes)
    drafts = _write(by, [asked for asked in wishes if asked.draft], outcomes)
    for asked in wishes:
        if outcomes[asked.row.key].status == "unchanged" and (kept := _draft_in(asked.cell)):
            drafts[asked.row.key] = kept
    _doubt(drafts, outcomes)
    if sent.submit:
        _submit(by, drafts, outcomes)
    return _answer(_owed(by, sent), outcomes, totals)


def _owed(by: User, sent: Sent) -> Owed:
    """How the indicators of the request stand; all of them the person's to enter."""
    region = standings.region(sent.region)
    if region is None or region.level != RegionLevel.COUNTY:
        raise BadRequest(gettext("Figures are entered for a county; there is none with that code."))
    codes = {row.indicator for row in sent.rows} | {total.indicator for total in sent.totals}
    found = standings.owed(region, sent.month, standings.every_indicator().filter(code__in=codes))
    if {row.indicator.code for row in found.rows} != codes:
        raise BadRequest(gettext("There is no such cell on a sheet; load the page again."))
    if not_entered_by(by, [row.indicator for row in found.rows]):
        raise PermissionDenied(gettext("Some of these figures are another department's to enter."))
    return found


def _cells(owed: Owed) -> list[OwedCell]:
    return [cell for row in owed.rows for cell in row.cells]


def _draft_in(cell: OwedCell) -> Entry | None:
    """The cell's draft, with what the ledger asks of an entry at hand."""
    entry = cell.newest
    if entry is None or entry.state != EntryState.DRAFT:
        return None
    entry.indicator, entry.region = cell.standing.indicator, cell.region
    return entry


def _write(by: User, wishes: Sequence[Wish], outcomes: Outcomes) -> dict[Key, Entry]:
    drafts = {asked.row.key: asked.draft for asked in wishes if asked.draft}
    keys = list(drafts)
    for problem in ledger.refusals(by, list(drafts.values())) if drafts else ():
        outcomes[keys[problem.row]].refuse(problem)
        drafts.pop(keys[problem.row], None)
    if not drafts:
        return {}
    for key in drafts:
        outcomes[key].status = "saved"
    return dict(zip(drafts, ledger.draft(by, list(drafts.values())), strict=True))


def _withdraw(by: User, wishes: Sequence[Wish], outcomes: Outcomes) -> None:
    asked = {wanted.row.key: wanted.withdraw for wanted in wishes if wanted.withdraw}
    for key in _carry_out(lambda stamps: ledger.withdraw(by, stamps), asked, outcomes):
        outcomes[key].status = "withdrawn"


def _doubt(drafts: dict[Key, Entry], outcomes: Outcomes) -> None:
    for key, found in zip(drafts, ledger.doubts(list(drafts.values())), strict=True):
        outcomes[key].doubts = [doubt(each) for each in found]


def _submit(by: User, drafts: dict[Key, Entry], outcomes: Outcomes) -> None:
    """Hand in what needs no word or has it; the rest stays a draft and says what it needs."""
    ready = {}
    for key, entry in drafts.items():
        outcome = outcomes[key]
        if outcome.doubts and not entry.explanation:
            outcome.errors["explanation"] = gettext("Say a word to the doubts about the value.")
        if entry.corrects_id and not entry.reason:
            outcome.errors["reason"] = gettext("Say why the approved figure is corrected.")
        if not outcome.errors:
            ready[key] = Stamp(entry.pk, entry.version)
    for key in _carry_out(lambda stamps: ledger.submit(by, stamps), ready, outcomes):
        outcomes[key].status = "submitted"


def _carry_out(
    verb: Callable[[Sequence[Stamp]], object], asked: dict[Key, Stamp], outcomes: Outcomes
) -> list[Key]:
    """Do to as many as can be; the cells done. The ledger names all rows that fail a check at
    once, so this ends after as many rounds as it has checks."""
    rest = dict(asked)
    while rest:
        try:
            verb(list(rest.values()))
        except LedgerError as error:
            keys = list(rest)
            for problem in error.problems:
                outcomes[keys[problem.row]].refuse(problem)
                rest.pop(keys[problem.row], None)
        else:
            break
    return list(rest)


def _give_totals(by: User, totals: Sequence[SentTotal], owed: Owed) -> list[Facts]:
    """Keep the control totals that are good; what became of each."""
    rows = {row.indicator.code: row for row in owed.rows}
    good = {}
    seen = {}
    errors: dict[str, str] = {}
    for total in totals:
        indicator = rows[total.indicator].indicator
        try:
            seen[total.indicator] = read_number(total.seen)
            good[total.indicator] = read_number(total.value, indicator.unit)
        except NotANumber as error:
            errors[total.indicator] = not_a_number(error, indicator.unit)
    while good:
        wanted = [
            ledger.Total(rows[code].indicator, owed.region, value, seen[code])
            for code, value in good.items()
        ]
        try:
            ledger.give_totals(by, owed.month, wanted)
        except LedgerError as error:
            codes = list(good)
            for problem in error.problems:
                errors[codes[problem.row]] = str(problem.message)
                good.pop(codes[problem.row], None)
        else:
            break
    return [
        {
            "indicator": total.indicator,
            "status": "saved" if total.indicator in good else "refused",
            "value": written_number(good.get(total.indicator)),
            "errors": {"value": errors[total.indicator]} if total.indicator in errors else {},
        }
        for total in totals
    ]


def _answer(owed: Owed, outcomes: Outcomes, totals: list[Facts]) -> Facts:
    rows = []
    for cell in _cells(owed):
        key = (cell.standing.indicator.code, cell.region.code)
        outcome = outcomes.get(key)
        if outcome is None:
            continue
        stands = {"seen": "", "state": "", "value": "", "increment": "", **cell_facts(cell)}
        facts = {**stands, "indicator": key[0], "status": outcome.status}
        facts["errors"] = outcome.errors
        facts["doubts"] = list(outcome.doubts) or facts.get("doubts", [])
        if outcome.status == "conflict":
            facts["theirs"] = NOTHING | stands
        rows.append(facts)
    counts = {
        status: sum(outcome.status == status for outcome in outcomes.values())
        for status in ("saved", "submitted", "withdrawn", "refused", "conflict")
    }
    kept = {row.indicator.code: row.control_total for row in owed.rows}
    for total in totals:
        standing = kept.get(total["indicator"])
        total["stands"] = written_number(standing.value if standing else None)
    return {
        "rows": rows,
        "totals": totals,
        "whole": [
            {"indicator": row.indicator.code, **whole_facts(row)}
            for row in owed.rows
            if is_by_towns(row)
        ],
        "message": _message(counts),
    }


def _message(counts: dict[str, int]) -> str:
    words = {
        "saved": gettext("%(count)s saved"),
        "submitted": gettext("%(count)s submitted"),
        "withdrawn": gettext("%(count)s taken back"),
        "refused": gettext("%(count)s refused"),
        "conflict": gettext("%(count)s changed by somebody else meanwhile"),
    }
    said = [words[status] % {"count": count} for status, count in counts.items() if count]
    return gettext(", ").join(said) or gettext("Nothing to save.")
