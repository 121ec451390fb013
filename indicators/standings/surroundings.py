"""The regions that pages are about, and what lies in them."""

from django.db.models import Q

from indicators.choices import RegionLevel
from indicators.models import Region


def region(code: str = "") -> Region | None:
    """The region of that division code, the first county without one; None if there is none."""
    regions = Region.objects.select_related("parent").order_by("code")
    if code:
        return regions.filter(code=code).first() if code.isdecimal() else None
    return regions.filter(level=RegionLevel.COUNTY).first()


def within(region: Region) -> Q:
    """Records that belong to the region or lie in it."""
    return Q(region__code__startswith=region.code)
