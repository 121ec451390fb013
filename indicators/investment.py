"""Money of projects: how much of the year's plan is invested, alone and added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from indicators.periods import MONTHS_IN_YEAR


@dataclass(frozen=True, slots=True)
class Investment:
    """A project's money, in 亿元; None where it is not known."""

    total: Decimal | None = None
    planned: Decimal | None = None
    made: Decimal | None = None

    @property
    def share(self) -> Decimal | None:
        """What is invested of the year's plan; None without either, or without a plan."""
        if self.planned is None or self.made is None:
            return None
        return self.made / self.planned if self.planned else None


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount added up over the `count` projects where it is known; None over none."""

    amount: Decimal | None
    count: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The money of several projects; `share` is over the `shared` where plan and made are known."""

    projects: int
    total: Sum
    planned: Sum
    made: Sum
    share: Decimal | None
    shared: int


def add_up(investments: Iterable[Investment]) -> Totals:
    """Sums over what is known; the share is sum over sum, never a mean of shares."""
    rows = list(investments)
    both = [row for row in rows if row.planned is not None and row.made is not None]
    whole = Investment(
        planned=_sum(r.planned for r in both).amount, made=_sum(r.made for r in both).amount
    )
    return Totals(
        projects=len(rows),
        total=_sum(row.total for row in rows),
        planned=_sum(row.planned for row in rows),
        made=_sum(row.made for row in rows),
        share=whole.share,
        shared=len(both),
    )


def time_share(month: int) -> Decimal:
    """The share of the year gone by the end of a month."""
    return Decimal(month) / MONTHS_IN_YEAR


def points_ahead(share: Decimal, month: int) -> Decimal:
    """Percentage points of the plan ahead of the time gone; negative when behind it."""
    return (share - time_share(month)) * 100


def _sum(amounts: Iterable[Decimal | None]) -> Sum:
    known = [amount for amount in amounts if amount is not None]
    return Sum(sum(known, Decimal(0)) if known else None, len(known))
