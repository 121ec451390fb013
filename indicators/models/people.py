"""How a person is called."""

import re

from django.contrib.auth.models import User

CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


def name_of(person: User | None) -> str:
    """A person's name, else what they sign in with; empty for nobody.

    A Chinese name has the family name first, and no space.
    """
    if person is None:
        return ""
    if CHINESE.search(person.last_name + person.first_name):
        return f"{person.last_name}{person.first_name}"
    return person.get_full_name() or person.get_username()
