"""What a sheet shows when it is opened, and at what cost."""

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from indicators import ledger
from indicators.models import Entry, Indicator, Region, Target
from tests.bureau import JUNE, MAY, Bureau
from tests.sheet.conftest import Sheet, row


def shown(sheet: Sheet, indicator: Indicator, **query: str) -> dict[str, object]:
    return next(f for f in sheet.data(**query)["rows"] if f["indicator"] == indicator.code)


def test_a_row_has_what_a_figure_is_compared_with(bureau: Bureau, sheet: Sheet) -> None:
    Target.objects.create(
        indicator=bureau.county_output, region=bureau.county, year=2023, value=Decimal(120)
    )
    bureau.approved(bureau.row(bureau.county_output, bureau.county, 40, month=MAY))
    sheet.save(row(bureau.county_output, bureau.county, "60"))
    found = shown(sheet, bureau.county_output)
    [cell] = found["cells"]  # type: ignore[misc]
    assert found["name"] == "总产值"
    assert cell["target"] == "120"  # type: ignore[index]
    assert cell["before"] == "40"  # type: ignore[index]
    assert (cell["value"], cell["increment"]) == ("60", "20")  # type: ignore[index]
    assert (cell["completion"], cell["light"]) == ("50%", "green")  # type: ignore[index]


def test_last_month_may_still_wait_for_review(bureau: Bureau, sheet: Sheet) -> None:
    bureau.submitted(bureau.row(bureau.county_output, bureau.county, 40, month=MAY))
    [cell] = shown(sheet, bureau.county_output)["cells"]  # type: ignore[misc]
    assert (cell["before"], cell["before_pending"]) == ("40", True)  # type: ignore[index]


def test_last_month_brings_its_qualifier(bureau: Bureau, sheet: Sheet) -> None:
    rough = bureau.row(bureau.county_output, bureau.county, 40, month=MAY, qualifier="about")
    written = bureau.submitted(rough)
    [cell] = shown(sheet, bureau.county_output)["cells"]  # type: ignore[misc]
    assert cell["before_qualifier"] == "about"  # type: ignore[index]
    ledger.approve(bureau.reviewer, ledger.stamps(written))
    [cell] = shown(sheet, bureau.county_output)["cells"]  # type: ignore[misc]
    assert cell["before_qualifier"] == "about"  # type: ignore[index]


def test_what_was_returned_says_why(bureau: Bureau, sheet: Sheet) -> None:
    entries = bureau.submitted(bureau.row(bureau.county_output, bureau.county, 40))
    ledger.return_to_author(bureau.reviewer, ledger.stamps(entries), "请附明细")
    [cell] = shown(sheet, bureau.county_output)["cells"]  # type: ignore[misc]
    assert (cell["returned"], cell["returned_by"]) == ("请附明细", "zhao")  # type: ignore[index]
    assert cell["value"] == "40"  # type: ignore[index]
    assert 'data-group="returned"' in sheet.page().content.decode()


def test_a_closed_month_is_for_reading(bureau: Bureau, sheet: Sheet) -> None:
    ledger.close_month(bureau.office, JUNE)
    page = sheet.page()
    assert page.status_code == 200
    assert "关账" in page.content.decode()
    assert not any(found.get("writable") for found in page.context["data"]["rows"])


def test_a_reopened_month_is_written_where_it_is_reopened(bureau: Bureau, sheet: Sheet) -> None:
    ledger.close_month(bureau.office, JUNE)
    ledger.reopen(
        bureau.office,
        JUNE,
        timezone.localdate() + datetime.timedelta(days=3),
        "补报",
        indicator=bureau.lifts,
    )
    page = sheet.page()
    assert "补报" in page.content.decode()
    assert "数字不再变动" not in page.content.decode()
    writable = {f["indicator"] for f in page.context["data"]["rows"] if f.get("writable")}
    assert writable == {"lifts"}
    assert sheet.only(row(bureau.lifts, bureau.towns[0], "3"))["status"] == "saved"


def test_a_month_reopened_for_others_stays_shut_and_says_nothing_of_them(
    bureau: Bureau, sheet: Sheet
) -> None:
    ledger.close_month(bureau.office, JUNE)
    others = bureau.stranger.departments.get()
    until = timezone.localdate() + datetime.timedelta(days=3)
    ledger.reopen(bureau.office, JUNE, until, "房产科补报", department=others)
    page = sheet.page().content.decode()
    assert "房产科补报" not in page
    assert "数字不再变动" in page


def test_a_month_ahead_says_when_it_opens(bureau: Bureau, sheet: Sheet) -> None:
    ahead = timezone.localdate() + datetime.timedelta(days=40)
    month = type(JUNE)(ahead.year, ahead.month)
    ledger.open_month(bureau.office, month)
    page = sheet.page(month=str(month))
    assert "开放填报，在此之前仅供查看" in page.content.decode()


def test_without_a_month_the_newest_open_one_is_shown(bureau: Bureau, sheet: Sheet) -> None:
    bureau.open(MAY)
    ledger.close_month(bureau.office, JUNE)
    answer = sheet.client.get("/admin/indicators/entry/sheet/")
    assert answer.context["scope"].month == MAY


def many(bureau: Bureau, indicators: int, towns: int) -> list[dict[str, object]]:
    """A department with so many indicators, all reported by so many towns."""
    Region.objects.bulk_create(
        Region(code=f"3305212{n:02d}", name=f"镇{n}", level="town", parent=bureau.county)
        for n in range(towns - len(bureau.towns))
    )
    Indicator.objects.bulk_create(
        Indicator(
            code=f"many-{n}",
            name=f"指标{n}",
            work_area=bureau.lifts.work_area,
            department=bureau.lifts.department,
            unit="个",
            kind="stock",
            level="town",
        )
        for n in range(indicators)
    )
    codes = bureau.county.children.values_list("code", flat=True)
    return [
        {"indicator": f"many-{n}", "region": code, "seen": "", "value": str(n)}
        for n in range(indicators)
        for code in codes
    ]


@pytest.mark.parametrize("size", [10, 100])
def test_opening_takes_under_fifteen_queries(bureau: Bureau, sheet: Sheet, size: int) -> None:
    cells = many(bureau, size, 13)
    bureau.open(MAY)
    sheet.save(*cells, month=str(MAY))
    sheet.save(*cells, submit=True)
    waiting = Entry.objects.of_month(JUNE).filter(state="submitted")
    ledger.approve(bureau.reviewer, ledger.stamps(waiting))
    with CaptureQueriesContext(connection) as queries:
        answer = sheet.page()
    assert len(answer.context["data"]["rows"]) == size + 5
    assert len(queries) < 15, "\n".join(q["sql"][:90] for q in queries)


def test_saving_and_submitting_cost_the_same_for_many_as_for_few(
    bureau: Bureau, sheet_of: Callable[[User], Sheet]
) -> None:
    cells = many(bureau, 40, 13)
    sheet = sheet_of(bureau.clerk)
    sheet.save(*cells[-3:])
    counts = []
    for some in (cells[:13], cells[13:413]):
        with CaptureQueriesContext(connection) as queries:
            answer = sheet.save(*some, submit=True)
        assert {told["status"] for told in answer["rows"]} == {"submitted"}
        # Bulk writes come in batches; nothing else grows with the rows.
        counts.append(sum(not query["sql"].startswith("INSERT") for query in queries))
    assert Entry.objects.filter(state="submitted").count() == 413
    assert counts[0] == counts[1]
