"""Numbers as people type them: full-width digits, thousands separators, units, 万 and 亿.

Never guesses: what is not plainly one number is refused with the reason, and stays as typed.
The browser reads by the same rules, in static/js/sheet/number.js; tests/typed_numbers.json is the
table that both are held to.
"""

import re
from decimal import Decimal
from enum import StrEnum

from indicators.numbers import plain

LONGEST = 40
"""Characters; nothing longer is a number of the ledger."""

PERCENT = "%"
SCALES = {"万亿": 12, "亿": 8, "万": 4}
"""Powers of ten, the longest word first."""
OTHER_NAMES = {
    "㎡": "平方米",
    "m²": "平方米",
    "m2": "平方米",
    "千米": "公里",
    "km": "公里",
    "KM": "公里",
}
QUALIFIERS = (
    "约", "余", "近", "超", "多", "逾", "预", "估", "大概", "不足", "左右", "上下", "以上", "以下",
    "≈", "~", "<", ">", "≤", "≥",
)  # fmt: skip
CHINESE_DIGITS = "〇零一二三四五六七八九十百千两廿万亿壹贰叁肆伍陆柒捌玖拾佰仟"

_SPACES = " \u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000"
_AROUND = f"{_SPACES}\t\r\n\u200b\ufeff"
_MINUSES = "\u2010\u2011\u2012\u2013\u2212\ufe63"
_SAME = {
    **dict.fromkeys(map(ord, _SPACES), " "),
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, _MINUSES), "-"),
    ord("\ufe62"): "+",
    ord("\ufe50"): ",",
    ord("\u2018"): "'",
    ord("\u2019"): "'",
    ord("\u3002"): ".",
    ord("\uff61"): ".",
    ord("\ufe6a"): "%",
    ord("\uffe5"): "\u00a5",
}
_FRONT = re.compile(r"\A([+-]?) ?(\u00a5?) ?([+-]?) ?(.*)\Z", re.DOTALL)
_DIGIT = re.compile(r"[0-9]")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}([,' ])[0-9]{3}(?:\1[0-9]{3})*(?:\.[0-9]*)?")
_POWER = re.compile(r"[eE][+-]?[0-9]|[×xX*]10")
_UNIT_LIKE = re.compile(r"[\u4e00-\u9fffA-Za-z()/%‰℃㎡²³·\u00a5$]+")


class Reason(StrEnum):
    """Why a text is not a number; the browser knows the same names."""

    QUALIFIER = "qualifier"
    GROUPING = "grouping"
    UNIT = "unit"
    SCIENTIFIC = "scientific"
    CHINESE_NUMERAL = "chinese_numeral"
    SEVERAL = "several"
    NONSENSE = "nonsense"


class NotANumber(ValueError):
    """A text is not one number in the indicator's unit; `reason` says why."""

    def __init__(self, reason: Reason, text: str = "") -> None:
        super().__init__(text)
        self.reason = reason
        self.text = text


def read_number(text: str, unit: str = "") -> Decimal | None:
    """The number in the indicator's unit, exact; None for an empty text.

    A number alone, also behind ¥, is taken in the unit. With a scale word or a unit behind it, it
    says how much it is: for an indicator in 亿元, 5600万 and 5600万元 are 0.56. Without a unit to
    go by, neither is understood. Raises NotANumber.
    """
    trimmed = text.strip(_AROUND)
    if not trimmed:
        return None
    try:
        if len(trimmed) > LONGEST:
            raise _Refused(Reason.NONSENSE)
        return _read(_same(trimmed), *_split(_same(unit.strip(_AROUND))))
    except _Refused as refused:
        raise NotANumber(refused.reason, text) from None


class _Refused(Exception):
    def __init__(self, reason: Reason) -> None:
        self.reason = reason


def _same(text: str) -> str:
    """The text with each sign in its plain form."""
    return text.translate(_SAME)


def _split(unit: str) -> tuple[int, str]:
    """The power of ten and the base of a unit: 万平方米 is 4 and 平方米."""
    for word, power in SCALES.items():
        if unit.startswith(word):
            return power, unit[len(word) :]
    return 0, unit


def _read(text: str, power: int, base: str) -> Decimal:
    [(sign, money, other_sign, rest)] = _FRONT.findall(text)
    digits, after = _parted(rest)
    if not _DIGIT.search(digits):
        raise _Refused(_why_no_number(rest))
    if sign and other_sign:
        raise _Refused(Reason.NONSENSE)
    if money and base != "元":
        raise _Refused(Reason.UNIT)
    number = f"{sign or other_sign}{_ungrouped(digits)}"
    shift = _shift(after, power, base) if after else 0
    # Made from its digits, never computed, so that no context can round it.
    return Decimal(plain(Decimal(f"{number}E{shift}")))


def _parted(text: str) -> tuple[str, str]:
    """The digits that a text begins with, separators among them, and what follows."""
    after = text.lstrip("0123456789.,' ")
    return text[: len(text) - len(after)].rstrip(" "), after.replace(" ", "")


def _ungrouped(digits: str) -> str:
    if _PLAIN.fullmatch(digits):
        return digits
    if _GROUPED.fullmatch(digits):
        return re.sub("[,' ]", "", digits)
    if "," in digits or "'" in digits:
        raise _Refused(Reason.GROUPING)
    raise _Refused(Reason.SEVERAL if " " in digits else Reason.NONSENSE)


def _shift(after: str, power: int, base: str) -> int:
    """By how many powers of ten what follows a number moves it into the indicator's unit."""
    scale, name = _split(after)
    understood = OTHER_NAMES.get(name, name) in ("", *_names(base))
    if understood and (base or power) and not (scale and base == PERCENT):
        return scale - power
    raise _Refused(_why_not_this_unit(after, name))


def _names(base: str) -> list[str]:
    """What a unit may be called: 套(间) is also 套 and 间."""
    outer, _bracket, inner = base.partition("(")
    return [base, outer, inner.removesuffix(")")]


def _why_no_number(text: str) -> Reason:
    if text.startswith(QUALIFIERS):
        return Reason.QUALIFIER
    return Reason.CHINESE_NUMERAL if text[:1] and text[0] in CHINESE_DIGITS else Reason.NONSENSE


def _why_not_this_unit(after: str, name: str) -> Reason:
    if _POWER.match(after):
        return Reason.SCIENTIFIC
    if _DIGIT.search(after) and "_" not in after:
        return Reason.SEVERAL
    if any(word in after for word in QUALIFIERS):
        return Reason.QUALIFIER
    if name and name[0] in CHINESE_DIGITS:
        return Reason.CHINESE_NUMERAL
    return Reason.UNIT if _UNIT_LIKE.fullmatch(after) else Reason.NONSENSE
