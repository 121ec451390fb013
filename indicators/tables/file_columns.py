"""What a line says in a file: every column once, for CSV and Excel alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from indicators import wording
from indicators.choices import KIND_LABELS, Qualifier, Source
from indicators.lines import Line
from indicators.progress import Kind
from indicators.tables.columns import USUAL

ALWAYS = ""


class Measured(Enum):
    """What a number of a file counts."""

    AMOUNT = auto()
    """In the indicator's unit."""
    COMPUTED = auto()
    """In the indicator's unit, worked out: not exact."""
    SHARE = auto()
    """A share of one."""
    CHANGE = auto()
    """A share of one with its sign."""
    POINTS = auto()
    """Percentage points with their sign."""
    GAINED = auto()
    """Percentage points with their sign, exact."""
    LACKING = auto()
    """Percentage points that are missing, without sign, worked out."""


@dataclass(frozen=True, slots=True)
class FileCell:
    """A text or a number, and what that counts; None for nothing."""

    content: str | Decimal | None
    measured: Measured = Measured.AMOUNT


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of a file, the column of the page it goes with, its width in characters."""

    belongs_to: str
    label: Promise
    width: float
    cell: Callable[[Line], FileCell]


def file_columns(chosen: Sequence[str]) -> list[FileColumn]:
    """The file's columns for the page's: all of them for the usual ones."""
    if tuple(chosen) == USUAL:
        return list(FILE_COLUMNS)
    return [column for column in FILE_COLUMNS if column.belongs_to in (ALWAYS, *chosen)]


def _qualifier(line: Line) -> str:
    figure = line.standing.figure
    return str(Qualifier(figure.qualifier).label) if figure else ""


def _source(line: Line) -> str:
    figure = line.standing.figure
    return str(Source(figure.source).label) if figure else ""


def _as_of(line: Line) -> str:
    return str(line.standing.as_of or "")


def _target(line: Line) -> Decimal | None:
    return line.standing.target.value if line.standing.target else None


def _is_ratio(line: Line) -> bool:
    return line.standing.indicator.kind == Kind.RATIO


def _growth(line: Line) -> FileCell:
    change = line.standing.progress.growth
    return FileCell(change, Measured.POINTS if _is_ratio(line) else Measured.CHANGE)


def _left_to_do(line: Line) -> FileCell:
    gap = line.standing.progress.gap
    measured = Measured.LACKING if _is_ratio(line) else Measured.COMPUTED
    return FileCell(gap if gap is not None and gap > 0 else None, measured)


def _increment(line: Line) -> FileCell:
    measured = Measured.GAINED if _is_ratio(line) else Measured.AMOUNT
    return FileCell(line.standing.increment, measured)


def _remarks(line: Line) -> str:
    said = [f"{mark.word} ({mark.title})" if mark.title else mark.word for mark in line.marks]
    if line.is_increment_demo and line.standing.increment is not None and not line.standing.is_demo:
        said.append(gettext("What the month added rests on demonstration data"))
    if line.is_target_derived:
        said.append(gettext("Target derived: %(note)s") % {"note": line.target_note})
    return wording.listed(said)


def _text(write: Callable[[Line], object]) -> Callable[[Line], FileCell]:
    return lambda line: FileCell(str(write(line)))


def _number(
    read: Callable[[Line], Decimal | None], measured: Measured = Measured.AMOUNT
) -> Callable[[Line], FileCell]:
    return lambda line: FileCell(read(line), measured)


FILE_COLUMNS = (
    FileColumn(ALWAYS, gettext_lazy("Code"), 22, _text(lambda line: line.code)),
    FileColumn(ALWAYS, gettext_lazy("Indicator"), 30, _text(lambda line: line.name)),
    FileColumn("programme", gettext_lazy("Programme"), 14, _text(lambda line: line.programme)),
    FileColumn(
        "kind",
        gettext_lazy("Kind"),
        12,
        _text(lambda line: KIND_LABELS[line.standing.indicator.kind]),
    ),
    FileColumn(
        "key",
        pgettext_lazy("column", "Key"),
        8,
        _text(lambda line: gettext("Key") if line.standing.indicator.key else ""),
    ),
    FileColumn(ALWAYS, gettext_lazy("Unit"), 10, _text(lambda line: line.unit)),
    FileColumn("value", gettext_lazy("Qualifier"), 8, _text(_qualifier)),
    FileColumn(
        "value",
        pgettext_lazy("figure", "Value"),
        13,
        _number(lambda line: line.standing.value),
    ),
    FileColumn("value", gettext_lazy("As of"), 10, _text(_as_of)),
    FileColumn("value", gettext_lazy("Source"), 10, _text(_source)),
    FileColumn(
        "increment",
        gettext_lazy("Added this month"),
        13,
        _increment,
    ),
    FileColumn("target", gettext_lazy("Annual target"), 13, _number(_target)),
    FileColumn(
        "completion",
        gettext_lazy("Completion (%)"),
        11,
        _number(lambda line: line.standing.progress.completion, Measured.SHARE),
    ),
    FileColumn(
        "expected",
        gettext_lazy("Expected by now"),
        13,
        _number(lambda line: line.standing.progress.expected, Measured.COMPUTED),
    ),
    FileColumn(
        "ahead",
        gettext_lazy("Against the plan (points)"),
        13,
        _number(lambda line: line.standing.progress.ahead, Measured.POINTS),
    ),
    FileColumn(
        "light_label",
        pgettext_lazy("column", "Light"),
        10,
        _text(lambda line: line.light_label),
    ),
    FileColumn("left_to_do", gettext_lazy("Still to do"), 13, _left_to_do),
    FileColumn(
        "needed",
        gettext_lazy("Needed each month"),
        13,
        _number(lambda line: line.standing.progress.needed_per_month or None, Measured.COMPUTED),
    ),
    FileColumn("growth", gettext_lazy("Growth (% or points)"), 13, _growth),
    FileColumn("department", gettext_lazy("Department"), 24, _text(lambda line: line.department)),
    FileColumn(ALWAYS, gettext_lazy("Remarks"), 44, _text(_remarks)),
)
