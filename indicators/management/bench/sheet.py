"""Measuring the entry sheet on a made-up sample of a given size."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.management.bench.asking import ask, signed_in, undone
from indicators.management.bench.sample import Sample, make_sample
from indicators.numbers import plain

MOST_TO_OPEN = 15
FEW_INDICATORS = 10
# Databases that take few parameters at a time are sent many rows in several batches.
ROWS_OF_A_BATCH = 5
MORE_READING_BATCHES = 10


@dataclass(frozen=True, slots=True)
class Measured:
    """One step: how many queries, how long in milliseconds, how many bytes came back."""

    step: str
    reads: int
    writes: int
    time: float
    size: int

    @property
    def queries(self) -> int:
        """All of them."""
        return self.reads + self.writes


def measure_sheet(indicators: int, towns: int, runs: int) -> list[Measured]:
    """Opens an entry sheet of that size, saves all of it in one request, hands it in.

    Leaves the sample behind, to be rolled back; raises CommandError for a row that is not taken.
    """
    sample = make_sample(indicators, towns)
    with signed_in(sample.clerk) as client:
        return _steps(sample, client, runs)


def _steps(sample: Sample, client: Client, runs: int) -> list[Measured]:
    address = reverse("admin:indicators_entry_sheet")
    query = urlencode({"month": sample.month, "department": sample.department.code})
    few = _rows(sample, min(FEW_INDICATORS, max(1, len(sample.indicators) // 3)))
    every = _rows(sample, len(sample.indicators))

    def open_sheet() -> Any:
        return client.get(f"{address}?{query}", secure=settings.HTTPS)

    def save(rows: Sequence[dict[str, str]], submit: bool = False) -> Any:
        return client.post(
            f"{address}save/",
            json.dumps(
                {
                    "month": str(sample.month),
                    "region": sample.county.code,
                    "submit": submit,
                    "rows": rows,
                }
            ),
            content_type="application/json",
            secure=settings.HTTPS,
        )

    steps = [
        _measure("open, empty", open_sheet, runs),
        _measure(f"save {len(few)} rows", lambda: save(few), runs, "saved"),
        _measure(f"save {len(every)} rows", lambda: save(every), runs, "saved"),
    ]
    saved = _good(save(every), "saved")["rows"]
    seen = {(row["indicator"], row["region"]): row["seen"] for row in saved}
    written = [{**row, "seen": seen[row["indicator"], row["region"]]} for row in every]
    return [
        *steps,
        _measure("open, filled in", open_sheet, runs),
        _measure(
            f"submit {len(few)} rows", lambda: save(written[: len(few)], True), runs, "submitted"
        ),
        _measure(f"submit {len(every)} rows", lambda: save(written, True), runs, "submitted"),
    ]


def _rows(sample: Sample, indicators: int) -> list[dict[str, str]]:
    """All cells of the first so many indicators, as the sheet sends them."""
    return [
        {
            "indicator": sample.indicators[number].code,
            "region": town.code,
            "seen": "",
            "explanation": "测速",
            **{
                name: plain(value)
                for name, value in sample.amount(number, place, sample.month).items()
            },
        }
        for number in range(indicators)
        for place, town in enumerate(sample.towns)
    ]


def _measure(step: str, asking: Callable[[], Any], runs: int, status: str = "") -> Measured:
    """The step, asked so many times from the same state; each is undone."""
    times = []
    for _run in range(runs):
        with undone():
            asked = ask(step, asking)
            if status:
                _good(asked.answer, status)
        times.append(asked.time)
    writes = sum(query.startswith("INSERT") for query in asked.queries)
    reads = len(asked.queries) - writes
    return Measured(step, reads, writes, median(times), len(asked.answer.content))


def _good(answer: Any, status: str) -> Any:
    """The answer's content; raises CommandError unless every row has the status."""
    told = json.loads(answer.content)
    rows = told.get("rows", [])
    if not rows or any(row["status"] != status for row in rows):
        wrong = next((row for row in rows if row["status"] != status), told)
        raise CommandError(_("Not every row was %(status)s: ") % {"status": status} + str(wrong))
    return told


def problems(steps: Sequence[Measured]) -> list[str]:
    """What grows with the rows and should not, in sentences."""
    by_name = [step for step in steps if step.step.startswith("open")]
    found = [
        _("“%(step)s” took %(queries)s queries; it should take fewer than %(most)s.")
        % {"step": step.step, "queries": step.queries, "most": MOST_TO_OPEN}
        for step in by_name
        if step.queries >= MOST_TO_OPEN
    ]
    for verb in ("save", "submit"):
        few, every = (step for step in steps if step.step.startswith(verb))
        more_rows = int(every.step.split()[1]) - int(few.step.split()[1])
        if (
            every.reads - few.reads > MORE_READING_BATCHES
            or every.writes - few.writes > more_rows / ROWS_OF_A_BATCH
        ):
            text = _("“%(step)s” took %(queries)s queries, against %(fewer)s for fewer rows.")
            words = {"step": every.step, "queries": every.queries, "fewer": few.queries}
            found.append(text % words)
    return found


def lines(steps: Sequence[Measured]) -> list[str]:
    """A line a step, under their heads."""
    wide = max(len(step.step) for step in steps)
    head = f"{'':{wide}}  {'queries':>8}  {'bulk':>5}  {'ms':>8}  {'bytes':>10}"
    return [
        head,
        *(
            f"{step.step:{wide}}  {step.queries:8}  {step.writes:5}  {step.time:8.1f}  "
            f"{step.size:10,}"
            for step in steps
        ),
    ]
