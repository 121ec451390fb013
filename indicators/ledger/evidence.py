"""What shows that an entry is right: attached to drafts, kept with the entry."""

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from indicators.choices import EntryState
from indicators.ledger.drafts import Stamp, plain_text
from indicators.ledger.locking import ENTERING, locked_entries
from indicators.models import Entry, Evidence


@transaction.atomic
def attach(
    by: User,
    seen: Stamp,
    name: str,
    *,
    file: "File[bytes] | None" = None,
    link: str = "",
) -> Evidence:
    """Attach a file or a link, one of the two, to a draft.

    Raises LedgerError when the person may not enter the indicator, the month is not open, or the
    entry is no draft any more or has changed since it was seen.
    """
    [entry], _months = locked_entries(by, ENTERING, [seen], EntryState.DRAFT)
    return Evidence.objects.create(
        entry=entry,
        name=plain_text(name),
        file=file or "",
        link=link,
        size=file.size if file else None,
        added_by=by,
        added_at=timezone.now(),
    )


@transaction.atomic
def detach(by: User, seen: Stamp, evidence: Evidence) -> None:
    """Take evidence off a draft; what was handed in keeps it.

    The file itself stays: an earlier entry may show it, too. Raises LedgerError as `attach` does.
    """
    [entry], _months = locked_entries(by, ENTERING, [seen], EntryState.DRAFT)
    Evidence.objects.filter(pk=evidence.pk, entry=entry).delete()


def carry_over(successors: Mapping[int, Entry]) -> None:
    """Give new entries the evidence of those that they follow, by their keys: 2 queries."""
    if not successors:
        return
    Evidence.objects.bulk_create(
        Evidence(
            entry=successors[kept.entry_id],
            name=kept.name,
            file=kept.file.name,
            link=kept.link,
            size=kept.size,
            added_by_id=kept.added_by_id,
            added_at=kept.added_at,
        )
        for kept in Evidence.objects.filter(entry__in=successors).order_by("pk")
    )
