"""What the pages cost, whatever the number of projects."""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Honour, Milestone, Project

pytestmark = pytest.mark.django_db
PAGES = (
    "/projects/?month=2023-06",
    "/projects/?month=2023-06&view=timeline",
    "/projects/?month=2023-06&view=table",
    "/projects/?month=2023-06&format=xlsx",
    "/projects/first/?month=2023-06",
    "/honours/?month=2023-06",
)
MOST = 10


def queries(client, address):
    cache.clear()
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def fill(bureau, first, count):
    area = bureau.lifts.work_area
    made = Project.objects.bulk_create(
        Project(
            code=f"p{n}",
            name=f"项目{n}",
            work_area=area,
            region=bureau.towns[n % 3],
            department=bureau.lifts.department,
            stage=("preparing", "building", "completed")[n % 3],
            year_investment=n,
            invested=1,
        )
        for n in range(first, count)
    )
    Milestone.objects.bulk_create(
        Milestone(project=project, name="开工", planned_on=date(2023, 1 + project.pk % 12, 20))
        for project in made
    )
    Honour.objects.bulk_create(
        Honour(
            code=f"h{project.code}",
            name="示范",
            holder="某",
            project=project,
            work_area=area,
            region=project.region,
            scope="city",
            year=2023,
            month=5,
        )
        for project in made
    )


def test_a_thousand_projects_take_as_many_queries_as_ten(made, bureau, reader):
    first = made("first", milestones=[{"name": "开工", "planned_on": date(2023, 6, 1)}])
    first.counted_in.set([bureau.lifts])
    fill(bureau, 0, 10)
    few = {address: queries(reader, address) for address in PAGES}
    fill(bureau, 10, 1000)
    assert {address: queries(reader, address) for address in PAGES} == few
    assert max(few.values()) <= MOST
