"""Keeping what was read until the database changes, so that nothing is computed twice.

What is kept is asked for by the state of the database: the same state, the same rows. PostgreSQL
names its state by the transactions that a snapshot sees; SQLite tells a connection whether others
have written, and the connection knows what it wrote itself. Either notices every change, whoever
made it, and costs 1 query. Inside a transaction nothing is kept: it may be rolled back.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from threading import local
from typing import Any, TypeVar

from django.db import connection

Row = TypeVar("Row")

MOST_ROWS = 1_500  # Of all that one thread keeps: some ten megabytes.


class _Kept(local):
    """What one thread keeps, oldest first, and the state of the database that it is good for."""

    def __init__(self) -> None:
        self.state: Any = None
        self.asked: Any = None
        self.rows: OrderedDict[Hashable, list[Any]] = OrderedDict()


_kept = _Kept()


def remembered(key: Hashable, read: Callable[[], Sequence[Row]]) -> list[Row]:
    """What `read` returns, or returned under the key before and nothing has been written since.

    The rows are shared between requests, and not to be changed.
    """
    state = _kept.asked or _state()
    if state is None:
        return list(read())
    if state != _kept.state:
        _kept.rows.clear()
        _kept.state = state
    if key not in _kept.rows:
        _kept.rows[key] = list(read())
        while len(_kept.rows) > 1 and sum(map(len, _kept.rows.values())) > MOST_ROWS:
            _kept.rows.popitem(last=False)
    _kept.rows.move_to_end(key)
    return list(_kept.rows[key])


@contextmanager
def one_state() -> Iterator[None]:
    """Within it the state of the database is asked for once: for a page that reads and does not
    write."""
    _kept.asked = _state()
    try:
        yield
    finally:
        _kept.asked = None


def _state() -> Any:
    """The state of the database as this connection sees it; None while it may be rolled back."""
    if connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA data_version")
            written = connection.connection.total_changes
            # The connection itself is part of the state: another one counts for itself.
            return connection.connection, cursor.fetchone()[0], written
        cursor.execute("SELECT pg_current_snapshot()::text")
        return connection.settings_dict["NAME"], cursor.fetchone()[0]
