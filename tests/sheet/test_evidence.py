"""Evidence: what may be attached, who may read it, and how it is served."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from indicators import ledger
from indicators.ledger.drafts import written
from indicators.models import Entry, Evidence
from tests.bureau import Bureau
from tests.sheet.conftest import Sheet

ADDRESS = "/admin/indicators/entry/sheet/evidence/"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"


@pytest.fixture(autouse=True)
def files_under(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def entry(bureau: Bureau) -> Entry:
    return ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[0], 3)])[0]


def zipped(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        parts.writestr(name, "<x/>")
    return made.getvalue()


def attach(sheet: Sheet, entry: Entry, file: str = "", content: bytes = b"", **more: str) -> Any:
    entry.refresh_from_db()
    sent: dict[str, Any] = {"seen": written(ledger.stamp(entry)), **more}
    if file:
        sent["file"] = SimpleUploadedFile(file, content)
    return sheet.client.post(ADDRESS, sent)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("明细.pdf", PDF),
        ("照片.PNG", PNG),
        ("照片.jpg", JPEG),
        ("清单.docx", zipped("word/document.xml")),
        ("清单.xlsx", zipped("xl/workbook.xml")),
        ("公文.ofd", zipped("OFD.xml")),
    ],
)
def test_files_of_the_office_are_attached(
    sheet: Sheet, entry: Entry, name: str, content: bytes
) -> None:
    answer = attach(sheet, entry, name, content)
    assert answer.status_code == 200, answer.content.decode()
    [told] = answer.json()["evidence"]
    assert (told["name"], told["by"], told["removable"]) == (name, "wang", True)
    kept = entry.evidence.get()
    assert name not in kept.file.name
    served = sheet.client.get(told["href"])
    assert b"".join(served) == content
    assert served["Content-Disposition"].startswith("attachment")
    assert served["X-Content-Type-Options"] == "nosniff"
    assert "html" not in served["Content-Type"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("程序.exe", b"MZ", "不能作为佐证材料"),
        ("页面.html", b"<script>alert(1)</script>", "不能作为佐证材料"),
        ("图.svg", b"<svg onload='alert(1)'/>", "不能作为佐证材料"),
        ("没有扩展名", PDF, "不能作为佐证材料"),
        ("假的.png", b"MZ not a picture", "与扩展名不符"),
        ("假的.pdf", PNG, "与扩展名不符"),
        ("假的.docx", zipped("xl/workbook.xml"), "与扩展名不符"),
        ("坏的.xlsx", b"PK\x03\x04 broken", "与扩展名不符"),
        ("空的.pdf", b"", "空"),
        ("太大.pdf", PDF + b" " * (10 * 1024 * 1024), "10 MB"),
    ],
)
def test_other_files_are_refused_with_the_reason(
    sheet: Sheet, entry: Entry, name: str, content: bytes, words: str
) -> None:
    answer = attach(sheet, entry, name, content)
    assert answer.status_code == 400
    assert words in answer.json()["message"]
    assert not Evidence.objects.exists()


def test_a_name_that_climbs_folders_is_only_a_name(
    sheet: Sheet, entry: Entry, files_under: Path
) -> None:
    attach(sheet, entry, "../../settings.pdf", PDF)
    kept = entry.evidence.get()
    assert kept.name == "settings.pdf"
    assert Path(kept.file.path).is_relative_to(files_under)


@pytest.mark.parametrize(
    ("link", "status"),
    [
        ("https://example.invalid/a?b=1", 200),
        ("http://10.0.0.1/x", 200),
        ("javascript:alert(1)", 400),
        ("file:///etc/passwd", 400),
        ("明细表", 400),
        ("https://example.invalid/" + "a" * 500, 400),
        ("", 400),
    ],
)
def test_links_lead_to_pages_only(sheet: Sheet, entry: Entry, link: str, status: int) -> None:
    answer = attach(sheet, entry, link=link)
    assert answer.status_code == status
    assert Evidence.objects.exists() is (status == 200)


def test_a_file_and_a_link_at_once_are_refused(sheet: Sheet, entry: Entry) -> None:
    answer = attach(sheet, entry, "明细.pdf", PDF, link="https://example.invalid/")
    assert answer.status_code == 400


def test_evidence_is_taken_off_a_draft_only(sheet: Sheet, bureau: Bureau, entry: Entry) -> None:
    attach(sheet, entry, "明细.pdf", PDF)
    attach(sheet, entry, "照片.png", PNG)
    first, second = entry.evidence.all()
    assert attach(sheet, entry, remove=str(first.pk)).status_code == 200
    assert attach(sheet, entry, remove=str(first.pk)).status_code == 404
    entry.refresh_from_db()
    ledger.submit(bureau.clerk, ledger.stamps([entry]))
    assert attach(sheet, entry, remove=str(second.pk)).status_code == 409
    assert attach(sheet, entry, "明细.pdf", PDF).status_code == 409
    listed = sheet.client.get(ADDRESS, {"entry": entry.pk}).json()
    assert [told["removable"] for told in listed["evidence"]] == [False]


def test_who_reads_evidence(
    bureau: Bureau,
    people: dict[str, User],
    sheet: Sheet,
    sheet_of: Callable[[User], Sheet],
    entry: Entry,
) -> None:
    attach(sheet, entry, "明细.pdf", PDF)
    address = f"/evidence/{entry.evidence.get().pk}/"

    def statuses() -> dict[str, int]:
        who = {
            "clerk": bureau.other_clerk,
            "reviewer": bureau.reviewer,
            "office": bureau.office,
            "stranger": bureau.stranger,
            "leader": people["leader"],
        }
        answers = {name: sheet_of(user).client.get(address) for name, user in who.items()}
        for answer in answers.values():
            b"".join(answer)  # A file that is not read to its end stays open.
        return {name: answer.status_code for name, answer in answers.items()}

    own = {"clerk": 200, "reviewer": 200, "office": 200, "stranger": 403}
    assert statuses() == {**own, "leader": 403}
    entry.refresh_from_db()
    ledger.approve(
        bureau.reviewer, ledger.stamps(ledger.submit(bureau.clerk, ledger.stamps([entry])))
    )
    assert statuses() == {**own, "stranger": 200, "leader": 200}
    assert Client().get(address).status_code == 302
    assert sheet.client.get("/evidence/999999/").status_code == 404


def test_another_departments_evidence_is_out_of_reach(
    bureau: Bureau, sheet_of: Callable[[User], Sheet], entry: Entry
) -> None:
    stranger = sheet_of(bureau.stranger)
    assert attach(stranger, entry, "明细.pdf", PDF).status_code == 403
    assert stranger.client.get(ADDRESS, {"entry": entry.pk}).status_code == 403
    assert attach(sheet_of(bureau.reviewer), entry, "明细.pdf", PDF).status_code == 403


def test_a_file_that_is_gone_says_so(sheet: Sheet, entry: Entry) -> None:
    attach(sheet, entry, "明细.pdf", PDF)
    kept = entry.evidence.get()
    Path(kept.file.path).unlink()
    answer = sheet.client.get(f"/evidence/{kept.pk}/")
    assert answer.status_code == 404
    assert "服务器上已没有“明细.pdf”" in answer.content.decode()


@pytest.mark.parametrize("sent", [{}, {"seen": "x"}, {"seen": "1.99999999999"}, {"seen": "0.1"}])
def test_nonsense_is_refused_in_words(sheet: Sheet, sent: dict[str, str]) -> None:
    answer = sheet.client.post(ADDRESS, sent)
    assert answer.status_code in (400, 404)
    assert answer.json()["message"]
    assert sheet.client.get(ADDRESS, {"entry": "x" * 50}).status_code == 404
    assert sheet.client.delete(ADDRESS).status_code == 405


def test_signed_out_a_script_is_told(bureau: Bureau) -> None:
    assert Client().post(ADDRESS, {}).status_code == 401


@pytest.mark.parametrize(
    ("link", "name", "status"),
    [
        ("https://a.example/", "a\0b", 200),
        ("https://a.example/", "\0", 200),
        ("\0", "清单", 400),
        ("http://[::1\0", "清单", 400),
    ],
)
def test_a_character_that_no_database_keeps_does_no_harm(
    sheet: Sheet, entry: Entry, link: str, name: str, status: int
) -> None:
    answer = attach(sheet, entry, link=link, name=name)
    assert answer.status_code == status, answer.content.decode()
    if status == 200:
        [told] = answer.json()["evidence"]
        assert told["name"] == (name.replace("\0", "") or link)
