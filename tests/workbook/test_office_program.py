"""What an office program makes of the workbook, and what is read of what it saves."""

import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from indicators import ledger
from indicators.workbook.refusal import Refused
from tests.bureau import MAY, Bureau
from tests.workbook.desk import TOTAL, Desk, bent, downloaded, preview

pytestmark = pytest.mark.django_db
PATIENCE = 120  # seconds
Resave = Callable[[bytes, str], bytes]


@pytest.fixture
def saved_as(tmp_path: Path) -> Resave:
    """`saved_as(data, "xls")` is the workbook after LibreOffice computed and saved it so."""
    program = shutil.which("soffice")
    assert program, "LibreOffice Calc is missing: make prepare"

    def save(data: bytes, kind: str) -> bytes:
        source, folder = tmp_path / "in.xlsx", tmp_path / "out"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        subprocess.run(
            [program, profile, "--headless", "--convert-to", kind, "--outdir", folder, source],
            check=True,
            capture_output=True,
            timeout=PATIENCE,
        )
        return (folder / f"in.{kind}").read_bytes()

    return save


def test_what_it_saves_as_xlsx_is_read_with_its_formulas(bureau: Bureau, saved_as: Resave) -> None:
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], 9, month=MAY))
    ledger.draft(bureau.clerk, [bureau.row(bureau.county_output, bureau.county, "10.52")])

    def fill(desk: Desk) -> None:
        before = desk.cell(bureau.lifts, bureau.towns[0], "上月").coordinate
        desk.fill(bureau.lifts, bureau.towns[0], f"={before}+5")
        desk.fill(bureau.signing_rate, bureau.towns[0], 0.965)
        desk.cell(bureau.signing_rate, bureau.towns[0]).number_format = "0.0%"
        desk.fill(bureau.lifts, TOTAL, "１４")
        desk.fill(bureau.coverage, bureau.towns[0], None, 分子=31, 分母=40, 修饰="约")

    found = preview(bureau, saved_as(bent(downloaded(bureau), fill), "xlsx"))
    written = {(v.indicator, v.is_total): v.wanted for v in found.to_write}
    assert written.keys() == {
        (bureau.lifts, False),
        (bureau.lifts, True),
        (bureau.signing_rate, False),
        (bureau.coverage, False),
    }
    assert written[bureau.lifts, False].value == 14
    assert written[bureau.lifts, True].value == 14
    assert written[bureau.signing_rate, False].value == Decimal("96.5")
    assert written[bureau.coverage, False].numerator == 31
    assert len(found.verdicts) == 5


def test_its_formulas_come_to_what_the_ledger_says(bureau: Bureau, saved_as: Resave) -> None:
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], 9, month=MAY))
    bureau.given_total(17)

    def fill(desk: Desk) -> None:
        desk.fill(bureau.lifts, bureau.towns[0], 14)
        desk.fill(bureau.lifts, bureau.towns[1], 3)
        desk.fill(bureau.coverage, bureau.towns[0], None, 分子=31, 分母=40)

    results = Desk(saved_as(bent(downloaded(bureau), fill), "xlsx"), results=True)
    assert results.cell(bureau.lifts, bureau.towns[0], "当月新增").value == 5
    assert results.cell(bureau.lifts, bureau.towns[1], "当月新增").value in (None, "")
    assert results.cell(bureau.coverage, bureau.towns[0]).value == 77.5
    assert results.cell(bureau.lifts, TOTAL, "状态").value == "合计17，相符"


@pytest.mark.parametrize("kind", ["xls", "ods", "csv"])
def test_what_it_saves_otherwise_is_refused_with_what_to_do(
    bureau: Bureau, saved_as: Resave, kind: str
) -> None:
    data = saved_as(downloaded(bureau), kind)
    with translation.override("en"), pytest.raises(Refused, match=r"\.xlsx"):
        preview(bureau, data)
