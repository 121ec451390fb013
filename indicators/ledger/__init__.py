"""The ledger: the only writer of entries, figures and reporting months.

Every verb takes the person who acts, checks who, the month's lock, the state and the version the
person started from, and does all of what it is asked or nothing. Locks are taken in one order:
reporting months, then indicators.
"""

from indicators.ledger.drafts import Draft, Stamp, stamp, stamps
from indicators.ledger.errors import LedgerError, Problem, ProblemCode
from indicators.ledger.months import close_month, open_month
from indicators.ledger.review import approve, return_to_author
from indicators.ledger.writing import correct, draft, refusals, submit

__all__ = [
    "Draft",
    "LedgerError",
    "Problem",
    "ProblemCode",
    "Stamp",
    "approve",
    "close_month",
    "correct",
    "draft",
    "open_month",
    "refusals",
    "return_to_author",
    "stamp",
    "stamps",
    "submit",
]
