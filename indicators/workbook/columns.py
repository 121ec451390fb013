"""The columns of the fill-in workbook, by which it is both written and read.

The workbook is a Chinese form that goes from desk to desk, like the summary: its words are Chinese
whatever language a page is read in.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from indicators.choices import Qualifier

SHEET, NOTES, MARKER = "填报", "填写说明", "_meta"
CONTROL_TOTAL = "核对总数"
VERSION = "1"


class Key(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    WORK_AREA = "work_area"
    INDICATOR = "indicator"
    REGION = "region"
    UNIT = "unit"
    TARGET = "target"
    LAST_YEAR = "last_year"
    BEFORE = "before"
    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    INCREMENT = "increment"
    COMPLETION = "completion"
    QUALIFIER = "qualifier"
    NOTE = "note"
    EXPLANATION = "explanation"
    REASON = "reason"
    STATE = "state"
    INDICATOR_CODE = "indicator_code"
    REGION_CODE = "region_code"
    STAMP = "stamp"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in characters, and other heads that people give it."""

    key: Key
    head: str
    width: float
    others: tuple[str, ...] = ()


COLUMNS = (
    Column(Key.NUMBER, "序号", 5),
    Column(Key.WORK_AREA, "工作领域", 11, ("领域",)),
    Column(Key.INDICATOR, "指标", 28, ("指标名称",)),
    Column(Key.REGION, "区划", 12, ("镇街", "镇（街道）", "地区", "区划名称")),
    Column(Key.UNIT, "单位", 8, ("计量单位",)),
    Column(Key.TARGET, "年度目标", 10, ("目标",)),
    Column(Key.LAST_YEAR, "去年同期", 10, ("上年同期",)),
    Column(Key.BEFORE, "上月", 10, ("上月累计", "上月累计数")),
    Column(Key.VALUE, "月末累计", 12, ("本月累计", "累计", "累计数", "累计值")),
    Column(Key.NUMERATOR, "分子", 10),
    Column(Key.DENOMINATOR, "分母", 10),
    Column(Key.INCREMENT, "当月新增", 10, ("本月新增", "新增")),
    Column(Key.COMPLETION, "完成率", 9),
    Column(Key.QUALIFIER, "修饰", 7),
    Column(Key.NOTE, "备注", 18),
    Column(Key.EXPLANATION, "存疑说明", 16, ("说明",)),
    Column(Key.REASON, "更正原因", 16),
    Column(Key.STATE, "状态", 14),
    Column(Key.INDICATOR_CODE, "指标编码", 12, ("指标代码",)),
    Column(Key.REGION_CODE, "区划编码", 12, ("区划代码",)),
    Column(Key.STAMP, "版本", 8),
)
HEADS: Mapping[Key, str] = {column.key: column.head for column in COLUMNS}
PARTS = (Key.NUMERATOR, Key.DENOMINATOR)
NUMBERS = (Key.VALUE, *PARTS)
TEXTS = (Key.NOTE, Key.EXPLANATION, Key.REASON)
MACHINE = (Key.INDICATOR_CODE, Key.REGION_CODE, Key.STAMP)
QUALIFIERS: Mapping[str, str] = {
    Qualifier.EXACT: "准确",
    Qualifier.ABOUT: "约",
    Qualifier.OVER: "余",
    Qualifier.PRELIMINARY: "预报",
}

_SPACE = re.compile(r"\s+")
_REMARK = re.compile(r"[(（\[【].*$")


def bare(text: str) -> str:
    """A name without what people change unawares: width of characters, space, letter case."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def column_headed(text: str) -> Key | None:
    """The column that a head names, also with a remark in brackets; None for none."""
    for words in (text, _REMARK.sub("", unicodedata.normalize("NFKC", text))):
        if known := _BY_HEAD.get(bare(words)):
            return known
    return None


_BY_HEAD = {bare(head): column.key for column in COLUMNS for head in (column.head, *column.others)}
