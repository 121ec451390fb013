"""What each group may do with summaries."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

VIEW = ["view_summarytemplate", "view_summarysection", "view_issuedsummary"]
EDIT = [
    f"{verb}_{noun}" for verb in ("add", "change") for noun in ("summarytemplate", "summarysection")
]
ROLES = {
    "clerk": VIEW,
    "reviewer": VIEW,
    "office": [*VIEW, *EDIT, "issue_summary"],
    "leader": VIEW,
    "admin": [*VIEW, *EDIT],
}


def set_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give the groups these permissions, creating the groups that are not there yet."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    # Permissions are usually made after all migrations; the groups need them now.
    config = apps.get_app_config("reports")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    for role, codenames in ROLES.items():
        group, _created = Group.objects.get_or_create(name=role)
        group.permissions.add(
            *Permission.objects.filter(content_type__app_label="reports", codename__in=codenames)
        )


def remove_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the permissions away; the groups belong to the ledger too."""
    Permission = apps.get_model("auth", "Permission")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.remove(*Permission.objects.filter(content_type__app_label="reports"))


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_initial"),
        ("indicators", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(set_roles, remove_roles)]
