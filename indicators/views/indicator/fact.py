"""A fact of the page: a label over a text."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Fact:
    """A labelled text; `note` explains it, `tone` is the light whose colour it has."""

    label: str | Promise
    text: str | Promise
    note: str = ""
    tone: str = ""


def told(facts: list[Fact]) -> list[Fact]:
    """Those that have something to say."""
    return [fact for fact in facts if fact.text]
