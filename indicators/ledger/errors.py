"""Why the ledger refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from indicators.choices import EntryState
from indicators.models import Entry, name_of
from indicators.numbers import plain


class ProblemCode(StrEnum):
    """The kinds of refusal, for callers that tell them apart."""

    PERMISSION = "permission"
    MONTH_NOT_OPEN = "month_not_open"
    CONFLICT = "conflict"
    STATE = "state"
    VALUE = "value"
    LEVEL = "level"
    REASON = "reason"
    EXPLANATION = "explanation"
    OWN_WORK = "own_work"


@dataclass(frozen=True, slots=True)
class Problem:
    """One refusal: which row of the request, why, and the entry that stands in its way."""

    row: int
    code: ProblemCode
    message: str | Promise
    current: Entry | None = None


class LedgerError(Exception):
    """Nothing was written; `problems` says why, row by row."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return " ".join(dict.fromkeys(str(problem.message) for problem in self.problems))


def changed_meanwhile(row: int, current: Entry | None, by: User | None = None) -> Problem:
    """The conflict of a person who started from something else than what stands there now."""
    if current is None:
        text = _("What you started from is not in the ledger; load the page again.")
        return Problem(row, ProblemCode.CONFLICT, text)
    if current.state == EntryState.DRAFT and current.entered_by == by:
        text = _("You have a draft of %(value)s for %(name)s; open it in the list to go on.")
    else:
        text = _("%(person)s wrote %(value)s for %(name)s; look at it, then save again.")
    words = {
        "person": name_of(current.entered_by),
        "value": plain(current.value),
        "name": current.indicator.name,
    }
    return Problem(row, ProblemCode.CONFLICT, text % words, current)
