"""People as pages name them."""

from django import template
from django.contrib.auth.models import AnonymousUser, User

from indicators.choices import Role

register = template.Library()


@register.filter
def role(user: User | AnonymousUser) -> str:
    """The labels of the person's roles, joined; empty without one: 1 query."""
    held = set(user.groups.values_list("name", flat=True))
    return " · ".join(str(known.label) for known in Role if known.value in held)
