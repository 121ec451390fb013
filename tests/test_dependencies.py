"""What is installed is what the requirement files say, pinned, and put to use."""

import ast
import re
from collections.abc import Iterator
from importlib import metadata, util
from pathlib import Path

import pytest
from django.conf import settings
from django.db.backends.postgresql.psycopg_any import is_psycopg3

ROOT = Path(__file__).parents[1]
PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(\[[a-z]+\])?==(?P<version>[^\s#]+)(?P<what_for>.*)")
OF_THE_VIRTUAL_ENVIRONMENT = {"pip", "setuptools"}
NAMED_BY_THE_CUSTOMER = {"django", "django-tables2", "plotly", "psycopg2-binary", "pytest-django"}
USED_WITHOUT_AN_IMPORT = {
    "gunicorn": "gunicorn",  # the Makefile and the service run it
    "psycopg2-binary": "postgres",  # Django's own backend imports it, see is_psycopg3 above
    "pytest-django": "DJANGO_SETTINGS_MODULE",  # pytest finds it
}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def requirement_lines(file_name: str) -> list[str]:
    lines = (ROOT / file_name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r "))]


def pinned(*file_names: str) -> dict[str, str]:
    pins = [PIN.fullmatch(line) for name in file_names for line in requirement_lines(name)]
    return {normal(pin["name"]): pin["version"] for pin in pins if pin}


@pytest.mark.parametrize("file_name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_and_says_what_it_is_for(file_name: str) -> None:
    for line in requirement_lines(file_name):
        pin = PIN.fullmatch(line)
        assert pin, line
        assert pin["what_for"].startswith("  # "), line


def test_every_constraint_is_a_pin() -> None:
    assert all(PIN.fullmatch(line) for line in requirement_lines("constraints.txt"))


def test_no_requirement_file_says_where_to_download_from() -> None:
    for path in ROOT.glob("*.txt"):
        assert not re.search(r"^\s*--?(i|f|index|extra|find)\b|://", path.read_text(), re.M), path


def test_what_the_customer_named_is_there() -> None:
    assert pinned("requirements.txt").keys() >= NAMED_BY_THE_CUSTOMER


def test_installed_is_what_is_pinned_and_nothing_else() -> None:
    installed = {
        normal(distribution.name): distribution.version
        for distribution in metadata.distributions()
        if normal(distribution.name) not in OF_THE_VIRTUAL_ENVIRONMENT
    }
    assert installed == pinned("requirements.txt", "requirements-dev.txt", "constraints.txt")


def test_nothing_brought_psycopg_3_which_django_would_prefer() -> None:
    assert util.find_spec("psycopg") is None
    assert not is_psycopg3


def imported_names() -> Iterator[str]:
    """The packages that the code imports and the applications that the settings name."""
    for folder in ("deqing_dashboard", "indicators", "reports"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Import):
                    yield from (alias.name.split(".")[0] for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module:
                    yield node.module.split(".")[0]
    yield from (name.split(".")[0] for name in settings.INSTALLED_APPS)


def test_every_requirement_is_used() -> None:
    provided: dict[str, set[str]] = {}
    for module, distributions in metadata.packages_distributions().items():
        for name in distributions:
            provided.setdefault(normal(name), set()).add(module)
    used = set(imported_names())
    commands = "\n".join(
        (ROOT / name).read_text() for name in ("Makefile", "pyproject.toml", ".ci/with-postgres")
    )
    unused = {
        name
        for name in pinned("requirements.txt")
        if not provided[name] & used and USED_WITHOUT_AN_IMPORT.get(name, "\0") not in commands
    }
    assert unused == set()
