"""A small bureau: one department beside another, two towns, an indicator of each kind."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Group, User

from indicators import ledger
from indicators.models import ControlTotal, Department, Entry, Figure, Indicator, Region, WorkArea
from indicators.periods import Month

JUNE = Month(2023, 6)
MAY = Month(2023, 5)


@dataclass
class Bureau:
    """The people, places and indicators, and the verbs in short."""

    clerk: User
    other_clerk: User
    reviewer: User
    office: User
    stranger: User
    province: Region
    city: Region
    county: Region
    towns: list[Region]
    lifts: Indicator
    unsafe_houses: Indicator
    coverage: Indicator
    signing_rate: Indicator
    county_output: Indicator
    opened: set[Month] = field(default_factory=set)

    def open(self, *months: Month) -> None:
        """Open the months that are not open yet."""
        for month in set(months) - self.opened:
            ledger.open_month(self.office, month)
        self.opened |= set(months)

    def row(
        self, indicator: Indicator, region: Region, value: Any = None, **more: Any
    ) -> ledger.Draft:
        """A draft for June unless said otherwise, seen as the cell is now."""
        more.setdefault("month", JUNE)
        if value is not None:
            more["value"] = Decimal(value)
        newest = (
            Entry.objects.of_month(more["month"])
            .filter(indicator=indicator, region=region)
            .order_by("pk")
            .last()
        )
        more.setdefault("seen", ledger.stamp(newest))
        return ledger.Draft(indicator=indicator, region=region, **more)

    def submitted(self, *rows: ledger.Draft) -> list[Entry]:
        """The rows, written and handed in by the clerk."""
        self.open(*(row.month for row in rows))
        return ledger.submit(self.clerk, ledger.stamps(ledger.draft(self.clerk, rows)))

    def approved(self, *rows: ledger.Draft) -> list[Entry]:
        """The rows, handed in by the clerk and approved by the reviewer."""
        return ledger.approve(self.reviewer, ledger.stamps(self.submitted(*rows)))

    def given_total(
        self, value: Any, indicator: Indicator | None = None, month: Month = JUNE, by: Any = None
    ) -> None:
        """A control total of the county, of the lifts unless said otherwise, whatever was there."""
        counted = indicator or self.lifts
        kept = ControlTotal.objects.filter(
            indicator=counted, region=self.county, year=month.year, month=month.month
        ).first()
        total = ledger.Total(counted, self.county, Decimal(value), kept.value if kept else None)
        ledger.give_totals(by or self.clerk, month, [total])

    def figure(self, indicator: Indicator, region: Region, month: Month = JUNE) -> Figure | None:
        """The bureau's figure, None where there is none."""
        return Figure.objects.filter(
            indicator=indicator, region=region, year=month.year, month=month.month
        ).first()

    def value(self, indicator: Indicator, region: Region, month: Month = JUNE) -> Decimal | None:
        """The figure's value, None where there is none."""
        figure = self.figure(indicator, region, month)
        return figure.value if figure else None


def make_bureau() -> Bureau:
    """The bureau, in the database."""
    own = Department.objects.create(code="own", name="城建科")
    other = Department.objects.create(code="other", name="房产科")
    section = WorkArea.objects.create(code="section", name="民生实事", level=1)
    area = WorkArea.objects.create(code="area", name="设施建设", level=2, parent=section)

    def person(name: str, role: str, department: Department) -> User:
        user = User.objects.create(username=name)
        user.groups.add(Group.objects.get(name=role))
        department.members.add(user)
        return user

    def indicator(code: str, department: Department = own, **more: Any) -> Indicator:
        more.setdefault("unit", "%" if more.get("kind") == "ratio" else "个")
        return Indicator.objects.create(
            code=code, name=more.pop("name", code), work_area=area, department=department, **more
        )

    province = Region.objects.create(code="33", name="浙江省", level="province")
    city = Region.objects.create(code="3305", name="湖州市", level="city", parent=province)
    county = Region.objects.create(code="330521", name="德清县", level="county", parent=city)
    towns = [
        Region.objects.create(code=f"33052110{n}", name=name, level="town", parent=county)
        for n, name in enumerate(("乾元镇", "雷甸镇", "新市镇"), start=1)
    ]
    return Bureau(
        clerk=person("wang", "clerk", own),
        other_clerk=person("li", "clerk", own),
        reviewer=person("zhao", "reviewer", own),
        office=person("sun", "office", own),
        stranger=person("qian", "clerk", other),
        province=province,
        city=city,
        county=county,
        towns=towns,
        lifts=indicator("lifts", name="加装电梯", kind="flow", level="town"),
        unsafe_houses=indicator("unsafe", name="丙类房屋", kind="stock", level="town"),
        coverage=indicator(
            "coverage", name="物业覆盖率", kind="ratio", level="town", by_parts=True
        ),
        signing_rate=indicator("signing", name="签约率", kind="ratio", level="town", decimals=1),
        county_output=indicator("output", name="总产值", kind="flow", level="county", decimals=2),
    )
