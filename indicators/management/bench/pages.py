"""Measuring the dashboard's pages in the ledger as it is."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from secrets import token_hex
from statistics import median
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import CommandError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import get_resolver, path, reverse
from django.utils.translation import gettext as _

from indicators import standings
from indicators.choices import Role
from indicators.management.bench.asking import ask, signed_in, timed
from indicators.management.tabulating import table
from indicators.models import Indicator, Project, Region, WorkArea
from indicators.periods import Month

EMPTY = "empty"
PLAIN_STATIC_FILES = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WARM_UP = 3


@dataclass(frozen=True, slots=True)
class Budget:
    """What a page may take: queries, and times an empty page of who is signed in."""

    queries: int
    ratio: float


BUDGETS: Mapping[str, Budget] = {
    "overview": Budget(8, 6),
    "programme": Budget(10, 8),
    "indicator": Budget(10, 8),
    "towns": Budget(6, 8),
    "town": Budget(10, 8),
    "projects": Budget(10, 8),
    "project": Budget(12, 8),
    "honours": Budget(10, 8),
    "compare": Budget(10, 8),
    "year": Budget(10, 8),
    "search": Budget(8, 8),
    "screen": Budget(11, 8),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """A page: its queries at most, right after something was written; the median of its times
    after that in milliseconds; its size in bytes."""

    page: str
    queries: int
    time: float
    size: int


def measure_pages(runs: int, region: Region, month: Month) -> list[Measured]:
    """The empty page, then each page of the budget that the ledger has something for, each asked
    for so many times by a leader, whose account goes again.

    Not in a transaction, in which nothing that was read is kept. Raises CommandError for a page
    that is not answered.
    """
    leader = User.objects.create_user(f"bench-{token_hex(4)}")
    try:
        leader.groups.add(Group.objects.get(name=Role.LEADER))
        with _with_an_empty_page(), signed_in(leader) as client:
            return [
                _measure(client, page, address, runs)
                for page, address in _addresses(region, month).items()
            ]
    finally:
        leader.delete()


def report(measured: list[Measured]) -> tuple[str, list[str]]:
    """The measurements as a table against their budgets, and what is over it, in sentences."""
    yardstick = next(row.time for row in measured if row.page == EMPTY)
    rows = [["", "queries", "at most", "ms", "x empty", "at most", "bytes"]]
    problems = []
    for row in measured:
        ratio, budget = row.time / yardstick, BUDGETS.get(row.page)
        may = (str(budget.queries), f"{budget.ratio:g}") if budget else ("", "")
        rows.append(
            [
                row.page,
                str(row.queries),
                may[0],
                f"{row.time:.1f}",
                f"{ratio:.1f}",
                may[1],
                str(row.size),
            ]
        )
        if budget and row.queries > budget.queries:
            text = _("“%(page)s” took %(queries)s queries; it may take %(most)s.")
            words = {"page": row.page, "queries": row.queries, "most": budget.queries}
            problems.append(text % words)
        if budget and ratio > budget.ratio:
            text = _("“%(page)s” took %(ratio)s times an empty page; it may take %(most)s.")
            words = {"page": row.page, "ratio": f"{ratio:.1f}", "most": f"{budget.ratio:g}"}
            problems.append(text % words)
    return table(rows), problems


def _addresses(region: Region, month: Month) -> dict[str, str]:
    """Where each page is found, the fullest of its kind."""
    rows = standings.read(region, month)
    if not rows:
        raise CommandError(_("There is no indicator to measure with."))
    keys = [row.indicator for row in rows if row.indicator.key] or [row.indicator for row in rows]
    areas = [row.indicator.work_area for row in rows]
    area: WorkArea = max(areas, key=lambda area: sum(one.pk == area.pk for one in areas))
    towns = list(region.children.order_by("code"))
    query = "?" + urlencode({"month": month, "region": region.code})
    found = {
        EMPTY: "/bench/empty/",
        "overview": reverse("overview") + query,
        "programme": reverse("programme", args=[area.code]) + query,
        "indicator": reverse("indicator", args=[_of_towns(keys).code]) + query,
        "towns": reverse("towns") + query,
        "projects": reverse("projects") + query,
        "honours": reverse("honours") + query,
        "compare": f"{reverse('compare')}{query}&with={month.shift(-1)}&programme={area.code}",
        "year": f"{reverse('year')}{query}&year={month.year}&programme={area.code}",
        "search": f"{reverse('search')}{query}&{urlencode({'q': keys[0].name[:2]})}",
        "screen": reverse("screen-slides") + query,
    }
    if towns:
        found["town"] = reverse("town", args=[towns[0].code]) + f"?month={month}"
    if project := Project.objects.order_by("pk").first():
        found["project"] = reverse("project", args=[project.code]) + query
    return found


def _of_towns(indicators: list[Indicator]) -> Indicator:
    """One that towns report, whose page has most to show, else any."""
    return next((one for one in indicators if one.level == "town"), indicators[0])


def _measure(client: Client, page: str, address: str, runs: int) -> Measured:
    def get() -> Any:
        return client.get(address, secure=settings.HTTPS)

    Group.objects.filter(name=Role.LEADER).update(name=Role.LEADER)  # Nothing that is kept counts.
    asked = [ask(page, get) for _run in range(WARM_UP)]
    gc.collect()
    gc.freeze()  # As the server does once it has started.
    times = [timed(get) for _run in range(runs)]
    queries = max(len(once.queries) for once in asked)
    return Measured(page, queries, median(times), len(asked[0].answer.content))


@contextmanager
def _with_an_empty_page() -> Iterator[None]:
    """Addresses as they are and one more: the frame of every page around nothing.

    Static files keep their plain names, so that they need not be collected.
    """

    def empty(request: HttpRequest) -> HttpResponse:
        return render(request, "base.html")

    addresses = [path("bench/empty/", empty), *get_resolver().url_patterns]
    storages = {**settings.STORAGES, "staticfiles": PLAIN_STATIC_FILES}
    with override_settings(ROOT_URLCONF=tuple(addresses), STORAGES=storages):
        yield
