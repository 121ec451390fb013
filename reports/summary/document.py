"""A summary as plain data: what pages print, exporters write and issuing freezes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from indicators.progress import Light
from reports.narrative import Span

Paragraph = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (with its number, as 一、 or （一）) and its text.

    The lead has neither heading nor level; sections have level 1 and hold programmes of level 2.
    `area` is the code of the work area that it is about.
    """

    level: int
    heading: Paragraph
    paragraphs: tuple[Paragraph, ...]
    programmes: tuple["Block", ...] = ()
    area: str = ""


@dataclass(frozen=True, slots=True)
class GoalRow:
    """How one indicator stands, as values and as the words of a document.

    `completion`, `due` and `growth` are shares of one; the growth of a ratio is in percentage
    points. A value of demonstration data is left out: `value` is None and `value_text` says so.
    """

    code: str
    name: str
    unit: str
    decimals: int
    is_ratio: bool
    qualifier: str
    value: Decimal | None
    target: Decimal | None
    completion: Decimal | None
    due: Decimal | None
    growth: Decimal | None
    light: Light
    value_text: str
    target_text: str
    completion_text: str
    due_text: str
    light_text: str
    growth_text: str
    department: str
    as_of: str
    notes: str

    @property
    def has_goal(self) -> bool:
        """Whether the indicator has an annual target."""
        return self.target is not None


@dataclass(frozen=True, slots=True)
class Table:
    """The indicators of one programme; `section` is the section it belongs to."""

    section: str
    programme: str
    rows: tuple[GoalRow, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A document about one region and period, filled in from the ledger."""

    headline: Paragraph
    period: str
    period_name: str
    month: str
    region: str
    region_name: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]

    @property
    def title(self) -> str:
        """The title as plain text."""
        return plain_text(self.headline)

    @property
    def gaps(self) -> list[str]:
        """Why numbers are missing from the text; a summary with gaps is not issued."""
        return _unique(span.gap for span in self.spans() if span.gap)

    @property
    def cautions(self) -> list[str]:
        """What to mind about numbers that stand in the text."""
        return _unique(span.caution for span in self.spans() if span.caution)

    def spans(self) -> Iterator[Span]:
        """All stretches of text, title and headings included, in order."""
        yield from self.headline
        for block in self.blocks:
            for part in (block, *block.programmes):
                yield from part.heading
                for paragraph in part.paragraphs:
                    yield from paragraph

    def goals(self) -> tuple[Table, ...]:
        """The tables with only the indicators that have an annual target."""
        found = [
            Table(table.section, table.programme, tuple(r for r in table.rows if r.has_goal))
            for table in self.tables
        ]
        return tuple(table for table in found if table.rows)


def plain_text(spans: Iterable[Span]) -> str:
    """The stretches of text put together."""
    return "".join(span.text for span in spans)


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
