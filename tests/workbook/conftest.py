"""What the tests of the workbook share."""

import pytest

from tests.bureau import Bureau
from tests.workbook.desk import Desk, bent, downloaded


@pytest.fixture
def filled(bureau: Bureau) -> bytes:
    """The clerk's workbook with 14 lifts in the first town and 3 in the second."""

    def fill(desk: Desk) -> None:
        desk.fill(bureau.lifts, bureau.towns[0], 14)
        desk.fill(bureau.lifts, bureau.towns[1], 3)

    return bent(downloaded(bureau), fill)
