"""The Excel annex of a summary: annual goals, all indicators, and what the marks mean."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from indicators.choices import Qualifier
from indicators.numbers import plain
from reports.office.xlsx import Cell, Column, Workbook
from reports.summary import GoalRow, Summary, Table
from reports.summary.goals import LIGHT_FILLS

GOALS, ALL, NOTES = "目标总表", "指标明细", "说明"
HUNDRED = Decimal(100)
SHARE_FORMAT = "0.0%"
GROWTH_FORMAT = "+0.0%;-0.0%;0.0%"
POINTS_FORMAT = '+0.0"个百分点";-0.0"个百分点";0.0"个百分点"'
COLUMNS = (
    Column("板块", 11),
    Column("工作领域", 12),
    Column("指标", 28),
    Column("单位", 10, "center"),
    Column("年度目标", 11, "right"),
    Column("完成数", 12, "right"),
    Column("完成率", 9, "right"),
    Column("序时进度", 10, "right"),
    Column("亮灯", 11, "center"),
    Column("同比", 12, "right"),
    Column("责任科室", 22),
    Column("截至", 12, "center"),
    Column("备注", 40),
)
QUALIFIED: dict[str, str] = {
    Qualifier.EXACT: "{}",
    Qualifier.ABOUT: '"约"{}',
    Qualifier.OVER: '{}"余"',
    Qualifier.PRELIMINARY: '"预报"{}',
}
MARKS = (
    ("约、余、预报", "数值的修饰，随填报写明；单元格内仍为数值"),
    ("未报", "台账中尚无审核通过的数值"),
    ("演示数据", "为演示编制的数值，总结不予采用"),
    ("推算", "原始材料未直接写明，由其他数值推算得出，依据见备注"),
    ("序时进度", "按年度计划到本月末应完成的比例"),
    ("亮灯", "对照年度目标和序时进度评定"),
)


def workbook(summary: Summary, created: datetime) -> bytes:
    """The annex as an Excel file."""
    book = Workbook(
        f"{summary.title}附表",
        subject=f"{summary.region_name} {summary.period_name}",
        created=created,
    )
    place = f"{summary.region_name}\u3000{summary.period_name}"
    for name, tables in ((GOALS, summary.goals()), (ALL, summary.tables)):
        book.add_sheet(
            name, f"{summary.period_name}{name}", place, COLUMNS, _rows(tables), frozen_columns=3
        )
    book.add_sheet(
        NOTES,
        NOTES,
        place,
        (Column("标记", 18), Column("含义", 90)),
        [[Cell(mark), Cell(meaning)] for mark, meaning in (*MARKS, *_remarks(summary))],
    )
    return book.to_bytes()


def _remarks(summary: Summary) -> Iterator[tuple[str, str]]:
    for gap in summary.gaps:
        yield "正文缺数", gap
    for caution in summary.cautions:
        yield "正文提示", caution


def _rows(tables: Iterable[Table]) -> Iterator[list[Cell]]:
    for table in tables:
        for row in table.rows:
            yield [Cell(table.section), Cell(table.programme), *_cells(row)]


def _cells(row: GoalRow) -> list[Cell]:
    return [
        Cell(row.name),
        Cell(row.unit),
        _amount(row, row.target),
        _amount(row, row.value, row.qualifier) if row.value is not None else Cell(row.value_text),
        _share(row.completion),
        _share(row.due),
        Cell(row.light_text, fill=LIGHT_FILLS[row.light]),
        Cell(row.growth, POINTS_FORMAT if row.is_ratio else GROWTH_FORMAT),
        Cell(row.department),
        Cell(row.as_of),
        Cell(row.notes),
    ]


def _amount(row: GoalRow, value: Decimal | None, qualifier: str = Qualifier.EXACT) -> Cell:
    """A number of the indicator, with its qualifier shown by the number format."""
    if value is None:
        return Cell(None)
    decimals = max(row.decimals, _decimals(value))
    digits = f"0.{'0' * decimals}" if decimals else "0"
    if row.is_ratio:
        return Cell(value / HUNDRED, QUALIFIED[qualifier].format(f"{digits}%"))
    return Cell(value, QUALIFIED[qualifier].format(digits))


def _decimals(value: Decimal) -> int:
    return len(plain(value).partition(".")[2])


def _share(share: Decimal | None) -> Cell:
    return Cell(share, SHARE_FORMAT)
