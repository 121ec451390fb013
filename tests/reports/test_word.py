"""The Word file, read back."""

from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from indicators.models import Figure
from reports.exporters import find_exporter
from reports.office.tables import Band, Cell, Column, table
from reports.summary import compose
from reports.summary.document import plain_text
from tests.reports.conftest import HALF_YEAR

pytestmark = pytest.mark.django_db


@pytest.fixture
def word(half_year):
    return read(half_year)


def read(summary):
    return docx.Document(BytesIO(find_exporter("docx").render(summary).content))


def by_style(document, name):
    return [p.text for p in document.paragraphs if p.style.name == name]


def east_asian_font(document, style):
    return document.styles[style].element.rPr.rFonts.get(qn("w:eastAsia"))


def test_the_file_is_named_by_its_title(half_year):
    assert find_exporter("docx").render(half_year).name == "德清县建设局2023年上半年工作总结.docx"


def test_title_and_headings_are_real_ones(word, half_year):
    assert by_style(word, "Title") == ["德清县建设局2023年上半年工作总结"]
    sections = [plain_text(block.heading) for block in half_year.blocks[1:]]
    assert by_style(word, "Heading 1") == sections
    programmes = [plain_text(p.heading) for block in half_year.blocks for p in block.programmes]
    assert by_style(word, "Heading 2")[: len(programmes)] == programmes
    assert len(programmes) == 15


def test_the_whole_text_is_there(word, half_year):
    written = {p.text for p in word.paragraphs}
    for block in half_year.blocks:
        for part in (block, *block.programmes):
            for paragraph in part.paragraphs:
                assert "".join(span.text for span in paragraph) in written


@pytest.mark.parametrize(
    ("style", "font", "points"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Normal", "仿宋_GB2312", 16),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
    ],
)
def test_fonts_and_sizes_are_the_official_ones(word, style, font, points):
    assert east_asian_font(word, style) == font
    assert word.styles[style].font.size.pt == points
    assert not word.styles[style].font.bold


def test_body_text_is_indented_by_two_characters_on_a_grid_of_22_lines(word):
    normal = word.styles["Normal"].element.pPr
    assert normal.ind.get(qn("w:firstLineChars")) == "200"
    assert normal.spacing.get(qn("w:line")) == "579"
    assert normal.spacing.get(qn("w:lineRule")) == "exact"
    grid = word.sections[0]._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


def test_the_page_is_a4_with_official_margins(word):
    page = word.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]


def test_tables_stand_on_pages_across(word):
    annexes = word.sections[1:]
    assert len(annexes) == 2
    for page in annexes:
        assert page.orientation == WD_ORIENT.LANDSCAPE
        assert page.page_width > page.page_height


def test_page_numbers_stand_on_the_outer_side(word):
    assert word.settings.odd_and_even_pages_header_footer
    odd, even = word.sections[0].footer, word.sections[0].even_page_footer
    assert (odd.paragraphs[0].alignment, even.paragraphs[0].alignment) == (2, 0)
    for footer in (odd, even):
        assert "PAGE" in footer._element.xml
        assert footer.paragraphs[0].text.startswith("— ")
        assert footer.paragraphs[0].text.endswith(" —")


def test_tables_repeat_their_head_and_do_not_split_rows(word, half_year):
    with_goals = {t.section for t in half_year.goals()}
    every = {t.section for t in half_year.tables}
    assert len(word.tables) == len(with_goals) + len(every)
    for made in word.tables:
        first, *others = made._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (first, *others))


def test_every_indicator_is_in_a_table(word, half_year):
    names = {cell.text for made in word.tables for row in made._tbl.tr_lst for cell in _cells(row)}
    assert {row.name for t in half_year.tables for row in t.rows} <= names


def _cells(row):
    class Text:
        def __init__(self, element):
            self.text = "".join(node.text or "" for node in element.iter(qn("w:t")))

    return [Text(cell) for cell in row.tc_lst]


def test_a_gap_is_marked_so_that_nobody_overlooks_it(county):
    Figure.objects.filter(indicator__name="建筑业总产值").delete()
    word = read(compose(county, HALF_YEAR))
    marked = [run.text for p in word.paragraphs for run in p.runs if run.font.highlight_color]
    assert "（未报）" in marked


def test_the_properties_name_the_document_and_nobody_else(word):
    properties = word.core_properties
    assert properties.title == "德清县建设局2023年上半年工作总结"
    assert "2023年上半年" in properties.subject
    assert properties.language == "zh-CN"
    assert not properties.comments
    assert not properties.author


def test_the_file_carries_no_thumbnail_and_opens_in_todays_mode(word):
    parts = [part.partname for part in word.part.package.iter_parts()]
    assert not [name for name in parts if "thumbnail" in name]
    modes = [
        setting.get(qn("w:val"))
        for setting in word.settings.element.iter(qn("w:compatSetting"))
        if setting.get(qn("w:name")) == "compatibilityMode"
    ]
    assert modes == ["15"]


def test_a_cell_may_hold_any_text():
    made = table(
        [Column("名称", 40)],
        [Band("<甲> & 乙"), [Cell("=1+1\x07")], [Cell("“引号”", fill="FF0000")]],
    )
    words = [node.text for node in made.iter(qn("w:t"))]
    assert words == ["名称", "<甲> & 乙", "=1+1", "“引号”"]
