"""A workbook on somebody's desk: downloaded, filled in and bent, and sent back."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
from django.contrib.auth.models import User
from django.utils import timezone
from openpyxl.worksheet.worksheet import Worksheet

from indicators import standings
from indicators.models import Indicator, Region
from indicators.permissions import departments_of
from indicators.workbook.columns import CONTROL_TOTAL
from indicators.workbook.form import Scope
from indicators.workbook.judging import Fate, Preview
from indicators.workbook.uploading import previewed
from indicators.workbook.writing import fill_in_workbook
from tests.bureau import JUNE, Bureau

HEAD_ROW = 4


def scope_of(by: User, bureau: Bureau, month: Any = JUNE) -> Scope:
    """All that the person owes for the month."""
    own = standings.every_indicator().filter(department__in=departments_of(by))
    return Scope(month, bureau.county, own)


def downloaded(bureau: Bureau, by: User | None = None, month: Any = JUNE) -> bytes:
    """The person's workbook."""
    scope = scope_of(by or bureau.clerk, bureau, month)
    return fill_in_workbook(scope, scope.owed(), timezone.now())


class Desk:
    """The workbook as Excel shows it, with formulas or their results; what is done to it is in
    `to_bytes`."""

    def __init__(self, data: bytes, *, results: bool = False) -> None:
        self.book = openpyxl.load_workbook(BytesIO(data), data_only=results)

    @property
    def form(self) -> Worksheet:
        return self.book["填报"]

    def column(self, head: str) -> int:
        """The number of the column with that head."""
        heads = [cell.value for cell in self.form[HEAD_ROW]]
        return heads.index(head) + 1

    def row(self, indicator: Indicator, region: Region | str) -> int:
        """The number of the cell's row."""
        name = region if isinstance(region, str) else region.name
        where = self.column("指标"), self.column("区划")
        for row in range(HEAD_ROW + 1, self.form.max_row + 1):
            found = [self.form.cell(row, column).value for column in where]
            if found == [indicator.name, name]:
                return row
        raise AssertionError(f"no row for {indicator} {name}")

    def cell(self, indicator: Indicator, region: Region | str, head: str = "月末累计") -> Any:
        """A cell of the form."""
        return self.form.cell(self.row(indicator, region), self.column(head))

    def fill(self, indicator: Indicator, region: Region | str, value: Any, **more: Any) -> None:
        """Write a value, and other columns by their heads."""
        for head, written in {"月末累计": value, **more}.items():
            if written is not None:
                self.cell(indicator, region, head).value = written

    def to_bytes(self) -> bytes:
        out = BytesIO()
        self.book.save(out)
        return out.getvalue()


def bent(data: bytes, bend: Callable[[Desk], None]) -> bytes:
    """The workbook after somebody has done something to it."""
    desk = Desk(data)
    bend(desk)
    return desk.to_bytes()


def preview(bureau: Bureau, data: bytes, by: User | None = None) -> Preview:
    """What confirming it would do."""
    person = by or bureau.clerk
    return previewed(person, scope_of(person, bureau), data)


def fates(found: Preview) -> dict[str, int]:
    """How many rows of each fate, those that occur."""
    return {fate.value: len(rows) for fate in Fate if (rows := found.of(fate))}


def reasons(found: Preview) -> str:
    """Why rows are refused, all together."""
    return "\n".join(why for verdict in found.of(Fate.REFUSED) for why in verdict.why)


TOTAL = CONTROL_TOTAL
