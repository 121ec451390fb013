"""What may be written in a template, for the page that explains it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.narrative.measures import (
    HONOUR_MEASURES,
    INDICATOR_MEASURES,
    PERIOD_WORDS,
    PROJECT_MEASURES,
    RANKING_MEASURES,
    Measure,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One way of writing a placeholder: what to write, what it says, what comes out."""

    placeholder: str
    description: Promise
    example: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """The placeholders for one noun."""

    title: Promise
    entries: tuple[Entry, ...]


def _chapter(title: Promise, name: str, measures: Iterable[Measure[Any]]) -> Chapter:
    return Chapter(
        title,
        tuple(
            Entry(f"{{{name}:{m.name}}}" if m.name else f"{{{name}}}", m.description, m.example)
            for m in measures
        ),
    )


GUIDE: tuple[Chapter, ...] = (
    _chapter(
        _("Indicators; a region may follow the name, as {name@region}"), "指标", INDICATOR_MEASURES
    ),
    _chapter(_("Projects"), "项目", PROJECT_MEASURES),
    _chapter(_("Honours"), "荣誉", HONOUR_MEASURES),
    _chapter(_("Rankings"), "排名", RANKING_MEASURES),
    Chapter(
        _("The period"),
        tuple(Entry(f"{{{w.name}}}", w.description, w.example) for w in PERIOD_WORDS),
    ),
)
