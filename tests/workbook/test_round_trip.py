"""What is written into the workbook comes back out of it, to the last decimal."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators import ledger
from indicators.choices import Qualifier
from indicators.models import ControlTotal, Entry, Indicator
from indicators.workbook.judging import Fate
from indicators.workbook.uploading import chosen, confirmed
from tests.bureau import Bureau
from tests.workbook.desk import TOTAL, Desk, bent, downloaded, fates, preview, scope_of

pytestmark = pytest.mark.django_db
MOST = Decimal("99999999999.9999")  # Fifteen digits, four of them decimals.
values = st.decimals(-MOST, MOST, places=4, allow_nan=False, allow_infinity=False)
positive = st.decimals(Decimal("0.0001"), MOST, places=4, allow_nan=False, allow_infinity=False)
words = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff"),
    max_size=40,
).map(str.strip)
slowly = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def exact(bureau: Bureau) -> Bureau:
    """The bureau with four decimals everywhere."""
    Indicator.objects.update(decimals=4)
    for name in ("lifts", "unsafe_houses", "coverage", "signing_rate", "county_output"):
        getattr(bureau, name).refresh_from_db()
    return bureau


@contextmanager
def for_one_example() -> Iterator[None]:
    """Whatever is written is gone before the next example."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def write_drafts(bureau: Bureau, *rows: ledger.Draft) -> None:
    ledger.draft(bureau.clerk, rows)


@slowly
@given(
    numbers=st.tuples(values, values, values | st.none(), values),
    parts=st.tuples(positive, positive),
    note=words,
    qualifier=st.sampled_from(Qualifier),
)
def test_every_value_in_the_ledger_comes_back_unchanged(
    exact: Bureau, numbers: tuple, parts: tuple, note: str, qualifier: Qualifier
) -> None:
    with for_one_example():
        first, second, third, output = numbers
        rows = [
            exact.row(exact.lifts, exact.towns[0], first, note=note, qualifier=qualifier),
            exact.row(exact.unsafe_houses, exact.towns[1], second),
            exact.row(exact.county_output, exact.county, output),
        ]
        if third is not None:
            rows.append(exact.row(exact.lifts, exact.towns[1], third))
        numerator, denominator = parts
        if numerator / denominator < Decimal(10) ** 8:
            rows.append(
                exact.row(
                    exact.coverage, exact.towns[0], numerator=numerator, denominator=denominator
                )
            )
        write_drafts(exact, *rows)
        found = preview(exact, downloaded(exact))
        assert fates(found) == {"unchanged": len(rows)}
        saved_by_excel = preview(exact, bent(downloaded(exact), lambda desk: None))
        assert fates(saved_by_excel) == {"unchanged": len(rows)}


@slowly
@given(value=values, parts=st.tuples(values, positive), total=values, note=words)
def test_every_value_filled_in_reaches_the_ledger(
    exact: Bureau, value: Decimal, parts: tuple, total: Decimal, note: str
) -> None:
    with for_one_example():
        numerator, denominator = parts
        if abs(numerator / denominator) >= Decimal(10) ** 8:
            numerator = denominator

        def fill(desk: Desk) -> None:
            desk.fill(exact.lifts, exact.towns[0], float(value), 备注=note or None)
            desk.fill(exact.lifts, TOTAL, float(total))
            both = {"分子": float(numerator), "分母": float(denominator)}
            desk.fill(exact.coverage, exact.towns[2], None, **both)

        scope = scope_of(exact.clerk, exact)
        found = preview(exact, bent(downloaded(exact), fill))
        assert found.of(Fate.REFUSED) == []
        confirmed(exact.clerk, scope, chosen(found, conflicts=True))
        assert newest(exact.lifts, exact, 0).value == value
        assert newest(exact.lifts, exact, 0).note == newest_note(note)
        ratio = newest(exact.coverage, exact, 2)
        assert (ratio.numerator, ratio.denominator) == (numerator, denominator)
        assert ControlTotal.objects.get(indicator=exact.lifts).value == total


@pytest.mark.parametrize(
    "note", ["两行\r\n文字", "=1+1", "+86", "-3", "@SUM(A1)", "a\tb", "'", '"<&>']
)
def test_words_come_back_as_they_are_never_as_formulas(bureau: Bureau, note: str) -> None:
    write_drafts(bureau, bureau.row(bureau.lifts, bureau.towns[0], Decimal(1), note=note))
    assert fates(preview(bureau, downloaded(bureau))) == {"unchanged": 1}
    assert fates(preview(bureau, bent(downloaded(bureau), lambda desk: None))) == {"unchanged": 1}


def test_what_looks_like_an_escape_of_the_file_format_is_left_alone(bureau: Bureau) -> None:
    write_drafts(bureau, bureau.row(bureau.lifts, bureau.towns[0], Decimal(1), note="_x0041_"))
    assert fates(preview(bureau, downloaded(bureau))) == {"unchanged": 1}


def test_characters_that_no_database_keeps_are_left_out(bureau: Bureau) -> None:
    data = bent(
        downloaded(bureau),
        lambda desk: desk.fill(bureau.lifts, bureau.towns[0], 14, 备注="甲_x0000_乙_xD800_"),
    )
    found = preview(bureau, data)
    confirmed(bureau.clerk, scope_of(bureau.clerk, bureau), chosen(found, conflicts=False))
    assert newest(bureau.lifts, bureau, 0).note == "甲乙"


def newest(indicator: Indicator, bureau: Bureau, town: int) -> Entry:
    return Entry.objects.filter(indicator=indicator, region=bureau.towns[town]).latest("pk")


def newest_note(note: str) -> str:
    return note.strip()


def test_zero_is_zero_and_missing_is_missing(bureau: Bureau) -> None:
    write_drafts(bureau, bureau.row(bureau.lifts, bureau.towns[0], 0))
    desk = Desk(downloaded(bureau))
    assert desk.cell(bureau.lifts, bureau.towns[0]).value == 0
    assert desk.cell(bureau.lifts, bureau.towns[1]).value is None
    found = preview(bureau, desk.to_bytes())
    assert fates(found) == {"unchanged": 1}
    assert found.blank == 14  # 3 towns x 4 indicators, 1 county and 2 totals, less the one.


def test_what_excel_adds_in_binary_is_read_as_it_shows_it(bureau: Bureau) -> None:
    data = bent(
        downloaded(bureau),
        lambda desk: desk.fill(bureau.county_output, bureau.county, 0.1 + 0.2),
    )
    assert preview(bureau, data).of(Fate.NEW)[0].wanted.value == Decimal("0.3")
