"""Search: whatever has a name and a page, by name, pinyin or code."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from indicators import standings
from indicators.choices import RegionLevel
from indicators.lines import Line
from indicators.models import WorkArea
from indicators.search.matching import normal
from indicators.standings import Hit, Sort, Thing
from indicators.views.ledger_page import LedgerPage

MOST_IN_A_GROUP, MOST_OF_ONE = 6, 200
LONGEST = 100
SORTS: dict[Sort, Promise] = {
    Sort.INDICATOR: gettext_lazy("Indicators"),
    Sort.AREA: gettext_lazy("Sections and programmes"),
    Sort.PROJECT: gettext_lazy("Projects"),
    Sort.REGION: gettext_lazy("Regions"),
    Sort.HONOUR: gettext_lazy("Honours and rankings"),
    Sort.DEPARTMENT: gettext_lazy("Departments"),
}
EXAMPLES = {Sort.INDICATOR: 2, Sort.PROJECT: 1, Sort.REGION: 1, Sort.AREA: 1}


@dataclass(frozen=True)
class Found:
    """A hit as the page lists it; `line` is the standing of an indicator."""

    name: SafeString
    about: str
    code: str
    address: str
    line: Line | None


@dataclass(frozen=True)
class Group:
    """The hits of one sort; `more` is the address of all of them, where some are left out."""

    sort: Sort
    label: str | Promise
    count: int
    found: list[Found]
    more: str


class SearchPage(LedgerPage):
    """What fits the words typed, grouped; indicators with how they stand."""

    template_name = "indicators/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The hits, in a constant number of queries."""
        typed = self.request.GET.get("q", "")
        only = self._only()
        is_too_long = len(typed.strip()) > LONGEST
        wanted = "" if is_too_long else normal(typed)
        known = standings.things()
        hits = standings.find(wanted, known)
        shown = {
            sort: of_sort[: MOST_OF_ONE if only else MOST_IN_A_GROUP]
            for sort, of_sort in hits.items()
            if only in (None, sort)
        }
        lines = self._lines(shown.get(Sort.INDICATOR, []))
        return super().get_context_data(
            typed=typed.strip()[:LONGEST],
            wanted=wanted,
            is_too_long=is_too_long,
            longest=LONGEST,
            total=sum(len(of_sort) for of_sort in hits.values()),
            groups=[
                self._group(sort, len(hits[sort]), of_sort, lines)
                for sort, of_sort in shown.items()
            ],
            whole=self.query(q=typed) if only else "",
            examples=[] if wanted else self._examples(known),
            **kwargs,
        )

    def kept(self) -> dict[str, str]:
        """What was typed."""
        return {
            name: text[:LONGEST]
            for name in ("q", "only")
            if (text := self.request.GET.get(name, ""))
        }

    def _only(self) -> Sort | None:
        text = self.request.GET.get("only", "")
        if not text:
            return None
        try:
            return Sort(text)
        except ValueError:
            message = gettext("“%(text)s” is not a group of hits. Write one of: %(names)s.")
            raise Http404(message % {"text": text, "names": ", ".join(Sort)}) from None

    def _lines(self, hits: Sequence[Hit]) -> dict[int, Line]:
        """How the indicators among the hits stand, by their keys."""
        keys = [hit.thing.pk for hit in hits]
        if not keys:
            return {}
        chosen = standings.catalogue(self.region).filter(pk__in=keys)
        rows = standings.read(self.region, self.month, chosen)
        return {row.indicator.pk: Line(row) for row in rows}

    def _group(self, sort: Sort, count: int, hits: Sequence[Hit], lines: dict[int, Line]) -> Group:
        more = self.query(q=self.request.GET.get("q", ""), only=sort) if count > len(hits) else ""
        found = [
            Found(
                name=highlighted(hit),
                about=hit.thing.about,
                code=hit.thing.code,
                address=self._address(hit.thing),
                line=lines.get(hit.thing.pk) if sort is Sort.INDICATOR else None,
            )
            for hit in hits
        ]
        return Group(sort, SORTS[sort], count, found, more)

    def _address(self, thing: Thing) -> str:
        """The page of a thing, in the same month and region."""
        match thing.sort:
            case Sort.INDICATOR:
                return reverse("indicator", args=[thing.code]) + self.query()
            case Sort.AREA if thing.detail == str(WorkArea.PROGRAMME):
                return reverse("programme", args=[thing.code]) + self.query()
            case Sort.AREA:
                return reverse("overview") + self.query() + "#sections"
            case Sort.PROJECT:
                return reverse("project", args=[thing.code]) + self.query()
            case Sort.REGION if thing.detail == RegionLevel.TOWN:
                return f"{reverse('town', args=[thing.code])}?month={self.month}"
            case Sort.REGION:
                return f"{reverse('overview')}?month={self.month}&region={thing.code}"
            case Sort.HONOUR:
                return reverse("honours") + self.query(year=thing.detail)
            case Sort.DEPARTMENT:
                return reverse("overview") + self.query(department=thing.code)

    def _examples(self, known: Sequence[Thing]) -> list[tuple[str, str]]:
        """Words that find something, with the address that searches for them."""
        words = [
            thing.name
            for sort, most in EXAMPLES.items()
            for thing in [thing for thing in known if _is_example(thing, sort)][:most]
        ]
        return [(word, self.query(q=word)) for word in words]


def highlighted(hit: Hit) -> SafeString:
    """The name with what matched marked."""
    name, behind = hit.thing.name, 0
    parts: list[tuple[str, str]] = []
    for start, end in hit.match.spans:
        if end <= behind:
            continue
        parts.append((name[behind : max(start, behind)], name[max(start, behind) : end]))
        behind = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", parts), name[behind:])


def _is_example(thing: Thing, sort: Sort) -> bool:
    """Whether it shows how to search: a town rather than a province, a programme, not a section."""
    if sort is Sort.REGION:
        return thing.sort is sort and thing.detail == RegionLevel.TOWN
    if sort is Sort.AREA:
        return thing.sort is sort and thing.detail == str(WorkArea.PROGRAMME)
    return thing.sort is sort
