"""Admin of people: roles and departments, but not the powers of a superuser."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from indicators.choices import Role

admin.site.unregister(User)

ROLE_NAMES = {role.value: role.label for role in Role}
POWERS = ("is_superuser", "user_permissions")


def role_name(group: Group) -> str:
    """The role that the group stands for, else its own name."""
    return str(ROLE_NAMES.get(group.name, group.name))


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    """Accounts. Only a superuser makes superusers, gives single permissions or touches one."""

    list_display = ("username", "last_name", "first_name", "roles", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff", "groups", "departments")

    @admin.display(description=User._meta.get_field("groups").verbose_name)
    def roles(self, person: User) -> str:
        """The person's groups."""
        return "、".join(role_name(group) for group in person.groups.all())

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Groups by the names of their roles."""
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups" and field is not None:
            field.label_from_instance = role_name  # type: ignore[method-assign, assignment]
        return field

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the groups that the list shows."""
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The fields that the one who asks may set."""
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return fieldsets
        return [
            (name, {**options, "fields": [f for f in options["fields"] if f not in POWERS]})
            for name, options in fieldsets
        ]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As given; a superuser is changed by superusers only."""
        protected = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not protected and super().has_change_permission(request, obj)
