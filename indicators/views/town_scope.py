"""Which indicators a page of towns is about: a section, a programme, the key ones or all."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, QueryDict
from django.utils.translation import gettext

from indicators.standings import Subject

MOST_ROWS = 80
"""So many indicators are shown at a time: the work of a page grows with its cells."""

Address = Callable[..., str]
"""The address of the same page with some of what it asks for changed."""


@dataclass(frozen=True, slots=True)
class Option:
    """A link of a choice."""

    label: str
    address: str
    count: int | None
    chosen: bool


@dataclass(frozen=True)
class Scope:
    """What was chosen of all that there is to choose from; all where neither area nor key is."""

    every: Sequence[Subject]
    area: str
    key: bool

    @cached_property
    def chosen(self) -> list[Subject]:
        """The indicators to show, all of them."""
        return [
            subject
            for subject in self.every
            if (not self.area or self.area in (subject.section, subject.programme))
            and (subject.key or not self.key)
        ]

    @property
    def shown(self) -> list[Subject]:
        """As many of them as are shown at a time."""
        return self.chosen[:MOST_ROWS]

    @property
    def left_out(self) -> int:
        """How many are not shown."""
        return len(self.chosen) - len(self.shown)

    @cached_property
    def section(self) -> str:
        """The section chosen, or that of the programme chosen; empty without one."""
        return next((s.section for s in self.chosen if self.area), "")

    @property
    def name(self) -> str:
        """What was chosen, in words."""
        if self.area:
            names = {s.section: s.section_name for s in self.every}
            return names.get(self.area) or next(s.programme_name for s in self.chosen)
        return gettext("Key indicators") if self.key else gettext("All indicators")


def scope_in(query: QueryDict, every: Sequence[Subject]) -> Scope:
    """What the address asks for. Without a word, all where they fit on a page, else the key ones,
    else the first section. Http404 for an area that no indicator here belongs to.
    """
    area, key = query.get("area", ""), query.get("key") == "1"
    areas = {code for subject in every for code in (subject.section, subject.programme)}
    if area and area not in areas:
        message = gettext(
            "The regions below report nothing for an area with the code “%(code)s”. Write one of: "
            "%(codes)s."
        )
        raise Http404(message % {"code": area, "codes": ", ".join(sorted(areas))})
    if not area and not key and len(every) > MOST_ROWS:
        key = any(subject.key for subject in every)
        area = "" if key else every[0].section
    return Scope(every, area, key)


def section_options(scope: Scope, address: Address) -> list[Option]:
    """All, the key indicators, and the sections."""
    every = scope.every
    found = []
    if len(every) <= MOST_ROWS:
        chosen = not scope.area and not scope.key
        found.append(Option(gettext("All"), address(area="", key=""), len(every), chosen))
    if keys := sum(subject.key for subject in every):
        chosen = scope.key and not scope.area
        found.append(Option(gettext("Key indicators"), address(area="", key="1"), keys, chosen))
    names = {subject.section: subject.section_name for subject in every}
    counts = Counter(subject.section for subject in every)
    return found + [
        Option(name, address(area=code, key=""), counts[code], scope.section == code)
        for code, name in names.items()
    ]


def programme_options(scope: Scope, address: Address) -> list[Option]:
    """The whole section chosen and its programmes; nothing to choose where there is but one."""
    within = [subject for subject in scope.every if subject.section == scope.section]
    names = {subject.programme: subject.programme_name for subject in within}
    if len(names) < 2:
        return []
    whole = Option(
        gettext("Whole section"),
        address(area=scope.section, key=""),
        len(within),
        scope.area == scope.section,
    )
    counts = Counter(subject.programme for subject in within)
    return [whole] + [
        Option(name, address(area=code, key=""), counts[code], scope.area == code)
        for code, name in names.items()
    ]
