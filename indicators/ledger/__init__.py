"""The ledger: the only writer of entries, evidence, figures and reporting months.

Every verb takes the person who acts, checks who, the month's lock, the state and the version the
person started from, and does all of what it is asked or nothing. Locks are taken in one order:
reporting months, then entries, then indicators.
"""

from indicators.ledger.doubting import doubts
from indicators.ledger.drafts import Draft, Stamp, stamp, stamps
from indicators.ledger.errors import LedgerError, Problem, ProblemCode
from indicators.ledger.evidence import attach, detach
from indicators.ledger.loading import load
from indicators.ledger.months import close_month, due_by_default, open_month, reopen, set_due
from indicators.ledger.review import approve, return_to_author
from indicators.ledger.submitting import submit, withdraw
from indicators.ledger.totals import Total, give_totals
from indicators.ledger.writing import draft, refusals

__all__ = [
    "Draft",
    "LedgerError",
    "Problem",
    "ProblemCode",
    "Stamp",
    "Total",
    "approve",
    "attach",
    "close_month",
    "detach",
    "doubts",
    "draft",
    "due_by_default",
    "give_totals",
    "load",
    "open_month",
    "refusals",
    "reopen",
    "return_to_author",
    "set_due",
    "stamp",
    "stamps",
    "submit",
    "withdraw",
]
