"""What the repository promises whoever opens it."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOT_OURS = {".git", ".hypothesis", ".venv", "__pycache__", "test-results", "var"}
PICTURES_AND_COMPILED = {".png", ".ico", ".mo", ".pyc"}
LONGEST_FILE = 400  # lines
HOME_OF_SOMEBODY = re.compile(r"(?<![\w.:/-])/(?:home|root|Users|work|workspace|mnt|media)/\w")
PACKAGE_SOURCE = re.compile(r"--(?:extra-)?index-url|--find-links|(?:PIP|UV)_\w*(?:INDEX|LINKS)")
ELSEWHERE = re.compile(
    r"""(?:src|href|action|data|srcset|poster)\s*=\s*["']?\s*(?:https?:)?//
    |url\(\s*["']?\s*(?:https?:)?//
    |@import\s+["']\s*(?:https?:)?//
    |(?:fetch|import|open|WebSocket)\s*\(\s*["'`]\s*(?:https?|wss?):""",
    re.VERBOSE,
)


def files(*suffixes: str, under: str = ".") -> Iterator[Path]:
    """The repository's text files, without what tools leave behind."""
    for folder, folders, names in os.walk(ROOT / under):
        folders[:] = [
            name for name in folders if name not in NOT_OURS and not name.endswith("_cache")
        ]
        for path in (Path(folder, name) for name in names):
            if path.suffix not in PICTURES_AND_COMPILED and (
                not suffixes or path.suffix in suffixes
            ):
                yield path


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_python_file_is_longer_than_one_wall() -> None:
    lengths = {
        named(path): len(path.read_text().splitlines())
        for path in files(".py")
        if "migrations" not in path.parts
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_pages_load_nothing_from_elsewhere() -> None:
    sources = [*files(under="templates"), *files(under="static")]
    assert [named(path) for path in sources if ELSEWHERE.search(path.read_text())] == []


@pytest.mark.parametrize(
    "text",
    [
        '<script src="//cdn.example/x.js">',
        "<link href='https://fonts.example/a.css'>",
        "body { background: url(http://pictures.example/a.png) }",
        '@import "https://styles.example/a.css";',
        "fetch('https://counter.example/')",
    ],
)
def test_a_load_from_elsewhere_would_be_noticed(text: str) -> None:
    assert ELSEWHERE.search(text)


def test_nothing_names_a_place_on_somebodys_machine() -> None:
    found = {
        named(path): match[0]
        for path in files()
        if path != Path(__file__)
        and (
            match := HOME_OF_SOMEBODY.search(text := path.read_text())
            or PACKAGE_SOURCE.search(text)
        )
    }
    assert found == {}


def test_the_readme_names_the_commands_there_are() -> None:
    readme = (ROOT / "README.md").read_text()
    rules = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    told = set(re.findall(r"\bmake ([a-z-]+)\b", readme))
    assert {"run", "test"} <= told <= rules


def test_the_readme_explains_every_variable_of_the_settings() -> None:
    readme = (ROOT / "README.md").read_text()
    settings = (ROOT / "deqing_dashboard" / "settings.py").read_text()
    variables = set(re.findall(r'(?:environ\.get|flag|words)\("([A-Z_]+)"', settings))
    assert len(variables) > 5
    assert {name for name in variables | {"DATABASE_URL"} if f"`{name}`" not in readme} == set()
    assert "PORT=" in readme


def test_what_is_to_be_run_can_be_run() -> None:
    scripts = [ROOT / "manage.py", *(ROOT / ".ci").iterdir()]
    assert [named(path) for path in scripts if not os.access(path, os.X_OK)] == []


def check_machine(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / ".ci" / "check-machine", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_taken_port_is_said_before_anything_is_set_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = check_machine(str(port))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} is taken; choose another: make run PORT=")


@pytest.mark.parametrize("port", ["", "abc", "0", "65536", "-1", "80.5"])
def test_a_port_that_is_none_is_said(port: str) -> None:
    done = check_machine(port)
    assert done.returncode == 1
    assert "give a number from 1 to 65535" in done.stderr


def test_this_machine_will_do() -> None:
    assert check_machine().returncode == 0
