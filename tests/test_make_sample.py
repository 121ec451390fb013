"""The made-up county: whole, consistent, and never beside real figures."""

import io
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import override_settings
from django.utils import timezone

from indicators import ledger, standings
from indicators.choices import Source
from indicators.ledger.verification import verify
from indicators.management.county import LAST_MONTH, SIZES
from indicators.models import Entry, Figure, Indicator, Milestone, Notice, Region, ReportingMonth
from indicators.periods import Month
from indicators.progress import Light
from tests.bureau import MAY, Bureau

pytestmark = pytest.mark.django_db


def make_small() -> str:
    """What the command prints while it makes the small county."""
    out = io.StringIO()
    with override_settings(DEMO=True):
        call_command("make_sample", "--size", "small", stdout=out)
    return out.getvalue()


def test_the_county_has_what_its_size_says() -> None:
    size = SIZES["small"]
    assert make_small().split() == [f"2022-{m:02}" for m in range(7, 13)] + [
        f"2023-{m:02}" for m in range(1, 7)
    ]
    months, cells = 12 * size.years, size.indicators * size.towns
    assert ReportingMonth.objects.count() == months
    assert Entry.objects.count() == months * cells
    county = Region.objects.get(level="county")
    assert Figure.objects.filter(region=county).count() == months * size.indicators
    assert county.children.count() == size.towns
    assert Milestone.objects.exists()
    assert not Notice.objects.exists()


def test_the_ledger_of_the_county_holds() -> None:
    make_small()
    assert verify().faults == []


def test_every_light_is_seen_and_everything_is_marked_as_made_up() -> None:
    make_small()
    county = standings.region()
    assert county is not None
    rows = standings.read(county, LAST_MONTH)
    assert {row.progress.light for row in rows} >= {Light.GREY, Light.RED, Light.GREEN}
    assert {figure.source for figure in Figure.objects.all()} == {Source.DEMO}


def test_it_is_made_in_an_empty_ledger_only(bureau: Bureau) -> None:
    with pytest.raises(CommandError, match="VAR_DIR"):
        make_small()


def test_it_is_made_in_demo_mode_only() -> None:
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("make_sample", "--size", "small")
    assert not Indicator.objects.exists()


def test_loading_refuses_a_cell_that_is_there(bureau: Bureau) -> None:
    rows = [bureau.row(bureau.county_output, bureau.county, "7", month=MAY)]
    ledger.load(MAY, rows, bureau.clerk, bureau.reviewer, timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        ledger.load(MAY, rows, bureau.clerk, bureau.reviewer, timezone.now())
    found = bureau.figure(bureau.county_output, bureau.county, MAY)
    assert found is not None
    assert found.value == Decimal(7)
    assert ReportingMonth.objects.get(month=5).closed_at is not None


def test_loaded_months_roll_up_like_approved_ones(bureau: Bureau) -> None:
    april = Month(2023, 4)
    rows = [bureau.row(bureau.lifts, town, "5", month=april) for town in bureau.towns]
    ledger.load(april, rows, bureau.clerk, bureau.reviewer, timezone.now())
    found = bureau.figure(bureau.lifts, bureau.county, april)
    assert found is not None
    assert found.value == 5 * len(bureau.towns)
