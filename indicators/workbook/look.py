"""How the fill-in workbook looks: fonts, frames and tones, each format made once."""

from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from indicators.numbers import plain

FONT, TITLE_FONT = "宋体", "黑体"
ACCENT = "#0B5563"
HEAD_FILL, INPUT_HEAD_FILL = "#E6F0F1", "#FFF2CC"
INPUT_FILL, LOCKED_FILL, TOTAL_FILL = "#FFFDF3", "#FFFFFF", "#F4F6F7"
LINE, GROUP_LINE = "#9AA5AC", "#0B5563"
FAINT, RED = "#8A959D", "#B02525"
GENERAL, SHARE, STAMPED = "General", "0.0%", "@"


class Look:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **given: Any) -> Format:
        """The format with that look."""
        key = tuple(sorted(given.items()))
        if key not in self._made:
            base = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
            self._made[key] = self._book.add_format(base | given)
        return self._made[key]

    def cell(
        self,
        number_format: str = GENERAL,
        *,
        align: str = "left",
        is_input: bool = False,
        starts_group: bool = False,
        **given: Any,
    ) -> Format:
        """A framed cell; only inputs can be written to."""
        look = {
            "num_format": number_format,
            "align": align,
            "border": 1,
            "border_color": LINE,
            "locked": not is_input,
            "bg_color": INPUT_FILL if is_input else LOCKED_FILL,
        }
        if align in ("left", "right"):
            look["indent"] = 1
        if starts_group:
            look |= {"top": 2, "top_color": GROUP_LINE}
        return self.of(**(look | given))


def number_format(decimals: int, *values: Decimal | None) -> str:
    """With thousands separators and the indicator's decimals, more where a value has more."""
    known = [len(plain(value).partition(".")[2]) for value in values if value is not None]
    most = max([decimals, *known])
    return f"#,##0.{'0' * most}" if most else "#,##0"
