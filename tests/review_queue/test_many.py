"""A month in which hundreds of entries wait."""

import time
from decimal import Decimal

import pytest

from indicators import ledger
from indicators.choices import EntryState
from indicators.ledger import stamps
from indicators.models import Department, Entry, Indicator, Region, WorkArea
from tests.bureau import JUNE

pytestmark = pytest.mark.django_db
MOST_QUERIES = 19
MOST_SECONDS = 1.5


def hand_in(bureau, indicators, towns):
    """So many indicators, reported by so many towns, all waiting."""
    more = [
        Region(code=f"3305211{number:02}", name=f"镇{number}", level="town", parent=bureau.county)
        for number in range(len(bureau.towns) + 1, towns + 1)
    ]
    places = [*bureau.towns, *Region.objects.bulk_create(more)]
    made = Indicator.objects.bulk_create(
        Indicator(
            code=f"many-{number}",
            name=f"指标{number}",
            work_area=WorkArea.objects.get(code="area"),
            department=Department.objects.get(code="own"),
            unit="个",
            kind="flow",
            level="town",
        )
        for number in range(indicators)
    )
    drafts = [
        ledger.Draft(indicator=indicator, region=town, month=JUNE, value=Decimal(3))
        for indicator in made
        for town in places[:towns]
    ]
    return ledger.submit(bureau.clerk, stamps(ledger.draft(bureau.clerk, drafts)))


@pytest.mark.parametrize(("indicators", "towns"), [(5, 2), (100, 3)])
def test_queries_do_not_grow_with_what_waits(
    bureau, desk, django_assert_max_num_queries, indicators, towns
):
    hand_in(bureau, indicators, towns)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = desk.look()
    assert len(page.context["page"].lines) == indicators * towns


def test_a_queue_of_1300_opens_at_once_and_is_approved_with_one_button(bureau, desk):
    hand_in(bureau, 100, 13)
    took = []
    for _time in range(3):
        started = time.perf_counter()
        page = desk.look()
        took.append(time.perf_counter() - started)
    assert min(took) < MOST_SECONDS
    shown = page.context["page"]
    blocks = shown.programmes[0].blocks
    assert not any(block.is_open for block in blocks)
    opened = desk.look(open=blocks[7].place).context["page"].programmes[0].blocks
    assert [block.is_open for block in opened].index(True) == 7
    desk.press("approve", shown.clean.stamps)
    assert not Entry.objects.filter(state=EntryState.SUBMITTED).exists()
    assert bureau.value(Indicator.objects.get(code="many-0"), bureau.county) == Decimal(39)


def test_a_few_towns_lie_open(bureau, desk):
    hand_in(bureau, 1, 3)
    [block] = desk.look().context["page"].programmes[0].blocks
    assert block.is_open
