"""Tables of standings: on the page, and as files that a spreadsheet opens."""

from indicators.tables.alignment import fraction_width, widest_fraction
from indicators.tables.columns import (
    COLUMNS,
    SORTINGS,
    USUAL,
    chosen_columns,
    chosen_sorting,
    in_order,
)
from indicators.tables.excel import Heading, as_xlsx
from indicators.tables.narrowing import Narrowing, departments, kinds
from indicators.tables.separated import BYTE_ORDER_MARK, as_csv, safe_text
from indicators.tables.standing_table import StandingTable

__all__ = [
    "BYTE_ORDER_MARK",
    "COLUMNS",
    "SORTINGS",
    "USUAL",
    "Heading",
    "Narrowing",
    "StandingTable",
    "as_csv",
    "as_xlsx",
    "chosen_columns",
    "chosen_sorting",
    "departments",
    "fraction_width",
    "in_order",
    "kinds",
    "safe_text",
    "widest_fraction",
]
