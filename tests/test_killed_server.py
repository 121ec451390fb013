"""The server is killed while 200 entries are handed in or approved: all of them are, or none.

A real server in processes of its own, on the tests' database, is killed with all its processes at
ever other moments between the request and the answer, and started again.
"""

import json
import select
import socket
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from http.client import HTTPConnection, HTTPResponse
from time import monotonic
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse

from indicators import ledger
from indicators.choices import EntryState
from indicators.ledger.drafts import written
from indicators.ledger.verification import verify
from indicators.models import Entry, Figure, Indicator, Region, ReportingMonth
from indicators.periods import Month
from tests.bureau import Bureau, make_bureau
from tests.serving import PATIENCE, Server

pytestmark = pytest.mark.django_db(transaction=True)

ENTRIES, TOWNS = 200, 40
NAME = "server to be killed"  # As the database knows its connections.
TOKEN = "k" * 32
HANDED_IN = (EntryState.SUBMITTED, EntryState.APPROVED)


def server() -> Server:
    """A server whose connections the database knows by name."""
    return Server(
        DJANGO_SETTINGS_MODULE="tests.settings",
        PYTEST_XDIST_WORKER="server",  # It works in the same folder, then.
        VAR_DIR=str(settings.VAR_DIR),
        PGAPPNAME=NAME,
    )


@dataclass
class Request:
    """What a person's browser sends, to be sent in pieces and to be waited for."""

    person: User
    address: str
    body: bytes
    content_type: str

    def begin(self, port: int, share: float = 1) -> HTTPConnection:
        """Send it, or only a share of its body."""
        visitor = Client()
        visitor.force_login(self.person)
        key = visitor.cookies[settings.SESSION_COOKIE_NAME].value
        wire = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        wire.putrequest("POST", self.address)
        for name, value in {
            "Content-Type": self.content_type,
            "Content-Length": str(len(self.body)),
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={key}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
        }.items():
            wire.putheader(name, value)
        wire.endheaders()
        wire.send(self.body[: int(len(self.body) * share)])
        return wire

    def answer(self, port: int) -> HTTPResponse:
        """The server's answer to all of it."""
        wire = self.begin(port)
        answer = wire.getresponse()
        answer.content = answer.read()  # type: ignore[attr-defined]
        wire.close()
        return answer


def writes(wire: HTTPConnection) -> None:
    """Wait until the server holds the lock that it writes under, or has answered."""
    deadline = monotonic() + PATIENCE
    while not answers(wire, 0) and not _is_locked():
        assert monotonic() < deadline


def _is_locked() -> bool:
    if connection.vendor == "sqlite":
        own = sqlite3.connect(connection.settings_dict["NAME"], timeout=0, isolation_level=None)
        try:
            own.execute("BEGIN IMMEDIATE")
            own.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return True
        finally:
            own.close()
        return False
    try:
        with transaction.atomic():
            list(ReportingMonth.objects.select_for_update(nowait=True))
    except OperationalError:
        return True
    return False


def answers(wire: HTTPConnection, seconds: float) -> bool:
    """Whether the answer begins within that time."""
    return bool(select.select([wire.sock], [], [], seconds)[0])


def settled() -> None:
    """Wait until the database has noticed that the server is gone."""
    deadline = monotonic() + PATIENCE
    while connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE datname = current_database() AND application_name = %s",
                [NAME],
            )
            if cursor.fetchone() == (0,):
                return
        assert monotonic() < deadline


Kill = Callable[[Server, Request, float], None]
"""Sends the request and kills the server; the float is what an undisturbed request takes."""


def half_sent(server: Server, request: Request, _usual: float) -> None:
    wire = request.begin(server.port, share=0.5)
    server.kill()
    wire.close()


def sent(server: Server, request: Request, _usual: float) -> None:
    wire = request.begin(server.port)
    server.kill()
    wire.close()


def during(share: float) -> Kill:
    """When the server has begun to write, and so much of the usual time later."""

    def kill(server: Server, request: Request, usual: float) -> None:
        wire = request.begin(server.port)
        writes(wire)
        answers(wire, share * usual)
        server.kill()
        wire.close()

    return kill


def answering(server: Server, request: Request, _usual: float) -> None:
    wire = request.begin(server.port)
    assert isinstance(wire.sock, socket.socket)
    assert wire.sock.recv(1)
    server.kill()
    wire.close()


# Surely nothing is written at the first, surely everything at the last.
MOMENTS: tuple[Kill, ...] = (half_sent, sent, during(0), during(0.3), during(0.6), answering)


@pytest.fixture
def bureau(transactional_db: None) -> Bureau:
    """The small bureau with forty towns and five indicators, and a month for each round."""
    made = make_bureau()
    User.objects.filter(pk=made.reviewer.pk).update(is_staff=True)
    made.towns += [
        Region.objects.create(
            code=f"330521{200 + number}", name=f"镇{number}", level="town", parent=made.county
        )
        for number in range(TOWNS - len(made.towns))
    ]
    for number in range(3):
        Indicator.objects.create(
            code=f"more-{number}",
            name=f"指标{number}",
            work_area=made.lifts.work_area,
            department=made.lifts.department,
            kind="stock",
            level="town",
            unit="个",
        )
    return made


def drafts(bureau: Bureau, month: Month) -> list[Entry]:
    """Two hundred drafts of the month."""
    bureau.open(month)
    indicators = Indicator.objects.filter(level="town").exclude(kind="ratio").order_by("pk")
    rows = [
        ledger.Draft(
            indicator=indicator,
            region=town,
            month=month,
            value=Decimal(month.month + number),
            explanation="已核实",
        )
        for indicator in indicators
        for number, town in enumerate(bureau.towns)
    ]
    found = ledger.draft(bureau.clerk, rows)
    assert len(found) == ENTRIES
    return found


def handing_in(bureau: Bureau, month: Month, entries: list[Entry]) -> Request:
    """The sheet's request to hand all of them in, as the clerk saw them."""
    body = {
        "month": str(month),
        "region": bureau.county.code,
        "submit": True,
        "rows": [
            {
                "indicator": entry.indicator.code,
                "region": entry.region.code,
                "seen": written(ledger.stamp(entry)),
                "value": f"{entry.value:.0f}",
                "explanation": entry.explanation,
            }
            for entry in entries
        ],
    }
    address = reverse("admin:indicators_entry_sheet_save")
    return Request(bureau.clerk, address, json.dumps(body).encode(), "application/json")


def approving(bureau: Bureau, entries: list[Entry]) -> Request:
    """The queue's request to approve all of them, as the reviewer saw them."""
    stamps = " ".join(written(ledger.stamp(entry)) for entry in entries)
    address = reverse("admin:indicators_entry_review")
    body = urlencode({"approve": f"all|{stamps}"}).encode()
    return Request(bureau.reviewer, address, body, "application/x-www-form-urlencoded")


@pytest.fixture
def restarted() -> Iterator[Callable[[], Server]]:
    """Starts the server, again and again; the last one is killed."""
    servers: list[Server] = []

    def start() -> Server:
        servers.append(server())
        return servers[-1]

    yield start
    servers[-1].kill()
    settled()


def all_or_none(entries: list[Entry], *states: EntryState) -> bool:
    """Whether all of the entries have come so far; fails when only some have."""
    so_far = Entry.objects.filter(pk__in=[entry.pk for entry in entries], state__in=states).count()
    assert so_far in (0, ENTRIES)
    return so_far == ENTRIES


def test_entries_handed_in_while_the_server_dies_are_all_there_or_none(
    bureau: Bureau, restarted: Callable[[], Server]
) -> None:
    server, usual, outcomes = restarted(), 1.0, []
    for number, kill in enumerate(MOMENTS, start=1):
        month = Month(2023, number)
        entries = drafts(bureau, month)
        request = handing_in(bureau, month, entries)
        kill(server, request, usual)
        settled()
        outcomes.append(all_or_none(entries, *HANDED_IN))
        server = restarted()
        began = monotonic()
        answer = request.answer(server.port)
        usual = usual if outcomes[-1] else monotonic() - began
        assert answer.status == 200
        assert all_or_none(entries, EntryState.SUBMITTED)
        assert Entry.objects.of_month(month).count() == ENTRIES
    assert verify().faults == []
    assert (outcomes[0], outcomes[-1]) == (False, True)


def test_entries_approved_while_the_server_dies_are_all_figures_or_none(
    bureau: Bureau, restarted: Callable[[], Server]
) -> None:
    server, usual, outcomes = restarted(), 1.0, []
    for number, kill in enumerate(MOMENTS, start=1):
        month = Month(2023, number)
        entries = ledger.submit(bureau.clerk, ledger.stamps(drafts(bureau, month)))
        request = approving(bureau, entries)
        kill(server, request, usual)
        settled()
        outcomes.append(all_or_none(entries, EntryState.APPROVED))
        figures = Figure.objects.filter(year=2023, month=number)
        assert figures.filter(entry__isnull=False).count() == ENTRIES * outcomes[-1]
        # Five indicators at county, city and province.
        assert figures.filter(entry=None).count() == 5 * 3 * outcomes[-1]
        assert verify().faults == []
        server = restarted()
        began = monotonic()
        answer = request.answer(server.port)
        usual = usual if outcomes[-1] else monotonic() - began
        assert answer.status == (200 if outcomes[-1] else 302)
        assert all_or_none(entries, EntryState.APPROVED)
    found = verify()
    assert found.faults == []
    assert found.roll_ups == 5 * 3 * len(MOMENTS)
    assert (outcomes[0], outcomes[-1]) == (False, True)
