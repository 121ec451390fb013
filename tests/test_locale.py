"""Chinese and English are both complete, and the compiled catalogue is the written one."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.utils import translation

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES"
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
SPOKEN = ("deqing_dashboard", "indicators", "reports", "templates", "static")

Message = tuple[str | None, str, str]


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> set[Message]:
    """Every message of code and templates, as gettext finds them in a copy of the project."""
    copy = tmp_path_factory.mktemp("messages")
    for folder in SPOKEN:
        shutil.copytree(ROOT / folder, copy / folder)
    shutil.copy(ROOT / "manage.py", copy)
    (copy / "locale").mkdir()
    done = subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--locale", "zh_Hans"],
        cwd=copy,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "deqing_dashboard.settings"},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found = polib.pofile(str(copy / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"))
    return {key(entry) for entry in found}


@pytest.fixture(scope="module")
def written() -> polib.POFile:
    return polib.pofile(str(CATALOGUE / "django.po"))


def key(entry: polib.POEntry) -> Message:
    return (entry.msgctxt, entry.msgid, entry.msgid_plural)


def test_messages_in_the_code_are_english(spoken: set[Message]) -> None:
    assert [message for message in spoken if CHINESE.search(f"{message[1]}{message[2]}")] == []


def test_every_message_is_translated(spoken: set[Message], written: polib.POFile) -> None:
    translated = {key(entry) for entry in written.translated_entries()}
    assert sorted(spoken - translated, key=str) == []


def test_the_catalogue_has_nothing_doubtful_or_left_over(
    spoken: set[Message], written: polib.POFile
) -> None:
    assert [entry.msgid for entry in written if entry.fuzzy or entry.obsolete] == []
    assert sorted({key(entry) for entry in written} - spoken, key=str) == []


def test_the_compiled_catalogue_is_the_written_one(written: polib.POFile) -> None:
    compiled = polib.mofile(str(CATALOGUE / "django.mo"))
    assert {key(entry): texts(entry) for entry in compiled} == {
        key(entry): texts(entry) for entry in written.translated_entries()
    }


def texts(entry: polib.POEntry) -> list[str]:
    return [entry.msgstr, *(entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural))]


def test_both_languages_are_spoken(written: polib.POFile) -> None:
    for entry in written.translated_entries():
        if entry.msgctxt or entry.msgid_plural:
            continue
        with translation.override("zh-hans"):
            assert translation.gettext(entry.msgid) == entry.msgstr
        with translation.override("en"):
            assert translation.gettext(entry.msgid) == entry.msgid
