"""Whose entries a person sees in the queue, and what the address narrows them to."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from indicators.models import Department, Indicator, WorkArea
from indicators.periods import Month, PeriodError
from indicators.permissions import ENTER, MANAGE_MONTH, REVIEW, departments_of


@dataclass(frozen=True)
class Reach:
    """The departments that a person may look into, and what of them was asked for.

    `own` are the keys of those whose entries the person decides on. `month`, `department` and
    `programme` are None where the address does not choose.
    """

    departments: Sequence[Department]
    own: frozenset[int]
    month: Month | None
    department: Department | None
    programme: WorkArea | None

    @property
    def indicators_in_reach(self) -> QuerySet[Indicator]:
        """The indicators of all the departments."""
        return Indicator.objects.filter(department__in=self.departments)

    @property
    def chosen_indicators(self) -> QuerySet[Indicator]:
        """Those of the chosen department and programme, where the address chooses."""
        found = self.indicators_in_reach
        if self.department:
            found = found.filter(department=self.department)
        return found.filter(work_area=self.programme) if self.programme else found

    def query(self, **changed: str) -> str:
        """The query of an address that asks for the same, but for what is changed."""
        asked = {
            "month": str(self.month or ""),
            "department": self.department.code if self.department else "",
            "programme": self.programme.code if self.programme else "",
            **changed,
        }
        return "?" + urlencode({name: text for name, text in asked.items() if text})


def reach_of(user: User, query: QueryDict) -> Reach:
    """What the person may see and asks for: 1 query, 1 more for each thing chosen.

    Raises PermissionDenied for those who neither enter nor review nor manage months, and for
    another department; Http404 for what there is not.
    """
    departments = list(_departments(user))
    code = query.get("department", "")
    department = next((known for known in departments if known.code == code), None)
    if code and department is None:
        if Department.objects.filter(code=code).exists():
            raise PermissionDenied(_("You do not belong to this department."))
        raise Http404(_("There is no department with the code “%(code)s”.") % {"code": code})
    return Reach(departments, _own(user, departments), _month(query), department, _programme(query))


def _departments(user: User) -> QuerySet[Department]:
    if user.has_perm(MANAGE_MONTH):
        return Department.objects.all()
    if user.has_perm(ENTER) or user.has_perm(REVIEW):
        return Department.objects.filter(members=user)
    raise PermissionDenied(_("Departments review what they entered; you do neither."))


def _own(user: User, departments: Sequence[Department]) -> frozenset[int]:
    if not user.has_perm(REVIEW):
        return frozenset()
    if user.has_perm(MANAGE_MONTH):
        return frozenset(departments_of(user))
    return frozenset(department.pk for department in departments)


def _month(query: QueryDict) -> Month | None:
    text = query.get("month", "")
    if not text:
        return None
    try:
        return Month.parse(text)
    except PeriodError:
        message = _("“%(text)s” is not a month of the ledger. Write it like 2023-06.")
        raise Http404(message % {"text": text}) from None


def _programme(query: QueryDict) -> WorkArea | None:
    code = query.get("programme", "")
    if not code:
        return None
    found: WorkArea | None = WorkArea.objects.filter(code=code, level=WorkArea.PROGRAMME).first()
    if found is None:
        message = _("There is no programme with the code “%(code)s”.")
        raise Http404(message % {"code": code})
    return found
