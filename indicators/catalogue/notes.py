"""The first sheet of the workbook: how it is filled in, and what each column means."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from indicators.catalogue.examples import EXAMPLES
from indicators.catalogue.sheets import SHEETS
from indicators.catalogue.widgets import in_all_languages
from indicators.workbook.look import ACCENT, HEAD_FILL, LINE, TITLE_FONT, Look
from indicators.workbook.text import lines

TITLE = gettext_lazy("How to fill in")
RULES = (
    gettext_lazy(
        "Download the catalogue or the empty template, fill it in with Excel or WPS, save it as "
        ".xlsx and upload it. A preview shows what would change; nothing is written before you "
        "confirm, and then all of it or none."
    ),
    gettext_lazy(
        "Records are known by their code (annual targets by indicator, region and year). A code "
        "that is not there yet adds a record; one that is there changes it. A code itself cannot "
        "be changed."
    ),
    gettext_lazy(
        "An empty cell, or a column that is not there, leaves what stands; for a new record it "
        "takes the usual value. To empty a field write “clear”."
    ),
    gettext_lazy(
        "A row or a sheet that is missing deletes nothing. To retire an indicator set “active” to "
        "no; its figures stay."
    ),
    gettext_lazy(
        "The order of sheets, columns and rows is free, and so is the order of records that name "
        "each other. The grey columns with names are for reading only."
    ),
    gettext_lazy(
        "Choices may be written as in the drop-down; codes from other sheets may be of records "
        "that the same file adds. Full-width letters and digits are understood."
    ),
    gettext_lazy(
        "Kind, unit and the level that reports cannot be changed once figures have been entered: "
        "add a new indicator and retire the old one."
    ),
)
HEADS = (
    (gettext_lazy("Sheet"), 14),
    (gettext_lazy("Column"), 18),
    (gettext_lazy("Needed"), 8),
    (gettext_lazy("What to write"), 64),
    (gettext_lazy("Example"), 30),
)
LINE_POINTS, PAPER_A4 = 16, 9


def title() -> str:
    """The name of the sheet."""
    return str(TITLE)


def titles() -> list[str]:
    """The names that it may have."""
    return in_all_languages(TITLE)


def add(book: Workbook, look: Look) -> None:
    """Write the sheet."""
    page = book.add_worksheet(title())
    last = len(HEADS) - 1
    for index, (_head, width) in enumerate(HEADS):
        page.set_column(index, index, width)
    page.set_row(0, 30)
    heading = look.of(font_name=TITLE_FONT, font_size=16, font_color=ACCENT)
    page.write_string(0, 0, _("Catalogue: how to fill in"), heading)
    wide = sum(width for _head, width in HEADS)
    text = look.of(text_wrap=True, valign="top")
    for row, rule in enumerate(RULES, start=1):
        words = f"{row}. {rule}"
        page.merge_range(row, 0, row, last, "", text)
        page.write_string(row, 0, words, text)
        page.set_row(row, LINE_POINTS * lines(words, wide) + 4)
    _columns(page, look, len(RULES) + 2)
    page.set_landscape()
    page.set_paper(PAPER_A4)
    page.fit_to_pages(1, 0)
    page.set_footer("&C&P / &N")


def _columns(page: Worksheet, look: Look, head_row: int) -> None:
    """What each column of each sheet takes, with an example."""
    frame = {"border": 1, "border_color": LINE, "text_wrap": True}
    head = look.of(bold=True, align="center", bg_color=HEAD_FILL, font_color=ACCENT, **frame)
    for index, (words, _width) in enumerate(HEADS):
        page.write_string(head_row, index, str(words), head)
    page.repeat_rows(head_row)
    plain, middle = look.of(**frame), look.of(align="center", **frame)
    first = look.of(bold=True, font_color=ACCENT, **frame)
    row = head_row
    for sheet in (kind() for kind in SHEETS):
        for name in sheet.get_import_order():
            row += 1
            field = sheet.fields[name]
            help_text = str(field.django_field.help_text)
            meaning = _("; ").join(part for part in (field.widget.hint(), help_text) if part)
            example = str(EXAMPLES[sheet.model_name()].get(name, ""))
            page.write_string(row, 0, sheet.title(), first)
            page.write_string(row, 1, field.head, plain)
            page.write_string(row, 2, _("needed") if field.is_required else "", middle)
            page.write_string(row, 3, meaning, plain)
            page.write_string(row, 4, example, plain)
            page.set_row(row, LINE_POINTS * lines(meaning, HEADS[3][1]) + 4)
