"""A table of a small bureau, in English."""

import pytest
from django.utils import translation

from indicators.lines import Line
from indicators.models import Target
from tests.bureau import JUNE, Bureau
from tests.tables.reading import lines_of


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def lines(bureau: Bureau) -> dict[str, Line]:
    """Output at 71.2 of 150 with last year known; towns' lifts at zero; the rest unreported."""
    Target.objects.create(
        indicator=bureau.county_output, region=bureau.county, year=2023, value=150
    )
    last_june = JUNE.shift(-12)
    bureau.approved(
        bureau.row(bureau.county_output, bureau.county, "59.63", month=last_june),
        bureau.row(bureau.county_output, bureau.county, "71.2", qualifier="preliminary"),
        *(bureau.row(bureau.lifts, town, "0") for town in bureau.towns),
    )
    return lines_of(bureau.county)
