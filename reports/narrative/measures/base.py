"""What a measure is: one way of saying a fact."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.functional import Promise

from reports.narrative import wording

Facts = TypeVar("Facts")


class UnsayableError(Exception):
    """A measure has nothing to say; the message says why, `marker` stands in the text."""

    marker = wording.ABSENT


class UnreportedError(UnsayableError):
    """There is no approved figure."""

    marker = wording.MISSING


@dataclass(frozen=True, slots=True)
class Measure(Generic[Facts]):
    """One way of saying a fact; with an empty name it is what a bare {name} says.

    `relies_on` names the figures of a standing that it is worked out from, the one it quotes
    first. `takes_detail` allows a word after a slash: {name:节点/验收}. `write` raises an error
    (UnsayableError) rather than return a blank or a made-up zero.
    """

    name: str
    example: str
    description: Promise
    write: Callable[[Facts], str]
    relies_on: tuple[str, ...] = ()
    takes_detail: bool = False
