"""Projects by stage, and choosing among them."""

from datetime import date
from http import HTTPStatus

import pytest

from indicators.models import Department
from indicators.periods import Month

pytestmark = pytest.mark.django_db
APRIL = Month(2023, 4)
PAGE = "/projects/?month=2023-06"
LATE = [{"name": "施工许可", "planned_on": date(2023, 5, 31)}]


def names(answer):
    return [line.name for line in answer.context["shown"]]


def test_the_review_is_on_the_board(demo_ledger, client, leader):
    client.force_login(leader)
    answer = client.get(PAGE)
    counts = {column.label: column.count for column in answer.context["columns"]}
    assert sum(counts.values()) == len(answer.context["shown"])
    assert (counts["入围"], counts["试运行"], counts["完成"]) == (3, 2, 2)
    page = answer.content.decode()
    assert "绿道及配套设施工程" in page
    assert "2023年4季度" in page
    assert "未登记" not in page  # An empty sum is left out.


def test_money_is_held_against_the_time_in_the_newest_month_only(demo_ledger, client, leader):
    client.force_login(leader)
    newest = client.get("/projects/").context["month"]
    for month, is_newest in ((newest, True), (newest.shift(-1), False)):
        totals = client.get("/projects/", {"month": str(month)}).context["totals"]
        assert bool(totals.due) is is_newest


def test_what_is_overdue_leads_its_column(made, reader):
    made("park", total_investment="2")
    made("bridge", problem="征迁未完成")
    made("road", milestones=LATE)
    answer = reader.get(PAGE)
    building = next(c for c in answer.context["columns"] if c.stage == "building")
    assert [line.name for line in building.lines] == ["road", "bridge", "park"]
    assert "card-late" in answer.content.decode()


def test_overdue_is_judged_by_the_month_of_the_page(made, bureau, reader):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "50", month=APRIL))
    made("road", milestones=LATE)
    assert reader.get(PAGE).context["totals"].overdue == 1
    assert reader.get("/projects/?month=2023-04").context["totals"].overdue == 0
    assert names(reader.get("/projects/?month=2023-04&overdue=1")) == []


def test_the_sums_say_over_how_many_projects(made, reader):
    made("a", total_investment="19.33", year_investment="3.06", invested="0.56")
    made("b", year_investment="1")
    made("c")
    answer = reader.get(PAGE)
    totals = answer.context["totals"]
    assert totals.share == "18.3%"
    assert [(text, count) for _label, text, count in totals.amounts] == [
        ("19.33", 1),
        ("4.06", 2),
        ("0.56", 1),
    ]
    page = " ".join(answer.content.decode().split())
    assert "31.7 pp behind the time gone" in page
    assert "over the 1 with plan and investment" in page


def test_projects_are_chosen_by_what_they_are(made, bureau, reader):
    owner = Department.objects.get(code="other")
    made("road", milestones=LATE, stage="preparing", problem="征迁", department=owner)
    made("park", region=bureau.towns[0], next_step="年底建成")
    for query, found in {
        "programme=area": ["park", "road"],
        "programme=section": ["park", "road"],
        "town=330521101": ["park"],
        "town=330521": ["road"],
        "stage=preparing": ["road"],
        "department=other": ["road"],
        "overdue=1": ["road"],
        "problem=1": ["road"],
        "q=ＰＡＲＫ 年底": ["park"],
        "q=施工许可": ["road"],
        "q=nothing": [],
        "stage=trial": [],
    }.items():
        answer = reader.get(f"{PAGE}&{query}")
        assert names(answer) == found, query
        if not found:
            assert "No project fits" in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("view=map", "board, timeline, table"),
        ("stage=done", "preparing, planned, listed"),
        ("programme=nowhere", "nowhere"),
        ("town=9", "330521"),
        ("department=nobody", "nobody"),
        ("format=pdf", "csv or xlsx"),
    ],
)
def test_what_there_is_not_is_said(made, reader, query, said):
    made("road")
    answer = reader.get(f"{PAGE}&{query}")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert said in answer.content.decode()


def test_a_town_has_its_own_projects_only(made, bureau, reader):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "3"))
    made("road")
    made("park", region=bureau.towns[0])
    assert names(reader.get(f"{PAGE}&region=330521101")) == ["park"]


def test_without_any_project_the_page_says_so(made, reader):
    answer = reader.get(PAGE)
    assert "No project is recorded for 德清县" in answer.content.decode()


def test_the_month_and_the_tabs_keep_what_is_chosen(made, reader):
    made("road", milestones=LATE)
    page = reader.get(f"{PAGE}&overdue=1&q=road").content.decode()
    assert "view=timeline&amp;overdue=1&amp;q=road" in page or (
        "overdue=1&amp;q=road&amp;view=timeline" in page
    )
    assert '<input type="hidden" name="overdue" value="1">' in page


def test_more_projects_than_a_column_holds_are_left_to_the_table(made, reader):
    for number in range(25):
        made(f"p{number}")
    page = reader.get(PAGE).content.decode()
    assert "5 more in the table" in page
    assert "view=table&amp;stage=building" in page


def test_names_of_sixty_characters_and_marks_are_written_out(made, reader):
    name = "德清县" * 19 + "<&>"
    made("long", name=name, milestones=[{"name": "<b>", "planned_on": date(2023, 5, 1)}])
    for view in ("board", "timeline", "table"):
        page = reader.get(f"{PAGE}&view={view}").content.decode()
        assert "德清县" * 19 + "&lt;&amp;&gt;" in page
        assert "<b>" not in page
