"""Honours and rankings as a page lists them."""

from collections.abc import Iterable
from dataclasses import dataclass

from indicators import wording
from indicators.choices import Scope
from indicators.standings import Recognition


@dataclass(frozen=True)
class RecognitionRow:
    """An honour or ranking in words; `place` is the rank, or how far the honour reaches."""

    name: str
    holder: str
    place: str
    is_ranking: bool
    state: str
    when: str
    note: str


def recognition_rows(recognised: Iterable[Recognition]) -> list[RecognitionRow]:
    """Honours and rankings in words."""
    return [
        RecognitionRow(
            name=item.name,
            holder=item.holder,
            place=wording.rank(item) or str(Scope(item.scope).label),
            is_ranking=item.is_ranking,
            state=wording.honour_state(item),
            when=wording.recognised_in(item),
            note=item.note,
        )
        for item in recognised
    ]
