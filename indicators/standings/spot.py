"""Where an indicator is looked at: the region, those below it, and its neighbours."""

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from indicators.choices import RegionLevel, ReportingLevel
from indicators.models import Indicator, Ranking, Region
from indicators.standings.reading import UP_TO_COUNTY, every_indicator
from indicators.standings.remembering import remembered


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The indicator before or after another in its programme."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Spot:
    """An indicator in a region, which need not be measured there.

    The regions below are those that it adds up from; none where it is reported. `part_of` names
    the indicator that it is a part of; empty for none. `ranked` says whether it was ever placed
    in a ranking.
    """

    region: Region
    measured: bool
    below: list[Region]
    part_of: str
    ranked: bool
    before: Neighbour | None
    after: Neighbour | None


def spot(code: str, region_code: str = "") -> Spot | None:
    """The indicator with that code, in the region of that division code, the first county without
    one: 1 query. None if there is no such region. Not to be changed.
    """
    [found] = remembered((spot, code, region_code), lambda: [_spot(code, region_code)])
    return found


def _spot(code: str, region_code: str) -> Spot | None:
    asked = Q(code=region_code) if region_code else Q(level=RegionLevel.COUNTY)
    head = Region.objects.filter(asked).order_by("code").values("pk")[:1]
    own = every_indicator().filter(code=code).order_by()
    rows: list[Any] = list(
        Region.objects.filter(Q(pk=head) | Q(parent=head))
        .select_related("parent")
        .annotate(
            reported_at=Subquery(own.values("level")[:1]),
            part_of=Subquery(own.values("part_of__name")[:1]),
            ranked=Exists(Ranking.objects.filter(indicator__code=code)),
            **_neighbour("before", _siblings(code, "lt").order_by("-order", "-code")),
            **_neighbour("after", _siblings(code, "gt").order_by("order", "code")),
        )
        # Codes of regions below begin with the code of the one above, and sort behind it.
        .order_by("code")
    )
    if not rows:
        return None
    here, *below = rows
    reports_above = here.level in UP_TO_COUNTY
    return Spot(
        region=here,
        measured=here.reported_at is not None
        and (reports_above or here.reported_at == ReportingLevel.TOWN),
        below=[] if here.reported_at == here.level else below,
        part_of=here.part_of or "",
        ranked=here.ranked,
        before=Neighbour(here.before_code, here.before_name) if here.before_code else None,
        after=Neighbour(here.after_code, here.after_name) if here.after_code else None,
    )


def _siblings(code: str, side: str) -> QuerySet[Indicator]:
    """The indicators of the same programme that come before or after, by order and code."""
    own = "work_area__indicators__"
    comes = Q(**{f"order__{side}": F(f"{own}order")})
    comes |= Q(**{"order": F(f"{own}order"), f"code__{side}": code})
    in_towns = Q(level=ReportingLevel.TOWN) | ~Q(region_level=RegionLevel.TOWN)
    return (
        every_indicator()
        .alias(region_level=ExpressionWrapper(OuterRef("level"), output_field=CharField()))
        .filter(comes, in_towns, **{f"{own}code": code})
    )


def _neighbour(name: str, found: QuerySet[Indicator]) -> dict[str, Subquery]:
    return {
        f"{name}_code": Subquery(found.values("code")[:1]),
        f"{name}_name": Subquery(found.values("name")[:1]),
    }
