"""The admin begins with what waits for the person."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from indicators import ledger
from tests.bureau import JUNE, Bureau
from tests.sheet.conftest import Sheet


@pytest.fixture
def staff(bureau: Bureau) -> Bureau:
    User.objects.update(is_staff=True)
    return bureau


def page(sheet: Sheet) -> str:
    found: str = sheet.client.get("/admin/").content.decode()
    return found


def test_a_clerk_finds_the_sheet_with_what_is_left(
    staff: Bureau, sheet_of: Callable[[User], Sheet]
) -> None:
    ledger.draft(staff.clerk, [staff.row(staff.lifts, staff.towns[0], 3)])
    found = page(sheet_of(staff.clerk))
    assert "/admin/indicators/entry/sheet/?month=2023-06&amp;department=own" in found
    assert "填报本月" in found
    assert "<b>1</b> 草稿" in found
    assert "<b>12</b> 未填" in found


def test_a_reviewer_finds_the_queue(staff: Bureau, sheet_of: Callable[[User], Sheet]) -> None:
    staff.submitted(staff.row(staff.lifts, staff.towns[0], 3))
    found = page(sheet_of(staff.reviewer))
    assert "/admin/indicators/entry/review/?month=2023-06" in found
    assert "<b>1</b> 待审核" in found
    assert "填报本月" not in found


def test_the_office_finds_months_and_progress(
    staff: Bureau, sheet_of: Callable[[User], Sheet]
) -> None:
    found = page(sheet_of(staff.office))
    assert "/reporting/?month=2023-06" in found
    assert "/admin/indicators/reportingmonth/" in found
    assert "<b>13</b> 待填报" in found


def test_with_no_month_open_nothing_waits(staff: Bureau, sheet_of: Callable[[User], Sheet]) -> None:
    ledger.close_month(staff.office, JUNE)
    assert "填报本月" not in page(sheet_of(staff.clerk))
    assert "目前没有开放填报的月份" in page(sheet_of(staff.office))
