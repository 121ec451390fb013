"""The people of the demonstration."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, User

from indicators.checks import DEMO_GROUP
from indicators.choices import Role
from indicators.models import Department
from indicators.models.history import LOADED

PASSWORD = "deqing2023"  # noqa: S105  shown on the sign-in page of a demonstration
STAFF = (Role.CLERK, Role.REVIEWER, Role.OFFICE, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class Person:
    """A sign-in of the demonstration."""

    username: str
    role: Role


PEOPLE = tuple(Person(role.value, role) for role in Role)


def create_people() -> tuple[dict[Role, User], bool]:
    """The five people, and whether any was new; changes nothing about those who exist."""
    demo, _created = Group.objects.get_or_create(name=DEMO_GROUP)
    found = {}
    any_new = False
    for person in PEOPLE:
        user, created = User.objects.get_or_create(
            username=person.username, defaults={"is_staff": person.role in STAFF}
        )
        if created:
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])
            user.groups.set([demo, Group.objects.get(name=person.role)])
        any_new |= created
        found[person.role] = user
    return found, any_new


def join_departments(people: dict[Role, User]) -> None:
    """Make clerk and reviewer members of every example department."""
    for department in Department.objects.filter(example=True):
        department._change_reason = f"{LOADED}demo"  # type: ignore[attr-defined]
        department.members.add(people[Role.CLERK], people[Role.REVIEWER])
