"""`verify_ledger` finds every kind of damage, and none in a ledger that only the ledger wrote."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators import ledger
from indicators.ledger import stamps
from indicators.ledger.faults import FaultKind
from indicators.ledger.recount import percent
from indicators.ledger.verification import verify
from indicators.models import Entry, Figure, Indicator, Region
from indicators.numbers import half_up
from indicators.periods import Month
from indicators.progress import ratio
from tests.bureau import JUNE, MAY, Bureau

pytestmark = pytest.mark.django_db
DECEMBER = Month(2022, 12)
NOW = datetime(2023, 7, 1, tzinfo=UTC)


@pytest.fixture
def kept(bureau: Bureau) -> Bureau:
    """The bureau with figures of each kind, corrected, returned, withdrawn and waiting."""
    first, second, third = bureau.towns
    parts = {"numerator": Decimal(2), "denominator": Decimal(3)}
    bureau.approved(
        bureau.row(bureau.lifts, first, "40", month=DECEMBER),
        bureau.row(bureau.unsafe_houses, first, "4", month=DECEMBER),
        bureau.row(bureau.lifts, first, "4", month=MAY),
        bureau.row(bureau.lifts, second, "5"),
        bureau.row(bureau.unsafe_houses, second, "5"),
        bureau.row(bureau.coverage, first, **parts),
        bureau.row(bureau.coverage, second, numerator=Decimal(1), denominator=Decimal(7)),
        bureau.row(bureau.signing_rate, first, "33.3"),
        bureau.row(bureau.county_output, bureau.county, "71.2"),
    )
    bureau.approved(bureau.row(bureau.lifts, second, "6", reason="漏计1台"))
    returned = bureau.submitted(bureau.row(bureau.unsafe_houses, third, "9"))
    ledger.return_to_author(bureau.reviewer, stamps(returned), "请核实")
    [withdrawn] = bureau.submitted(bureau.row(bureau.lifts, third, "9"))
    ledger.withdraw(bureau.clerk, stamps([withdrawn]))
    bureau.submitted(bureau.row(bureau.coverage, third, **parts))
    ledger.draft(bureau.clerk, [bureau.row(bureau.signing_rate, third, "50")])
    assert verify().faults == []
    return bureau


@contextmanager
def unguarded() -> Iterator[None]:
    """With what the database refuses by itself let through, until the test is rolled back."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for model in (Entry, Figure):
                table = model._meta.db_table
                for name in connection.introspection.get_constraints(cursor, table):
                    if name in {constraint.name for constraint in model._meta.constraints}:
                        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
        cursor.execute("DROP INDEX IF EXISTS entry_one_pending")
        try:
            yield
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA ignore_check_constraints = OFF")


def of_june(model: Any, indicator: Indicator, region: Region, **more: Any) -> Any:
    """Rows of June, to be damaged."""
    return model.objects.filter(indicator=indicator, region=region, year=2023, month=6, **more)


def approved(bureau: Bureau) -> Any:
    """The approved entry of June that was never corrected."""
    return of_june(Entry, bureau.unsafe_houses, bureau.towns[1])


def waiting(bureau: Bureau) -> Any:
    """The entry that waits for review."""
    return of_june(Entry, bureau.coverage, bureau.towns[2])


def county(bureau: Bureau) -> Any:
    """The county's lifts in June, added up."""
    return of_june(Figure, bureau.lifts, bureau.county)


def take_figure_away(bureau: Bureau) -> None:
    of_june(Figure, bureau.unsafe_houses, bureau.towns[1])._raw_delete("default")


def take_roll_up_away(bureau: Bureau) -> None:
    of_june(Figure, bureau.coverage, bureau.province)._raw_delete("default")


def add_up_nothing(bureau: Bureau) -> None:
    of_june(Figure, bureau.coverage, bureau.city).update(indicator=bureau.signing_rate)


def repeat_pending(bureau: Bureau) -> None:
    [entry] = waiting(bureau)
    entry.pk = None
    entry.save(force_insert=True)


DAMAGE: list[tuple[str, FaultKind, Callable[[Bureau], Any]]] = [
    ("an approved value is changed", FaultKind.FIGURE_DIFFERS,
     lambda b: approved(b).update(value=50)),
    ("a figure is changed", FaultKind.FIGURE_DIFFERS,
     lambda b: of_june(Figure, b.county_output, b.county).update(value=712)),
    ("a figure is changed in its last decimal", FaultKind.FIGURE_DIFFERS,
     lambda b: of_june(Figure, b.county_output, b.county).update(value="71.2001")),
    ("a figure loses its qualifier", FaultKind.FIGURE_DIFFERS,
     lambda b: of_june(Figure, b.county_output, b.county).update(qualifier="about")),
    ("a figure is that of the corrected entry", FaultKind.FIGURE_DIFFERS,
     lambda b: of_june(Figure, b.lifts, b.towns[1]).update(
         entry=of_june(Entry, b.lifts, b.towns[1]).earliest("pk"), value=5)),
    ("a figure is gone", FaultKind.FIGURE_MISSING, take_figure_away),
    ("an approval is undone", FaultKind.FIGURE_WITHOUT_ENTRY,
     lambda b: approved(b).update(state="submitted", reviewed_by=None, reviewed_at=None)),
    ("an entry is at another level", FaultKind.LEVEL,
     lambda b: waiting(b).update(region=b.city)),
    ("a roll-up is an entry's", FaultKind.LEVEL,
     lambda b: county(b).update(entry=waiting(b).get().pk)),
    ("a roll-up is changed", FaultKind.ROLL_UP_DIFFERS,
     lambda b: county(b).update(value=11)),
    ("a roll-up far above is changed", FaultKind.ROLL_UP_DIFFERS,
     lambda b: of_june(Figure, b.unsafe_houses, b.province).update(value=0)),
    ("a roll-up has other parts of the same ratio", FaultKind.ROLL_UP_DIFFERS,
     lambda b: of_june(Figure, b.coverage, b.county).update(numerator=6, denominator=20)),
    ("a roll-up is gone", FaultKind.ROLL_UP_MISSING, take_roll_up_away),
    ("ratios reported as such are added up", FaultKind.ROLL_UP_OF_NOTHING, add_up_nothing),
    ("a region too many has reported", FaultKind.UNITS,
     lambda b: county(b).update(units_reported=2)),
    ("a region too few was to report", FaultKind.UNITS,
     lambda b: county(b).update(units_total=2)),
    ("a ratio is not that of its parts", FaultKind.PARTS,
     lambda b: waiting(b).update(value="66.6666")),
    ("a ratio loses its parts", FaultKind.PARTS,
     lambda b: waiting(b).update(numerator=None, denominator=None)),
    ("a number gains parts", FaultKind.PARTS,
     lambda b: approved(b).update(numerator=1, denominator=20)),
    ("a submitted entry has nobody who handed it in", FaultKind.STATE,
     lambda b: waiting(b).update(submitted_by=None)),
    ("a submitted entry has a reviewer", FaultKind.STATE,
     lambda b: waiting(b).update(reviewed_by=b.reviewer, reviewed_at=NOW)),
    ("an approved entry has no reviewer", FaultKind.STATE,
     lambda b: approved(b).update(reviewed_by=None)),
    ("an approved entry has no time of review", FaultKind.STATE,
     lambda b: approved(b).update(reviewed_at=None)),
    ("a draft is handed in", FaultKind.STATE,
     lambda b: Entry.objects.filter(state="draft").update(submitted_by=b.clerk, submitted_at=NOW)),
    ("a withdrawn entry has nobody who withdrew it", FaultKind.STATE,
     lambda b: Entry.objects.filter(state="withdrawn").update(withdrawn_by=None)),
    ("a returned entry has no reason", FaultKind.STATE,
     lambda b: Entry.objects.filter(state="returned").update(return_reason="")),
    ("a draft is late", FaultKind.LATE,
     lambda b: Entry.objects.filter(state="draft").update(late=True)),
    ("two entries wait in one cell", FaultKind.PENDING_TWICE, repeat_pending),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "damage"), [row[1:] for row in DAMAGE], ids=[row[0] for row in DAMAGE]
)
def test_damage_is_found(kept: Bureau, kind: FaultKind, damage: Callable[[Bureau], Any]) -> None:
    with unguarded():
        damage(kept)
        assert kind in {fault.kind for fault in verify().faults}


def test_every_kind_of_fault_has_its_damage() -> None:
    assert {kind for _name, kind, _damage in DAMAGE} == set(FaultKind)


def test_a_fault_names_indicator_region_and_month(kept: Bureau) -> None:
    of_june(Figure, kept.lifts, kept.province).update(value=7)
    [fault] = verify().faults
    assert (fault.indicator, fault.region, fault.month) == ("加装电梯", "浙江省", JUNE)
    with translation.override("zh-hans"):
        assert verify().faults[0].message == "台账数为7，下级汇总为10。"


def test_one_wrong_roll_up_is_told_where_it_is_and_where_it_is_carried_on(kept: Bureau) -> None:
    county(kept).update(value=11)
    found = {(fault.region, fault.month) for fault in verify().faults}
    assert found == {("德清县", JUNE), ("湖州市", JUNE)}


def test_a_region_that_joins_later_was_not_to_report_before(kept: Bureau) -> None:
    Region.objects.create(code="330521104", name="莫干山镇", level="town", parent=kept.county)
    Region.objects.create(code="330523", name="安吉县", level="county", parent=kept.city)
    assert verify().faults == []


def test_a_region_that_left_was_to_report_before(kept: Bureau) -> None:
    town = Region.objects.create(
        code="330521104", name="莫干山镇", level="town", parent=kept.county
    )
    kept.approved(kept.row(kept.lifts, kept.towns[0], "7"))
    assert kept.figure(kept.lifts, kept.county).units_total == 4
    town.delete()
    assert verify().faults == []


def test_a_part_of_the_ledger_can_be_verified(kept: Bureau) -> None:
    of_june(Figure, kept.lifts, kept.province).update(value=7)
    assert verify(kept.county).faults == []
    assert [fault.region for fault in verify(kept.province).faults] == ["浙江省"]
    whole, one = verify(), verify(kept.towns[0])
    assert 0 < one.entries < whole.entries
    assert one.roll_ups == 0 < whole.roll_ups


def test_the_demonstration_is_sound(demo_ledger: None) -> None:
    found = verify()
    assert found.faults == []
    assert found.entries == Entry.objects.count()
    assert found.figures == Figure.objects.count()


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("verify_ledger", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_says_ok_with_counts(kept: Bureau) -> None:
    said = run()
    assert said.startswith("OK")
    assert str(Entry.objects.count()) in said
    assert run("--region", kept.county.code).startswith("OK")


def test_the_command_prints_a_line_a_fault_and_fails(kept: Bureau) -> None:
    county(kept).update(value=11)
    out = io.StringIO()
    with pytest.raises(CommandError, match="2"):
        call_command("verify_ledger", stdout=out)
    lines = out.getvalue().splitlines()
    assert len(lines) == 2
    assert all("加装电梯" in line and "2023-06" in line for line in lines)


def test_an_unknown_region_is_refused(kept: Bureau) -> None:
    with pytest.raises(CommandError, match="999"):
        run("--region", "999")


def test_queries_do_not_grow_with_the_ledger(
    kept: Bureau, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(5 + 2):  # Two open and close the transaction.
        assert verify().faults == []


@given(
    st.decimals(min_value=0, max_value=10**8, places=2),
    st.decimals(min_value=Decimal("0.01"), max_value=10**8, places=2),
)
def test_its_percentages_are_those_of_the_ledger(n: Decimal, d: Decimal) -> None:
    there = ratio(n, d)
    assert there is not None
    assert percent(n, d) == half_up(there, 4)


steps = st.lists(
    st.tuples(
        st.sampled_from(["lifts", "unsafe_houses", "coverage", "county_output"]),
        st.integers(0, 2),
        st.sampled_from([DECEMBER, MAY, JUNE]),
        st.integers(0, 50),
        st.sampled_from(["approve", "return", "withdraw", "leave"]),
    ),
    max_size=12,
)


@given(steps)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_people_do_the_ledger_stays_sound(bureau: Bureau, done: Any) -> None:
    bureau.open(DECEMBER, MAY, JUNE)
    for name, town, month, value, fate in done:
        indicator = getattr(bureau, name)
        region = bureau.county if indicator.level == "county" else bureau.towns[town]
        given_value = (
            {"numerator": Decimal(value), "denominator": Decimal(51)}
            if indicator.by_parts
            else {"value": value}
        )
        more = {"reason": "更正", "explanation": "已核实"}
        row = bureau.row(indicator, region, month=month, **given_value, **more)
        if Entry.objects.filter(pk=row.seen.entry if row.seen else None, state="submitted"):
            continue
        written = ledger.draft(bureau.clerk, [row])
        if fate == "withdraw":
            ledger.withdraw(bureau.clerk, stamps(written))
            continue
        handed_in = ledger.submit(bureau.clerk, stamps(written))
        if fate == "approve":
            ledger.approve(bureau.reviewer, stamps(handed_in))
        elif fate == "return":
            ledger.return_to_author(bureau.reviewer, stamps(handed_in), "请核实")
    assert verify().faults == []
