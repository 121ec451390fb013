"""Who is signed in, read at once: the person, their roles and rights, and what they have to read.

Every page needs all of it, for which Django alone asks five times.
"""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef

from indicators import notices

FIELDS = tuple(field.attname for field in User._meta.concrete_fields)
RIGHT = ("groups__permissions__content_type__app_label", "groups__permissions__codename")
OWN_RIGHTS = User.user_permissions.through.objects
ROLES, UNREAD = "_roles", "_unread"


class Accounts(ModelBackend):
    """Django's accounts; who comes back on a request brings roles, rights and notices along."""

    def get_user(self, user_id: int) -> User | None:
        """The person of that key, None where there is none or they may not sign in: 1 query.

        Rights of their own, which few have, are read when they are asked for.
        """
        rows = list(
            User.objects.filter(pk=user_id)
            .annotate(
                unread=notices.unread_count("pk"),
                has_own=Exists(OWN_RIGHTS.filter(user=OuterRef("pk"))),
            )
            .values_list(*FIELDS, "unread", "has_own", "groups__name", *RIGHT)
        )
        if not rows:
            return None
        person = User.from_db("default", FIELDS, rows[0][: len(FIELDS)])
        if not self.user_can_authenticate(person):
            return None
        known = [row[len(FIELDS) :] for row in rows]
        unread, has_own, *_role = known[0]
        _remember(person, UNREAD, unread)
        _remember(person, ROLES, {role for *_person, role, _app, _right in known if role})
        if not person.is_superuser:  # Who has every right.
            # Where Django's backend looks before it asks the database.
            rights = {f"{app}.{right}" for *_role, app, right in known if right}
            _remember(person, "_group_perm_cache", rights)
            if not has_own:
                _remember(person, "_user_perm_cache", set())
        return person


def roles_of(person: User) -> set[str]:
    """The names of the person's groups: no query for who is signed in, else 1."""
    known: set[str] | None = getattr(person, ROLES, None)
    return set(person.groups.values_list("name", flat=True)) if known is None else known


def unread_of(person: User) -> int:
    """How many notices the person has not read: no query for who is signed in, else 1."""
    known: int | None = getattr(person, UNREAD, None)
    return notices.unread(person) if known is None else known


def _remember(person: User, name: str, what: Any) -> None:
    setattr(person, name, what)
