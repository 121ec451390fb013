"""Texts with placeholders: what is wrong with them, and what they say when filled in."""

from reports.narrative.context import Context
from reports.narrative.context import read as read_context
from reports.narrative.guide import GUIDE
from reports.narrative.parsing import Problem
from reports.narrative.rendering import Origin, Span, render
from reports.narrative.resolving import check
from reports.narrative.vocabulary import Vocabulary
from reports.narrative.vocabulary import read as read_vocabulary

__all__ = [
    "GUIDE",
    "Context",
    "Origin",
    "Problem",
    "Span",
    "Vocabulary",
    "check",
    "read_context",
    "read_vocabulary",
    "render",
]
