"""What the product tells people: the only writer of notices.

The ledger calls `month_opened`, `month_closed`, `reopened`, `returned` and `approved` inside its
transactions; a person gets one notice for an act, however many entries it touched. What a notice
says is kept as facts, and put in words where it is shown.
"""

from indicators.notices.mailing import claim_mail, to_mail, unclaim_mail
from indicators.notices.reading import (
    mark_read,
    notices_of,
    own_notice,
    unread,
    unread_count,
)
from indicators.notices.reminding import NobodyToRemind, remind
from indicators.notices.telling import (
    approved,
    month_closed,
    month_opened,
    reopened,
    returned,
    tell_opened,
)

__all__ = [
    "NobodyToRemind",
    "approved",
    "claim_mail",
    "mark_read",
    "month_closed",
    "month_opened",
    "notices_of",
    "own_notice",
    "remind",
    "reopened",
    "returned",
    "tell_opened",
    "to_mail",
    "unclaim_mail",
    "unread",
    "unread_count",
]
