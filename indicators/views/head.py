"""What the head of every page says about who is signed in."""

from django.contrib.auth.models import User
from django.http import HttpRequest

from indicators import accounts
from indicators.choices import Role


class Head:
    """The person's roles and unread notices, which came with who is signed in."""

    def __init__(self, person: User) -> None:
        self._person = person

    @property
    def unread(self) -> int:
        """How many notices the person has not read."""
        return accounts.unread_of(self._person)

    @property
    def roles(self) -> str:
        """The labels of the person's roles, joined; empty without one."""
        held = accounts.roles_of(self._person)
        return " · ".join(str(role.label) for role in Role if role.value in held)


def head(request: HttpRequest) -> dict[str, Head]:
    """For every template: the head of the page; nothing where nobody is signed in."""
    user = getattr(request, "user", None)
    return {"head": Head(user)} if isinstance(user, User) else {}
