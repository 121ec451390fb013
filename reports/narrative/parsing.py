"""Placeholders in a template's text: {name}, {name:measure}, {name@region:measure}.

A doubled brace, {{ or }}, stands for the brace itself. Colon and @ may be typed full-width, as a
Chinese keyboard writes them.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

# A placeholder stays on one line: a forgotten brace then spoils one line, not the rest of the text.
_TOKEN = re.compile(r"\{\{|\}\}|\{(?P<inside>[^{}\n]*)\}|[{}]")
_INSIDE = re.compile(r"(?P<name>[^@＠:：]*)(?:[@＠](?P<region>[^:：]*))?(?:[:：](?P<measure>.*))?")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a text: where (offsets, and line and column from 1) and what to do."""

    start: int
    end: int
    line: int
    column: int
    name: str
    message: str

    def __str__(self) -> str:
        return _("Line %(line)d, column %(column)d: %(message)s") % {
            "line": self.line,
            "column": self.column,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder; region and measure are empty when not written."""

    start: int
    end: int
    name: str
    region: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text taken apart: plain text and placeholders in order, and what is wrong with it."""

    pieces: tuple[str | Placeholder, ...]
    problems: tuple[Problem, ...]

    @property
    def placeholders(self) -> list[Placeholder]:
        """The placeholders, in order."""
        return [piece for piece in self.pieces if isinstance(piece, Placeholder)]


def problem_at(text: str, start: int, end: int, name: str, message: str) -> Problem:
    """A problem with its line and column worked out from the offset."""
    before = text[:start]
    return Problem(
        start, end, before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1, name, message
    )


def parse(text: str) -> Parsed:
    """The text taken apart; what cannot be read stays in it as plain text, with a problem."""
    pieces: list[str | Placeholder] = []
    problems: list[Problem] = []
    done = 0
    for token in _TOKEN.finditer(text):
        pieces.append(text[done : token.start()])
        done = token.end()
        if token["inside"] is None:
            pieces.append(token[0][0])
            if len(token[0]) == 1:
                message = _unbalanced(token[0])
                problems.append(problem_at(text, token.start(), token.end(), "", message))
            continue
        placeholder = _placeholder(token)
        if placeholder is None:
            pieces.append(token[0])
            message = _("The placeholder is incomplete; write {name} or {name:measure}.")
            problems.append(
                problem_at(text, token.start(), token.end(), token["inside"].strip(), message)
            )
        else:
            pieces.append(placeholder)
    pieces.append(text[done:])
    return Parsed(tuple(piece for piece in pieces if piece != ""), tuple(problems))


def _placeholder(token: re.Match[str]) -> Placeholder | None:
    parts = _INSIDE.fullmatch(token["inside"])
    if parts is None:
        return None
    written = [part.strip() for part in parts.groups() if part is not None]
    if "" in written:
        return None
    return Placeholder(
        token.start(),
        token.end(),
        parts["name"].strip(),
        (parts["region"] or "").strip(),
        (parts["measure"] or "").strip(),
    )


def _unbalanced(brace: str) -> str:
    if brace == "{":
        return _("“{” is not closed; write “}” after the name, or “{{” for the brace itself.")
    return _("“}” closes nothing; write “{” before the name, or “}}” for the brace itself.")
