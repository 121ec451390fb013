"""Copies of all tables beside the tables themselves, to put a database back in a moment."""

from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, transaction


def take(name: str) -> None:
    """Keep what every table of the project's models holds now, under that name."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in _tables():
            copy = _quoted(f"{name}_{table}")
            cursor.execute(f"DROP TABLE IF EXISTS {copy}")
            cursor.execute(f"CREATE TABLE {copy} AS SELECT * FROM {_quoted(table)}")


def restore(name: str) -> None:
    """Make every table hold again what it held when the snapshot of that name was taken."""
    tables = _tables()
    with transaction.atomic(), connection.cursor() as cursor:
        # Foreign keys are checked at the end of the transaction, so any order will do.
        for table in tables:
            cursor.execute(f"DELETE FROM {_quoted(table)}")
        for table in tables:
            copy = _quoted(f"{name}_{table}")
            cursor.execute(f"INSERT INTO {_quoted(table)} SELECT * FROM {copy}")
        models = connection.introspection.installed_models(tables)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
    ContentType.objects.clear_cache()


def _tables() -> list[str]:
    return connection.introspection.django_table_names(only_existing=True, include_views=False)


def _quoted(table: str) -> str:
    return connection.ops.quote_name(table)
