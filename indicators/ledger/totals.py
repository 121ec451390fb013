"""Totals known from elsewhere, which what the towns report is held against."""

from collections.abc import Sequence
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.ledger.errors import LedgerError, Problem, ProblemCode
from indicators.ledger.locking import ENTERING, locked_months, not_open, out_of_reach
from indicators.ledger.values import LIMIT
from indicators.models import ControlTotal, Indicator, Region
from indicators.numbers import half_up
from indicators.periods import Month
from indicators.permissions import not_entered_by
from indicators.progress import Kind


@transaction.atomic
def give_totals(
    by: User, month: Month, totals: Sequence[tuple[Indicator, Region, Decimal | None]]
) -> None:
    """Keep the totals that the regions below should add up to; None takes one away.

    Raises LedgerError, having written nothing, when the person may not enter the indicator, the
    month is not open, the indicator is not added up from below, or the value is not one.
    """
    foreign = not_entered_by(by, [indicator for indicator, _region, _value in totals])
    rows = locked_months([month])
    problems = not_open(rows, [(month, indicator) for indicator, _region, _value in totals])
    for row, (indicator, region, value) in enumerate(totals):
        words = {"name": indicator.name, "decimals": indicator.decimals}
        if indicator.pk in foreign:
            problems.append(out_of_reach(row, ENTERING, indicator))
        elif indicator.level == region.level or indicator.kind == Kind.RATIO:
            text = _("%(name)s is not added up from the regions below; it takes no total.")
            problems.append(Problem(row, ProblemCode.LEVEL, text % words))
        elif value is not None and not (value.is_finite() and abs(value) < LIMIT):
            text = _("%(name)s: the number is too large to be one; check the unit.")
            problems.append(Problem(row, ProblemCode.VALUE, text % words))
        elif value is not None and value != half_up(value, indicator.decimals):
            text = _("%(name)s has at most %(decimals)s decimals.")
            problems.append(Problem(row, ProblemCode.VALUE, text % words))
    if problems:
        raise LedgerError(problems)
    now = timezone.now()
    gone = {(indicator.pk, region.pk) for indicator, region, value in totals if value is None}
    of_month = ControlTotal.objects.filter(
        year=month.year, month=month.month, indicator__in={indicator for indicator, _region in gone}
    )
    of_month.filter(
        pk__in=[kept.pk for kept in of_month if (kept.indicator_id, kept.region_id) in gone]
    ).delete()
    ControlTotal.objects.bulk_create(
        [
            ControlTotal(
                indicator=indicator,
                region=region,
                year=month.year,
                month=month.month,
                value=value,
                given_by=by,
                given_at=now,
            )
            for indicator, region, value in totals
            if value is not None
        ],
        update_conflicts=True,
        unique_fields=["indicator", "region", "year", "month"],
        update_fields=["value", "given_by", "given_at"],
    )
