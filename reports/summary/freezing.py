"""A summary as JSON and back: what was issued is printed by the same pages as what is live."""

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from indicators.progress import Light
from reports.narrative import Origin, Span
from reports.summary.document import Block, GoalRow, Paragraph, Summary, Table

_NUMBERS = ("value", "target", "completion", "due", "growth")


def freeze(summary: Summary) -> dict[str, Any]:
    """The summary as JSON; numbers are kept as text, digit for digit."""
    frozen: dict[str, Any] = json.loads(json.dumps(asdict(summary), cls=DjangoJSONEncoder))
    return frozen


def thaw(frozen: dict[str, Any]) -> Summary:
    """The summary that was frozen."""
    return Summary(
        **frozen
        | {
            "headline": _paragraph(frozen["headline"]),
            "blocks": tuple(thaw_block(block) for block in frozen["blocks"]),
            "tables": tuple(_table(table) for table in frozen["tables"]),
        }
    )


def thaw_block(frozen: dict[str, Any]) -> Block:
    """A block that was frozen; one of an old edition does not say what area it is about."""
    return Block(
        level=frozen["level"],
        heading=_paragraph(frozen["heading"]),
        paragraphs=tuple(_paragraph(paragraph) for paragraph in frozen["paragraphs"]),
        programmes=tuple(thaw_block(programme) for programme in frozen["programmes"]),
        area=frozen.get("area", ""),
    )


def _paragraph(frozen: list[dict[str, Any]]) -> Paragraph:
    return tuple(
        Span(**span | {"origin": Origin(**span["origin"]) if span["origin"] else None})
        for span in frozen
    )


def _table(frozen: dict[str, Any]) -> Table:
    return Table(frozen["section"], frozen["programme"], tuple(_row(r) for r in frozen["rows"]))


def _row(frozen: dict[str, Any]) -> GoalRow:
    numbers = {name: None if frozen[name] is None else Decimal(frozen[name]) for name in _NUMBERS}
    return GoalRow(**frozen | numbers | {"light": Light(frozen["light"])})
