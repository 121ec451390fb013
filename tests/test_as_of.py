"""Whoever reads a value as of a month reads that of the same figure."""

from itertools import product

import pytest

from indicators import standings
from indicators.models import Figure
from indicators.periods import Month
from indicators.progress import Kind, counts_as_of
from indicators.standings.matrix import readings
from tests.bureau import Bureau

pytestmark = pytest.mark.django_db
FROM = Month(2022, 10)
ASKED = [FROM.shift(number) for number in range(10)]
REPORTED = (  # Of each town: gaps within the year, across its end, and nothing at all.
    (Month(2022, 11), Month(2023, 1), Month(2023, 4)),
    (Month(2022, 12), Month(2023, 2), Month(2023, 3)),
    (),
)
Newest = dict[tuple[int, int], Month | None]


@pytest.fixture
def reported(bureau: Bureau) -> Bureau:
    """A flow and a stock, in some months of two years."""
    bureau.open(*ASKED)
    bureau.approved(
        *(
            bureau.row(indicator, town, number, month=month)
            for indicator in (bureau.lifts, bureau.unsafe_houses)
            for town, months in zip(bureau.towns, REPORTED, strict=True)
            for number, month in enumerate(months, start=1)
        )
    )
    return bureau


def right(bureau: Bureau, month: Month) -> Newest:
    """The newest month that counts, of all figures there are, by the rule in Python."""
    found: Newest = {}
    for indicator, region in product(
        (bureau.lifts, bureau.unsafe_houses), (bureau.county, *bureau.towns)
    ):
        figures = Figure.objects.filter(indicator=indicator, region=region)
        months = [
            own
            for own in (figure.as_month() for figure in figures)
            if counts_as_of(Kind(indicator.kind), own, month)
        ]
        found[region.pk, indicator.pk] = max(months, default=None)
    return found


@pytest.mark.parametrize("month", ASKED, ids=str)
def test_every_reader_agrees_on_what_counts(reported: Bureau, month: Month) -> None:
    places = [reported.county, *reported.towns]
    both = [reported.lifts, reported.unsafe_houses]
    chosen = standings.every_indicator().filter(pk__in=[one.pk for one in both])
    expected, before = right(reported, month), right(reported, month.shift(-1))

    cells = standings.read_cells(places, month, chosen)
    assert {cell: standing.as_of for cell, standing in cells.items()} == expected

    subjects = [s for s in standings.subjects(reported.county) if s.pk in {i.pk for i in both}]
    found = readings(places, month, subjects)
    assert {cell: _as_of(found.now.get(cell)) for cell in expected} == expected
    earlier = before if month.month > 1 else dict.fromkeys(before)
    assert {cell: _as_of(found.before.get(cell)) for cell in before} == earlier

    for indicator in both:
        across = standings.across(indicator.code, places, month)
        assert [row.as_of for row in across] == [expected[p.pk, indicator.pk] for p in places]
        below = standings.newest(reported.towns, [indicator.pk], month)
        assert [_as_of(below.get((town.pk, indicator.pk))) for town in reported.towns] == [
            expected[town.pk, indicator.pk] for town in reported.towns
        ]

    for place in places:
        told = standings.compare(place, month.shift(-1), month, chosen)
        assert [(row.base.as_of, row.now.as_of) for row in told] == [
            (before[place.pk, row.now.indicator.pk], expected[place.pk, row.now.indicator.pk])
            for row in told
        ]
        for row in standings.read_year(place, month.year, month, chosen):
            known = row.months[-1].known
            assert (known.month if known else None) == expected[place.pk, row.indicator.pk]


def _as_of(reading: standings.Reading | None) -> Month | None:
    return reading.as_of if reading else None
