"""How an official Chinese document words a value, a date, a period, a rank.

Documents are in Chinese whatever the language of the screen.
"""

from datetime import date
from decimal import Decimal

from django.utils.translation import override

from indicators.choices import DatePrecision, Qualifier, Scope
from indicators.models import Milestone, Ranking
from indicators.numbers import plain
from indicators.periods import Month, Period, PeriodKind
from reports.narrative.numerals import chinese

# What stands in a text where a number cannot: an official figure is never a blank or a zero.
MISSING, ABSENT, DEMO, UNCLEAR = "（未报）", "（暂缺）", "（演示数据）", "（无法识别）"
SCALES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_SCALED_DECIMALS = 4
_QUARTERS = "一二三四"
_HALVES = "上下"
_SCOPES = {Scope.COUNTY: "全县", Scope.CITY: "全市", Scope.PROVINCE: "全省", Scope.NATION: "全国"}


def in_chinese(label: object) -> str:
    """A label of the screen as a document words it."""
    with override("zh-hans"):
        return str(label)


def qualified(number: str, unit: str, qualifier: str) -> str:
    """A written number with its unit and how exact it is: 约70公里, 240余户, 预报66.8亿元."""
    if qualifier == Qualifier.ABOUT:
        return f"约{number}{unit}"
    if qualifier == Qualifier.OVER:
        return f"超过{number}{unit}" if unit == "%" else f"{number}余{unit}"
    if qualifier == Qualifier.PRELIMINARY:
        return f"预报{number}{unit}"
    return f"{number}{unit}"


def scaled(value: Decimal, unit: str, scale: str) -> tuple[str, str]:
    """Number and unit in 万 or 亿, to four decimals: 83000平方米 is 8.3万 and 平方米.

    A unit that counts in 万 or 亿 itself is taken apart first: 35200万元 is 3.52亿 and 元.
    """
    own = unit[0] if unit[0] in SCALES and len(unit) > 1 else ""
    number = plain(value * SCALES[own] / SCALES[scale], _SCALED_DECIMALS)
    return f"{number}{scale}", unit.removeprefix(own)


def in_numerals(value: Decimal) -> str:
    """A whole number in Chinese numerals; raises ValueError for any other."""
    if value != value.to_integral_value():
        raise ValueError(value)
    return chinese(int(value))


def growth(change: Decimal, *, of_ratio: bool) -> str:
    """Change against last year: 增长19.4%, or of a ratio 提高1.2个百分点."""
    size = plain(abs(change) if of_ratio else abs(change) * 100, 1)
    if size == "0":
        return "持平"
    more, less = ("提高", "下降") if of_ratio else ("增长", "下降")
    return f"{more if change > 0 else less}{size}{'个百分点' if of_ratio else '%'}"


def against_pace(ahead: Decimal) -> str:
    """Percentage points above or below the planned pace: 低于序时进度31.7个百分点."""
    size = plain(abs(ahead), 1)
    if size == "0":
        return "与序时进度持平"
    return f"{'高于' if ahead > 0 else '低于'}序时进度{size}个百分点"


def place(ranking: Ranking) -> str:
    """The rank or its bound: 全省第1, 全市前3."""
    scope = _SCOPES[Scope(ranking.scope)]
    return f"{scope}第{ranking.rank}" if ranking.rank else f"{scope}前{ranking.within}"


def milestone_date(milestone: Milestone, year: int) -> str:
    """The day done, else planned, as exact as it is known; with its year unless `year`."""
    day = milestone.done_on or milestone.planned_on
    if day is None:
        return MISSING
    words = _day(day, DatePrecision(milestone.precision))
    return words if day.year == year else f"{day.year}年{words}"


def _day(day: date, precision: DatePrecision) -> str:
    if precision is DatePrecision.DAY:
        return f"{day.month}月{day.day}日"
    if precision is DatePrecision.MONTH:
        return f"{day.month}月底"
    if precision is DatePrecision.QUARTER:
        return f"{_QUARTERS[(day.month - 1) // 3]}季度"
    return "年底"


def period_name(period: Period) -> str:
    """2023年上半年, 2023年二季度, 2023年6月, 2023年."""
    year = f"{period.year}年"
    if period.kind is PeriodKind.HALF:
        return f"{year}{_HALVES[period.number - 1]}半年"
    if period.kind is PeriodKind.QUARTER:
        return f"{year}{_QUARTERS[period.number - 1]}季度"
    return f"{year}{period.number}月" if period.kind is PeriodKind.MONTH else year


def month_name(month: Month, year: int) -> str:
    """6月, with its year unless `year`."""
    return f"{month.month}月" if month.year == year else f"{month.year}年{month.month}月"
