"""Honours and rankings, a wall by year and by how far they reach."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext, pgettext

from indicators import standings, wording
from indicators.choices import HonourKind, HonourState, Scope
from indicators.models import WorkArea
from indicators.standings import RANKING, Recognition
from indicators.standings.remembering import remembered
from indicators.views.ledger_page import LedgerPage

WIDEST_FIRST = [Scope.NATION, Scope.PROVINCE, Scope.CITY, Scope.COUNTY]
KEYS = ("year", "scope", "programme", "kind")


@dataclass(frozen=True, slots=True)
class Option:
    """A choice as a link, with how much it leaves."""

    label: str
    address: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of choices under a label."""

    label: str
    options: list[Option]


@dataclass(frozen=True, slots=True)
class Card:
    """An honour or ranking on the wall; a ranking has a `place` and how far it `reach`es.

    `programme`, `project` and `indicator` are name and address.
    """

    name: str
    holder: str
    document: str
    kind: str
    kind_label: str
    reach: str
    place: str
    state: str
    state_label: str
    when: str
    note: str
    programme: tuple[str, str]
    project: tuple[str, str] | None
    indicator: tuple[str, str] | None


Pair = tuple[Recognition, Card]


@dataclass(frozen=True, slots=True)
class Reach:
    """What reaches equally far, within a year."""

    scope: str
    label: str
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the wall."""

    year: int
    count: int
    reaches: list[Reach]


class HonoursPage(LedgerPage):
    """All honours and rankings known in the month, newest first."""

    template_name = "indicators/honours.html"

    def kept(self) -> dict[str, str]:
        """The filters."""
        return {name: text for name, text in self.asked.items() if text}

    @cached_property
    def recognised(self) -> list[Recognition]:
        """All that the region has."""
        return standings.recognitions(self.region, self.month)

    @cached_property
    def cards(self) -> list[Card]:
        """A card for each of them."""
        query = self.query()
        key = (Card, self.region, query, get_language())
        return remembered(key, lambda: [_card(row, query) for row in self.recognised])

    @cached_property
    def asked(self) -> dict[str, str]:
        """The filters of the address, empty where it has none; Http404 for what there is not."""
        asked = {name: self.request.GET.get(name, "") for name in KEYS}
        _check(asked["scope"], list(Scope), gettext("a scope"))
        _check(asked["kind"], [*HonourKind, RANKING], gettext("a kind of honour"))
        year = asked["year"]
        if year and not (year.isascii() and year.isdecimal() and len(year) == len("2023")):
            text = gettext("“%(text)s” is not a year. Write it like 2023.")
            raise Http404(text % {"text": year})
        code = asked["programme"]
        known = {code for row in self.recognised for code in (row.programme_code, row.section_code)}
        if code and code not in known and not WorkArea.objects.filter(code=code).exists():
            text = gettext("There is no programme with the code “%(code)s”.")
            raise Http404(text % {"code": code})
        return asked

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page shows, in a constant number of queries."""
        pairs = zip(self.recognised, self.cards, strict=True)
        shown = [(row, card) for row, card in pairs if self._wants(row)]
        counts = Counter(row.scope for row, _card in shown)
        return super().get_context_data(
            any_recognised=bool(self.recognised),
            is_narrowed=bool(self.kept()),
            counts=[(str(scope.label), counts[scope.value]) for scope in WIDEST_FIRST],
            rankings=sum(row.is_ranking for row, _card in shown),
            choices_of_honours=self._choices_of_honours(),
            years=[_year(year, list(pairs)) for year, pairs in _by_year(shown)],
            plain=self.query(),
            **kwargs,
        )

    def _wants(self, row: Recognition, but: str = "") -> bool:
        """Whether the address asks for it, leaving one filter aside."""
        asked = {**self.asked, but: ""}
        return (
            asked["year"] in ("", str(row.year))
            and asked["scope"] in ("", row.scope)
            and asked["kind"] in ("", row.kind)
            and asked["programme"] in ("", row.programme_code, row.section_code)
        )

    def _choices_of_honours(self) -> list[Choice]:
        scopes = {scope.value: str(scope.label) for scope in WIDEST_FIRST}
        kinds = {kind: _kind(kind) for kind in (*HonourKind.values, RANKING)}
        years = {str(row.year): str(row.year) for row in self.recognised}
        ordered = sorted(self.recognised, key=_summary_order)
        programmes = {row.programme_code: row.programme for row in ordered}
        return [
            self._choice("year", gettext("Year"), years, lambda row: str(row.year)),
            self._choice("scope", pgettext("honour", "Scope"), scopes, lambda row: row.scope),
            self._choice("kind", pgettext("honour", "Kind"), kinds, lambda row: row.kind),
            self._choice(
                "programme", gettext("Programme"), programmes, lambda row: row.programme_code
            ),
        ]

    def _choice(
        self, name: str, label: str, values: dict[str, str], of: Callable[[Recognition], str]
    ) -> Choice:
        rest = [row for row in self.recognised if self._wants(row, but=name)]
        counts = Counter(of(row) for row in rest)
        chosen = self.asked[name]
        options = [Option(gettext("All"), self._address(name, ""), len(rest), not chosen)]
        options += [
            Option(words, self._address(name, value), counts[value], value == chosen)
            for value, words in values.items()
            if counts[value] or value == chosen
        ]
        return Choice(label, options)

    def _address(self, name: str, value: str) -> str:
        kept = {**self.kept(), name: value}
        return self.query(**{key: text for key, text in kept.items() if text})


def _summary_order(row: Recognition) -> tuple[int, int, str]:
    return row.place_in_summary, row.place_in_section, row.programme_code


def _check(text: str, known: Sequence[str], what: str) -> None:
    if text and text not in known:
        words = gettext("“%(text)s” is not %(what)s. Write one of: %(known)s.")
        raise Http404(words % {"text": text, "what": what, "known": ", ".join(known)})


def _by_year(pairs: Iterable[Pair]) -> Iterable[tuple[int, Iterable[Pair]]]:
    return groupby(pairs, key=lambda pair: pair[0].year)


def _year(year: int, pairs: list[Pair]) -> Year:
    reaches = []
    for scope in WIDEST_FIRST:
        cards = [card for row, card in pairs if row.scope == scope]
        if cards:
            reaches.append(Reach(scope.value, str(scope.label), cards))
    return Year(year, len(pairs), reaches)


def _card(row: Recognition, query: str) -> Card:
    def link(address: str, name: str | None, code: str | None) -> tuple[str, str] | None:
        return (name, reverse(address, args=[code]) + query) if name and code else None

    return Card(
        name=row.name,
        holder=row.holder,
        document=row.document,
        kind=row.kind,
        kind_label=_kind(row.kind),
        reach=str(Scope(row.scope).label) if row.is_ranking else "",
        place=_place(row),
        state=row.state,
        state_label="" if row.is_ranking else str(HonourState(row.state).label),
        when=_when(row),
        note=row.note,
        programme=(row.programme, reverse("programme", args=[row.programme_code]) + query),
        project=link("project", row.project, row.project_code),
        indicator=link("indicator", row.indicator, row.indicator_code),
    )


def _kind(kind: str) -> str:
    return gettext("Ranking") if kind == RANKING else str(HonourKind(kind).label)


def _place(row: Recognition) -> str:
    """The rank without its scope, or the bound it lies within; empty for an honour."""
    if row.rank is not None:
        return pgettext("place", "no. %(rank)s") % {"rank": row.rank}
    if row.within is not None:
        return pgettext("place", "top %(within)s") % {"within": row.within}
    return ""


def _when(row: Recognition) -> str:
    if row.month:
        return wording.recognised_in(row)
    return pgettext("a year", "%(year)s") % {"year": row.year}
