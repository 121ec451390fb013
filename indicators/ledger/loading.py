"""Filling the ledger with months that nobody reported: samples to measure and to look at."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from indicators.choices import EntryState, Source
from indicators.ledger.drafts import Draft
from indicators.ledger.months import due_by_default
from indicators.ledger.review import figure_of
from indicators.ledger.rollup import put_figures, refresh_parents
from indicators.ledger.values import stored_amount
from indicators.models import Entry, ReportingMonth
from indicators.periods import Month


@transaction.atomic
def load(
    month: Month, drafts: Sequence[Draft], entered_by: User, approved_by: User, when: datetime
) -> None:
    """Put a month's drafts into the ledger as approved entries, figures and roll-ups, and close it.

    For samples only: all become demonstration data, and nobody is asked or told. The database
    refuses a month or a cell that is there already with IntegrityError.
    """
    ReportingMonth.objects.create(
        year=month.year,
        month=month.month,
        opens_on=month.last_day,
        due_on=due_by_default(month),
        opened_by=entered_by,
        opened_at=when,
        closed_by=approved_by,
        closed_at=when,
    )
    entries = Entry.objects.bulk_create(
        _entry(draft, entered_by, approved_by, when) for draft in drafts
    )
    put_figures([figure_of(entry, when) for entry in entries])
    refresh_parents(entries, when)


def _entry(draft: Draft, entered_by: User, approved_by: User, when: datetime) -> Entry:
    amount = stored_amount(draft.value, draft.numerator, draft.denominator)
    return Entry(
        indicator=draft.indicator,
        region=draft.region,
        year=draft.month.year,
        month=draft.month.month,
        value=amount.value,
        numerator=amount.numerator,
        denominator=amount.denominator,
        source=Source.DEMO,
        note=draft.note,
        state=EntryState.APPROVED,
        entered_by=entered_by,
        entered_at=when,
        submitted_by=entered_by,
        submitted_at=when,
        reviewed_by=approved_by,
        reviewed_at=when,
    )
