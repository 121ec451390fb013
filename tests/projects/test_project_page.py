"""A project's own page, with its past."""

from datetime import date
from http import HTTPStatus

import pytest
from django.contrib.auth.models import User
from django.utils import translation

from indicators import standings
from indicators.models import Honour, Milestone, Project
from indicators.projects.changes import changes

pytestmark = pytest.mark.django_db


def page_of(client, code, more=""):
    answer = client.get(f"/projects/{code}/?month=2023-06{more}")
    assert answer.status_code == HTTPStatus.OK
    return " ".join(answer.content.decode().split())


def test_a_project_of_the_review(demo_ledger, client, leader):
    client.force_login(leader)
    page = page_of(client, "zhifu-mingxi")
    assert 'aria-current="step"> <span>完成</span>' in page
    assert "创成省级城乡风貌样板区" in page
    assert 'href="/indicators/townscapes-created/?month=2023-06&amp;region=330521"' in page
    assert "2023年度第一批新时代富春山居图样板区" in page
    assert "登记项目" in page


def test_an_unknown_project_is_not_there(made, reader):
    answer = reader.get("/projects/nowhere/")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "nowhere" in answer.content.decode()


def test_money_milestones_problem_and_next_step(made, reader):
    made(
        "road",
        total_investment="19.33",
        year_investment="3.06",
        invested="0.56",
        problem="两户\n未签",
        next_step="协调",
        milestones=[
            {"name": "立项", "planned_on": date(2023, 1, 10), "done_on": date(2023, 2, 20)},
            {"name": "开工", "planned_on": date(2023, 6, 30)},
        ],
    )
    page = page_of(reader, "road")
    assert "18.3%" in page
    assert "31.7 pp behind the time gone" in page
    assert "两户<br>未签" in page
    assert "planned for Jan. 10, 2023" in page
    assert "step-is-overdue" in page


def test_a_bare_project_looks_right(made, reader):
    made("road", stage="preparing")
    page = page_of(reader, "road")
    assert "No dated step is recorded." in page
    assert "No problem and no next step are recorded." in page
    assert "money-bar" not in page
    assert "Honours</h2>" not in page


def test_the_past_says_who_changed_what_and_why(made, bureau, office):
    project = made("road", stage="preparing", milestones=[])
    project.stage, project.invested = "building", "0.5"
    project.department = bureau.lifts.department
    project._history_user, project._change_reason = office, "二季度调度"
    project.save()
    step = Milestone(project=project, name="开工", planned_on=date(2023, 6, 30))
    step._history_user, step._change_reason = office, "另行登记"
    step.save()
    step.planned_on, step.precision = date(2023, 9, 30), "month"
    step._history_user, step._change_reason = office, "顺延"
    step.save()
    step._history_user, step._change_reason = office, "取消"
    step.delete()
    with translation.override("en"):
        found = changes(standings.past(project))
    assert [change.why for change in found] == ["取消", "顺延", "另行登记", "二季度调度", ""]
    assert found[0].words == ["Milestone “开工” deleted"]
    assert [(d.label, d.before, d.after) for d in found[1].details] == [
        ("Milestone “开工” Planned for", "June 30, 2023", "September 2023"),
        ("Milestone “开工” Precision", "Day", "Month"),
    ]
    assert found[2].words == ["Milestone “开工” recorded (June 30, 2023)"]
    assert found[3].who == "office"
    assert [(d.label, d.before, d.after) for d in found[3].details] == [
        ("Department", "", "城建科"),
        ("Stage", "Preparing", "Under way"),
        ("Invested this year (100 million yuan)", "", "0.5"),
    ]
    assert found[4].words == ["Project recorded"]


def test_what_it_is_counted_in_is_part_of_the_past(made, bureau):
    project = made("road")
    project._change_reason = "计入"
    project.counted_in.set([bureau.lifts, bureau.county_output])
    with translation.override("en"):
        found = changes(standings.past(project))
    details = [detail for change in found for detail in change.details]
    assert [(d.label, d.before, d.after) for d in details] == [
        ("Counted in", "", "加装电梯、总产值")
    ]


def test_only_those_who_keep_projects_are_led_to_the_form(made, client, office, leader):
    project = made("road")
    Honour.objects.create(
        code="h",
        name="示范项目",
        holder="某街道",
        project=project,
        work_area=project.work_area,
        region=project.region,
        scope="city",
        year=2023,
        document="德政发〔2023〕1号",
    )
    User.objects.filter(pk=office.pk).update(is_staff=True)
    for person, sees in ((User.objects.get(pk=office.pk), True), (leader, False)):
        client.force_login(person)
        page = page_of(client, "road")
        assert (f"/admin/indicators/project/{project.pk}/change/" in page) is sees
        assert "德政发〔2023〕1号" in page


def test_what_was_loaded_is_told_in_words_and_not_by_its_file(demo_ledger, client, leader):
    client.force_login(leader)
    code = Project.objects.values_list("code", flat=True)[0]
    page = client.get(f"/projects/{code}/").content.decode()
    assert "随演示数据载入" in page
    assert "fixtures/" not in page
