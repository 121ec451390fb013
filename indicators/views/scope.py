"""Which indicators a page is about: all, the key ones, those of a section or of a programme."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404, QueryDict
from django.utils.translation import gettext

from indicators.models import WorkArea


@dataclass(frozen=True)
class ScopeChoice:
    """An option of the choice; `value` is what the address says."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Scope:
    """What was chosen, and the sections with their programmes to choose from."""

    areas: list[WorkArea]
    area: WorkArea | None
    key: bool

    @property
    def indicators(self) -> Q:
        """The indicators chosen."""
        chosen = Q(key=True) if self.key else Q()
        if self.area is not None:
            chosen &= Q(work_area=self.area) | Q(work_area__parent=self.area)
        return chosen

    @property
    def name(self) -> str:
        """What was chosen, in words."""
        if self.area is not None:
            return self.area.name
        return gettext("Key indicators") if self.key else gettext("All indicators")

    def narrowed(self, counts: Mapping[int, int], most: int) -> "Scope":
        """The same where there are at most so many; else its first section or programme.

        `counts` are the indicators chosen by the key of their area. A programme is never divided.
        """
        if sum(counts.values()) <= most or (self.area and self.area.parent_id):
            return self
        parts = [area for area in self.areas if area.parent_id == (self.area and self.area.pk)]
        for part in parts:
            within = {pk: counts.get(pk, 0) for pk in self._with_those_below(part)}
            if sum(within.values()):
                return Scope(self.areas, part, self.key).narrowed(within, most)
        return self

    def _with_those_below(self, area: WorkArea) -> list[int]:
        return [other.pk for other in self.areas if area.pk in (other.pk, other.parent_id)]

    def as_query(self) -> dict[str, str]:
        """What the address says of it."""
        found = {"key": "1"} if self.key else {}
        return found | ({"programme": self.area.code} if self.area else {})

    def sections(self) -> list[tuple[ScopeChoice, list[ScopeChoice]]]:
        """Every section with its programmes."""
        below: dict[int | None, list[WorkArea]] = {}
        for area in self.areas:
            below.setdefault(area.parent_id, []).append(area)
        return [
            (self._choice(section), [self._choice(area) for area in below.get(section.pk, [])])
            for section in below.get(None, [])
        ]

    def _choice(self, area: WorkArea) -> ScopeChoice:
        return ScopeChoice(area.code, area.name, area == self.area)


def scope_in(query: QueryDict) -> Scope:
    """What the address asks for: 1 query; Http404 for a code that there is not."""
    areas = list(WorkArea.objects.order_by("order", "code"))
    code = query.get("programme", "")
    area = next((area for area in areas if area.code == code), None)
    if code and area is None:
        message = gettext("There is no section or programme with the code “%(code)s”.")
        raise Http404(message % {"code": code})
    return Scope(areas, area, query.get("key") == "1")
