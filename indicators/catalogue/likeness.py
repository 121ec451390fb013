"""When two words are written alike but for width, case and spaces."""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

LEAST_LIKENESS = 0.5
# Comparing is slow for long texts, and nobody mistypes those into something near.
LONGEST_COMPARED = 60
SHORTEST_BEGINNING = 2
"""So much of a word points at the only one that begins with it."""


def tidy(text: str) -> str:
    """The word with its full-width letters and digits made plain and no space around it."""
    return unicodedata.normalize("NFKC", text).strip()


def fold(text: str) -> str:
    """What is left of the word when case, width and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word written most like this one; None when none comes near."""
    by_fold = {fold(name): name for name in known}
    folded = fold(word)[:LONGEST_COMPARED]
    if len(folded) >= SHORTEST_BEGINNING:
        longer = [name for name in by_fold if name.startswith(folded)]
        if len(longer) == 1:
            return by_fold[longer[0]]
    found = get_close_matches(folded, by_fold, 1, LEAST_LIKENESS)
    return by_fold[found[0]] if found else None
