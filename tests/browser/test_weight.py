"""What a first visit brings over the wire: a real server, compressed files, an empty browser."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client, override_settings
from playwright.sync_api import Browser, CDPSession, Page

from indicators.choices import Role
from tests.serving import Server

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.looks]

MOST_BYTES = 80_000  # HTML, style sheets, fonts and scripts, compressed, before any chart
MOST_REQUESTS = 20
CHART_LIBRARY = "plotly"
COUNTED = {"Document", "Stylesheet", "Font", "Script"}
MONTH = "?month=2023-06"
PAGES = {
    "overview": f"/{MONTH}",
    "programme": f"/programmes/housing-security/{MONTH}",
    "indicator": f"/indicators/talent-homes/{MONTH}",
    "towns": f"/towns/{MONTH}",
    "town": f"/towns/330521001/{MONTH}",
    "projects": f"/projects/{MONTH}",
    "honours": f"/honours/{MONTH}",
    "compare": f"/compare/{MONTH}",
    "year": f"/compare/year/{MONTH}",
    "search": f"/search/{MONTH}&q=jzdt",
    "reporting": f"/reporting/{MONTH}",
    "summary": "/summary/?period=2023-H1",
    "screen": "/screen/",
}


@dataclass
class Load:
    """What one visit asked for: address by number, and bytes on the wire by address."""

    asked: dict[str, tuple[str, str]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)

    def watch(self, wire: CDPSession) -> None:
        """Write down what goes over the wire from now on."""
        wire.send("Network.enable")
        wire.on("Network.responseReceived", self._received)
        wire.on("Network.requestServedFromCache", lambda told: self.kept.add(told["requestId"]))
        wire.on("Network.loadingFinished", self._finished)

    def _received(self, told: dict[str, Any]) -> None:
        self.asked[told["requestId"]] = (told["type"], told["response"]["url"])
        if told["response"].get("fromDiskCache"):
            self.kept.add(told["requestId"])

    def _finished(self, told: dict[str, Any]) -> None:
        self.sizes[told["requestId"]] = int(told["encodedDataLength"])

    @property
    def counted(self) -> dict[str, int]:
        """Bytes by address of what is read before charts."""
        return {
            url: self.sizes.get(number, 0)
            for number, (kind, url) in self.asked.items()
            if kind in COUNTED and CHART_LIBRARY not in url
        }

    @property
    def chart_library(self) -> list[int]:
        """The bytes of each time that the chart library came over the wire."""
        return [
            self.sizes.get(number, 0)
            for number, (_kind, url) in self.asked.items()
            if CHART_LIBRARY in url and number not in self.kept
        ]


@pytest.fixture(scope="module")
def served_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with static files collected and compressed, as `make run` leaves it."""
    folder = tmp_path_factory.mktemp("var")
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "deqing_dashboard.storage.StaticFiles"},
    }
    with override_settings(STATIC_ROOT=folder / "static", STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


@pytest.fixture
def server(served_folder: Path, demo_ledger: None, transactional_db: None) -> Iterator[str]:
    """The address of a real server on the demonstration."""
    made = Server(
        VAR_DIR=str(served_folder),
        SECRET_KEY=settings.SECRET_KEY,
        DJANGO_SETTINGS_MODULE="deqing_dashboard.settings",
        DEMO="1",
    )
    yield f"http://127.0.0.1:{made.port}"
    made.kill()


def visitor(browser: Browser, server: str, person: User) -> tuple[Page, Load]:
    """A page of a browser that was never here, with the person signed in."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    desk = Client()
    desk.force_login(person)
    key = desk.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": server}])
    page, load = context.new_page(), Load()
    load.watch(context.new_cdp_session(page))
    return page, load


def test_a_first_visit_to_any_page_is_light(
    browser: Browser, server: str, people: dict[Role, User]
) -> None:
    heavy, told = [], []
    for name, address in PAGES.items():
        page, load = visitor(browser, server, people[Role.LEADER])
        page.goto(server + address, wait_until="networkidle")
        total, requests = sum(load.counted.values()), len(load.counted)
        told.append(f"{name:10} {total:7} bytes {requests:3} requests")
        if not 0 < total <= MOST_BYTES or requests > MOST_REQUESTS:
            heavy.append((told[-1], sorted(load.counted.items(), key=lambda one: -one[1])[:4]))
        page.context.close()
    if wanted := os.environ.get("WEIGHTS"):
        Path(wanted).write_text("\n".join(told) + "\n", encoding="utf-8")
    print("\n".join(told))
    assert heavy == []


def test_the_chart_library_comes_once_and_is_kept(
    browser: Browser, server: str, people: dict[Role, User]
) -> None:
    page, load = visitor(browser, server, people[Role.LEADER])
    for address in (PAGES["indicator"], PAGES["programme"], PAGES["indicator"]):
        page.goto(server + address)
        chart = page.locator("[data-chart]").first
        chart.scroll_into_view_if_needed()
        chart.locator("svg").first.wait_for()
    assert len(load.chart_library) == 1
    assert load.chart_library[0] > 0
    page.context.close()


def test_text_is_read_before_the_chart_library_is_asked_for(
    browser: Browser, server: str, people: dict[Role, User]
) -> None:
    page, load = visitor(browser, server, people[Role.LEADER])
    page.goto(server + PAGES["programme"], wait_until="networkidle")
    assert load.chart_library == []
    page.context.close()
