"""Who last did something with an entry, and when."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User

from indicators.models import Entry


class Step(NamedTuple):
    """Writing, handing in, deciding or taking back."""

    by: User
    at: datetime


def last_step(entry: Entry) -> Step:
    """The newest of an entry's steps; the entry comes with its people."""
    steps = (
        (entry.withdrawn_by, entry.withdrawn_at),
        (entry.reviewed_by, entry.reviewed_at),
        (entry.submitted_by, entry.submitted_at),
    )
    for by, at in steps:
        if by is not None and at is not None:
            return Step(by, at)
    return Step(entry.entered_by, entry.entered_at)
