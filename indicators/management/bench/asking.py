"""A reader to measure with, and what asking once took."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _


@contextmanager
def undone() -> Iterator[None]:
    """A transaction that is rolled back."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


@contextmanager
def signed_in(person: User) -> Iterator[Client]:
    """A browser of the person, whose sign-in is forgotten afterwards."""
    names = [name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"]
    client = Client(SERVER_NAME=names[0] if names else "localhost")
    client.force_login(person)
    try:
        yield client
    finally:
        client.logout()  # The cache keeps what a rollback does not reach.


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer: its queries, how long it took in milliseconds, what came back."""

    queries: list[str]
    time: float
    answer: Any


def ask(step: str, asking: Callable[[], Any]) -> Asked:
    """What asking took; raises CommandError for an answer that is none."""
    with CaptureQueriesContext(connection) as queries:
        began = perf_counter()
        answer = asking()
        took = (perf_counter() - began) * 1000
    if answer.status_code != 200:
        text = _("%(step)s was answered with %(status)s.")
        raise CommandError(text % {"step": step, "status": answer.status_code})
    return Asked([query["sql"] for query in queries], took, answer)


def timed(asking: Callable[[], Any]) -> float:
    """How long asking takes in milliseconds, with nobody watching."""
    began = perf_counter()
    asking()
    return (perf_counter() - began) * 1000
