"""What all tests share: the people, the loaded demonstration, and that nothing is skipped."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from indicators.choices import Role
from indicators.management.people import create_people
from tests import snapshots
from tests.bureau import JUNE, Bureau, make_bureau

MIGRATED = "migrated"
DEMO = "demo"


@pytest.fixture(scope="session")
def migrated(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """A snapshot of the database as the migrations leave it: roles, and no people or figures."""
    with django_db_blocker.unblock():
        snapshots.take(MIGRATED)


@pytest.fixture(scope="session")
def demo_loaded_once(migrated: None, django_db_blocker: DjangoDbBlocker) -> None:
    """A snapshot of the database with the demonstration loaded, which takes seconds."""
    with django_db_blocker.unblock():
        snapshots.restore(MIGRATED)  # A test that committed may have had the roles flushed.
        with override_settings(DEMO=True), transaction.atomic():
            call_command("demo", stdout=StringIO())
        snapshots.take(DEMO)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # As its autovacuum does where data stay for a while.
        snapshots.restore(MIGRATED)


def commits(test: pytest.Item) -> bool:
    """Whether a test writes for good, so that the database is flushed after it."""
    marker = test.get_closest_marker("django_db")
    fixtures = set(getattr(test, "fixturenames", ()))
    return bool(
        (marker and marker.kwargs.get("transaction"))
        or fixtures & {"transactional_db", "live_server"}
    )


@pytest.fixture(autouse=True)
def roles_before_a_test_that_commits(request: pytest.FixtureRequest) -> None:
    """Put back what migrations made; the test that committed before this one had it flushed."""
    if commits(request.node):
        request.getfixturevalue("migrated")
        request.getfixturevalue("transactional_db")
        snapshots.restore(MIGRATED)


@pytest.fixture
def demo_ledger(demo_loaded_once: None, db: None, roles_before_a_test_that_commits: None) -> None:
    """The ledger of `manage.py demo`, for one test to read and change.

    Works under `db`, rolled back afterwards, and for tests that commit or drive a browser, under
    `transactional_db` and `live_server`. Loaded once a session, then copied within the database.
    """
    snapshots.restore(DEMO)


@pytest.fixture
def people(request: pytest.FixtureRequest, db: None) -> dict[Role, User]:
    """One person a role, named like it: those of `demo_ledger` where a test has it.

    In an empty ledger they have their role and no department.
    """
    if "demo_ledger" in request.fixturenames:
        request.getfixturevalue("demo_ledger")
    return create_people()[0]


@pytest.fixture
def clerk(people: dict[Role, User]) -> User:
    return people[Role.CLERK]


@pytest.fixture
def reviewer(people: dict[Role, User]) -> User:
    return people[Role.REVIEWER]


@pytest.fixture
def office(people: dict[Role, User]) -> User:
    return people[Role.OFFICE]


@pytest.fixture
def leader(people: dict[Role, User]) -> User:
    return people[Role.LEADER]


@pytest.fixture
def admin(people: dict[Role, User]) -> User:
    return people[Role.ADMIN]


@pytest.fixture
def bureau(db: None) -> Bureau:
    """A small bureau with June 2023 open, for tests that make their own figures."""
    made = make_bureau()
    made.open(JUNE)
    return made


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that commit come last, after those that rely on what the flush would take.

    On SQLite the tests marked `postgresql` are left out; the run on PostgreSQL has them.
    """
    left_out = [item for item in items if item.get_closest_marker("postgresql")]
    if connection.vendor != "postgresql" and left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    items.sort(key=commits)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test fails the run: what cannot be tested here is to be installed, not passed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say so."""
    skipped = len(terminalreporter.stats.get("skipped", []))
    if skipped:
        terminalreporter.write_line(f"Skipped tests fail the run: {skipped}", red=True)
