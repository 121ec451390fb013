"""The regions that pages are about, and what lies in them."""

from django.db.models import Q

from indicators.choices import RegionLevel
from indicators.models import Region
from indicators.standings.remembering import remembered


def region(code: str = "") -> Region | None:
    """The region of that division code, the first county without one; None if there is none.

    1 query. Not to be changed.
    """
    for one in remembered(region, _every_region):
        if one.code == code or (not code and one.level == RegionLevel.COUNTY):
            return one
    return None


def _every_region() -> list[Region]:
    return list(Region.objects.select_related("parent").order_by("code"))


def within(region: Region) -> Q:
    """Records that belong to the region or lie in it."""
    return Q(region__code__startswith=region.code)
