"""What a leader reads off the overview: how far, what is behind, who owns it, what changed."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from indicators import ledger
from indicators.choices import Role
from indicators.models import Indicator, Region, Target
from indicators.periods import Month
from tests.bureau import JUNE, MAY, Bureau
from tests.overview.conftest import Read

pytestmark = pytest.mark.django_db


def groups(shown: dict[str, Any]) -> dict[str, list[str]]:
    return {
        group.style: [item.line.name for item in group.lines] for group in shown["changes"].groups
    }


def with_target(bureau: Bureau, value: str = "120") -> None:
    Target.objects.create(
        indicator=bureau.county_output, region=bureau.county, year=2023, value=Decimal(value)
    )


def output(bureau: Bureau, value: str, month: Month = JUNE, **more: Any) -> None:
    bureau.approved(bureau.row(bureau.county_output, bureau.county, value, month=month, **more))


# How far the year is


def test_half_of_the_year_is_over_in_june(demo_ledger: None, read: Read) -> None:
    ruler = read("/")["ruler"]
    assert (ruler.text, ruler.share, ruler.passed, ruler.left) == ("50%", "50", 6, 6)


@pytest.mark.parametrize(("month", "text"), [(1, "8.3%"), (3, "25%"), (4, "33.3%")])
def test_the_ruler_follows_the_month(demo_ledger: None, read: Read, month: int, text: str) -> None:
    assert read(f"/?month=2023-{month:02d}")["ruler"].text == text


# What the review says of June 2023


@pytest.mark.usefixtures("demo_ledger")
def test_headlines_carry_the_figures_of_the_review(read: Read) -> None:
    lines = {one.line.name: one for one in read("/")["headlines"]}
    said = {
        "风貌样板区创成": "3",
        "省级未来社区创成": "8",
        "加装电梯新增": "14",
        "累计加装电梯": "73",
        "建筑业总产值": "71.2",
    }
    assert {name: str(lines[name].line.value) for name in said} == said
    assert lines["建筑业总产值"].line.growth == "+19.4%"
    assert lines["省级未来社区创成"].ranks == ["全市第1", "全省第3"]


@pytest.mark.usefixtures("demo_ledger")
def test_programmes_show_their_leading_goal_or_that_they_have_none(read: Read) -> None:
    cards = {
        card.programme.name: card for group in read("/")["sections"] for card in group.programmes
    }
    assert cards["设施建设"].leading.name == "基础设施投资"
    assert cards["住房保障"].leading.name == "人才住房筹集"
    assert cards["建筑业"].leading is None
    assert not cards["建筑业"].has_goal
    assert cards["危旧房改造"].leading.light == "red"


@pytest.mark.usefixtures("demo_ledger")
def test_what_changed_between_may_and_june(read: Read) -> None:
    shown = read("/")
    found = groups(shown)
    assert found["better"] == ["人才住房筹集"]
    assert found["reached"] == ["未来社区入围", "专业物业覆盖率", "农污二类项目进度"]
    assert found["gained"][0] == "保障性租赁住房筹集"
    assert "worse" not in found
    [better] = [group for group in shown["changes"].groups if group.style == "better"]
    turned = better.lines[0]
    assert (turned.before, turned.line.light) == ("yellow", "green")
    assert (turned.gain, turned.line.increment) == ("+11.8 百分点", "+213 套（间）")


@pytest.mark.usefixtures("demo_ledger")
def test_changes_on_demonstration_months_are_marked(read: Read, reader: Client) -> None:
    assert read("/")["changes"].is_demo
    assert "所比较的月份含演示数据" in reader.get("/").content.decode()


@pytest.mark.usefixtures("demo_ledger")
def test_january_has_nothing_to_compare_with(read: Read, reader: Client) -> None:
    assert read("/?month=2023-01")["changes"] is None
    assert "每年从1月起算" in reader.get("/?month=2023-01").content.decode()


@pytest.mark.usefixtures("demo_ledger")
def test_february_of_a_new_year_compares_with_january_alone(
    read: Read, people: dict[Role, User]
) -> None:
    county = Region.objects.get(code="330521")
    indicator = Indicator.objects.get(code="construction-output")
    for number, value in ((1, 4), (2, 9)):
        month = Month(2024, number)
        ledger.open_month(people[Role.OFFICE], month)
        row = ledger.Draft(indicator, county, month, value=Decimal(value))
        stamps = ledger.stamps(ledger.draft(people[Role.CLERK], [row]))
        handed_in = ledger.submit(people[Role.CLERK], stamps)
        ledger.approve(people[Role.REVIEWER], ledger.stamps(handed_in))
    assert read("/?month=2024-01")["changes"] is None
    assert read("/?month=2024-02")["changes"].groups == []


# A bureau of its own


def test_the_first_month_of_a_ledger_has_nothing_to_compare_with(
    bureau: Bureau, reader: Client, read: Read
) -> None:
    output(bureau, "60")
    assert read("/")["changes"] is None
    assert "台账的首个月份" in reader.get("/").content.decode()


def test_nothing_changed_is_said(bureau: Bureau, read: Read, reader: Client) -> None:
    with_target(bureau)
    output(bureau, "60", MAY)
    output(bureau, "60")
    assert groups(read("/")) == {}
    assert "亮灯无变化" in reader.get("/").content.decode()


def test_a_light_that_fell_is_named_with_both_lights(bureau: Bureau, reader: Client) -> None:
    with_target(bureau)
    output(bureau, "50", MAY)
    output(bureau, "51")
    shown = reader.get("/").context
    assert groups(shown) == {"worse": ["总产值"]}
    turned = shown["changes"].groups[0].lines[0]
    assert (turned.before, turned.line.light) == ("green", "yellow")
    assert not shown["changes"].is_demo


def test_a_corrected_figure_is_listed_once_its_correction_is_approved(
    bureau: Bureau, read: Read
) -> None:
    output(bureau, "50", MAY)
    output(bureau, "60")
    correction = bureau.row(bureau.county_output, bureau.county, "62", reason="漏了一家")
    bureau.submitted(correction)
    waiting = read("/")
    assert "corrected" not in groups(waiting)
    assert [mark.style for mark in waiting["reservations"]] == ["correction"]
    entry = bureau.county_output.entries.filter(state="submitted")
    ledger.approve(bureau.reviewer, ledger.stamps(entry))
    after = read("/")
    assert groups(after)["corrected"] == ["总产值"]
    assert after["reservations"] == []


def test_values_under_reservation_are_counted(bureau: Bureau, read: Read) -> None:
    bureau.approved(
        *(bureau.row(bureau.unsafe_houses, town, "3", month=MAY) for town in bureau.towns)
    )
    output(bureau, "60")
    shown = read("/")
    assert [(mark.style, mark.word) for mark in shown["reservations"]] == [("stale", "沿用前期 1")]
    assert (shown["completeness"].reported, shown["completeness"].total) == (1, 5)


def test_departments_that_owe_most_come_first(bureau: Bureau, read: Read) -> None:
    output(bureau, "60")
    [own] = read("/")["reported"]
    assert (own.reported, own.total, own.share) == (1, 5, "20.00")


def test_a_year_without_targets_has_no_lights_and_no_gaps(bureau: Bureau, reader: Client) -> None:
    output(bureau, "60")
    page = reader.get("/")
    assert page.context["listed"] == []
    assert (
        "已报指标均未落后于计划" in page.content.decode() or "无年度目标" in page.content.decode()
    )


def test_extreme_values_and_long_names_are_written_out(bureau: Bureau, reader: Client) -> None:
    with_target(bureau, "0.0001")
    bureau.county_output.name = "德清县城乡建设重点工程年度计划投资完成情况" * 3
    bureau.county_output.key = True
    bureau.county_output.decimals = 4
    bureau.county_output.save()
    output(bureau, "99999999999.1234")
    page = reader.get("/").content.decode()
    assert "99999999999" in page
    assert bureau.county_output.name in page
