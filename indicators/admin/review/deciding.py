"""What a reviewer decides: on exactly the entries that the page showed, as it showed them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import User
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from indicators import ledger, wording
from indicators.ledger import LedgerError, Problem, ProblemCode, Stamp
from indicators.ledger.drafts import read_stamp
from indicators.models import Entry

CHOSEN = "chosen"
MOST_STAMPS = 5000
MOST_NAMED = 3


class Verb(StrEnum):
    """What can be decided; the names of the page's buttons."""

    APPROVE = "approve"
    RETURN = "return"


@dataclass(frozen=True)
class Decision:
    """A verb on the entries that stood behind a button; `place` names the button's place."""

    verb: Verb
    place: str
    stamps: tuple[Stamp, ...]
    reason: str


@dataclass(frozen=True)
class Refusal:
    """Why one entry could not be decided on, and the address where it is told; empty for none."""

    text: str
    address: str


def read_decision(post: QueryDict) -> Decision:
    """What the pressed button asks for; raises BadRequest for what no page of ours sends.

    A button's value is its place and the stamps behind it, `place|17.3 18.1`; those of the
    entries that were ticked arrive as fields of their own.
    """
    pressed = [verb for verb in Verb if verb in post]
    if len(pressed) != 1:
        raise BadRequest(_("Approve or return: press one of the buttons."))
    verb = pressed[0]
    place, _bar, written = post.get(verb, "").partition("|")
    if place == CHOSEN:
        written = " ".join(post.getlist(CHOSEN))
    stamps = [read_stamp(word) for word in written.split()]
    if None in stamps or len(stamps) > MOST_STAMPS:
        raise BadRequest(_("These are not entries of this page; load it again."))
    kept = dict.fromkeys(stamp for stamp in stamps if stamp)
    return Decision(verb, place, tuple(kept), post.get(f"reason-{place}", ""))


def carry_out(by: User, decision: Decision) -> list[Entry]:
    """The entries after the decision; raises LedgerError, having changed nothing."""
    if not decision.stamps:
        text = _("Nothing is ticked: tick the entries first.")
        raise LedgerError([Problem(0, ProblemCode.STATE, text)])
    if decision.verb is Verb.APPROVE:
        return ledger.approve(by, decision.stamps)
    return ledger.return_to_author(by, decision.stamps, decision.reason)


def done(decision: Decision, entries: Iterable[Entry]) -> str:
    """What was done, in one sentence."""
    rows = list(entries)
    names = list(dict.fromkeys(row.indicator.name for row in rows))
    words = {"count": len(rows), "names": wording.listed(names[:MOST_NAMED])}
    if len(names) > MOST_NAMED:
        words["names"] = _("%(names)s and others") % words
    if decision.verb is Verb.APPROVE:
        return _("Approved: %(count)s (%(names)s).") % words
    return _("Returned to their authors: %(count)s (%(names)s).") % words


def refusals(error: LedgerError, decision: Decision) -> list[Refusal]:
    """The ledger's problems, each once, with the entry that stands in the way or the field that
    was left empty."""
    found: dict[Refusal, None] = {}
    for problem in error.problems:
        entry = problem.current
        text, address = str(problem.message), ""
        if problem.code is ProblemCode.REASON:
            address = f"#reason-{decision.place}"
        if entry is not None:
            words = {"message": text, "region": entry.region.name}
            text = _("%(message)s (%(region)s)") % words
            address = reverse("entry", args=[entry.pk])
        found[Refusal(text, address)] = None
    return list(found)
