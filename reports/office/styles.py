"""Fonts and paragraph styles of an official document after GB/T 9704-2012.

Body 3号 仿宋, title 2号 小标宋, headings 一、黑体 and （一）楷体; 22 lines of 28 characters a page.
"""

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

TITLE_FONT = "方正小标宋简体"
HEADING_FONT = "黑体"
SUBHEADING_FONT = "楷体_GB2312"
BODY_FONT = "仿宋_GB2312"
PLAIN_FONT = "宋体"
LATIN_FONT = "Times New Roman"

# The file format counts sizes in half points and distances in twentieths of a point.
SIZE_2, SIZE_3, SIZE_4, SMALL_SIZE_5 = 44, 32, 28, 18
LINE_PITCH, TITLE_PITCH, FOOTER_PITCH, CELL_PITCH = 579, 700, 320, 270
# 28 characters of 16 pt are a little wider than the 156 mm between the margins.
CHARACTER_SPACING = -5

ANNEX_LABEL = "Annex Label"
ANNEX_TITLE = "Annex Title"
CELL = "Cell"
CELL_HEAD = "Cell Head"


@dataclass(frozen=True, slots=True)
class Look:
    """How paragraphs of a style look; `indent` is in characters, `outline` counts from 0."""

    font: str
    size: int
    align: str = "both"
    indent: int = 0
    line: int = LINE_PITCH
    after: int = 0
    outline: int | None = None
    on_grid: bool = True
    latin: str = LATIN_FONT


LOOKS = {
    "Normal": Look(BODY_FONT, SIZE_3, indent=2),
    "Title": Look(TITLE_FONT, SIZE_2, "center", line=TITLE_PITCH, after=LINE_PITCH),
    "Heading 1": Look(HEADING_FONT, SIZE_3, indent=2, outline=0),
    "Heading 2": Look(SUBHEADING_FONT, SIZE_3, indent=2, outline=1),
    ANNEX_LABEL: Look(HEADING_FONT, SIZE_3, "left"),
    ANNEX_TITLE: Look(TITLE_FONT, SIZE_2, "center", line=TITLE_PITCH, after=120, outline=0),
    CELL: Look(PLAIN_FONT, SMALL_SIZE_5, "left", line=CELL_PITCH, on_grid=False),
    CELL_HEAD: Look(HEADING_FONT, SMALL_SIZE_5, "center", line=CELL_PITCH, on_grid=False),
    "Footer": Look(PLAIN_FONT, SIZE_4, "left", line=FOOTER_PITCH, on_grid=False, latin=PLAIN_FONT),
}


def set_styles(document: Document) -> None:
    """Give the document these styles, its defaults the Chinese language and no theme fonts."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    _replace(
        defaults.find(qn("w:rPrDefault")),
        f"<w:rPr {nsdecls('w')}>{_fonts(BODY_FONT)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>',
    )
    _replace(defaults.find(qn("w:pPrDefault")), f"<w:pPr {nsdecls('w')}/>")
    known = {style.name for style in document.styles}
    for name, look in LOOKS.items():
        if name not in known:
            added = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            added.base_style = document.styles["Normal"]
        element = document.styles[name].element
        _replace(element, _paragraph_properties(look))
        _replace(element, _run_properties(look))


def _replace(parent: BaseOxmlElement, xml: str) -> None:
    new = parse_xml(xml)
    for old in parent.findall(new.tag):
        parent.remove(old)
    parent.append(new)


def _fonts(east_asian: str, latin: str = LATIN_FONT) -> str:
    # The hint gives “ ” — … to the Chinese font; they belong to both scripts.
    return (
        f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{latin}"'
        f' w:eastAsia="{east_asian}" w:hint="eastAsia"/>'
    )


def _paragraph_properties(look: Look) -> str:
    heading = look.outline is not None
    return "".join(
        (
            f"<w:pPr {nsdecls('w')}>",
            "<w:keepNext/><w:keepLines/>" if heading else "",
            # No gap between digits and Chinese, or a line no longer holds its 28 characters.
            '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
            "" if look.on_grid else '<w:snapToGrid w:val="0"/>',
            f'<w:spacing w:before="0" w:after="{look.after}"',
            f' w:line="{look.line}" w:lineRule="exact"/>',
            f'<w:ind w:firstLineChars="{look.indent * 100}"',
            f' w:firstLine="{look.indent * look.size * 10}"/>',
            f'<w:jc w:val="{look.align}"/>',
            f'<w:outlineLvl w:val="{look.outline}"/>' if heading else "",
            "</w:pPr>",
        )
    )


def _run_properties(look: Look) -> str:
    spacing = f'<w:spacing w:val="{CHARACTER_SPACING}"/>' if look.size == SIZE_3 else ""
    return "".join(
        (
            f"<w:rPr {nsdecls('w')}>{_fonts(look.font, look.latin)}",
            f'<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="000000"/>{spacing}',
            f'<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/></w:rPr>',
        )
    )
