"""The commands, as somebody at a terminal meets them."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from simple_history.utils import get_history_model_for_model

from indicators.choices import Source
from indicators.models import Department, Entry, Figure, Indicator, ReportingMonth, Target
from tests.bureau import Bureau

pytestmark = pytest.mark.django_db


def run(*arguments):
    """What the command prints."""
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def june(demo_ledger):
    """The standings of June 2023 by name."""
    return {row["name"]: row for row in json.loads(run("standings", "2023-06", "--format", "json"))}


@pytest.mark.parametrize(
    ("name", "completion", "light"),
    [
        ("人才住房筹集", 51.1, "green"),
        ("保障性租赁住房筹集", 140.2, "blue"),
        ("基础设施投资", 18.3, "red"),
        ("老旧小区改造", 25, "red"),
        ("专业物业覆盖率", 106.7, "blue"),
    ],
)
def test_worked_cases_of_june(june, name, completion, light):
    assert (june[name]["completion"], june[name]["light"]) == (completion, light)


@pytest.mark.parametrize(("name", "growth"), [("建筑业总产值", 19.4), ("建筑业省内产值", 21.6)])
def test_growth_of_construction_output(june, name, growth):
    assert june[name]["growth"] == growth


def test_json_tells_everything_of_an_indicator(june):
    assert june["基础设施投资"] == {
        "code": june["基础设施投资"]["code"],
        "name": "基础设施投资",
        "programme": "设施建设",
        "kind": "flow",
        "unit": "亿元",
        "value": 0.56,
        "qualifier": "about",
        "source": "reported",
        "as_of": "2023-06",
        "target": 3.06,
        "completion": 18.3,
        "expected": 1.53,
        "light": "red",
        "growth": None,
    }


def test_a_missing_value_is_null_and_zero_is_zero(june):
    assert june["市级红色物业项目"]["value"] is None
    assert june["逾期交付风险项目"]["value"] == 0


def test_the_table_says_the_same_in_columns(demo_ledger):
    lines = run("standings", "2023-06").splitlines()
    [line] = [line for line in lines if "人才住房筹集" in line]
    for text in ("920", "1800", "51.1%", "900", "green", "2023-06"):
        assert text in line
    assert len(lines) == 1 + Indicator.objects.filter(active=True).count()


def test_a_town_has_its_own_standings(demo_ledger):
    rows = json.loads(run("standings", "2023-06", "--format", "json", "--region", "330521101"))
    assert {row["name"]: row["value"] for row in rows}["丙类房屋"] == 3


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["standings", "2023-13"], "2023-13"),
        (["standings", "六月"], "2023-06"),
        (["standings", "2019-01"], "2022-06"),
        (["standings", "2023-07"], "2023-06"),
        (["standings", "2023-06", "--region", "999"], "330521"),
        (["standings", "2023-06", "--format", "xml"], "xml"),
        (["standings"], "month"),
    ],
)
def test_wrong_input_is_answered_with_what_to_write(demo_ledger, arguments, says):
    with pytest.raises(CommandError, match=says):
        run(*arguments)


def test_standings_of_an_empty_ledger_say_so(bureau: Bureau):
    with pytest.raises(CommandError, match="德清县"):
        run("standings", "2023-06")


def test_demo_is_refused_outside_demo_mode():
    with pytest.raises(CommandError, match="DEMO=1"):
        run("demo")


COUNTED = (Indicator, Target, Entry, Figure, ReportingMonth)


def test_loading_the_demo_again_changes_nothing(demo_ledger, settings):
    def state():
        history = [get_history_model_for_model(model) for model in (Indicator, Target)]
        return [list(model.objects.order_by("pk").values()) for model in (*COUNTED, *history)]

    settings.DEMO = True
    before = state()
    said = run("demo")
    assert state() == before
    assert "deqing2023" in said


def test_the_demo_is_entered_by_one_and_approved_by_another(demo_ledger):
    people = set(Entry.objects.values_list("entered_by__username", "reviewed_by__username"))
    assert people == {("clerk", "reviewer")}


def test_made_up_months_are_marked_and_none_is_of_june(demo_ledger):
    made_up = Entry.objects.filter(source=Source.DEMO)
    assert set(made_up.values_list("year", "month")) == {(2023, m) for m in range(1, 6)}
    assert not made_up.exclude(note__contains="演示数据").exists()
    assert not Figure.objects.filter(source=Source.DEMO, year=2023, month=6).exists()
    stated = Entry.objects.filter(year=2023, month__lt=6).exclude(source=Source.DEMO)
    assert not stated.exists()


def test_master_data_of_the_demo_keeps_who_and_why(demo_ledger):
    version = Target.history.order_by("history_id").first()
    assert version.history_user.username == "admin"
    assert version.history_change_reason == "fixtures/targets.yaml"


def test_loading_again_leaves_what_people_have_changed(demo_ledger, people, settings):
    settings.DEMO = True
    target = Target.objects.get(indicator__name="人才住房筹集")
    target.value, target._change_reason = 2000, "县政府调整计划"
    target.save()
    department = Department.objects.first()
    department.members.clear()
    run("demo")
    target.refresh_from_db()
    assert target.value == 2000
    assert not department.members.exists()
