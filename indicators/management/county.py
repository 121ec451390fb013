"""A made-up county of a given size, to measure pages and to look at them when they are full."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zlib import crc32

from django.contrib.auth.models import User
from django.db import transaction

from indicators import ledger
from indicators.choices import (
    ProjectStage,
    RegionLevel,
    ReportingLevel,
    Role,
    Scope,
)
from indicators.management.people import create_people, join_departments
from indicators.models import (
    Department,
    Honour,
    Indicator,
    Milestone,
    Project,
    Ranking,
    Region,
    Target,
    WorkArea,
)
from indicators.periods import MONTHS_IN_YEAR, Month
from indicators.progress import Direction, Kind

LAST_MONTH = Month(2023, 6)
WHEN = datetime(2023, 7, 3, 9, 0, tzinfo=UTC)
SECTIONS, PROGRAMMES_OF_A_SECTION, DEPARTMENTS = 5, 3, 8
NATURES: tuple[dict[str, Any], ...] = (
    {"kind": Kind.FLOW, "unit": "个"},
    {"kind": Kind.FLOW, "unit": "亿元", "decimals": 2},
    {"kind": Kind.STOCK, "unit": "万平方米", "decimals": 2},
    {"kind": Kind.FLOW, "unit": "套"},
    {"kind": Kind.RATIO, "unit": "%", "decimals": 1, "by_parts": True},
    {"kind": Kind.STOCK, "unit": "户"},
    {"kind": Kind.FLOW, "unit": "件", "direction": Direction.AT_MOST},
)
TILES_IN_A_ROW = 5
UNTARGETED = 5  # Every so many indicators have no target.
KEY = 12


@dataclass(frozen=True, slots=True)
class Size:
    """How many indicators, towns and years; projects and honours go with the indicators."""

    indicators: int
    towns: int
    years: int


SIZES = {"small": Size(20, 3, 1), "county": Size(300, 13, 5)}


def months_of(size: Size) -> Iterator[Month]:
    """The months that have figures, oldest first."""
    for back in range(size.years * MONTHS_IN_YEAR - 1, -1, -1):
        yield LAST_MONTH.shift(-back)


def make_county(size: Size) -> Iterator[Month]:
    """The county in an empty ledger, wholly or not at all; yields each month once it is in."""
    with transaction.atomic():
        people = create_people()[0]
        towns = _towns(size.towns)
        indicators = _indicators(size.indicators)
        join_departments(people)
        _targets(indicators, towns, size)
        _projects(indicators, towns)
        for month in months_of(size):
            _load(month, indicators, towns, people)
            yield month


def _towns(count: int) -> list[Region]:
    province = Region.objects.create(code="99", name="样本省", level=RegionLevel.PROVINCE)
    city = Region.objects.create(
        code="9999", name="样本市", level=RegionLevel.CITY, parent=province
    )
    county = Region.objects.create(
        code="999999", name="样本县", level=RegionLevel.COUNTY, parent=city
    )
    return Region.objects.bulk_create(
        Region(
            code=f"{county.code}{number:03d}",
            name=f"样本{number}镇",
            level=RegionLevel.TOWN,
            parent=county,
            tile_row=(number - 1) // TILES_IN_A_ROW + 1,
            tile_column=(number - 1) % TILES_IN_A_ROW + 1,
        )
        for number in range(1, count + 1)
    )


def _indicators(count: int) -> list[Indicator]:
    departments = Department.objects.bulk_create(
        Department(code=f"sample-{number}", name=f"样本{number}科", order=number, example=True)
        for number in range(1, DEPARTMENTS + 1)
    )
    sections = [
        WorkArea.objects.create(
            code=f"sample-{number}", name=f"样本板块{number}", level=WorkArea.SECTION, order=number
        )
        for number in range(1, SECTIONS + 1)
    ]
    programmes = [
        WorkArea.objects.create(
            code=f"{section.code}-{number}",
            name=f"样本领域{section.order}.{number}",
            level=WorkArea.PROGRAMME,
            parent=section,
            order=number,
        )
        for section in sections
        for number in range(1, PROGRAMMES_OF_A_SECTION + 1)
    ]
    return Indicator.objects.bulk_create(
        Indicator(
            code=f"sample-{number:04d}",
            name=f"样本指标第{number}号",
            work_area=programmes[number % len(programmes)],
            department=departments[number % len(departments)],
            level=ReportingLevel.TOWN,
            key=number % KEY == 0,
            order=number,
            definition="样本数据，仅用于测速与版面检查。",
            **NATURES[number % len(NATURES)],
        )
        for number in range(count)
    )


def _targets(indicators: list[Indicator], towns: list[Region], size: Size) -> None:
    county = Region.objects.get(level=RegionLevel.COUNTY)
    Target.objects.bulk_create(
        Target(
            indicator=indicator,
            region=region,
            year=year,
            value=_goal(indicator) * (len(towns) if region == county else 1)
            if indicator.kind != Kind.RATIO
            else Decimal(90),
            baseline=Decimal(40) if indicator.kind == Kind.RATIO else None,
        )
        for indicator in indicators
        if indicator.order % UNTARGETED
        for region in (county, *towns)
        for year in {month.year for month in months_of(size)}
    )


def _projects(indicators: list[Indicator], towns: list[Region]) -> None:
    """A project for every third indicator, and an honour and a ranking for every fifth."""
    stages = list(ProjectStage)
    projects = Project.objects.bulk_create(
        Project(
            code=f"sample-project-{number}",
            name=f"样本项目第{number}号",
            work_area=indicator.work_area,
            department=indicator.department,
            region=towns[number % len(towns)],
            stage=stages[number % len(stages)],
            total_investment=Decimal(2 + number % 9),
            year_investment=Decimal(1 + number % 3),
            invested=Decimal(number % 4) / 2,
            order=number,
        )
        for number, indicator in enumerate(indicators[::3])
    )
    Milestone.objects.bulk_create(
        Milestone(
            project=project,
            name=name,
            planned_on=date(LAST_MONTH.year, month, 20),
            done_on=date(LAST_MONTH.year, month, 18) if project.order % 3 and month < 6 else None,
        )
        for project in projects
        for month, name in ((3, "开工"), (6, "主体结顶"), (11, "竣工验收"))
    )
    for number, indicator in enumerate(indicators[::5]):
        shared = {
            "work_area": indicator.work_area,
            "region": towns[number % len(towns)],
            "scope": list(Scope)[number % len(Scope)],
            "year": LAST_MONTH.year - number % 3,
        }
        Honour.objects.create(
            code=f"sample-honour-{number}", name=f"样本荣誉{number}", holder="样本单位", **shared
        )
        Ranking.objects.create(
            code=f"sample-ranking-{number}",
            name=f"样本排名{number}",
            indicator=indicator,
            rank=1 + number % 9,
            **shared,
        )


def _load(
    month: Month, indicators: list[Indicator], towns: list[Region], people: dict[Role, User]
) -> None:
    drafts = [_draft(indicator, town, month) for indicator in indicators for town in towns]
    ledger.load(month, drafts, people[Role.CLERK], people[Role.REVIEWER], WHEN)


def _draft(indicator: Indicator, town: Region, month: Month) -> ledger.Draft:
    """Between six and thirteen tenths of what is due by the month, steadily for the place."""
    pace = Decimal(6 + crc32(f"{indicator.code}{town.code}{month.year}".encode()) % 8) / 10
    if indicator.by_parts:
        counted = (40 + 50 * pace * month.month / MONTHS_IN_YEAR).quantize(Decimal(1))
        return ledger.Draft(indicator, town, month, numerator=counted, denominator=Decimal(100))
    due = _goal(indicator) * pace * month.month / MONTHS_IN_YEAR
    return ledger.Draft(
        indicator, town, month, value=due.quantize(Decimal(1).scaleb(-indicator.decimals))
    )


def _goal(indicator: Indicator) -> Decimal:
    """What a town is to reach in a year."""
    return Decimal(24 * (1 + indicator.order % 40))
