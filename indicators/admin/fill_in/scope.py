"""Whose workbook it is: what the entry sheet would show, of the person's own departments."""

from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from indicators.admin.sheet.scope import scope as scope_of_sheet
from indicators.models import Department
from indicators.permissions import ENTER, departments_of
from indicators.workbook.form import Scope


@dataclass(frozen=True)
class Asked:
    """What the address asks for, and what an address needs to ask for the same again."""

    by: User
    scope: Scope
    query: str


def asked(request: HttpRequest) -> Asked:
    """What the address asks for.

    Raises PermissionDenied for those who do not enter figures and for another department, Http404
    for what there is not, in words.
    """
    by = cast(User, request.user)
    if not by.has_perm(ENTER):
        raise PermissionDenied(_("The fill-in workbook is for those who enter figures."))
    found = scope_of_sheet(by, request.GET)
    own = departments_of(by)
    chosen = found.department
    if chosen and not Department.objects.filter(code=chosen.code, pk__in=own).exists():
        raise PermissionDenied(_("%(name)s is not your department.") % {"name": chosen.name})
    indicators = found.indicators.filter(department__in=own)
    kind = "department" if chosen else "programme"
    code = f"{kind}:{found.place.code}" if found.place else ""
    name = found.place.name if found.place else ""
    scope = Scope(found.month, found.region, indicators, code, name)
    return Asked(by, scope, urlencode(found.query))
