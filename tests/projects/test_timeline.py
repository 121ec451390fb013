"""Milestones along the months of a year."""

from datetime import date

import pytest

pytestmark = pytest.mark.django_db
PAGE = "/projects/?month=2023-06&view=timeline"


def spots(answer):
    return {spot.step.name: spot for row in answer.context["timeline"].rows for spot in row.spots}


def test_the_year_shows_what_is_done_overdue_and_planned(made, reader):
    made(
        "road",
        milestones=[
            {"name": "立项", "planned_on": date(2023, 1, 10), "done_on": date(2023, 1, 31)},
            {"name": "开工", "planned_on": date(2023, 6, 30)},
            {"name": "完工", "planned_on": date(2023, 12, 31), "precision": "quarter"},
        ],
    )
    answer = reader.get(PAGE)
    found = spots(answer)
    assert {name: spot.step.state.value for name, spot in found.items()} == {
        "立项": "done",
        "开工": "overdue",
        "完工": "ahead",
    }
    assert (found["立项"].at, found["立项"].start) == ("8.33", "8.06")
    assert (found["开工"].at, found["开工"].length) == ("50", "0")
    assert (found["完工"].at, found["完工"].start, found["完工"].length) == ("100", "75", "25")
    assert answer.context["timeline"].now == "50"
    assert [column.count for column in answer.context["timeline"].months] == [
        *(1, 0, 0, 0, 0, 1),
        *(0, 0, 0, 0, 0, 1),
    ]
    page = " ".join(answer.content.decode().split())
    assert "planned for Jan. 10, 2023" in page or "planned for" in page


def test_what_is_overdue_from_years_before_stands_at_the_beginning(made, reader):
    made("old", milestones=[{"name": "验收", "planned_on": date(2021, 3, 1)}])
    made("far", milestones=[{"name": "竣工", "planned_on": date(2027, 12, 31)}])
    made("past", milestones=[{"name": "开工", "done_on": date(2022, 9, 30)}])
    answer = reader.get(PAGE)
    found = spots(answer)
    assert set(found) == {"验收"}
    assert (found["验收"].at, found["验收"].earlier) == ("0", True)
    assert sum(column.count for column in answer.context["timeline"].months) == 0
    assert "Without a milestone in 2023: 2 of the projects." in " ".join(
        answer.content.decode().split()
    )


def test_what_was_done_later_is_not_known_yet(made, bureau, reader):
    made("road", milestones=[{"name": "开工", "done_on": date(2023, 8, 1)}])
    page = reader.get(PAGE).content.decode()
    assert "No milestone in 2023" in page
    assert "开工" not in page


def test_projects_without_dates_make_an_empty_year(made, reader):
    made("road")
    assert "No milestone in 2023" in reader.get(PAGE).content.decode()
