"""The clerk's sheet for June, open in the browser."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page, expect

from indicators.models import Indicator
from tests.browser.entry_sheet.looking import indicator, opened
from tests.bureau import MAY, Bureau


@pytest.fixture
def office_desk(live_server: object, bureau: Bureau) -> Bureau:
    """The small bureau with a few figures more for the county, and what May was."""
    for order, (code, name, kind) in enumerate(
        (("roads", "新建道路", "flow"), ("parks", "公园", "stock"), ("trees", "古树", "stock"))
    ):
        Indicator.objects.create(
            code=code,
            name=name,
            kind=kind,
            unit="个",
            order=order + 10,
            definition="统计范围为全县。",
            work_area=bureau.county_output.work_area,
            department=bureau.county_output.department,
        )
    bureau.approved(
        bureau.row(bureau.county_output, bureau.county, "40.5", month=MAY),
        bureau.row(indicator("roads"), bureau.county, 7, month=MAY),
        bureau.row(indicator("parks"), bureau.county, 12, month=MAY),
        bureau.row(bureau.lifts, bureau.towns[0], 4, month=MAY),
        bureau.row(bureau.lifts, bureau.towns[2], 5, month=MAY),
    )
    return bureau


@pytest.fixture
def sign_in(page: Page, base_url: str) -> Callable[[User], None]:
    """Signs a person in, in place of whoever was before."""

    def signed_in(person: User) -> None:
        visitor = Client()
        visitor.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        key = visitor.cookies[name].value
        page.context.add_cookies([{"name": name, "value": key, "url": base_url}])

    return signed_in


@pytest.fixture
def sheet(page: Page, sign_in: Callable[[User], None], office_desk: Bureau) -> Iterator[Page]:
    """The sheet of the clerk, who is signed in."""
    sign_in(office_desk.clerk)
    yield opened(page)
    # A request that is still answered would hold what is emptied after the test.
    expect(page.locator("#sheet-saving")).not_to_have_text("正在保存…")
    page.close()
