"""The sheet's scripts as they are served: modules of the browser's own kind, under hashed names."""

import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage

from deqing_dashboard.storage import StaticFiles

FOLDER = Path(settings.BASE_DIR, "static/js/sheet")
SCRIPTS = sorted(FOLDER.glob("*.js"))
LONGEST = 300  # lines
IMPORTED = re.compile(r'^import .* from "\./(?P<name>[\w.]+)";$', re.MULTILINE)
# Of ECMAScript 2021 and later; Chromium 90 is to run it.
TOO_NEW = re.compile(
    r"\.replaceAll\(|\.at\(|\?\?=|\|\|=|&&=|^\s+#\w+|structuredClone|Object\.hasOwn"
)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_is_short_and_old_enough(script: Path) -> None:
    text = script.read_text()
    assert len(text.splitlines()) < LONGEST
    assert not TOO_NEW.search(text)


def test_modules_find_each_other_under_their_hashed_names(tmp_path: Path) -> None:
    storage = StaticFiles(location=tmp_path, base_url="/static/")
    source = FileSystemStorage(location=FOLDER)
    for script in SCRIPTS:
        shutil.copy(script, tmp_path)
    failed = [
        done
        for _name, _hashed, done in storage.post_process(
            {script.name: (source, script.name) for script in SCRIPTS}
        )
        if isinstance(done, Exception)
    ]
    assert failed == []
    [served] = tmp_path.glob("main.*.js")
    names = {found["name"] for found in IMPORTED.finditer(served.read_text())}
    assert len(names) == len(IMPORTED.findall((FOLDER / "main.js").read_text())) > 5
    assert all(re.search(r"\.[0-9a-f]{12}\.js$", name) for name in names)
    assert all((tmp_path / name).exists() for name in names)
