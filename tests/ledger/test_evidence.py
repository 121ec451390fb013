"""Evidence is attached to drafts and stays with what was handed in."""

import pytest
from django.core.files.base import ContentFile

from indicators import ledger
from indicators.ledger import ProblemCode, stamp, stamps
from indicators.models import Evidence


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def written(bureau):
    """A draft of the clerk's."""
    [entry] = ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[0], "5")])
    return entry


def attach(person, entry, name="验收单.pdf"):
    return ledger.attach(person, stamp(entry), name, file=ContentFile(b"%PDF-1.7", name))


def test_a_file_is_kept_under_a_name_that_tells_nothing(bureau, written):
    kept = attach(bureau.clerk, written, "../../验收单.PDF")
    kept.file.close()
    assert kept.file.name.startswith("evidence/2023/06/")
    assert kept.file.name.endswith(".pdf")
    assert "验收" not in kept.file.name
    assert kept.size == 8
    with kept.file.open() as file:
        assert file.read() == b"%PDF-1.7"


def test_a_link_is_kept(bureau, written):
    kept = ledger.attach(bureau.clerk, stamp(written), "公告", link="https://www.deqing.gov.cn/a")
    assert (kept.link, kept.size) == ("https://www.deqing.gov.cn/a", None)


def test_what_was_handed_in_keeps_its_evidence(bureau, written, refused):
    kept = attach(bureau.clerk, written)
    [entry] = ledger.submit(bureau.clerk, stamps([written]))
    assert refused(attach, bureau.clerk, entry)[0] == ProblemCode.STATE
    assert refused(ledger.detach, bureau.clerk, stamp(entry), kept)[0] == ProblemCode.STATE
    assert Evidence.objects.count() == 1


def test_evidence_is_taken_off_a_draft_of_ones_own_only(bureau, written):
    kept = attach(bureau.clerk, written)
    [other] = ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[1], "5")])
    ledger.detach(bureau.clerk, stamp(other), kept)
    assert Evidence.objects.count() == 1
    ledger.detach(bureau.clerk, stamp(written), kept)
    assert not Evidence.objects.exists()


def test_strangers_attach_and_detach_nothing(bureau, written, refused):
    kept = attach(bureau.clerk, written)
    for person in (bureau.stranger, bureau.reviewer, bureau.office):
        assert refused(attach, person, written)[0] == ProblemCode.PERMISSION
        seen = stamp(written)
        assert refused(ledger.detach, person, seen, kept)[0] == ProblemCode.PERMISSION


@pytest.mark.parametrize("fate", ["returned", "withdrawn"])
def test_the_answer_to_a_return_starts_with_the_same_evidence(bureau, written, fate):
    attach(bureau.clerk, written)
    entries = ledger.submit(bureau.clerk, stamps([written]))
    if fate == "returned":
        ledger.return_to_author(bureau.reviewer, stamps(entries), "请核实")
    else:
        ledger.withdraw(bureau.clerk, stamps(entries))
    row = bureau.row(bureau.lifts, bureau.towns[0], "6")
    [answer] = ledger.draft(bureau.clerk, [row])
    assert [kept.name for kept in answer.evidence.all()] == ["验收单.pdf"]


def test_a_correction_brings_evidence_of_its_own(bureau, written):
    attach(bureau.clerk, written)
    ledger.approve(bureau.reviewer, stamps(ledger.submit(bureau.clerk, stamps([written]))))
    row = bureau.row(bureau.lifts, bureau.towns[0], "6", reason="重核")
    [correction] = ledger.draft(bureau.clerk, [row])
    assert not correction.evidence.exists()
