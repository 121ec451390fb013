"""A person's notices: which there are, how many are unread, and that they were read."""

from django.contrib.auth.models import User
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from indicators.models import Notice


def notices_of(person: User) -> QuerySet[Notice]:
    """The person's notices, newest first, with their months."""
    return Notice.objects.filter(person=person).select_related("month").order_by("-id")


def own_notice(person: User, key: int) -> Notice | None:
    """The person's notice of that key; None where it is not one of theirs."""
    return notices_of(person).filter(pk=key).first()


def unread_count(person: str) -> Coalesce:
    """How many notices the person has not read whose key stands under that name, in a query."""
    counted = (
        Notice.objects.filter(person=OuterRef(person), read_at=None)
        .order_by()
        .values("person")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return Coalesce(Subquery(counted), 0)


def unread(person: User) -> int:
    """How many notices the person has not read: 1 query."""
    return Notice.objects.filter(person=person, read_at=None).count()


def mark_read(person: User, key: int | None = None) -> int:
    """Mark one notice of the person as read, or all; returns how many were not before."""
    found = Notice.objects.filter(person=person, read_at=None)
    if key is not None:
        found = found.filter(pk=key)
    return found.update(read_at=timezone.now())
