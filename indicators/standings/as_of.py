"""Which figures count as of a month: the rule of `progress.counts_as_of`, for the database."""

from django.db.models import Q

from indicators.periods import Month


def counting(month: Month, is_flow: Q | bool) -> Q:
    """Those of the month's year up to it, and of earlier years unless the indicator is a flow.

    The newest of them is what stands. `is_flow` is known of the indicator, or a condition.
    """
    this_year = Q(year=month.year, month__lte=month.month)
    earlier = Q(year__lt=month.year)
    if isinstance(is_flow, Q):
        return this_year | earlier & ~is_flow
    return this_year if is_flow else this_year | earlier
