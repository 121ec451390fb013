"""Pages in the system's Chromium, signed in, and watched for what must never happen."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request
from pytest_django.live_server_helper import LiveServer

from indicators.choices import Role

# Playwright keeps an event loop running in this thread; the tests themselves do nothing in it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    "--no-sandbox",  # It stops root, and containers; only our own pages are visited.
]
OWN_SCHEMES = ("about:", "blob:", "data:")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, which .ci/prepare makes sure of."""
    return {**browser_type_launch_args, "executable_path": "/usr/bin/chromium", "args": FLAGS}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """The live server's address, so that tests write `page.goto("/")`."""
    return str(live_server.url)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A common desk: Chinese, Beijing time, 1366 by 768."""
    return {
        **browser_context_args,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": {"width": 1366, "height": 768},
        "reduced_motion": "reduce",
    }


@pytest.fixture
def troubles(base_url: str, context: BrowserContext) -> Iterator[list[str]]:
    """What went wrong in the browser so far; anything left at the end fails the test.

    Counted are requests that leave the live server, errors on the console, broken content
    security policy among them, and exceptions in scripts. A test that means to cause one, such
    as a page that is not there, looks at the list and clears it.
    """
    found: list[str] = []

    def requested(request: Request) -> None:
        if not request.url.startswith((f"{base_url}/", *OWN_SCHEMES)):
            found.append(f"left the server: {request.url}")

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            found.append(f"console: {message.text}")

    context.on("request", requested)
    context.on("console", said)
    context.on("weberror", lambda error: found.append(f"script: {error.error}"))
    yield found
    assert found == []


@pytest.fixture
def page(context: BrowserContext, troubles: list[str]) -> Page:
    """A page that nobody has signed in on, watched for `troubles`."""
    return context.new_page()


@pytest.fixture
def as_person(
    page: Page, base_url: str, demo_ledger: None, people: dict[Role, User]
) -> Callable[[str], Page]:
    """`as_person("clerk")` is the page with that person of the demonstration signed in."""

    def signed_in(name: str) -> Page:
        sign_in(page, people[Role(name)], base_url)
        return page

    return signed_in


def sign_in(page: Page, person: User, base_url: str) -> None:
    """The page is that person's from here on."""
    visitor = Client()
    visitor.force_login(person)
    key = visitor.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": base_url}]
    )
