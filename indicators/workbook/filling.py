"""Writing one row of the form."""

from decimal import Decimal
from typing import Any

from indicators.choices import EntryState, Qualifier
from indicators.models import Figure
from indicators.workbook import formulas
from indicators.workbook.columns import CONTROL_TOTAL, PARTS, QUALIFIERS, TEXTS, Key
from indicators.workbook.form import FormRow
from indicators.workbook.inputs import present
from indicators.workbook.look import FAINT, GENERAL, RED, SHARE, TOTAL_FILL, number_format
from indicators.workbook.marker import start_of
from indicators.workbook.markup import letters
from indicators.workbook.pen import Pen
from indicators.workbook.text import lines

MISSING = "未填"
LINE_POINTS, LEAST_POINTS, MOST_POINTS = 15, 21, 120


def is_open(row: FormRow) -> bool:
    """Whether the row is there to be written: not in review, its month open for it."""
    in_review = row.cell is not None and row.cell.state == EntryState.SUBMITTED
    return row.owed.is_writable and not in_review


class Filling:
    """One row, `line` counted from 0, written by its parts."""

    def __init__(self, pen: Pen, line: int, row: FormRow, before: FormRow | None) -> None:
        self._pen, self._line, self._row = pen, line, row
        indicator = row.indicator
        self._goes_on = before is not None and before.indicator.pk == indicator.pk
        self._starts_area = before is None or (
            before.indicator.work_area_id != indicator.work_area_id
        )
        # What every cell of the row shares; inputs bring their own tone.
        self._frame: dict[str, Any] = {"starts_group": self._starts_area}
        self._tone: dict[str, Any] = {"bg_color": TOTAL_FILL} if row.is_total else {}
        self._format = number_format(
            indicator.decimals, *row.present.amount(by_parts=indicator.by_parts)
        )

    def write(self, number: int) -> None:
        """All of it, with its number on the form."""
        self._write_names(number)
        self._write_neighbours()
        self._write_inputs()
        if self._row.is_total:
            self._write_adding_up()
        else:
            self._write_results()
        self._write_keys()
        self._pen.sheet.set_row(self._line, self._height())

    def _text(self, key: Key, text: str, **look: Any) -> None:
        self._pen.text(self._line, key, text, **(self._frame | look))

    def _number(self, key: Key, value: Decimal | None, **look: Any) -> None:
        by_parts_typed = key in PARTS
        shown = GENERAL if by_parts_typed else self._format
        self._pen.number(self._line, key, value, shown, **(self._frame | look))

    def _write_names(self, number: int) -> None:
        row, repeated = self._row, {"font_color": FAINT}
        region = CONTROL_TOTAL if row.is_total else row.region.name
        self._text(Key.NUMBER, str(number), align="center", **self._tone)
        area = {} if self._starts_area else repeated
        self._text(Key.WORK_AREA, row.indicator.work_area.name, **self._tone, **area)
        name = repeated if self._goes_on else {}
        self._text(Key.INDICATOR, row.indicator.name, text_wrap=True, **self._tone, **name)
        self._text(Key.REGION, region, **self._tone)
        self._text(Key.UNIT, row.indicator.unit, align="center", **self._tone)

    def _write_neighbours(self) -> None:
        cell = self._row.cell
        if cell is None:
            for key in (Key.TARGET, Key.LAST_YEAR, Key.BEFORE):
                self._text(key, "", **self._tone)
            return
        target = cell.standing.target
        self._number(Key.TARGET, target.value if target else None)
        self._number(Key.LAST_YEAR, _value(cell.standing.last_year))
        waits = {"italic": True} if cell.is_before_pending else {}
        self._number(Key.BEFORE, cell.before, **waits)

    def _write_inputs(self) -> None:
        row, may, given = self._row, is_open(self._row), self._row.present
        by_parts = row.indicator.by_parts
        if Key.NUMERATOR in self._pen.at:
            for key, value in zip(PARTS, (given.numerator, given.denominator), strict=True):
                self._number(key, value, **self._input(may=may and by_parts))
        if by_parts:
            numerator, denominator = (self._pen.reference(self._line, key) for key in PARTS)
            parts = formulas.share_of_parts(row, numerator, denominator)
            self._pen.formula(self._line, Key.VALUE, parts, self._format, **self._frame)
        else:
            self._number(Key.VALUE, given.value, **self._input(may=may))
        words = self._input(may=may and not row.is_total)
        label = "" if given.qualifier == Qualifier.EXACT else QUALIFIERS[given.qualifier]
        self._text(Key.QUALIFIER, label, align="center", **words)
        for key, text in zip(TEXTS, (given.note, given.explanation, given.reason), strict=True):
            self._text(key, text, text_wrap=True, **words)

    def _input(self, *, may: bool) -> dict[str, Any]:
        return {"is_input": True} if may else self._tone

    def _write_results(self) -> None:
        row, pen = self._row, self._pen
        value = pen.reference(self._line, Key.VALUE)
        added = formulas.increment(row, value, pen.reference(self._line, Key.BEFORE))
        pen.formula(self._line, Key.INCREMENT, added, self._format, **self._frame)
        done = formulas.done(row, value, pen.reference(self._line, Key.TARGET))
        if done:
            pen.formula(self._line, Key.COMPLETION, done, SHARE, **self._frame)
        else:
            self._text(Key.COMPLETION, "")
        tones = {MISSING: FAINT, EntryState.RETURNED: RED}
        kind = EntryState.RETURNED if row.cell and row.cell.is_returned else state(row)
        tone = {"font_color": tones[kind]} if kind in tones else {}
        self._text(Key.STATE, state(row), text_wrap=True, **tone)

    def _write_adding_up(self) -> None:
        pen, row = self._pen, self._row
        for key in (Key.INCREMENT, Key.COMPLETION):
            self._text(key, "", **self._tone)
        column = letters(pen.at[Key.VALUE] + 1)
        first = self._line - len(row.owed.cells) + 1
        values = [value for cell in row.owed.cells if (value := present(cell).value) is not None]
        formula = formulas.adding_up(
            f"{column}{first}:{column}{self._line}",
            pen.reference(self._line, Key.VALUE),
            values,
            row.present.value,
        )
        pen.formula(
            self._line,
            Key.STATE,
            formula,
            GENERAL,
            align="left",
            text_wrap=True,
            **self._frame,
            **self._tone,
        )

    def _write_keys(self) -> None:
        row = self._row
        self._text(Key.INDICATOR_CODE, row.indicator.code)
        self._text(Key.REGION_CODE, row.region.code)
        self._text(Key.STAMP, start_of(row).stamp)

    def _height(self) -> int:
        row, given = self._row, self._row.present
        said = {
            Key.INDICATOR: row.indicator.name,
            Key.STATE: state(row),
            Key.NOTE: given.note,
            Key.EXPLANATION: given.explanation,
            Key.REASON: given.reason,
        }
        widths = {column.key: column.width for column in self._pen.columns}
        most = max(lines(text, widths[key]) for key, text in said.items())
        return min(max(LEAST_POINTS, most * LINE_POINTS + 4), MOST_POINTS)


def state(row: FormRow) -> str:
    """How far the cell has come, with the reason of a return."""
    cell = row.cell
    if cell is None or cell.state is None:
        return "" if row.is_total else MISSING
    if cell.is_returned and cell.newest:
        return f"已退回：{cell.newest.return_reason}"
    words = {
        EntryState.DRAFT: "草稿",
        EntryState.SUBMITTED: "待审核",
        EntryState.APPROVED: "已审核",
    }
    word = words.get(cell.state, "")
    return f"{word}（更正中）" if cell.is_correction else word


def _value(figure: Figure | None) -> Decimal | None:
    return figure.value if figure else None
