"""Who is told."""

from collections import defaultdict

from django.contrib.auth.models import Permission, User
from django.db.models import Q, QuerySet

from indicators.models import Department
from indicators.permissions import ENTER, REVIEW


def at_their_desks(*rights: str) -> QuerySet[User]:
    """Active members of departments who hold one of the rights, by role or by themselves."""
    wanted = Q()
    for right in rights:
        label, _dot, codename = right.partition(".")
        wanted |= Q(content_type__app_label=label, codename=codename)
    held = Permission.objects.filter(wanted)
    return User.objects.filter(
        Q(groups__permissions__in=held) | Q(user_permissions__in=held),
        is_active=True,
        departments__isnull=False,
    ).distinct()


def everybody_reporting() -> QuerySet[User]:
    """Those who enter or review for a department."""
    return at_their_desks(ENTER, REVIEW)


def departments_by_person(right: str) -> dict[int, set[int]]:
    """Keys of the departments for which each person has the right: 1 query."""
    found: dict[int, set[int]] = defaultdict(set)
    memberships = Department.members.through.objects.filter(
        user__in=at_their_desks(right)
    ).values_list("user_id", "department_id")
    for person, department in memberships:
        found[person].add(department)
    return dict(found)
