"""What the big screen shows, and how it is kept fresh."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from indicators import ledger, screen_keys
from indicators.models import Figure, Indicator, Milestone, Project, Ranking, Region, Target
from indicators.periods import Month
from indicators.views.screen import build
from tests.bureau import Bureau

pytestmark = pytest.mark.django_db
SLIDES = reverse("screen-slides")


def text(answer):
    return answer.content.decode()


def pages(answer):
    """The keys of the pages, in order."""
    return re.findall(r'<section class="slide [\w-]+"\s+id="page-([\w-]+)"', text(answer))


def words(html):
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def page(answer, key):
    """A page's words."""
    found = re.search(rf'<section[^>]*id="page-{key}".*?</section>', text(answer), re.DOTALL)
    assert found
    return words(found[0])


def test_the_pages_of_the_demonstration_in_their_order(wall):
    assert pages(wall.get(SLIDES)) == [
        "overall",
        "headlines-1",
        "attention",
        "areas-1",
        "towns",
        "projects",
        "recognition",
    ]


def test_the_first_page_says_how_far_the_year_is_and_how_many_are_behind(wall):
    shown = page(wall.get(SLIDES), "overall")
    assert "序时进度 50%" in shown
    assert "2 滞后" in shown
    assert "建筑业总产值 71.2 亿元 同比 +19.4%" in shown
    assert "全市第1 全省第3" in shown


def test_what_is_behind_is_shown_with_its_gap_and_owner(wall):
    shown = page(wall.get(SLIDES), "attention")
    assert shown.index("基础设施投资") < shown.index("老旧小区改造")
    assert "市政公用科" in shown
    assert "18.3% 约0.56 / 3.06 亿元" in shown
    assert "落后 31.7 个百分点" in shown


def test_the_line_below_says_region_month_and_freshness(wall):
    shown = words(text(wall.get(SLIDES)))
    assert shown.startswith("德清县 截至2023年6月 数据更新于")


def test_an_earlier_month_is_shown_when_asked_for_and_its_demonstration_data_is_marked(wall):
    answer = wall.get(SLIDES, {"month": "2023-03"})
    assert "序时进度 25%" in page(answer, "overall")
    assert "演示数据" in page(answer, "overall")
    assert re.search(r'id="page-overall"[^>]*data-demo', text(answer))
    assert not re.search(r'id="page-recognition"[^>]*data-demo', text(answer))


def test_a_page_with_nothing_to_say_is_left_out(bureau: Bureau, client):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "12.5"))
    _token, key = screen_keys.make(bureau.office, bureau.county, "大厅")
    client.get("/screen/", {"token": key})
    assert pages(client.get(SLIDES)) == ["overall", "areas-1"]


def test_a_region_without_figures_says_so_and_waits(bureau: Bureau, client):
    _token, key = screen_keys.make(bureau.office, bureau.county, "大厅")
    client.get("/screen/", {"token": key})
    answer = client.get(SLIDES)
    assert pages(answer) == ["empty"]
    assert "暂无数据" in text(answer)


def test_the_newest_month_comes_up_by_itself(bureau: Bureau, client):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "12.5"))
    _token, key = screen_keys.make(bureau.office, bureau.county, "大厅")
    client.get("/screen/", {"token": key})
    assert "截至2023年6月" in text(client.get(SLIDES))
    july = Month(2023, 7)
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "15", month=july))
    assert "截至2023年7月" in text(client.get(SLIDES))


def test_towns_are_ranked_by_a_key_indicator(bureau: Bureau, client):
    Indicator.objects.filter(pk=bureau.lifts.pk).update(key=True)
    bureau.approved(
        *[
            bureau.row(bureau.lifts, town, value)
            for town, value in zip(bureau.towns, ("3", "8", "0"), strict=True)
        ]
    )
    _token, key = screen_keys.make(bureau.office, bureau.county, "大厅")
    client.get("/screen/", {"token": key})
    shown = page(client.get(SLIDES), "towns")
    assert "加装电梯 单位：个 按数值排名 本月已报 3/3" in shown
    assert "1 雷甸镇 8 2 乾元镇 3 3 新市镇 0" in shown


def test_a_town_that_reported_nothing_is_no_zero(bureau: Bureau, client):
    bureau.approved(
        bureau.row(bureau.lifts, bureau.towns[0], "3"),
        bureau.row(bureau.lifts, bureau.towns[1], "8"),
    )
    Target.objects.create(indicator=bureau.lifts, region=bureau.towns[0], year=2023, value=12)
    _token, key = screen_keys.make(bureau.office, bureau.county, "大厅")
    client.get("/screen/", {"token": key})
    assert "新市镇 未报" in page(client.get(SLIDES), "towns")


def test_towns_with_targets_are_ranked_by_completion(bureau: Bureau, client):
    for town, value, target in zip(bureau.towns, ("3", "8", "1"), (6, 80, 1), strict=True):
        bureau.approved(bureau.row(bureau.lifts, town, value))
        Target.objects.create(indicator=bureau.lifts, region=town, year=2023, value=target)
    _token, key = screen_keys.make(bureau.office, bureau.county, "大厅")
    client.get("/screen/", {"token": key})
    shown = page(client.get(SLIDES), "towns")
    assert "按完成率排名" in shown
    assert "1 新市镇 1 2 乾元镇 3 3 雷甸镇 8" in shown


def test_two_values_without_targets_rank_no_towns(bureau: Bureau, client):
    for town, value in zip(bureau.towns, ("3", "8", "8"), strict=True):
        bureau.approved(bureau.row(bureau.lifts, town, value))
    _token, key = screen_keys.make(bureau.office, bureau.county, "大厅")
    client.get("/screen/", {"token": key})
    assert "towns" not in pages(client.get(SLIDES))


def test_a_step_done_after_the_month_is_overdue_on_its_planned_date(wall, county):
    project = Project.objects.first()
    Milestone.objects.create(
        project=project, name="竣工验收", planned_on="2023-05-31", done_on="2023-08-08"
    )
    Milestone.objects.create(project=project, name="交付使用", done_on="2023-09-09")
    shown = page(wall.get(SLIDES), "projects")
    assert "2023年5月31日" in shown
    assert "2023年8月8日" not in shown
    assert "交付使用" not in shown


def test_an_overdue_milestone_is_shown(wall, county):
    project = Project.objects.first()
    Milestone.objects.create(project=project, name="竣工验收", planned_on="2023-05-31")
    shown = page(wall.get(SLIDES), "projects")
    assert shown.index("竣工验收") < shown.index("规划初稿")
    assert "无逾期节点" not in shown


def test_unchanged_pages_are_not_sent_again(wall):
    first = wall.get(SLIDES)
    again = wall.get(SLIDES, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again["X-Screen-Build"] == first["X-Screen-Build"]
    assert again.content == b""


def test_the_document_names_the_tag_of_its_pages(wall):
    tag = re.search(r'data-tag="([^"]*)"', text(wall.get("/screen/")))
    assert tag
    kept = tag[1].replace("&quot;", '"')
    assert wall.get(SLIDES, headers={"If-None-Match": kept}).status_code == 304


def test_a_new_approval_is_in_the_next_answer(bureau: Bureau, client):
    Indicator.objects.filter(pk=bureau.county_output.pk).update(key=True)
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "12.5"))
    _token, key = screen_keys.make(bureau.office, bureau.county, "大厅")
    client.get("/screen/", {"token": key})
    tag = client.get(SLIDES)["ETag"]
    row = bureau.row(bureau.county_output, bureau.county, "13.5", reason="重核")
    correction = bureau.submitted(row)
    assert "12.5" in page(client.get(SLIDES), "overall")
    ledger.approve(bureau.reviewer, ledger.stamps(correction))
    answer = client.get(SLIDES, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "13.5" in page(answer, "overall")


def test_another_build_or_language_is_another_answer(wall, monkeypatch):
    tag = wall.get(SLIDES)["ETag"]
    monkeypatch.setattr(build, "stamp", lambda: "another")
    answer = wall.get(SLIDES, headers={"If-None-Match": tag})
    assert (answer.status_code, answer["X-Screen-Build"]) == (200, "another")
    wall.cookies["django_language"] = "en"
    english = wall.get(SLIDES, headers={"If-None-Match": answer["ETag"]})
    assert english.status_code == 200
    assert "Needs attention" in text(english)


def test_answers_are_kept_by_nobody_else(wall):
    for address in ("/screen/", SLIDES):
        answer = wall.get(address)
        assert "private" in answer["Cache-Control"]
        assert "Cookie" in answer["Vary"]
        assert answer["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("pace", ["5", "20", "600"])
def test_the_pace_is_in_the_address(wall, pace):
    assert f'data-pace="{pace}"' in text(wall.get("/screen/", {"pace": pace}))


@pytest.mark.parametrize(
    "pace",
    ["", "4", "601", "99999999", "0599999999", "0020", "-5", "5.5", "１０", "快"],
)
def test_a_pace_out_of_bounds_is_explained(wall, pace):
    answer = wall.get("/screen/", {"pace": pace})
    assert answer.status_code == 404
    assert "请填写 5 至 600 之间的秒数" in text(answer)


@pytest.mark.parametrize("month", ["2023-13", "2031-01", "June"])
def test_a_month_without_figures_is_explained(wall, month):
    answer = wall.get("/screen/", {"month": month})
    assert answer.status_code == 404
    assert "2023-06" in text(answer)


def test_a_person_sees_the_region_asked_for(county, client, leader):
    client.force_login(leader)
    assert "武康街道" in text(client.get(SLIDES, {"region": "330521001"}))
    assert client.get(SLIDES, {"region": "999999"}).status_code == 404


def test_a_refresh_takes_ten_queries_at_most(
    wall, county, client, leader, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        wall.get(SLIDES)
    client.force_login(leader)
    client.get(SLIDES)
    with django_assert_max_num_queries(10):
        client.get(SLIDES)


def test_extreme_values_and_long_names_find_room(wall, county):
    name = "德清县" * 20
    Indicator.objects.filter(code="construction-output").update(name=name, decimals=4)
    shown = Indicator.objects.get(code="construction-output")
    Figure.objects.filter(indicator=shown).update(value=Decimal("-99999999999.1234"))
    Ranking.objects.update(name=name)
    Project.objects.update(name=name)
    Region.objects.filter(level="town").update(name=name)
    answer = wall.get(SLIDES)
    assert answer.status_code == 200
    assert "−99999999999.1234" in text(answer)
    assert "value-long" in text(answer)
