"""Whose figures of which month a sheet shows, and who may see or write them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.utils.translation import gettext

from indicators import standings
from indicators.choices import RegionLevel
from indicators.models import Department, Indicator, Region, ReportingMonth, WorkArea
from indicators.periods import Month, PeriodError
from indicators.permissions import ENTER, MANAGE_MONTH, REVIEW
from indicators.standings.assignments import Assignment, assignments


class Place(NamedTuple):
    """A department or programme to choose."""

    code: str
    name: str


@dataclass(frozen=True)
class Scope:
    """What a person asked for and may see; `department` or `programme` is chosen, never both."""

    region: Region
    month: Month
    months: Sequence[ReportingMonth]
    departments: Sequence[Place]
    programmes: Sequence[Place]
    department: Place | None
    programme: Place | None
    indicators: QuerySet[Indicator]
    may_enter: bool

    @property
    def reporting_month(self) -> ReportingMonth:
        """The row of the month."""
        return next(row for row in self.months if row.as_month() == self.month)

    @property
    def place(self) -> Place | None:
        """The department or programme that is shown."""
        return self.department or self.programme

    @property
    def query(self) -> dict[str, str]:
        """What an address needs to show the same again."""
        chosen = {"department": self.department, "programme": self.programme}
        named = {name: place.code for name, place in chosen.items() if place}
        return {"month": str(self.month), **named}


def may_see(person: User) -> bool:
    """Whether there is anything on a sheet for the person: who enters or reviews, the office."""
    return any(person.has_perm(right) for right in (ENTER, REVIEW, MANAGE_MONTH))


def scope(person: User, asked: QueryDict) -> Scope:
    """What the address asks for: 3 queries.

    Raises PermissionDenied for another department, Http404 for what there is not, in words.
    """
    if not may_see(person):
        raise PermissionDenied(
            gettext("The entry sheet is for those who enter or review figures, and for the office.")
        )
    region = _region(asked.get("region", ""))
    months = list(ReportingMonth.objects.all())
    month = _month(asked.get("month", ""), months)
    everything = assignments(person)
    sees_all = person.has_perm(MANAGE_MONTH)
    seen = [found for found in everything if found.is_own or sees_all]
    indicators = standings.every_indicator().filter(
        department__in={found.department.pk for found in seen}
    )
    department = programme = None
    if code := asked.get("programme", ""):
        programme = _programme(code, seen)
        indicators = indicators.filter(work_area__code=code)
    elif chosen := _department(asked.get("department", ""), seen, everything, sees_all):
        department = Place(chosen.code, str(chosen))
        indicators = indicators.filter(department=chosen.pk)
    return Scope(
        region=region,
        month=month,
        months=months,
        departments=_once(Place(f.department.code, str(f.department)) for f in seen),
        programmes=_once(Place(f.programme, f.programme_name) for f in seen),
        department=department,
        programme=programme,
        indicators=indicators,
        may_enter=person.has_perm(ENTER),
    )


def _region(code: str) -> Region:
    found = standings.region(code)
    if found is None or found.level != RegionLevel.COUNTY:
        raise Http404(gettext("Figures are entered for a county; there is none with that code."))
    return found


def _month(text: str, months: Sequence[ReportingMonth]) -> Month:
    if not text:
        chosen = next((row for row in months if row.is_open), None) or next(iter(months), None)
        if chosen is None:
            raise Http404(gettext("No month has been opened for reporting yet."))
        return chosen.as_month()
    try:
        month = Month.parse(text)
    except PeriodError:
        message = gettext("“%(text)s” is not a month of the ledger. Write it like 2023-06.")
        raise Http404(message % {"text": text}) from None
    if month not in [row.as_month() for row in months]:
        message = gettext("%(month)s has not been opened for reporting; ask the office to open it.")
        raise Http404(message % {"month": month})
    return month


def _programme(code: str, seen: Sequence[Assignment]) -> Place:
    found = next((f for f in seen if f.programme == code), None)
    if found is not None:
        return Place(found.programme, found.programme_name)
    if WorkArea.objects.filter(code=code, level=WorkArea.PROGRAMME).exists():
        raise PermissionDenied(gettext("None of this programme's indicators is your department's."))
    message = gettext("There is no programme with the code “%(code)s”.")
    raise Http404(message % {"code": code})


def _department(
    code: str, seen: Sequence[Assignment], everything: Sequence[Assignment], sees_all: bool
) -> Department | None:
    """The department asked for, else the person's first; None when there is none to see."""
    if not code:
        first = next((f for f in seen if f.is_own), None) or next(iter(seen), None)
        return first.department if first else None
    found = next((f.department for f in everything if f.department.code == code), None)
    known = found or Department.objects.filter(code=code).first()
    if known is None:
        message = gettext("There is no department with the code “%(code)s”.")
        raise Http404(message % {"code": code})
    if not sees_all and found not in [f.department for f in seen]:
        raise PermissionDenied(gettext("%(name)s is not your department.") % {"name": known})
    return known


def _once(places: Iterable[Place]) -> list[Place]:
    return list(dict.fromkeys(places))
