"""The summary as a Word document in official layout."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.exporters.base import Export, file_name
from reports.narrative.numerals import chinese
from reports.office.docx import OfficialDocument, Run
from reports.office.tables import Band, Cell, Column, Row
from reports.summary import Block, GoalRow, Paragraph, Summary, Table
from reports.summary.goals import LIGHT_FILLS

COLUMNS = (
    Column("指标", 48),
    Column("单位", 16, "center"),
    Column("年度目标", 23, "right"),
    Column("完成数", 20, "right"),
    Column("完成率", 16, "right"),
    Column("序时进度", 17, "right"),
    Column("亮灯", 20, "center"),
    Column("同比", 18, "right"),
    Column("责任科室", 35),
    Column("截至", 12, "center"),
)


class WordExporter:
    """Text under real headings, then the tables of goals and of all indicators as annexes."""

    identifier = "docx"
    verbose_name: Promise = _("Word document")

    def render(self, summary: Summary) -> Export:
        """The summary as a Word file."""
        document = OfficialDocument(
            summary.title,
            subject=f"{summary.region_name}{summary.period_name}",
            created=timezone.now(),
        )
        document.add_title(_runs(summary.headline))
        for block in summary.blocks:
            _add_block(document, block)
        _add_annexes(document, _annexes(summary))
        return Export(
            file_name(summary, "", self.identifier),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            document.to_bytes(),
        )


def _add_block(document: OfficialDocument, block: Block) -> None:
    if block.heading:
        document.add_heading(max(block.level, 1), _runs(block.heading))
    for paragraph in block.paragraphs:
        document.add_paragraph(_runs(paragraph))
    for programme in block.programmes:
        _add_block(document, programme)


def _runs(paragraph: Paragraph) -> Iterator[Run]:
    """The text in as few pieces as its marks allow, so that Word can break lines freely."""
    for marked, spans in groupby(paragraph, key=lambda span: bool(span.gap)):
        yield Run("".join(span.text for span in spans), marked)


def _annexes(summary: Summary) -> list[tuple[str, tuple[Table, ...]]]:
    annexes = [
        (f"年度目标完成情况表（{summary.period_name}）", summary.goals()),
        (f"指标一览表（{summary.period_name}）", summary.tables),
    ]
    return [(title, tables) for title, tables in annexes if tables]


def _add_annexes(document: OfficialDocument, annexes: list[tuple[str, tuple[Table, ...]]]) -> None:
    document.add_annex_list([title for title, _tables in annexes])
    for number, (title, tables) in enumerate(annexes, start=1):
        document.add_annex(f"附件{number}" if len(annexes) > 1 else "附件", title)
        for place, (section, of_section) in enumerate(
            groupby(tables, key=lambda table: table.section), start=1
        ):
            document.add_heading(2, [Run(f"（{chinese(place)}）{section}")])
            document.add_table(COLUMNS, _rows(of_section))


def _rows(tables: Iterable[Table]) -> Iterator[Row]:
    for table in tables:
        yield Band(table.programme)
        for row in table.rows:
            yield _cells(row)


def _cells(row: GoalRow) -> list[Cell]:
    return [
        Cell(row.name),
        Cell(row.unit),
        Cell(row.target_text),
        Cell(row.value_text),
        Cell(row.completion_text),
        Cell(row.due_text),
        Cell(row.light_text, fill=LIGHT_FILLS[row.light]),
        Cell(row.growth_text),
        Cell(row.department),
        Cell(row.as_of),
    ]
