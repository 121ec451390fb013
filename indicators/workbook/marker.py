"""What a workbook says about itself, on a sheet that people do not see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from xlsxwriter import Workbook

from indicators import ledger
from indicators.ledger.drafts import written
from indicators.periods import Month, PeriodError
from indicators.workbook.cells import Sheet
from indicators.workbook.columns import MARKER, VERSION
from indicators.workbook.form import FormRow, Scope

KIND = "indicator-ledger-fill-in"
FACTS = ("kind", "version", "month", "region", "scope", "scope_name")
CELLS_FROM = len(FACTS) + 1
DEFINED_NAME = "fill_in_form"

Codes = tuple[str, str, bool]
"""An indicator's code, a region's, and whether the row is a total to hold against."""


@dataclass(frozen=True, slots=True)
class Start:
    """What stood in a cell when the workbook was made."""

    stamp: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Marker:
    """Which month's and whose workbook it is, and where each of its cells started."""

    month: Month | None
    region: str
    scope: str
    scope_name: str
    starts: dict[Codes, Start] = field(default_factory=dict)


def write(book: Workbook, scope: Scope, rows: Iterable[FormRow]) -> None:
    """The hidden sheet, and a name that says what the workbook is."""
    sheet = book.add_worksheet(MARKER)
    facts = (KIND, VERSION, str(scope.month), scope.region.code, scope.code, scope.name)
    for line, (name, fact) in enumerate(zip(FACTS, facts, strict=True)):
        sheet.write_string(line, 0, name)
        sheet.write_string(line, 1, fact)
    for line, row in enumerate(rows, start=CELLS_FROM):
        start = start_of(row)
        indicator, region, is_total = codes_of(row)
        texts = (indicator, region, "total" if is_total else "", start.stamp, start.fingerprint)
        for column, text in enumerate(texts):
            sheet.write_string(line, column, text)
    sheet.protect("")
    sheet.very_hidden()
    book.define_name(DEFINED_NAME, f"={MARKER}!$A$1:$B${len(FACTS)}")


def start_of(row: FormRow) -> Start:
    """What stands in a row now; a total, which has no versions, is stamped by what it is."""
    fingerprint = row.present.fingerprint()
    if row.cell is None:
        return Start("" if row.present.is_blank else fingerprint, fingerprint)
    return Start(written(ledger.stamp(row.cell.newest)), fingerprint)


def codes_of(row: FormRow) -> Codes:
    """What a row is known by in the workbook."""
    return (row.indicator.code, row.region.code, row.is_total)


def read(sheets: Sequence[Sheet]) -> Marker | None:
    """What the workbook says about itself; None where it was made by hand."""
    sheet = next((sheet for sheet in sheets if sheet.name == MARKER), None)
    if sheet is None:
        return None
    facts = {line.text(1): line.text(2) for line in sheet.lines if line.number <= len(FACTS)}
    if facts.get("kind") != KIND:
        return None
    try:
        month = Month.parse(facts.get("month", ""))
    except PeriodError:
        month = None
    starts = {
        (line.text(1), line.text(2), line.text(3) == "total"): Start(line.text(4), line.text(5))
        for line in sheet.lines
        if line.number > CELLS_FROM
    }
    return Marker(
        month, facts.get("region", ""), facts.get("scope", ""), facts.get("scope_name", ""), starts
    )
