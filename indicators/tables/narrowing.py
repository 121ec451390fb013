"""Which lines of a table a person wants to see, as the address of the page says it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise

from indicators.choices import KIND_LABELS
from indicators.lines import Line
from indicators.progress import Kind, Light
from indicators.search.matching import normal


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is asked for; empty or None asks for everything."""

    light: Light | None = None
    department: str = ""
    kind: Kind | None = None
    key: bool = False
    words: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is left out at all."""
        return self != Narrowing()

    def of(self, lines: Iterable[Line]) -> list[Line]:
        """The lines asked for."""
        wanted = normal(self.words).split()
        return [line for line in lines if self._keeps(line) and _says(line, wanted)]

    def as_query(self) -> dict[str, str]:
        """What the address says of it."""
        said = {
            "q": self.words,
            "light": self.light or "",
            "department": self.department,
            "kind": self.kind or "",
            "key": "1" if self.key else "",
        }
        return {name: str(text) for name, text in said.items() if text}

    def _keeps(self, line: Line) -> bool:
        indicator = line.standing.indicator
        return (
            self.light in (None, line.light)
            and self.department in ("", indicator.department.code)
            and self.kind in (None, indicator.kind)
            and (indicator.key or not self.key)
        )


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things to choose; `count` is how many lines it would leave."""

    value: str
    label: str | Promise
    count: int
    chosen: bool


def departments(lines: Sequence[Line], asked: Narrowing) -> list[Option]:
    """The departments of the lines by name, as the rest of what is asked for leaves them."""
    names = {line.standing.indicator.department.code: line.department for line in lines}
    counts = _counts(
        lines, replace(asked, department=""), lambda i: i.standing.indicator.department.code
    )
    return [
        Option(code, name, counts[code], code == asked.department)
        for code, name in sorted(names.items(), key=lambda item: item[1])
    ]


def kinds(lines: Sequence[Line], asked: Narrowing) -> list[Option]:
    """The kinds of indicators among the lines."""
    present = {line.standing.indicator.kind for line in lines}
    counts = _counts(lines, replace(asked, kind=None), lambda i: i.standing.indicator.kind)
    return [
        Option(kind, label, counts[kind], kind == asked.kind)
        for kind, label in KIND_LABELS.items()
        if kind in present
    ]


def _counts(lines: Sequence[Line], asked: Narrowing, what: Callable[[Line], str]) -> Counter[str]:
    return Counter(what(line) for line in asked.of(lines))


def _says(line: Line, wanted: Sequence[str]) -> bool:
    """Whether name, code, department or definition hold every word."""
    if not wanted:
        return True
    indicator = line.standing.indicator
    said = normal(" ".join((line.name, line.code, line.department, indicator.definition)))
    return all(word in said for word in wanted)
