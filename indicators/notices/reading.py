"""A person's notices: which there are, how many are unread, and that they were read."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from indicators.models import Notice

# A count made while a notice was being written may be kept by mistake; it does not stay so long.
KEPT_FOR = 60  # seconds


def notices_of(person: User) -> QuerySet[Notice]:
    """The person's notices, newest first, with their months."""
    return Notice.objects.filter(person=person).select_related("month").order_by("-id")


def own_notice(person: User, key: int) -> Notice | None:
    """The person's notice of that key; None where it is not one of theirs."""
    return notices_of(person).filter(pk=key).first()


def unread(person: User) -> int:
    """How many notices the person has not read: no query while the count is remembered."""
    known = remembered_unread(person)
    return unread_and_roles(person)[0] if known is None else known


def remembered_unread(person: User) -> int | None:
    """How many notices the person has not read, if that was counted of late: no query."""
    known: int | None = cache.get(_cache_key(person.pk))
    return known


def unread_and_roles(person: User) -> tuple[int, set[str]]:
    """How many notices the person has not read, and the names of the person's groups: 1 query.

    Both stand in the head of a page.
    """
    counted = (
        Notice.objects.filter(person=OuterRef("pk"), read_at=None)
        .order_by()
        .values("person")
        .annotate(count=Count("pk"))
        .values("count")
    )
    rows = list(
        User.objects.filter(pk=person.pk)
        .annotate(unread=Coalesce(Subquery(counted), 0))
        .values_list("unread", "groups__name")
    )
    count = rows[0][0] if rows else 0
    cache.set(_cache_key(person.pk), count, KEPT_FOR)
    return count, {name for _count, name in rows if name}


def mark_read(person: User, key: int | None = None) -> int:
    """Mark one notice of the person as read, or all; returns how many were not before."""
    found = Notice.objects.filter(person=person, read_at=None)
    if key is not None:
        found = found.filter(pk=key)
    changed = found.update(read_at=timezone.now())
    forget_unread([person.pk])
    return changed


def forget_unread(people: Iterable[int]) -> None:
    """Count the unread notices of these people anew, once what was written is there to count."""
    keys = [_cache_key(person) for person in people]
    transaction.on_commit(lambda: cache.delete_many(keys))


def _cache_key(person: int) -> str:
    return f"unread-notices-{person}"
