"""Ledgers that no bureau has and every page must bear: empty, one month old, without targets, with
odd values, with long names. The figures are put there by `ledger.load`, so all are demonstration
data.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse

from indicators import ledger
from indicators.choices import (
    DatePrecision,
    HonourKind,
    ProjectStage,
    RegionLevel,
    ReportingLevel,
    Scope,
)
from indicators.models import (
    Department,
    Entry,
    Honour,
    Indicator,
    Milestone,
    Project,
    Ranking,
    Region,
    Target,
    WorkArea,
)
from indicators.periods import Month
from indicators.progress import Direction, Kind
from tests.bureau import Bureau, make_bureau

WHEN = datetime(2023, 7, 3, 9, 0, tzinfo=UTC)
JANUARY = Month(2023, 1)
HUGE = "99999999999.9999"  # Fifteen digits, the most that the ledger takes.
LEAST = "0.0001"
NEGATIVE = "-1234.5"


@dataclass(frozen=True)
class Extreme:
    """A ledger by its name; `build` makes it in a database that has only people and roles."""

    name: str
    build: Callable[[], None]

    def __str__(self) -> str:
        return self.name


def addresses() -> Iterator[tuple[str, str]]:
    """Every page of the ledger as it is, by name and address; of each kind of thing, each one."""
    for name in ("overview", "towns", "trail", "projects", "honours", "compare", "year", "screen"):
        yield name, reverse(name)
    yield "overview of one light", reverse("overview") + "?light=grey"
    yield "projects in time", reverse("projects") + "?view=timeline"
    yield "projects as a table", reverse("projects") + "?view=table"
    for indicator in Indicator.objects.all()[:1]:
        yield "search", f"{reverse('search')}?q={indicator.name[:2]}"
    yield "search without a hit", reverse("search") + "?q=zzzz"
    yield "search without a word", reverse("search")
    yield "style guide", reverse("styleguide")
    for name in ("reporting", "notices", "summary"):
        yield name, reverse(name)
    for area in WorkArea.objects.filter(level=WorkArea.PROGRAMME):
        yield f"programme {area.code[:20]}", reverse("programme", args=[area.code])
    for indicator in Indicator.objects.all():
        yield f"indicator {indicator.code[:20]}", reverse("indicator", args=[indicator.code])
    for town in Region.objects.filter(level=RegionLevel.TOWN)[:1]:
        yield "town", reverse("town", args=[town.code])
        yield "overview of a town", f"{reverse('overview')}?region={town.code}"
    for project in Project.objects.all():
        yield f"project {project.code[:20]}", reverse("project", args=[project.code])
    for entry in Entry.objects.order_by("-pk")[:1]:
        yield "entry", reverse("entry", args=[entry.pk])


# The ledgers


def nothing_at_all() -> None:
    """Nothing is set up: no region, no indicator."""


def nothing_reported() -> None:
    """Everything is set up, and no figure approved yet."""
    bureau = make_bureau()
    _lay_out(bureau.towns)
    _aim(bureau)
    _project(bureau.lifts, bureau.towns[0], "bare", "尚无节点的项目")


def one_month() -> None:
    """January 2023 is the first month and the only one."""
    bureau = make_bureau()
    _lay_out(bureau.towns)
    _aim(bureau)
    _load(bureau, JANUARY, _common(bureau, 1))


def without_targets() -> None:
    """Half a year and the same of the year before; nobody set a target."""
    bureau = make_bureau()
    _lay_out(bureau.towns)
    for year in (2022, 2023):
        for month in range(1, 7):
            _load(bureau, Month(year, month), _common(bureau, month + year - 2022))
    Indicator.objects.update(key=True)


def odd_values() -> None:
    """Zero, negative, huge, of many decimals; targets likewise."""
    bureau = make_bureau()
    _lay_out(bureau.towns)
    Indicator.objects.all().delete()
    odd = list(_odd_ones(bureau))
    for month in range(1, 7):
        _load(
            bureau,
            Month(2023, month),
            [(indicator, bureau.county, value) for indicator, value in odd]
            + [(_of_towns(bureau), town, HUGE) for town in bureau.towns[:1]]
            + [(_of_towns(bureau), town, f"-{HUGE}") for town in bureau.towns[1:2]]
            + [(_of_towns(bureau), town, "0") for town in bureau.towns[2:]],
        )
    _project(
        odd[0][0],
        bureau.towns[0],
        "costly",
        "投资额极大的项目",
        total_investment=Decimal("99999999.9999"),
        year_investment=Decimal(LEAST),
        invested=Decimal("99999999.9999"),
        building_area=Decimal("9999999999.99"),
    )
    _project(
        odd[0][0],
        bureau.towns[1],
        "free",
        "投资额为零的项目",
        total_investment=Decimal(0),
        year_investment=Decimal(0),
        invested=Decimal(0),
        building_area=Decimal(0),
    )


LONG = 60


def long_name(start: str) -> str:
    """Sixty characters that begin so, with a word in the middle that does not break."""
    filling = "德清县城镇老旧小区综合改造提升及既有多层住宅加装电梯GB50352-2019统一标准示范工程"
    return (start + filling * 2)[: LONG - 1] + "终"


def long_names() -> None:
    """Whatever has a name has one of sixty characters."""
    bureau = make_bureau()
    _lay_out(bureau.towns)
    _aim(bureau)
    for model in (WorkArea, Department, Indicator, Region):
        for row in model.objects.all():
            row.name = long_name(row.name)
            row.save()
    Indicator.objects.filter(code="lifts").update(
        code="l" * LONG,
        unit="万平方米每百户常住人口（折算后口径）",
        source=long_name("来源"),
        key=True,
    )
    Indicator.objects.filter(code="output").update(key=True, definition=long_name("口径") * 5)
    bureau = _again(bureau)
    for month in (5, 6):
        _load(bureau, Month(2023, month), _common(bureau, month))
    for number, stage in enumerate(ProjectStage):
        project = _project(
            bureau.lifts,
            bureau.towns[number % 3],
            f"project-{number}",
            long_name(f"第{number}个项目"),
            stage=stage,
            stage_note=long_name("形象进度"),
            problem=long_name("存在问题") * 3,
            next_step=long_name("下步计划") * 3,
            total_investment=Decimal("12.3456"),
            year_investment=Decimal("3.5"),
            invested=Decimal("1.25"),
            building_area=Decimal("45678.9"),
        )
        for month in (3, 6, 11):
            Milestone.objects.create(
                project=project,
                name=long_name(f"{month}月节点"),
                planned_on=date(2023, month, 20),
                done_on=date(2023, month, 18) if month == 3 else None,
                precision=DatePrecision.DAY,
            )
    shared: dict[str, Any] = {
        "work_area": bureau.lifts.work_area,
        "region": bureau.county,
        "scope": Scope.PROVINCE,
        "year": 2023,
        "month": 6,
    }
    for kind in HonourKind:
        Honour.objects.create(
            code=f"honour-{kind}",
            name=long_name("荣誉"),
            holder=long_name("获奖单位"),
            document=long_name("文号"),
            kind=kind,
            **shared,
        )
    Ranking.objects.create(
        code="ranking", name=long_name("排名"), indicator=bureau.lifts, rank=1, **shared
    )


EXTREMES = (
    Extreme("nothing-at-all", nothing_at_all),
    Extreme("nothing-reported", nothing_reported),
    Extreme("one-month", one_month),
    Extreme("without-targets", without_targets),
    Extreme("odd-values", odd_values),
    Extreme("long-names", long_names),
)


# What they are made of


def _lay_out(towns: list[Region]) -> None:
    """Tiles for the towns, side by side."""
    for column, town in enumerate(towns, start=1):
        town.tile_row, town.tile_column = 1, column
        town.save()


def _aim(bureau: Bureau) -> None:
    """A target for every indicator but the signing rate, at county and towns."""
    for indicator, value, baseline in (
        (bureau.lifts, 30, None),
        (bureau.unsafe_houses, 90, 10),
        (bureau.coverage, 90, 40),
        (bureau.county_output, 12, None),
    ):
        for region in (bureau.county, *bureau.towns):
            Target.objects.create(
                indicator=indicator, region=region, year=2023, value=value, baseline=baseline
            )


Value = tuple[Indicator, Region, str]


def _common(bureau: Bureau, size: int) -> list[Value]:
    """A plain value, larger with `size`, for every cell."""
    rows = [
        (indicator, town, f"{size * number}")
        for indicator in (bureau.lifts, bureau.unsafe_houses, bureau.coverage, bureau.signing_rate)
        for number, town in enumerate(bureau.towns, start=1)
    ]
    return [*rows, (bureau.county_output, bureau.county, f"{size}.25")]


def _odd_ones(bureau: Bureau) -> Iterator[tuple[Indicator, str]]:
    """Indicators of the county with the value that each has all year, targets in place."""

    def made(code: str, name: str, value: str, target: str | None, **more: Any) -> Any:
        more.setdefault("kind", Kind.FLOW)
        more.setdefault("unit", "%" if more["kind"] == Kind.RATIO else "万元")
        baseline = more.pop("baseline", None)
        indicator = Indicator.objects.create(
            code=code,
            name=name,
            work_area=WorkArea.objects.get(code="area"),
            department=Department.objects.get(code="own"),
            level=ReportingLevel.COUNTY,
            key=True,
            **more,
        )
        if target is not None:
            Target.objects.create(
                indicator=indicator,
                region=bureau.county,
                year=2023,
                value=Decimal(target),
                baseline=baseline and Decimal(baseline),
            )
        return indicator, value

    yield made("zero", "零值", "0", "12", unit="个")
    yield made("zero-goal", "目标为零", "5", "0", unit="个")
    yield made("zero-ceiling", "不得发生", "0", "0", unit="起", direction=Direction.AT_MOST)
    yield made("negative", "负值", NEGATIVE, "100", decimals=1)
    yield made(
        "sinking", "负值期末数", NEGATIVE, "-99", decimals=1, kind=Kind.STOCK, baseline="-2000"
    )
    yield made("huge", "极大值", HUGE, "88888888888.8888", decimals=4)
    yield made("overshot", "远超目标", HUGE, LEAST, decimals=4)
    yield made("minute", "极小值", LEAST, "0.0003", decimals=4)
    yield made("fine", "多位小数", "33.3333", "66.6667", decimals=4, kind=Kind.RATIO, baseline="0")
    yield made("unbounded", "极大无目标", f"-{HUGE}", None, decimals=4, kind=Kind.STOCK)


def _of_towns(bureau: Bureau) -> Indicator:
    """An indicator that towns report, extreme there."""
    return Indicator.objects.get_or_create(
        code="of-towns",
        defaults={
            "name": "各镇极值",
            "unit": "元",
            "kind": Kind.STOCK,
            "decimals": 4,
            "level": ReportingLevel.TOWN,
            "work_area": WorkArea.objects.get(code="area"),
            "department": Department.objects.get(code="own"),
        },
    )[0]


def _project(indicator: Indicator, region: Region, code: str, name: str, **more: Any) -> Project:
    more.setdefault("stage", ProjectStage.values[0])
    return Project.objects.create(
        code=code,
        name=name,
        work_area=indicator.work_area,
        department=indicator.department,
        region=region,
        **more,
    )


def _again(bureau: Bureau) -> Bureau:
    """The bureau with its rows as the database has them now."""
    for row in (bureau.county, *bureau.towns, bureau.lifts, bureau.unsafe_houses, bureau.coverage):
        row.refresh_from_db()
    for indicator in (bureau.signing_rate, bureau.county_output):
        indicator.refresh_from_db()
    return bureau


def _load(bureau: Bureau, month: Month, values: Iterable[Value]) -> None:
    drafts = [
        ledger.Draft(indicator=indicator, region=region, month=month, **_amount(indicator, value))
        for indicator, region, value in values
    ]
    ledger.load(month, drafts, bureau.clerk, bureau.reviewer, WHEN)


def _amount(indicator: Indicator, value: str) -> dict[str, Decimal]:
    if indicator.by_parts:
        return {"numerator": Decimal(value), "denominator": Decimal(30)}
    return {"value": Decimal(value)}
