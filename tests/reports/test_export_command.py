"""`manage.py export_summary`, from the command line."""

import os
from io import BytesIO, StringIO

import docx
import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from indicators.models import Figure
from reports.models import SummaryTemplate


@pytest.fixture
def ledger(demo_ledger):
    """The demonstration; most mistakes are made while there is something to export."""


def export(period="2023-H1", output="summary.docx", format="docx", **more):
    out, err = StringIO(), StringIO()
    call_command(
        "export_summary", period, format=format, output=str(output), stdout=out, stderr=err, **more
    )
    return out.getvalue(), err.getvalue()


def names(folder):
    return [path.name for path in folder.iterdir()]


def test_it_writes_a_word_file_and_says_where(ledger, tmp_path):
    output = tmp_path / "总结.docx"
    said, warned = export(output=output)
    assert str(output) in said
    assert warned == ""
    assert docx.Document(BytesIO(output.read_bytes())).paragraphs[0].text.startswith("德清县建设局")
    assert names(tmp_path) == ["总结.docx"]


def test_it_writes_an_excel_file(ledger, tmp_path):
    export(output=tmp_path / "附表.xlsx", format="xlsx")
    assert "目标总表" in load_workbook(tmp_path / "附表.xlsx").sheetnames


def test_an_older_file_is_replaced(ledger, tmp_path):
    output = tmp_path / "a.docx"
    output.write_bytes(b"old")
    export(output=output)
    assert output.read_bytes()[:2] == b"PK"


def test_a_towns_summary_warns_of_what_it_lacks(ledger, tmp_path):
    _said, warned = export(output=tmp_path / "a.docx", region="330521101")
    assert "建筑业总产值" in warned


@pytest.mark.parametrize(
    ("mistake", "hint"),
    [
        ({"period": "2023-H3"}, "2023-H3"),
        ({"period": "上半年"}, "2023-H1"),
        ({"period": "2023-06"}, "."),
        ({"period": "2019-H1"}, "2019-H1"),
        ({"region": "999999"}, "999999"),
        ({"region": "德清"}, "德清"),
        ({"format": "pdf"}, "docx"),
        ({"format": ""}, "docx"),
    ],
    ids=str,
)
def test_a_mistake_gets_a_message_and_leaves_no_file(ledger, tmp_path, mistake, hint):
    with pytest.raises(CommandError, match=hint):
        export(output=tmp_path / "a.docx", **mistake)
    assert names(tmp_path) == []


def test_a_directory_that_is_not_there_is_named(ledger, tmp_path):
    with pytest.raises(CommandError, match="missing"):
        export(output=tmp_path / "missing" / "a.docx")


def test_a_directory_is_not_a_file(ledger, tmp_path):
    with pytest.raises(CommandError, match=str(tmp_path)):
        export(output=tmp_path)


def test_a_pipe_or_device_is_left_alone(ledger, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(CommandError, match="pipe"):
        export(output=pipe)
    assert pipe.is_fifo()


def test_a_file_that_cannot_be_written_is_named_and_the_old_one_kept(ledger, tmp_path, monkeypatch):
    output = tmp_path / "a.docx"
    output.write_bytes(b"old")

    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(CommandError, match=r"a\.docx"):
        export(output=output)
    assert output.read_bytes() == b"old"
    assert names(tmp_path) == ["a.docx"]


def test_a_full_disk_is_said(ledger, tmp_path, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reports.management.commands.export_summary.NamedTemporaryFile", full)
    with pytest.raises(CommandError, match="No space left"):
        export(output=tmp_path / "a.docx")


def test_without_a_template_it_says_so(ledger, tmp_path):
    SummaryTemplate.objects.update(active=False)
    with pytest.raises(CommandError):
        export(output=tmp_path / "a.docx")


def test_with_nothing_in_the_ledger_it_says_so(ledger, tmp_path):
    Figure.objects.all().delete()
    with pytest.raises(CommandError, match="2023-H1"):
        export(output=tmp_path / "a.docx")


@pytest.mark.django_db
def test_before_anything_is_loaded_it_says_so(tmp_path):
    with pytest.raises(CommandError):
        export(output=tmp_path / "a.docx")
