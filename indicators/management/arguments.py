"""Arguments that several commands take."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from indicators.choices import RegionLevel
from indicators.models import Region
from indicators.periods import Month, PeriodError


def month_argument(text: str) -> Month:
    """The month named on the command line; raises CommandError with what to write."""
    try:
        return Month.parse(text)
    except PeriodError:
        message = _("%(text)s is not a month; write it as 2023-06.") % {"text": text}
        raise CommandError(message) from None


def region_argument(code: str | None) -> Region:
    """The region of that division code, the county without one; raises CommandError."""
    if code is None:
        county = Region.objects.filter(level=RegionLevel.COUNTY).order_by("code").first()
        if county is None:
            raise CommandError(_("There are no regions yet; load the catalogue first."))
        return county
    try:
        return Region.objects.get(code=code)
    except Region.DoesNotExist:
        known = ", ".join(Region.objects.order_by("code").values_list("code", flat=True))
        message = _("There is no region %(code)s. Known codes: %(known)s.")
        raise CommandError(message % {"code": code, "known": known or "—"}) from None
