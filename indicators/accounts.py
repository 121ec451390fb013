"""Who is signed in, read at once: the person, their roles and rights, and what they have to read.

Every page needs all of it, for which Django alone asks five times.
"""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User

from indicators import notices

FIELDS = tuple(field.attname for field in User._meta.concrete_fields)
RIGHT = ("permissions__content_type__app_label", "permissions__codename")
OWN_RIGHT = tuple(f"user_{name}" for name in RIGHT)
RIGHT_OF_ROLE = tuple(f"groups__{name}" for name in RIGHT)
ROLES, UNREAD = "_roles", "_unread"


class Accounts(ModelBackend):
    """Django's accounts; who comes back on a request brings roles, rights and notices along."""

    def get_user(self, user_id: int) -> User | None:
        """The person of that key, None where there is none or they may not sign in: 1 query."""
        rows = list(
            User.objects.filter(pk=user_id)
            .annotate(unread=notices.unread_count("pk"))
            .values_list(*FIELDS, "unread", "groups__name", *RIGHT_OF_ROLE, *OWN_RIGHT)
        )
        if not rows:
            return None
        person = User.from_db("default", FIELDS, rows[0][: len(FIELDS)])
        if not self.user_can_authenticate(person):
            return None
        known = [row[len(FIELDS) :] for row in rows]
        _remember(person, UNREAD, known[0][0])
        _remember(person, ROLES, {role for _unread, role, *_rights in known if role})
        if not person.is_superuser:  # Who has every right.
            # Where Django's backend looks before it asks the database.
            _remember(person, "_group_perm_cache", _rights(row[2:4] for row in known))
            _remember(person, "_user_perm_cache", _rights(row[4:6] for row in known))
        return person


def roles_of(person: User) -> set[str]:
    """The names of the person's groups: no query for who is signed in, else 1."""
    known: set[str] | None = getattr(person, ROLES, None)
    return set(person.groups.values_list("name", flat=True)) if known is None else known


def unread_of(person: User) -> int:
    """How many notices the person has not read: no query for who is signed in, else 1."""
    known: int | None = getattr(person, UNREAD, None)
    return notices.unread(person) if known is None else known


def _rights(rows: Any) -> set[str]:
    return {f"{app}.{name}" for app, name in rows if name}


def _remember(person: User, name: str, what: Any) -> None:
    setattr(person, name, what)
