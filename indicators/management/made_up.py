"""Months made up for the demonstration, so that charts have a shape; marked as such throughout.

The review gives June only. Nothing here is a figure of the bureau.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal
from zlib import crc32

from indicators.choices import Qualifier, Source
from indicators.management.fixtures import Statement
from indicators.periods import Month
from indicators.progress import Kind

NOTE = "演示数据，仅供图表示例，并非实际上报数。"
STOCK_GROWTH = Decimal("0.02")


def earlier_months(
    stated: Iterable[Statement], kinds: dict[str, str], decimals: dict[str, int]
) -> list[Statement]:
    """January to the month before each reported flow or stock, rising towards its value.

    Flows start the year near zero; stocks grow by two hundredths a month. The same statements
    always give the same months.
    """
    made = []
    for statement in stated:
        kind = kinds[statement.indicator]
        if kind == Kind.RATIO or statement.source != Source.REPORTED or not statement.value:
            continue
        last = statement.month.month
        for month in range(1, last):
            share = (
                _flow_share(month, last, statement.indicator)
                if kind == Kind.FLOW
                else 1 - STOCK_GROWTH * (last - month)
            )
            made.append(
                replace(
                    statement,
                    month=Month(statement.month.year, month),
                    value=_cut(statement.value * share, decimals[statement.indicator]),
                    qualifier=Qualifier.EXACT,
                    source=Source.DEMO,
                    note=NOTE,
                )
            )
    return made


def _flow_share(month: int, last: int, seed: str) -> Decimal:
    """A rising share, bent a little differently for each indicator."""
    even = Decimal(month) / last
    bend = Decimal(crc32(seed.encode()) % 50) / 100
    return even * (1 - bend) + even * even * bend


def _cut(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_DOWN)
