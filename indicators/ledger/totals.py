"""Totals known from elsewhere, which what the towns report is held against."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.choices import is_above
from indicators.ledger.errors import LedgerError, Problem, ProblemCode
from indicators.ledger.locking import ENTERING, locked_months, not_open, out_of_reach
from indicators.ledger.values import LIMIT, too_fine
from indicators.models import ControlTotal, Indicator, Region, name_of
from indicators.numbers import half_up, plain
from indicators.periods import Month
from indicators.permissions import not_entered_by
from indicators.progress import Kind


class Total(NamedTuple):
    """What the regions below a region should add up to, and what the person saw as given before;
    None for no total."""

    indicator: Indicator
    region: Region
    value: Decimal | None
    seen: Decimal | None


@transaction.atomic
def give_totals(by: User, month: Month, totals: Sequence[Total]) -> None:
    """Keep the totals that the regions below should add up to; None takes one away.

    Raises LedgerError, having written nothing, when the person may not enter the indicator, the
    month is not open, the indicator is not added up from below, the value is not one, or somebody
    else gave a total meanwhile.
    """
    indicators = [total.indicator for total in totals]
    foreign = not_entered_by(by, indicators)
    rows = locked_months([month])
    shut = {p.row: p for p in not_open(rows, [(month, indicator) for indicator in indicators])}
    of_month = {
        (kept.indicator_id, kept.region_id): kept
        for kept in ControlTotal.objects.filter(
            year=month.year, month=month.month, indicator__in=indicators
        ).select_related("given_by")
    }
    problems = []
    taken: set[tuple[int, int]] = set()
    for row, total in enumerate(totals):
        place = (total.indicator.pk, total.region.pk)
        kept = of_month.get(place)
        if total.indicator.pk in foreign:
            problems.append(out_of_reach(row, ENTERING, total.indicator))
        elif row in shut:
            problems.append(shut[row])
        elif wrong := _not_a_total(row, total):
            problems.append(wrong)
        elif place in taken:
            text = _("%(name)s is given twice.") % {"name": total.indicator.name}
            problems.append(Problem(row, ProblemCode.VALUE, text))
        elif (kept.value if kept else None) not in (total.seen, total.value):
            problems.append(_given_meanwhile(row, total, kept))
        taken.add(place)
    if problems:
        raise LedgerError(problems)
    now = timezone.now()
    gone = {(total.indicator.pk, total.region.pk) for total in totals if total.value is None}
    ControlTotal.objects.filter(
        pk__in=[kept.pk for place, kept in of_month.items() if place in gone]
    ).delete()
    ControlTotal.objects.bulk_create(
        [
            ControlTotal(
                indicator=total.indicator,
                region=total.region,
                year=month.year,
                month=month.month,
                value=total.value,
                given_by=by,
                given_at=now,
            )
            for total in totals
            if total.value is not None
        ],
        update_conflicts=True,
        unique_fields=["indicator", "region", "year", "month"],
        update_fields=["value", "given_by", "given_at"],
    )


def _not_a_total(row: int, given: Total) -> Problem | None:
    words = {"name": given.indicator.name}
    summed = is_above(given.region.level, given.indicator.level)
    if not summed or given.indicator.kind == Kind.RATIO:
        text = _("%(name)s is not added up from the regions below; it takes no total.")
        return Problem(row, ProblemCode.LEVEL, text % words)
    if given.value is None:
        return None
    if not (given.value.is_finite() and abs(given.value) < LIMIT):
        text = _("%(name)s: the number is too large to be one; check the unit.") % words
    elif given.value != half_up(given.value, given.indicator.decimals):
        text = too_fine(given.indicator.name, given.indicator.decimals)
    else:
        return None
    return Problem(row, ProblemCode.VALUE, text)


def _given_meanwhile(row: int, total: Total, kept: ControlTotal | None) -> Problem:
    if kept is None:
        text = _("The control total of %(name)s was taken away meanwhile; save again to give it.")
        return Problem(row, ProblemCode.CONFLICT, text % {"name": total.indicator.name})
    text = _("%(person)s gave %(value)s as the total of %(name)s; save again to replace it.")
    words = {
        "person": name_of(kept.given_by),
        "value": plain(kept.value),
        "name": total.indicator.name,
    }
    return Problem(row, ProblemCode.CONFLICT, text % words)
