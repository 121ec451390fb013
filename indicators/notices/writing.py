"""Writing notices down."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from indicators.choices import NoticeKind
from indicators.models import Notice, ReportingMonth

Facts = dict[str, Any]


def give(
    kind: NoticeKind,
    row: ReportingMonth,
    facts: Mapping[int, Facts],
    day: datetime.date | None = None,
) -> list[Notice]:
    """Write one notice to each person, by key, with the person's facts: 1 query."""
    now = timezone.now()
    return Notice.objects.bulk_create(
        composed(kind, row, facts, day or timezone.localdate(now), now)
    )


def composed(
    kind: NoticeKind,
    row: ReportingMonth,
    facts: Mapping[int, Facts],
    day: datetime.date,
    now: datetime.datetime,
) -> list[Notice]:
    """The notices, not yet written."""
    return [
        Notice(person_id=person, kind=kind, month=row, facts=told, day=day, created_at=now)
        for person, told in facts.items()
    ]
