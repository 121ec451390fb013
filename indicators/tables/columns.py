"""The columns that a table of standings can have, and how it is sorted by them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, pgettext_lazy

from indicators import wording
from indicators.choices import KIND_LABELS
from indicators.lines import Line
from indicators.tables import cells

NAME = "name"

Order = Callable[[Line], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column beside the name: its label, its cells, and by what it sorts.

    `order` gives None for lines that come last whichever way the table is sorted. A column that is
    not usual is shown to those who choose it.
    """

    key: str
    label: Promise
    cell: Callable[[Line], SafeString]
    order: Order | None = None
    usual: bool = True


@dataclass(frozen=True, slots=True)
class Sorting:
    """A way to sort, as the list of them names it; `key` is what the address says."""

    key: str
    label: Promise


def _ahead(line: Line) -> Decimal | None:
    return line.standing.progress.ahead


def _as_of(line: Line) -> SafeString:
    as_of = line.standing.as_of
    return cells.text(wording.month(as_of)) if as_of else cells.NOTHING


COLUMNS = (
    Column("code", gettext_lazy("Code"), lambda line: cells.text(line.code), usual=False),
    Column(
        "kind",
        gettext_lazy("Kind"),
        lambda line: cells.text(KIND_LABELS[line.standing.indicator.kind]),
        lambda line: list(KIND_LABELS).index(line.standing.indicator.kind),
        usual=False,
    ),
    Column("key", pgettext_lazy("column", "Key"), cells.key, usual=False),
    Column("unit", gettext_lazy("Unit"), lambda line: cells.text(line.unit)),
    Column("value", pgettext_lazy("figure", "Value"), cells.value),
    Column(
        "increment",
        gettext_lazy("Added this month"),
        lambda line: cells.text(line.increment),
        usual=False,
    ),
    Column(
        "expected",
        gettext_lazy("Expected by now"),
        lambda line: cells.text(line.expected),
        usual=False,
    ),
    Column("target", gettext_lazy("Annual target"), cells.target),
    Column(
        "completion",
        gettext_lazy("Completion"),
        cells.completion,
        lambda line: line.standing.progress.completion,
    ),
    Column(
        "ahead",
        gettext_lazy("Against the plan"),
        lambda line: cells.text(line.ahead),
        _ahead,
        usual=False,
    ),
    Column(
        "light_label",
        pgettext_lazy("column", "Light"),
        cells.light,
        lambda line: line.light_order,
    ),
    Column(
        "left_to_do",
        gettext_lazy("Still to do"),
        lambda line: cells.text(line.left_to_do),
        usual=False,
    ),
    Column(
        "needed",
        gettext_lazy("Needed each month"),
        lambda line: cells.text(line.needed),
        usual=False,
    ),
    Column(
        "growth",
        gettext_lazy("Growth on last year"),
        lambda line: cells.text(line.growth),
        lambda line: line.standing.progress.growth,
    ),
    Column("as_of", gettext_lazy("As of"), _as_of, lambda line: line.standing.as_of, usual=False),
    Column(
        "department",
        gettext_lazy("Department"),
        lambda line: cells.text(line.department),
        lambda line: line.department,
    ),
)
USUAL = tuple(column.key for column in COLUMNS if column.usual)
ORDERS: dict[str, Order] = {
    NAME: lambda line: line.name,
    **{column.key: column.order for column in COLUMNS if column.order},
}
SORTINGS = (
    Sorting("", gettext_lazy("Order of the summary")),
    Sorting("light_label", gettext_lazy("Most urgent first")),
    Sorting("ahead", gettext_lazy("Furthest behind first")),
    Sorting("completion", gettext_lazy("Completion, lowest first")),
    Sorting("-completion", gettext_lazy("Completion, highest first")),
    Sorting("-growth", gettext_lazy("Growth, highest first")),
    Sorting("growth", gettext_lazy("Growth, lowest first")),
    Sorting("department", gettext_lazy("By department")),
)


def chosen_columns(asked: Iterable[str]) -> tuple[str, ...]:
    """The columns asked for that there are, in their order on the page; the usual ones for none.

    Values and targets come with their units.
    """
    wanted = set(asked)
    if wanted & {"value", "target"}:
        wanted.add("unit")
    return tuple(column.key for column in COLUMNS if column.key in wanted) or USUAL


def chosen_sorting(asked: str) -> str:
    """How to sort; nothing for a column that is not there or not sorted by."""
    return asked if asked.removeprefix("-") in ORDERS else ""


def in_order(lines: Sequence[Line], sorting: str) -> list[Line]:
    """The lines sorted; those with nothing to sort by come last, up or down."""
    order = ORDERS.get(sorting.removeprefix("-"))
    if order is None:
        return list(lines)
    known = [line for line in lines if order(line) is not None]
    known.sort(key=order, reverse=sorting.startswith("-"))
    return known + [line for line in lines if order(line) is None]
