"""The tests run on the database they say, set up as in real use, and start from what they say."""

import os

import pytest
from django.contrib.auth.models import Group, User
from django.db import IntegrityError, connection, transaction

from indicators.choices import Role
from indicators.models import Figure


def test_the_database_is_the_one_that_the_environment_names() -> None:
    scheme = os.environ.get("DATABASE_URL", "sqlite").partition(":")[0]
    assert connection.vendor == {"postgres": "postgresql"}.get(scheme, scheme)


@pytest.mark.django_db
@pytest.mark.postgresql
def test_postgresql_is_15_or_newer_and_keeps_chinese() -> None:
    assert connection.cursor().connection.server_version >= 15_00_00
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        assert cursor.fetchone() == ("UTF8",)


@pytest.mark.django_db
def test_sqlite_lets_readers_read_while_one_writes() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone() == ("wal",)


@pytest.mark.django_db
def test_foreign_keys_are_enforced() -> None:
    User.groups.through.objects.create(user_id=10**6, group_id=10**6)
    with pytest.raises(IntegrityError):
        connection.check_constraints()
    transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_test_starts_with_roles_and_an_empty_ledger() -> None:
    assert set(Group.objects.values_list("name", flat=True)) >= {role.value for role in Role}
    assert not Figure.objects.exists()
    assert not User.objects.exists()


def test_the_demonstration_is_there_for_who_asks(demo_ledger: None, clerk: User) -> None:
    assert Figure.objects.exists()
    assert clerk.departments.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["once", "again"])
def test_a_test_that_commits_finds_the_demonstration(
    demo_ledger: None, clerk: User, time: str
) -> None:
    assert clerk.departments.exists()
    assert clerk.has_perm("indicators.enter_entry")
    Figure.objects.all().delete()
    User.objects.create(username="somebody new")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["once", "again"])
def test_a_test_that_commits_finds_roles_and_an_empty_ledger(clerk: User, time: str) -> None:
    assert clerk.has_perm("indicators.enter_entry")
    assert not Figure.objects.exists()
    assert User.objects.count() == len(Role)
