"""A sample of a given size to measure with; written by the ledger, and rolled back afterwards."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Group, User
from django.utils import timezone

from indicators import ledger, standings
from indicators.choices import RegionLevel, ReportingLevel, Role
from indicators.models import Department, Indicator, Region, ReportingMonth, Target, WorkArea
from indicators.periods import LAST_YEAR, MONTHS_IN_YEAR, Month
from indicators.progress import Kind

CODE = "bench"
NATURES: tuple[dict[str, Any], ...] = (
    {"kind": Kind.FLOW, "unit": "个"},
    {"kind": Kind.STOCK, "unit": "万平方米", "decimals": 2},
    {"kind": Kind.FLOW, "unit": "亿元", "decimals": 2},
    {"kind": Kind.STOCK, "unit": "户"},
    {"kind": Kind.RATIO, "unit": "%", "by_parts": True},
)


@dataclass(frozen=True, slots=True)
class Sample:
    """Indicators that towns report, a month that is open for them, and who enters them."""

    month: Month
    county: Region
    towns: list[Region]
    indicators: list[Indicator]
    department: Department
    clerk: User

    def amount(self, indicator: int, town: int, month: Month) -> dict[str, Decimal]:
        """What a town reports for the indicator of that number, by the fields of a draft."""
        rising = Decimal(indicator % 7 + town + 10 * month.month)
        if self.indicators[indicator].by_parts:
            return {"numerator": rising, "denominator": Decimal(200)}
        return {"value": rising}


def make_sample(indicators: int, towns: int) -> Sample:
    """The sample in the first county (made where there is none), which has at least so many towns.

    The month before the open one, and the same month a year before, have approved figures.
    """
    county = standings.region() or _county()
    month = _free_month()
    department = Department.objects.create(code=CODE, name="测速科")
    section = WorkArea.objects.create(code=CODE, name="测速板块", level=WorkArea.SECTION)
    area = WorkArea.objects.create(
        code=f"{CODE}-area", name="测速领域", level=WorkArea.PROGRAMME, parent=section
    )
    made = Indicator.objects.bulk_create(
        Indicator(
            code=f"{CODE}-{number:03d}",
            name=f"测速指标{number}",
            work_area=area,
            department=department,
            level=ReportingLevel.TOWN,
            order=number,
            definition="只用于测速，随即撤销。",
            **NATURES[number % len(NATURES)],
        )
        for number in range(indicators)
    )
    sample = Sample(
        month=month,
        county=county,
        towns=_towns(county, towns),
        indicators=made,
        department=department,
        clerk=_person(Role.CLERK, department),
    )
    Target.objects.bulk_create(
        Target(indicator=indicator, region=county, year=month.year, value=1000)
        for indicator in made
        if indicator.kind == Kind.FLOW
    )
    office, reviewer = _person(Role.OFFICE), _person(Role.REVIEWER, department)
    for past in (month.shift(-MONTHS_IN_YEAR), month.shift(-1)):
        ledger.open_month(office, past, opens_on=timezone.localdate())
        _approve_all(sample, past, reviewer)
    ledger.open_month(office, month, opens_on=timezone.localdate())
    return sample


def _approve_all(sample: Sample, month: Month, reviewer: User) -> None:
    rows = [
        ledger.Draft(
            indicator=indicator,
            region=town,
            month=month,
            explanation="测速",
            **sample.amount(number, place, month),  # type: ignore[arg-type]
        )
        for number, indicator in enumerate(sample.indicators)
        for place, town in enumerate(sample.towns)
    ]
    handed_in = ledger.submit(sample.clerk, ledger.stamps(ledger.draft(sample.clerk, rows)))
    ledger.approve(reviewer, ledger.stamps(handed_in))


def _free_month() -> Month:
    """A July that nobody reports in, nor in the months that it is compared with."""
    taken = set(ReportingMonth.objects.values_list("year", flat=True))
    year = next(
        year for year in range(LAST_YEAR, 0, -1) if year not in taken and year - 1 not in taken
    )
    return Month(year, 7)


def _county() -> Region:
    province = Region.objects.create(code="99", name="测速省", level=RegionLevel.PROVINCE)
    city = Region.objects.create(
        code="9999", name="测速市", level=RegionLevel.CITY, parent=province
    )
    return Region.objects.create(
        code="999999", name="测速县", level=RegionLevel.COUNTY, parent=city
    )


def _towns(county: Region, wanted: int) -> list[Region]:
    """All towns of the county, after making as many as are wanting."""
    existing = list(county.children.order_by("code"))
    taken = {town.code for town in existing}
    codes = (f"{county.code}{number:03d}" for number in range(999, 0, -1))
    free = (code for code in codes if code not in taken)
    fresh = [
        Region(code=next(free), name=f"测速镇{number}", level=RegionLevel.TOWN, parent=county)
        for number in range(wanted - len(existing))
    ]
    return [*existing, *Region.objects.bulk_create(fresh)]


def _person(role: Role, department: Department | None = None) -> User:
    user = User.objects.create_user(f"{CODE}-{role.value}", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    if department:
        department.members.add(user)
    return user
