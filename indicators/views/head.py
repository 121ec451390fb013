"""What the head of every page says about who is signed in."""

from functools import cached_property

from django.contrib.auth.models import User
from django.http import HttpRequest

from indicators import notices
from indicators.choices import Role


class Head:
    """The person's roles and unread notices, read when they are shown: at most 1 query."""

    def __init__(self, person: User) -> None:
        self._person = person

    @cached_property
    def _read(self) -> tuple[int, set[str]]:
        return notices.unread_and_roles(self._person)

    @cached_property
    def unread(self) -> int:
        """How many notices the person has not read."""
        known = notices.remembered_unread(self._person)
        return self._read[0] if known is None else known

    @property
    def roles(self) -> str:
        """The labels of the person's roles, joined; empty without one."""
        return " · ".join(str(role.label) for role in Role if role.value in self._read[1])


def head(request: HttpRequest) -> dict[str, Head]:
    """For every template: the head of the page; nothing where nobody is signed in."""
    user = getattr(request, "user", None)
    return {"head": Head(user)} if isinstance(user, User) else {}
