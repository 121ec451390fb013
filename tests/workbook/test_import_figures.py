"""The command that reads a workbook does what the upload page does."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from indicators import ledger
from indicators.models import Entry
from tests.bureau import JUNE, Bureau
from tests.workbook.desk import Desk, bent, downloaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(bureau: Bureau, tmp_path: Path) -> Path:
    """The clerk's workbook with 14 lifts in the first town."""
    path = tmp_path / "填报.xlsx"
    path.write_bytes(
        bent(downloaded(bureau), lambda desk: desk.fill(bureau.lifts, bureau.towns[0], 14))
    )
    return path


def run(path: Path, *options: str, month: str = "2023-06", person: str = "wang") -> str:
    out = StringIO()
    call_command(
        "import_figures", str(path), "--month", month, "--as", person, *options, stdout=out
    )
    return out.getvalue()


def refusal(path: Path, *options: str, month: str = "2023-06", person: str = "wang") -> str:
    with pytest.raises(CommandError) as error:
        run(path, *options, month=month, person=person)
    return str(error.value)


def test_rows_become_drafts(bureau: Bureau, file: Path) -> None:
    told = run(file)
    assert "新增" in told
    assert "14 个" in told
    assert "乾元镇" in told
    assert "已存为草稿：1" in told
    entry = Entry.objects.get()
    assert (entry.value, entry.entered_by, entry.state) == (14, bureau.clerk, "draft")


def test_a_dry_run_only_tells(bureau: Bureau, file: Path) -> None:
    assert "什么都没有写入" in run(file, "--dry-run")
    assert Entry.objects.count() == 0


def test_the_same_file_again_changes_nothing(bureau: Bureau, file: Path) -> None:
    run(file)
    assert "未变 1" in run(file)
    assert Entry.objects.get().version == 1


def test_a_department_can_be_chosen(bureau: Bureau, file: Path) -> None:
    run(file, "--department", "own", "--region", "330521")
    assert Entry.objects.count() == 1


def test_what_others_wrote_meanwhile_stops_it_unless_the_file_is_to_count(
    bureau: Bureau, file: Path
) -> None:
    ledger.draft(bureau.other_clerk, [bureau.row(bureau.lifts, bureau.towns[0], 13)])
    assert "--take-mine" in refusal(file)
    assert Entry.objects.get().value == 13
    run(file, "--take-mine")
    assert Entry.objects.get().value == 14


def test_a_refused_row_stops_all_of_it(bureau: Bureau, file: Path) -> None:
    desk = Desk(file.read_bytes())
    desk.fill(bureau.lifts, bureau.towns[1], "十四")
    file.write_bytes(desk.to_bytes())
    assert "1 行被拒绝" in refusal(file)
    assert Entry.objects.count() == 0


def test_wrong_words_end_with_one_clear_line(bureau: Bureau, file: Path, tmp_path: Path) -> None:
    csv = tmp_path / "x.csv"
    csv.write_text("a,b")
    for said, options in (
        ("2023-13", {"month": "2023-13"}),
        ("2023年5月", {"month": "2023-05"}),
        ("nobody", {"person": "nobody"}),
        ("sun", {"person": "sun"}),
    ):
        assert said in refusal(file, **options)
    for said, *more in (
        ("nothing", "--department", "nothing"),
        ("房产科", "--department", "other"),
        ("330", "--region", "330"),
        ("县", "--region", "33"),
    ):
        assert said in refusal(file, *more)
    assert ".xlsx" in refusal(csv)
    assert "x.xlsx" in refusal(tmp_path / "x.xlsx")
    assert Entry.objects.count() == 0


def test_a_closed_month_takes_nothing(bureau: Bureau, file: Path) -> None:
    ledger.close_month(bureau.office, JUNE)
    assert "什么都没有写入" in refusal(file)
