"""The Word file states every number of the half-year review, in the programme it belongs to."""

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
import yaml

from reports.exporters import find_exporter
from reports.models import SummarySection
from reports.narrative.numerals import chinese

LIST = Path(__file__).parent.parent / "review" / "statements.yaml"
LEAD = "导语"
QUARTERS = "一二三四"


def statements():
    return [
        {"programme": group["programme"], **statement}
        for group in yaml.safe_load(LIST.read_text(encoding="utf-8"))
        for statement in group["statements"]
        if not statement.get("derived")
    ]


@pytest.fixture
def texts(half_year):
    """The text of the Word file by programme, annexes left out."""
    document = docx.Document(BytesIO(find_exporter("docx").render(half_year).content))
    programmes = {
        section.heading: section.work_area.name
        for section in SummarySection.objects.select_related("work_area")
        if section.work_area
    }
    found, place = {LEAD: ""}, LEAD
    for paragraph in document.paragraphs:
        if paragraph.style.name == "Annex Label":
            break
        if paragraph.style.name.startswith("Heading"):
            heading = re.sub(r"^（?[一二三四五]+[、）]", "", paragraph.text)
            place = programmes[heading]
            found[place] = ""
        else:
            found[place] += paragraph.text
    return found


def forms(statement):
    """How the number may be written: patterns of which one has to occur."""
    value, kind = str(statement["value"]), statement["kind"]
    if kind == "milestone":
        year, month, day = (int(part) for part in value.split("-"))
        return {
            "day": [f"(?<!\\d){month}月{day}日"],
            "month": [f"(?<!\\d){month}月"],
            "quarter": [f"{QUARTERS[(month - 1) // 3]}季度"],
            "year": ["年底", f"{year}年"],
        }[statement.get("precision", "day")]
    if kind == "ranking":
        return [f"[第前]{value.removeprefix('前')}(?!\\d)"]
    if not re.fullmatch(r"[\d.]+", value):
        return [re.escape(digits) for digits in re.findall(r"[\d.]+", value)]
    unit = re.escape(statement.get("unit", ""))
    written = [f"(?<![\\d.]){re.escape(value)}余?{unit}"]
    if value == "1" and "region" in statement:
        # One project in a town: the review names it and writes no number.
        written.append(statement["region"].removesuffix("镇"))
    if "." not in value:
        written.append(f"{chinese(int(value))}余?{unit}")
    return written


def test_every_number_of_the_review_stands_in_its_programme(texts):
    lacking = [
        (statement["programme"], statement["what"], statement["value"])
        for statement in statements()
        if forms(statement)
        and not any(re.search(form, texts[statement["programme"]]) for form in forms(statement))
    ]
    assert lacking == []


def test_the_list_is_the_whole_review():
    assert len(statements()) > 150
