"""Why the ledger refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from indicators.models import Entry


class ProblemCode(StrEnum):
    """The kinds of refusal, for callers that tell them apart."""

    PERMISSION = "permission"
    MONTH_NOT_OPEN = "month_not_open"
    CONFLICT = "conflict"
    STATE = "state"
    VALUE = "value"
    LEVEL = "level"
    REASON = "reason"
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
