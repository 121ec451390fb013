"""The measurement of the entry sheet, run small."""

import io
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from indicators.management.bench import sheet as bench
from indicators.models import Entry, Figure, Indicator, Region, ReportingMonth
from tests.bureau import Bureau

pytestmark = pytest.mark.django_db
KEPT = (Entry, Figure, Indicator, Region, ReportingMonth, User)


def measured(*arguments: str) -> dict[str, list[str]]:
    """The columns of each step."""
    out = io.StringIO()
    call_command("bench", "sheet", "--runs", "1", *arguments, stdout=out)
    head, *lines = out.getvalue().splitlines()
    assert head.split() == ["queries", "bulk", "ms", "bytes"]
    return {line[:20].strip(): line[20:].split() for line in lines}


def test_the_sheet_opens_in_few_queries_and_saves_all_rows_in_as_many_as_some() -> None:
    steps = measured("--indicators", "6", "--towns", "3")
    assert list(steps) == [
        "open, empty",
        "save 6 rows",
        "save 18 rows",
        "open, filled in",
        "submit 6 rows",
        "submit 18 rows",
    ]
    queries = [int(columns[0]) for columns in steps.values()]
    assert queries[0] < bench.MOST_TO_OPEN
    assert queries[1] == queries[2]
    assert queries[4] == queries[5]
    assert all(float(column.replace(",", "")) > 0 for row in steps.values() for column in row[2:])


def test_opening_does_not_depend_on_how_much_there_is_to_enter() -> None:
    few = measured("--indicators", "2", "--towns", "2")
    many = measured("--indicators", "10", "--towns", "5")
    assert few["open, empty"][0] == many["open, empty"][0]


def test_measuring_leaves_nothing_behind(bureau: Bureau) -> None:
    before = [sorted(model.objects.values_list("pk", flat=True)) for model in KEPT]
    measured("--indicators", "2", "--towns", "4")
    assert [sorted(model.objects.values_list("pk", flat=True)) for model in KEPT] == before


@pytest.mark.parametrize(
    ("limit", "value", "says"),
    [("MOST_TO_OPEN", 5, "open, empty"), ("MORE_READING_BATCHES", -1, "save")],
)
def test_too_many_queries_fail(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: Any, says: str
) -> None:
    monkeypatch.setattr(bench, limit, value)
    with pytest.raises(CommandError, match=says):
        measured("--indicators", "2", "--towns", "2")


@pytest.mark.parametrize("arguments", [["--indicators", "0"], ["--towns", "-1"], ["--runs", "0"]])
def test_there_is_something_to_measure(arguments: list[str]) -> None:
    with pytest.raises(CommandError, match=arguments[0]):
        measured(*arguments)


def test_a_page_must_be_named() -> None:
    with pytest.raises(CommandError, match="page"):
        call_command("bench")
