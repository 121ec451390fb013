"""The summary of a period: composed from template and ledger, issued, and thawed again."""

from reports.summary.choosing import (
    SummaryError,
    find_region,
    offered_periods,
    parse_period,
    period_label,
)
from reports.summary.composing import compose
from reports.summary.document import Block, GoalRow, Paragraph, Summary, Table
from reports.summary.excerpt import Excerpt, excerpt
from reports.summary.freezing import freeze, thaw
from reports.summary.issuing import Move, issue, moves

__all__ = [
    "Block",
    "Excerpt",
    "GoalRow",
    "Move",
    "Paragraph",
    "Summary",
    "SummaryError",
    "Table",
    "compose",
    "excerpt",
    "find_region",
    "freeze",
    "issue",
    "moves",
    "offered_periods",
    "parse_period",
    "period_label",
    "thaw",
]
