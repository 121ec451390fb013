"""In which order projects stand in the table and on the board."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from indicators.projects.line import ProjectLine

Key = Callable[[ProjectLine], Decimal | int | None]
ORDERS: dict[str, Key] = {
    "stage": lambda line: line.stage_order,
    "total": lambda line: line.investment.total,
    "planned": lambda line: line.investment.planned,
    "made": lambda line: line.investment.made,
    "share": lambda line: line.investment.share,
    "overdue": lambda line: len(line.overdue),
}


def in_order(lines: Sequence[ProjectLine], sort: str) -> list[ProjectLine]:
    """The projects by a name of `ORDERS`, downward with a minus before it.

    Those with nothing to sort by come last either way; an unknown name changes nothing.
    """
    key = ORDERS.get(sort.removeprefix("-"))
    if key is None:
        return list(lines)
    known = [line for line in lines if key(line) is not None]
    known.sort(key=lambda line: key(line), reverse=sort.startswith("-"))  # type: ignore[arg-type,return-value]
    return known + [line for line in lines if key(line) is None]


def attention_first(lines: Iterable[ProjectLine]) -> list[ProjectLine]:
    """What is overdue first, then what has a problem; otherwise in the order given."""
    return sorted(lines, key=lambda line: (not line.overdue, not line.project.problem))
