"""The overview's queries: eight in all, whatever there is to show."""

from decimal import Decimal

import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from indicators.models import Department, Figure, Indicator, Target
from tests.bureau import JUNE, MAY, Bureau
from tests.overview.conftest import Read

pytestmark = pytest.mark.django_db

MOST_QUERIES = 8
ADDRESSES = ("/", "/?light=red", "/?department=own&key=1")


def grow(bureau: Bureau, count: int) -> None:
    """So many more indicators with a goal and figures of May and June."""
    area, first = bureau.lifts.work_area, Indicator.objects.count()
    department = Department.objects.get(code="own")
    made = Indicator.objects.bulk_create(
        Indicator(
            code=f"more-{first + n}",
            name=f"指标{first + n}",
            work_area=area,
            department=department,
            unit="个",
            kind="flow",
            key=n % 5 == 0,
        )
        for n in range(count)
    )
    Target.objects.bulk_create(
        Target(indicator=one, region=bureau.county, year=2023, value=100) for one in made
    )
    Figure.objects.bulk_create(
        Figure(
            indicator=one,
            region=bureau.county,
            year=month.year,
            month=month.month,
            value=Decimal(10 * month.month - n % 40),
            units_reported=3,
            units_total=3,
            updated_at=timezone.now(),
        )
        for n, one in enumerate(made)
        for month in (MAY, JUNE)
    )


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_thousand_indicators_take_as_many_queries_as_ten(
    bureau: Bureau,
    read: Read,
    address: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    bureau.approved(
        bureau.row(bureau.county_output, bureau.county, "50", month=MAY),
        bureau.row(bureau.county_output, bureau.county, "60"),
    )
    grow(bureau, 10)
    cache.clear()  # Nobody's session is at hand yet.
    with django_assert_max_num_queries(MOST_QUERIES) as few:
        read(address)
    grow(bureau, 990)
    cache.clear()
    with django_assert_max_num_queries(len(few)):
        shown = read(address)
    assert shown["count"] > 0


@pytest.mark.usefixtures("demo_ledger")
def test_the_demonstration_keeps_the_budget(
    read: Read, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    cache.clear()
    with django_assert_max_num_queries(MOST_QUERIES):
        read("/")


def test_lists_are_cut_where_a_thousand_would_fit(bureau: Bureau, read: Read) -> None:
    bureau.approved(
        bureau.row(bureau.county_output, bureau.county, "50", month=MAY),
        bureau.row(bureau.county_output, bureau.county, "60"),
    )
    grow(bureau, 300)
    shown = read("/?light=red")
    assert len(shown["listed"]) == 40
    assert shown["more_listed"] == shown["count"] - 40
    assert len(shown["headlines"]) <= 24
    everything = read("/")
    assert len(everything["listed"]) == 8
    assert all(len(group.lines) <= 4 for group in everything["changes"].groups)
    assert all(
        group.more == group.count - len(group.lines) for group in everything["changes"].groups
    )
