"""Groups of people, and what each may do. Nobody deletes: what has a history keeps it."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NOUNS = (
    "department",
    "entry",
    "figure",
    "honour",
    "indicator",
    "lightbands",
    "milestone",
    "paceplan",
    "project",
    "ranking",
    "region",
    "reportingmonth",
    "target",
    "workarea",
)
CATALOGUE = ("department", "indicator", "lightbands", "paceplan", "region", "target", "workarea")
CHRONICLE = ("honour", "milestone", "project", "ranking")


def _edit(nouns: tuple[str, ...]) -> list[str]:
    return [f"{verb}_{noun}" for noun in nouns for verb in ("add", "change")]


VIEW = [f"view_{noun}" for noun in NOUNS]
ROLES = {
    "clerk": [*VIEW, "enter_entry"],
    "reviewer": [*VIEW, "review_entry"],
    "office": [*VIEW, "manage_month", *_edit(CHRONICLE)],
    "leader": VIEW,
    "admin": [*VIEW, *_edit((*CATALOGUE, *CHRONICLE))],
}
PEOPLE = ["view_user", "add_user", "change_user", "view_group"]


def set_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the groups with exactly these permissions of this application."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for label in ("auth", "indicators"):
        # Permissions are usually made after all migrations; the groups need them now.
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    for role, codenames in ROLES.items():
        group, _created = Group.objects.get_or_create(name=role)
        group.permissions.add(
            *Permission.objects.filter(content_type__app_label="indicators", codename__in=codenames)
        )
    Group.objects.get(name="admin").permissions.add(
        *Permission.objects.filter(content_type__app_label="auth", codename__in=PEOPLE)
    )


def remove_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the groups."""
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(set_roles, remove_roles)]
