"""The half-year of the demonstration, composed once a test."""

import pytest

from indicators.models import Region
from indicators.periods import Period
from reports.summary import Summary, compose

HALF_YEAR = Period.parse("2023-H1")


@pytest.fixture
def county(demo_ledger: None) -> Region:
    return Region.objects.get(code="330521")


@pytest.fixture
def half_year(county: Region) -> Summary:
    return compose(county, HALF_YEAR)
