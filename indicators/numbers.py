"""How numbers are written: rounded half up, only here and only for display."""

from decimal import ROUND_HALF_UP, Context, Decimal

MINUS = "\N{MINUS SIGN}"
# Wide enough for an outlook computed from a slip of the pen; the default's 28 digits are not.
WIDE = Context(prec=100, rounding=ROUND_HALF_UP)


def half_up(value: Decimal, decimals: int) -> Decimal:
    """The value rounded half away from zero to so many decimals."""
    return value.quantize(Decimal(1).scaleb(-decimals), context=WIDE)


def plain(value: Decimal, decimals: int | None = None) -> str:
    """The value in digits, without exponent or trailing zeros, rounded if `decimals` is given."""
    if decimals is not None:
        value = half_up(value, decimals)
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def percent(share: Decimal, decimals: int = 1) -> str:
    """A share of one as percent: 0.18301 is 18.3%."""
    return f"{plain(share * 100, decimals)}%"


def signed(value: Decimal, decimals: int = 1) -> str:
    """The value with its sign always shown; zero has none."""
    text = plain(value, decimals)
    if text == "0":
        return text
    return f"{MINUS}{text[1:]}" if text.startswith("-") else f"+{text}"
