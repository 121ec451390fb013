"""A bureau with projects, and a leader who reads English."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from indicators.models import Milestone, Project
from tests.bureau import Bureau

MadeProject = Callable[..., Project]


@pytest.fixture
def made(bureau: Bureau) -> MadeProject:
    """`made("road", milestones=[…], stage="building")` records a project of the small bureau."""
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "71.2"))

    def make(code: str, milestones: Any = (), **more: Any) -> Project:
        more = {"name": code, "region": bureau.county, "stage": "building", **more}
        area = bureau.lifts.work_area
        project = Project.objects.create(code=code, **{"work_area": area, **more})
        for row in milestones:
            Milestone.objects.create(project=project, **row)
        return project

    return make


@pytest.fixture
def reader(leader: User) -> Client:
    """A leader at the desk, reading English."""
    client = Client()
    client.post("/language/", {"language": "en"})
    client.force_login(leader)
    return client
