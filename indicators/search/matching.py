"""Whether a name is what somebody typed: by its characters, its pinyin, initials, or both mixed.

Pure: how a character is spelled is handed in. A name is read character by character, so that the
part that matched can be shown in it, and works with any length of what was typed.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

Readings = Callable[[str], Sequence[str]]


class Rank(IntEnum):
    """How well a name fits, best first."""

    EXACT = 0
    PREFIX = 1
    INSIDE = 2
    SPELLED = 3
    SPELLED_INSIDE = 4
    INITIALS = 5
    INITIALS_INSIDE = 6


@dataclass(frozen=True, slots=True)
class Match:
    """How well a name fits, and which stretches of it did: first and behind the last character."""

    rank: Rank
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name made ready: its plain form, and of each character all that may be typed for it.

    `full` holds plain character and spellings, `short` initials besides. `begins` says where a
    stretch can start that begins with a letter, or with two.
    """

    plain: tuple[str, ...]
    whole: str
    full: tuple[tuple[str, ...], ...]
    short: tuple[tuple[str, ...], ...]
    begins: dict[str, tuple[int, ...]]


def normal(text: str) -> str:
    """Small letters, half width, single spaces; without what cannot be seen."""
    seen = "".join(
        character
        for character in unicodedata.normalize("NFKC", text).casefold()
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
        or character.isspace()
    )
    return " ".join(seen.split())


def made_ready(name: str, readings: Readings) -> Name:
    """The name as `match` takes it; worth keeping."""
    plain = tuple(normal(character) for character in name)
    full = tuple(
        tuple(dict.fromkeys(way for way in (own, *readings(character)) if way))
        for own, character in zip(plain, name, strict=True)
    )
    short = tuple(tuple(dict.fromkeys([*ways, *(way[0] for way in ways)])) for ways in full)
    return Name(plain, "".join(plain), full, short, _begins(short))


def match(name: Name, wanted: str) -> Match | None:
    """How the name fits `wanted`, which is `normal`; None when it does not.

    All of it in one piece fits best; otherwise every word of it must be found.
    """
    together = _one(name, wanted.replace(" ", ""))
    if together is not None or " " not in wanted:
        return together
    found = []
    for word in wanted.split(" "):
        part = _one(name, word)
        if part is None:
            return None
        found.append(part)
    spans = tuple(sorted({span for part in found for span in part.spans}))
    return Match(max(max(part.rank for part in found), Rank.INSIDE), spans)


def match_code(code: str, wanted: str) -> Rank | None:
    """How a code fits; None when it does not. Its words may be separated by spaces."""
    written = wanted.replace(" ", "-")
    if not written or written not in code.casefold():
        return None
    if code.casefold() == written:
        return Rank.EXACT
    return Rank.PREFIX if code.casefold().startswith(written) else Rank.INSIDE


def _one(name: Name, wanted: str) -> Match | None:
    if not wanted:
        return None
    span = _literal(name, wanted)
    if span is not None:
        start, end = span
        if start == 0 and end == len(name.plain):
            return Match(Rank.EXACT, (span,))
        return Match(Rank.PREFIX if start == 0 else Rank.INSIDE, (span,))
    short = _spelled(name, name.short, wanted)
    if short is None:
        return None
    full = _spelled(name, name.full, wanted)
    start, end = full or short
    rank = Rank.SPELLED if full else Rank.INITIALS
    return Match(rank if start == 0 else Rank(rank + 1), ((start, end),))


def _literal(name: Name, wanted: str) -> tuple[int, int] | None:
    at = name.whole.find(wanted)
    if at < 0:
        return None
    start, end, seen = None, 0, 0
    for index, character in enumerate(name.plain):
        behind = seen + len(character)
        if start is None and behind > at:
            start = index
        if seen < at + len(wanted):
            end = index + 1
        seen = behind
    return (start or 0, end)


def _spelled(name: Name, ways: Sequence[Sequence[str]], wanted: str) -> tuple[int, int] | None:
    """The first stretch that spells all of `wanted`, whose last syllable may be begun only."""
    for start in name.begins.get(wanted[:2], ()):
        end = _from(name, ways, start, wanted)
        if end is not None:
            return (start, end)
    return None


def _from(name: Name, ways: Sequence[Sequence[str]], start: int, wanted: str) -> int | None:
    """Where a stretch that begins at `start` has spelled it all; None when it does not.

    All ways of reading are followed at once, so that no name takes long.
    """
    reached = {0}
    for index in range(start, len(name.plain)):
        further: set[int] = set()
        for at in reached:
            rest = wanted[at:]
            for way in ways[index]:
                if way.startswith(rest):
                    return index + 1
                if rest.startswith(way):
                    further.add(at + len(way))
            if at and _may_be_left_out(ways[index]):
                further.add(at)
        if not further:
            return None
        reached = further
    return None


def _may_be_left_out(ways: Sequence[str]) -> bool:
    """Whether it is a bracket, a dot or a space, which need not be typed within a name."""
    return not any(way[0].isalnum() for way in ways)


def _begins(short: Sequence[Sequence[str]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, dict[int, None]] = {}
    for start, ways in enumerate(short):
        following: set[str] = set()
        for after in short[start + 1 :]:
            following.update(way[0] for way in after)
            if not _may_be_left_out(after):
                break
        for way in ways:
            pairs = {way[:2]} if len(way) > 1 else {way + letter for letter in following}
            for beginning in {way[0], *pairs}:
                found.setdefault(beginning, {})[start] = None
    return {beginning: tuple(starts) for beginning, starts in found.items()}
