"""The environment decides, and what it gets wrong is said plainly."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.checks import run_checks
from pytest_django import Settings

ROOT = Path(__file__).parents[1]


def manage(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py with its own var/ and no environment but this."""
    return subprocess.run(
        [sys.executable, "-W", "error", ROOT / "manage.py", *arguments],
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(folder / "var"), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def documented_environment() -> dict[str, str]:
    lines = (ROOT / "deploy" / "production.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_the_production_environment_deploys_without_a_warning(tmp_path: Path) -> None:
    environment = documented_environment()
    assert environment["DATABASE_URL"].startswith("postgres://")
    environment |= {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'production.sqlite3'}",
        "VAR_DIR": str(tmp_path / "var"),
    }
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "INFO", **environment)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_without_any_environment_it_runs(tmp_path: Path) -> None:
    done = manage(tmp_path, "check")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_key_made_once_is_kept_for_the_owner_only(tmp_path: Path) -> None:
    manage(tmp_path, "check")
    kept = tmp_path / "var" / "secret_key"
    first = kept.read_text()
    manage(tmp_path, "check")
    assert kept.read_text() == first
    assert len(first) >= 50
    assert kept.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("DEMO", "2"),
        ("HTTPS", "on please"),
        ("ALLOW_OWN_APPROVAL", "perhaps"),
        ("DATABASE_URL", "oracle-of-delphi://nowhere"),
        ("LOG_LEVEL", "CHATTY"),
        ("EMAIL_URL", "mail.example"),
        ("EMAIL_URL", "smtp://mail.example:port"),
        ("EMAIL_URL", "pigeon://mail.example"),
    ],
)
def test_a_value_that_makes_no_sense_is_named_without_a_trace(
    tmp_path: Path, name: str, value: str
) -> None:
    done = manage(tmp_path, "check", **{name: value})
    assert done.returncode != 0
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_a_mail_server_is_read_from_its_address(tmp_path: Path) -> None:
    address = "smtp://zhibiao:p%40ss@mail.example:587/?tls=True"
    shown = (
        "from django.conf import settings as s; print(s.MAIL_SERVER_SET, s.EMAIL_HOST, "
        "s.EMAIL_PORT, s.EMAIL_HOST_PASSWORD, s.EMAIL_USE_TLS, s.EMAIL_TIMEOUT)"
    )
    done = manage(tmp_path, "shell", "-v0", "-c", shown, EMAIL_URL=address)
    assert done.stdout.split() == ["True", "mail.example", "587", "p@ss", "True", "10"]


def test_without_a_mail_server_nothing_is_sent(tmp_path: Path) -> None:
    shown = "from django.conf import settings as s; print(s.MAIL_SERVER_SET, s.EMAIL_BACKEND)"
    done = manage(tmp_path, "shell", "-v0", "-c", shown)
    assert done.stdout.split() == ["False", "django.core.mail.backends.dummy.EmailBackend"]


@pytest.fixture
def demo_clerk(clerk: User) -> User:
    assert clerk.groups.filter(name="demo").exists()
    return clerk


def findings() -> list[str]:
    return [message.id or "" for message in run_checks(include_deployment_checks=True)]


def test_a_demo_account_in_real_use_is_an_error(demo_clerk: User, settings: Settings) -> None:
    settings.DEMO = False
    assert "indicators.E001" in findings()


def test_a_demo_account_is_fine_on_a_demonstration(demo_clerk: User, settings: Settings) -> None:
    settings.DEMO = True
    assert "indicators.E001" not in findings()


@pytest.mark.django_db
def test_deactivated_demo_accounts_are_fine(clerk: User, settings: Settings) -> None:
    settings.DEMO = False
    User.objects.update(is_active=False)
    assert "indicators.E001" not in findings()
