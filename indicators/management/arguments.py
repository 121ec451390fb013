"""Arguments that several commands take."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from indicators import standings
from indicators.models import Region
from indicators.periods import Month, PeriodError


def month_argument(text: str) -> Month:
    """The month named on the command line; raises CommandError with what to write."""
    try:
        return Month.parse(text)
    except PeriodError:
        message = _("“%(text)s” is not a month of the ledger. Write it like 2023-06.")
        raise CommandError(message % {"text": text}) from None


def region_argument(code: str) -> Region:
    """The region of that division code, the county without one; raises CommandError."""
    region = standings.region(code)
    if region is None:
        text = _("There is no region with the code “%(code)s”. Use a division code like 330521.")
        none_yet = _("There are no regions yet; load the catalogue first.")
        raise CommandError(text % {"code": code} if code else none_yet)
    return region
