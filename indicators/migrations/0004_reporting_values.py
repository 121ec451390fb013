"""What entries and months of before say in the new columns."""

import calendar
import datetime

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Whoever wrote an entry handed it in; a month opened on its last day."""
    Entry = apps.get_model("indicators", "Entry")
    Entry.objects.filter(submitted_at__isnull=False).update(submitted_by=F("entered_by"))
    ReportingMonth = apps.get_model("indicators", "ReportingMonth")
    for row in ReportingMonth.objects.all():
        last = datetime.date(row.year, row.month, calendar.monthrange(row.year, row.month)[1])
        row.opens_on = min(last, row.due_on)
        row.save(update_fields=["opens_on"])


class Migration(migrations.Migration):
    dependencies = [("indicators", "0003_reporting")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
