"""Numbers as people at the bureau type and paste them."""

import json
import re
from decimal import Decimal, localcontext
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from indicators.master_data import NumberField
from indicators.numbers import plain
from indicators.typed import LONGEST, NotANumber, Reason, read_number
from indicators.wording import not_a_number

TABLE = json.loads((Path(__file__).parent / "typed_numbers.json").read_text(encoding="utf-8"))
UNITS = ("个", "%", "亿元", "万元", "元", "万平方米", "公里", "套（间）", "台", "")

values = st.decimals(
    min_value=Decimal("-99999999999.9999"), max_value=Decimal("99999999999.9999"), places=4
)
units = st.sampled_from(UNITS)
own_signs = "0123456789０１２３.．,，'’ 　+-－−–%％¥￥万亿千元个台约余近十四eExX×(（)）_—~/:"


def outcome(text: str, unit: str) -> dict[str, str | None]:
    """What the table says of a text."""
    try:
        value = read_number(text, unit)
    except NotANumber as refused:
        return {"reason": refused.reason.value}
    return {"value": None if value is None else plain(value)}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['text']!r} in {row['unit']}")
def test_a_typed_text_is_read_as_the_table_says(row: dict[str, str]) -> None:
    wanted = {name: row[name] for name in ("value", "reason") if name in row}
    assert outcome(row["text"], row["unit"]) == wanted


def test_the_table_knows_every_reason() -> None:
    assert {row["reason"] for row in TABLE if "reason" in row} == set(Reason)


def test_a_value_is_a_decimal_and_never_went_through_a_float() -> None:
    assert read_number("0.1", "个") == Decimal("0.1")
    assert str(read_number("5600万", "亿元")) == "0.56"
    with localcontext(prec=3):
        assert read_number("123,456,789.1234", "个") == Decimal("123456789.1234")


@given(values, units)
def test_every_value_written_plain_reads_back_exactly(value: Decimal, unit: str) -> None:
    assert read_number(plain(value), unit) == value


@given(values, units)
def test_every_value_in_full_width_reads_back_exactly(value: Decimal, unit: str) -> None:
    wide = "".join(chr(ord(character) + 0xFEE0) for character in plain(value))
    assert read_number(f"　{wide}　", unit) == value


@given(values, units, st.sampled_from([",", "，", "'", " ", "\u2009", "\u00a0", "　"]))
def test_every_value_with_separators_reads_back_exactly(
    value: Decimal, unit: str, separator: str
) -> None:
    text = f"{Decimal(plain(value)):,}".replace(",", separator)
    assert read_number(text, unit) == value


@given(values, units.filter(bool), st.sampled_from(["", " ", "　"]))
def test_every_value_with_its_unit_reads_back_exactly(
    value: Decimal, unit: str, space: str
) -> None:
    assert read_number(f"{plain(value)}{space}{unit}", unit) == value


@given(values, st.sampled_from(["", "万", "亿", "万亿"]), st.sampled_from(["", "万", "亿"]))
def test_a_scale_word_says_how_much_it_is(value: Decimal, typed: str, kept: str) -> None:
    powers = {"": 0, "万": 4, "亿": 8, "万亿": 12}
    read = read_number(f"{plain(value)}{typed}元", f"{kept}元")
    assert read is not None
    assert read.scaleb(powers[kept]) == value.scaleb(powers[typed])


@given(st.text() | st.text(own_signs, max_size=12), st.text(max_size=6) | units)
@example("1" * 10_000, "个")
@example(" " * 10_000 + "1", "个")
@example("1" + ",111" * 9 + "x", "个")
@example("1 " * 20, "个")
def test_whatever_is_typed_is_a_finite_number_or_refused(text: str, unit: str) -> None:
    try:
        value = read_number(text, unit)
    except NotANumber as refused:
        assert refused.text == text  # noqa: PT017
    else:
        assert value is None or value.is_finite()
        assert value is None or re.search("[0-9０-９]", text)


@given(values, st.sampled_from(["约", "近", "预计"]), st.sampled_from(["余", "多", "左右"]))
def test_a_qualifier_is_never_swallowed(value: Decimal, before: str, after: str) -> None:
    for text in (f"{before}{plain(value)}", f"{plain(value)}{after}"):
        assert outcome(text, "个") == {"reason": Reason.QUALIFIER}


def test_a_very_long_text_is_not_looked_into() -> None:
    assert outcome("1" * (LONGEST + 1), "个") == {"reason": Reason.NONSENSE}


@pytest.mark.parametrize(
    ("typed", "unit", "kept"),
    [
        ("１，２３４．５", "", "1234.5"),
        ("0", "", "0"),
        ("5600万", "亿元", "0.56"),
        ("", "", None),
    ],
)
def test_a_field_of_the_admin_understands_what_is_typed(
    typed: str, unit: str, kept: str | None
) -> None:
    field = NumberField(unit=unit, required=False)
    assert field.clean(typed) == (None if kept is None else Decimal(kept))


@pytest.mark.parametrize(
    ("typed", "unit", "said"),
    [
        ("约70公里", "公里", "请只填数字；“约”“余”“预计”等请在“修饰”栏选择。"),
        ("1,23", "个", "千分位逗号的位置不对，请写成1234.5或1,234.5。"),
        ("12台", "套", "单位与本指标不一致，请按“套”填写。"),
        ("12台", "", "请只填数字，不写单位。"),
        ("1e5", "个", "请写出完整的数，如100000，不用科学计数法。"),
        ("十四", "个", "请用阿拉伯数字填写，如14。"),
        ("12-15", "个", "这里不止一个数，请只填一个。"),
        ("NaN", "个", "这不是数，请填写如3.06的数。"),
    ],
)
def test_what_is_not_a_number_is_told_why(typed: str, unit: str, said: str) -> None:
    with pytest.raises(NotANumber) as caught:
        read_number(typed, unit)
    assert not_a_number(caught.value, unit) == said
    with pytest.raises(ValidationError) as refused:
        NumberField(unit=unit).clean(typed)
    assert refused.value.messages == [said]
