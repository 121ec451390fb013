"""Another bureau sets itself up without code: the water bureau of another county."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from indicators import ledger
from indicators.choices import Role
from indicators.models import Department, Indicator, Region, Target, WorkArea
from indicators.periods import Month
from tests.catalogue import water
from tests.catalogue.files import XLSX, bare, filled_in

pytestmark = pytest.mark.django_db

JUNE = Month(2023, 6)


@pytest.fixture(params=["template", "own workbook"])
def file(request, client, admin):
    """The template that was downloaded and filled in, or a workbook of the bureau's own."""
    if request.param == "own workbook":
        return bare(water.SHEETS)
    client.force_login(admin)
    return filled_in(client.get(reverse("catalogue-template")).content, water.SHEETS)


@pytest.fixture
def water_bureau(file, client, admin):
    """The catalogue, brought into an empty ledger through the pages."""
    assert not Department.objects.exists()
    client.force_login(admin)
    upload = SimpleUploadedFile("水利局目录.xlsx", file, XLSX)
    page = client.post(reverse("catalogue-preview"), {"file": upload})
    assert page.context["outcome"].troubles == []
    rows = sum(map(len, water.SHEETS.values()))
    assert page.context["totals"] == {"new": rows, "changed": 0, "unchanged": 0, "refused": 0}
    client.post(
        reverse("catalogue-confirm"), {"kept": page.context["kept"], "reason": "水利局启用"}
    )


def test_the_water_bureau_is_set_up(water_bureau, admin):
    assert Region.objects.get(code="330523001").parent.parent.parent.name == "浙江省"
    assert set(WorkArea.objects.get(code="supply").programmes.values_list("code", flat=True)) == {
        "rural-water",
        "saving",
    }
    assert Indicator.objects.count() == 12
    assert Indicator.objects.get(code="villages-covered").part_of.code == "villages"
    assert Indicator.objects.get(code="stations").counted_from.isoformat() == "2019-06-01"
    amounts = dict(Target.objects.values_list("indicator__code", "value"))
    assert amounts["investment"] == Decimal("0.56")
    assert amounts["pipes-renewed"] == Decimal("35.5")
    assert amounts["leakage"] == Decimal("8.5")
    assert Target.objects.get(indicator__code="villages-supplied").pace.m06 == Decimal("0.2")
    for model in (Department, Indicator, Region, Target, WorkArea):
        reasons = model.history.values_list("history_change_reason", "history_user")
        assert set(reasons) == {("水利局启用", admin.pk)}


def test_its_people_enter_approve_and_see_a_month(water_bureau, people, client):
    for department in Department.objects.all():
        department.members.add(people[Role.CLERK], people[Role.REVIEWER])
    ledger.open_month(people[Role.OFFICE], JUNE)
    indicators = Indicator.objects.in_bulk(field_name="code")
    towns = Region.objects.filter(level="town").order_by("code")
    county = Region.objects.get(level="county")
    rows = [
        *(
            ledger.Draft(indicators["villages-supplied"], town, JUNE, value=Decimal(value))
            for town, value in zip(towns, (2, 0, 1, 3), strict=True)
        ),
        *(
            ledger.Draft(
                indicators["quality"], town, JUNE, numerator=Decimal(19), denominator=Decimal(20)
            )
            for town in towns
        ),
        ledger.Draft(indicators["pipes-renewed"], county, JUNE, value=Decimal("20.25")),
    ]
    drafts = ledger.draft(people[Role.CLERK], rows)
    submitted = ledger.submit(people[Role.CLERK], ledger.stamps(drafts))
    ledger.approve(people[Role.REVIEWER], ledger.stamps(submitted))

    client.force_login(people[Role.LEADER])
    overview = client.get(reverse("overview"))
    assert "安吉县" in overview.text
    assert "一体化供水新增覆盖村" in overview.text
    page = client.get(reverse("indicator", args=["villages-supplied"]))
    standing = page.context["standing"]
    # 6 of 24 is 25% where the plan has 20% by June.
    assert (standing.figure.value, standing.progress.light) == (6, "green")
    programme = client.get(reverse("programme", args=["rural-water"]))
    assert "95" in programme.text
    assert client.get(reverse("programme", args=["saving"])).status_code == 200


def test_the_clerk_enters_on_the_page_of_the_admin(water_bureau, people, client):
    Department.objects.get(code="supply").members.add(people[Role.CLERK])
    ledger.open_month(people[Role.OFFICE], JUNE)
    client.force_login(people[Role.CLERK])
    sheet = client.get(
        reverse("admin:indicators_entry_sheet"), {"month": "2023-06", "department": "supply"}
    )
    assert sheet.status_code == 200
    assert "pipes-renewed" in sheet.text
