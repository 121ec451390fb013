"""Who may do what: a role gives the right, the department gives the reach."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q

from indicators.choices import EntryState
from indicators.models import Department, Entry, Indicator

ENTER = "indicators.enter_entry"
REVIEW = "indicators.review_entry"
MANAGE_MONTH = "indicators.manage_month"
VIEW_FIGURES = "indicators.view_figure"


def departments_of(user: User) -> set[int]:
    """Primary keys of the departments that the person belongs to: 1 query."""
    return set(Department.objects.filter(members=user).values_list("pk", flat=True))


def not_entered_by(user: User, indicators: Iterable[Indicator]) -> set[int]:
    """Primary keys of the indicators that the person may not enter."""
    return _out_of_reach(user, ENTER, indicators)


def not_reviewed_by(user: User, indicators: Iterable[Indicator]) -> set[int]:
    """Primary keys of the indicators whose entries the person may not approve or return."""
    return _out_of_reach(user, REVIEW, indicators)


def _out_of_reach(user: User, permission: str, indicators: Iterable[Indicator]) -> set[int]:
    if not user.has_perm(permission):
        return {indicator.pk for indicator in indicators}
    own = departments_of(user)
    return {indicator.pk for indicator in indicators if indicator.department_id not in own}


def is_own_work(user: User, entry: Entry) -> bool:
    """Whether approving the entry would be approving one's own: written, or handed in."""
    own = user.pk in (entry.entered_by_id, entry.submitted_by_id)
    return own and not settings.ALLOW_OWN_APPROVAL


def sees_work_in_progress(user: User | AnonymousUser) -> bool:
    """Whether the person sees entries before they are approved: all but mere readers."""
    return any(user.has_perm(permission) for permission in (ENTER, REVIEW, MANAGE_MONTH))


def entries_seen_by(user: User) -> Q:
    """The entries that the person may look at, for a selection.

    The office sees all; departments see their own work in progress; of what others do, everybody
    sees what stands.
    """
    if user.has_perm(MANAGE_MONTH):
        return Q()
    approved = Q(state=EntryState.APPROVED)
    if user.has_perm(ENTER) or user.has_perm(REVIEW):
        own = Department.objects.filter(members=user)
        return approved | Q(indicator__department__in=own)
    return approved


def may_manage_months(user: User) -> bool:
    """Whether the person opens and closes reporting months."""
    return user.has_perm(MANAGE_MONTH)
