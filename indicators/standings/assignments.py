"""Which department reports which programme's indicators, for the choices above a page."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef

from indicators.models import Department, Indicator


@dataclass(frozen=True, slots=True)
class Assignment:
    """A department that reports active indicators of a programme.

    `is_own` when the person asked about is a member of the department.
    """

    department: Department
    programme: str
    programme_name: str
    is_own: bool


def is_department(code: str) -> bool:
    """Whether a department has that code: 1 query."""
    return Department.objects.filter(code=code).exists()


def assignments(person: User) -> list[Assignment]:
    """Every department with its programmes, in the order of both: 1 query."""
    membership = Department.members.through.objects.filter(
        department=OuterRef("department"), user=person.pk
    )
    found = (
        Indicator.objects.filter(active=True)
        .annotate(is_own=Exists(membership))
        .order_by(
            "department__order",
            "department__code",
            "work_area__parent__order",
            "work_area__order",
            "work_area__code",
        )
        .values_list(
            "department_id",
            "department__code",
            "department__name",
            "department__example",
            "work_area__code",
            "work_area__name",
            "is_own",
        )
        .distinct()
    )
    return [
        Assignment(
            department=Department(pk=key, code=code, name=name, example=example),
            programme=programme,
            programme_name=programme_name,
            is_own=is_own,
        )
        for key, code, name, example, programme, programme_name, is_own in found
    ]
