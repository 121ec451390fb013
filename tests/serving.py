"""gunicorn with the product's own configuration, on the tests' database."""

import os
import re
import signal
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection
from django.urls import reverse

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 30  # seconds, for whatever should happen at once


def database_url() -> str:
    """The address of the tests' database, for another process."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


class Server:
    """A server of one worker in a process group that can be killed; `more` is its environment."""

    def __init__(self, **more: str) -> None:
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"),
                *("--bind", "127.0.0.1:0", "--workers", "1", "deqing_dashboard.wsgi"),
            ],
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": database_url(),
                "PYTHONDONTWRITEBYTECODE": "1",
                **more,
            },
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.port = self._listening()
        # What is asked for next is not to wait until the program has been read.
        wire = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        wire.request("GET", reverse("login"))
        assert wire.getresponse().status == 200
        wire.close()

    def _listening(self) -> int:
        assert self._process.stderr is not None
        said = []
        for line in self._process.stderr:
            said.append(line)
            if found := re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", line):
                return int(found[1])
        raise AssertionError("".join(said))

    def kill(self) -> None:
        """At once, with all its processes, and without a word."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(PATIENCE)
        assert self._process.stderr is not None
        self._process.stderr.close()
