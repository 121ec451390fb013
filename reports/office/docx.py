"""A Word document in the layout of GB/T 9704-2012: pages, headings, text, tables, properties."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section, _Footer
from docx.shared import Mm, Pt

from reports.office.styles import ANNEX_LABEL, ANNEX_TITLE, LINE_PITCH, SIZE_4, set_styles
from reports.office.tables import Column, Row, table
from reports.office.xml import clean

WIDTH, HEIGHT = Mm(210), Mm(297)
TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
# The dashes beside the page number are 7 mm below the text; half a line of it is lower still.
FOOTER = Mm(25.5)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; marked when it needs somebody's attention."""

    text: str
    marked: bool = False


class OfficialDocument:
    """A document that is written from top to bottom."""

    def __init__(self, title: str, *, subject: str, created: datetime) -> None:
        self._document = docx.Document()
        self._prepare_package()
        set_styles(self._document)
        _lay_out(self._document.sections[0], landscape=False)
        _number_pages(self._document.sections[0])
        self._document.settings.odd_and_even_pages_header_footer = True
        properties = self._document.core_properties
        properties.title, properties.subject, properties.language = title, subject, "zh-CN"
        properties.author = properties.comments = properties.last_modified_by = ""
        properties.created = properties.modified = created

    def add_title(self, runs: Iterable[Run]) -> None:
        """The document's title, centred."""
        self._add("Title", runs)

    def add_heading(self, level: int, runs: Iterable[Run]) -> None:
        """A heading that the navigation pane and a table of contents find; level 1 or 2."""
        self._add(f"Heading {level}", runs)

    def add_paragraph(self, runs: Iterable[Run]) -> None:
        """Body text with its first line indented by two characters."""
        self._add("Normal", runs)

    def add_annex_list(self, titles: Sequence[str]) -> None:
        """After a blank line, the titles of the annexes, numbered when there are several."""
        if not titles:
            return
        self._add("Normal", [])
        for number, title in enumerate(titles, start=1):
            lead = "附件：" if number == 1 else "\u3000" * 3
            place = f"{number}." if len(titles) > 1 else ""
            self._add("Normal", [Run(f"{lead}{place}{title}")])

    def add_annex(self, label: str, title: str) -> None:
        """A new page across, with the annex's label in its corner and its title centred."""
        _lay_out(self._document.add_section(WD_SECTION.NEW_PAGE), landscape=True)
        self._add(ANNEX_LABEL, [Run(label)])
        self._add(ANNEX_TITLE, [Run(title)])

    def add_table(self, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        """A table with borders and a head that repeats on every page."""
        self._document.element.body.insert_element_before(table(columns, rows), "w:sectPr")

    def to_bytes(self) -> bytes:
        """The file."""
        out = BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _add(self, style: str, runs: Iterable[Run]) -> None:
        paragraph = self._document.add_paragraph(style=style)
        for run in runs:
            added = paragraph.add_run(clean(run.text))
            if run.marked:
                added.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def _prepare_package(self) -> None:
        """Take out what the library's template brings along: a thumbnail, an old file mode."""
        relations = self._document.part.package.rels
        for key in [k for k, r in relations.items() if r.reltype.endswith("/thumbnail")]:
            del relations[key]
        for setting in self._document.settings.element.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), "15")


def _lay_out(section: Section, *, landscape: bool) -> None:
    """Set page, margins and line grid; a page across is the upright page turned by a quarter."""
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = HEIGHT, WIDTH
        margins = (LEFT, RIGHT, BOTTOM, TOP)
    else:
        section.page_width, section.page_height = WIDTH, HEIGHT
        margins = (TOP, BOTTOM, LEFT, RIGHT)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = margins
    section.footer_distance = FOOTER
    properties = section._sectPr
    for grid in properties.findall(qn("w:docGrid")):
        properties.remove(grid)
    properties.append(
        parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="{LINE_PITCH}"/>')
    )


def _number_pages(section: Section) -> None:
    """— 1 — on the outer side: right on odd pages, left on even ones, one character in."""
    _write_page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _write_page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _write_page_number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    character = Pt(SIZE_4 / 2)
    if side == WD_ALIGN_PARAGRAPH.RIGHT:
        paragraph.paragraph_format.right_indent = character
    else:
        paragraph.paragraph_format.left_indent = character
    paragraph.add_run("— ")
    for content in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{content}</w:r>"))
    paragraph.add_run(" —")
