"""Who hands out keys to the big screen."""

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ROLES = ("office", "admin")
RIGHTS = [f"{verb}_screentoken" for verb in ("view", "add", "change")]


def give(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Office and administrator make keys and withdraw them."""
    config = apps.get_app_config("indicators")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    Permission = apps.get_model("auth", "Permission")
    rights = Permission.objects.filter(content_type__app_label="indicators", codename__in=RIGHTS)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.add(*rights)


def take(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """They no longer do."""
    Permission = apps.get_model("auth", "Permission")
    rights = Permission.objects.filter(content_type__app_label="indicators", codename__in=RIGHTS)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.remove(*rights)


class Migration(migrations.Migration):
    dependencies = [("indicators", "0006_dashboards")]
    operations = [migrations.RunPython(give, take)]
