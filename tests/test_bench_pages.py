"""The measurement of the dashboard's pages."""

import io
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import override_settings

from indicators.management.bench import pages
from indicators.management.bench.pages import BUDGETS, EMPTY, Budget
from indicators.management.county import SIZES, Size, make_county

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_county(db: None) -> None:
    with override_settings(DEMO=True):
        list(make_county(SIZES["small"]))


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time is for a quiet machine; here queries count."""
    unhurried = {page: replace(budget, ratio=1000) for page, budget in BUDGETS.items()}
    monkeypatch.setattr(pages, "BUDGETS", unhurried)


def measured() -> dict[str, list[str]]:
    """The columns of each page."""
    out = io.StringIO()
    call_command("bench", "pages", "--runs", "1", stdout=out)
    _head, *lines = out.getvalue().splitlines()
    return {line.split()[0]: line.split()[1:] for line in lines}


def test_every_page_keeps_to_its_queries(small_county: None, patient: None) -> None:
    rows = measured()
    assert next(iter(rows)) == EMPTY
    assert set(rows) == {EMPTY, *BUDGETS}
    for page, budget in BUDGETS.items():
        assert int(rows[page][0]) <= budget.queries, page


def test_queries_do_not_grow_with_the_ledger(patient: None, db: None) -> None:
    """With 10 indicators as with 100 they are the same; see also the tests of each page."""
    with override_settings(DEMO=True):
        list(make_county(Size(indicators=10, towns=2, years=1)))
        few = {page: columns[0] for page, columns in measured().items()}
    assert few["overview"] <= str(BUDGETS["overview"].queries)


def test_measuring_leaves_no_account_behind(small_county: None, patient: None) -> None:
    before = User.objects.count()
    measured()
    assert User.objects.count() == before


@pytest.mark.parametrize(
    ("budget", "says"), [(Budget(1, 1000), "次查询"), (Budget(50, 0.01), "是空白页的")]
)
def test_a_page_over_its_budget_fails(
    small_county: None,
    patient: None,
    monkeypatch: pytest.MonkeyPatch,
    budget: Budget,
    says: str,
) -> None:
    monkeypatch.setitem(pages.BUDGETS, "overview", budget)
    with pytest.raises(CommandError, match=f"overview.*{says}"):
        measured()


def test_there_must_be_something_to_measure(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("bench", "pages")
