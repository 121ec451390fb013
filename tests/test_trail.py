"""The trail: who did what to a figure, when and why, on a page and as a file."""

import csv
import io
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from indicators import ledger
from indicators.choices import EntryState
from indicators.ledger import stamps
from indicators.models import Department, Entry, Indicator
from indicators.standings import Act
from tests.bureau import JUNE, MAY

pytestmark = pytest.mark.django_db


def visit(person: User, address: str):
    client = Client()
    client.force_login(person)
    return client.get(address)


def story(person: User, entry: Entry):
    return visit(person, reverse("entry", args=[entry.pk]))


def told(person: User, **query: str):
    """The acts on the month's page: state afterwards, indicator, region."""
    page = visit(person, reverse("trail") + "?" + "&".join(f"{k}={v}" for k, v in query.items()))
    assert page.status_code == 200
    return [
        (line.state, line.entry.indicator.name, line.entry.region.name)
        for line in page.context["lines"]
    ]


def lines_of(person: User, query: str = ""):
    """The CSV file's rows, heads first."""
    answer = visit(person, reverse("trail-csv") + query)
    assert answer.status_code == 200
    raw = b"".join(answer.streaming_content)
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


@pytest.fixture
def leader(bureau) -> User:
    person = User.objects.create(username="zhou")
    person.groups.add(Group.objects.get(name="leader"))
    return person


@pytest.fixture
def corrected(bureau):
    """An output of 70, returned once, approved, then corrected to 71.2, which waits."""
    [first] = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "7"))
    ledger.return_to_author(bureau.reviewer, stamps([first]), "少写一位")
    [second] = bureau.approved(
        bureau.row(bureau.county_output, bureau.county, "70", note="按统计局口径")
    )
    [third] = bureau.submitted(
        bureau.row(bureau.county_output, bureau.county, "71.2", reason="漏报一家企业")
    )
    return [Entry.objects.get(pk=entry.pk) for entry in (first, second, third)]


# One cell


def test_the_trail_tells_everything_that_happened_in_the_cell(bureau, corrected):
    page = story(bureau.clerk, corrected[1])
    acts = [[line.step.act for line in told.lines] for told in page.context["stories"]]
    written_and_decided = [Act.WRITTEN, Act.SUBMITTED, Act.REVIEWED]
    assert acts == [written_and_decided, written_and_decided, [Act.WRITTEN, Act.SUBMITTED]]
    text = page.content.decode()
    for said in ("少写一位", "按统计局口径", "漏报一家企业", "wang", "zhao"):
        assert said in text


def test_the_trail_is_the_same_whichever_of_its_entries_is_asked_for(bureau, corrected):
    pages = [story(bureau.clerk, entry) for entry in corrected]
    assert {len(page.context["stories"]) for page in pages} == {3}


def test_the_trail_says_which_entry_is_the_figure(bureau, corrected):
    page = story(bureau.clerk, corrected[2])
    assert page.context["standing"].entry == corrected[1]
    assert [told.stands for told in page.context["stories"]] == [False, True, False]


def test_a_correction_says_what_was_and_what_became(bureau, corrected):
    [*_others, last] = story(bureau.clerk, corrected[2]).context["stories"]
    assert (str(last.first.was), str(last.first.number)) == ("70", "71.2")


def test_what_was_withdrawn_stays_in_the_trail(bureau):
    [entry] = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "7"))
    ledger.withdraw(bureau.clerk, stamps([entry]))
    [only] = story(bureau.clerk, entry).context["stories"]
    assert only.lines[-1].state == EntryState.WITHDRAWN
    assert only.lines[-1].who == "wang"


def test_doubts_and_their_explanation_stand_with_the_submission(bureau):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "60", month=MAY))
    [entry] = bureau.submitted(
        bureau.row(bureau.county_output, bureau.county, "50", explanation="核减重复项目")
    )
    text = story(bureau.clerk, entry).content.decode()
    assert "核减重复项目" in text
    assert "remark-doubt" in text


def test_evidence_of_what_stands_is_open_to_everybody_who_sees_it(bureau, leader):
    [draft] = ledger.draft(bureau.clerk, [bureau.row(bureau.county_output, bureau.county, "70")])
    ledger.attach(bureau.clerk, ledger.stamp(draft), name="通报", link="https://example.cn/1")
    [entry] = ledger.submit(bureau.clerk, stamps([Entry.objects.get(pk=draft.pk)]))
    [entry] = ledger.approve(bureau.reviewer, stamps([entry]))
    link = 'href="https://example.cn/1"'
    for person in (leader, bureau.stranger):
        assert link in story(person, entry).content.decode()


def test_the_clerk_is_led_to_the_row_on_the_sheet_to_correct(bureau):
    [entry] = bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    sheet = reverse("admin:indicators_entry_sheet")
    wanted = f"{sheet}?month=2023-06&amp;department=own#cell-lifts-330521101"
    assert wanted in story(bureau.clerk, entry).content.decode()
    assert sheet not in story(bureau.reviewer, entry).content.decode()
    assert sheet not in story(bureau.stranger, entry).content.decode()


def test_the_reviewer_is_led_to_what_waits(bureau):
    [entry] = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    queue = reverse("admin:indicators_entry_review")
    assert f"#entry-{entry.pk}" in story(bureau.reviewer, entry).content.decode()
    assert queue not in story(bureau.clerk, entry).content.decode()


def test_the_indicators_page_leads_to_each_entrys_trail(bureau, corrected):
    page = visit(bureau.clerk, reverse("indicator", args=["output"])).content.decode()
    for entry in corrected:
        assert reverse("entry", args=[entry.pk]) in page


# Who


def test_a_leader_reads_the_story_of_what_is_approved_only(bureau, leader, corrected):
    page = story(leader, corrected[1])
    assert [told.entry for told in page.context["stories"]] == [corrected[1]]
    assert "少写一位" not in page.content.decode()
    assert story(leader, corrected[0]).status_code == 404
    assert story(leader, corrected[2]).status_code == 404


def test_another_departments_clerk_reads_what_is_approved_only(bureau, corrected):
    assert story(bureau.stranger, corrected[1]).status_code == 200
    assert story(bureau.stranger, corrected[2]).status_code == 404
    page = visit(bureau.stranger, reverse("indicator", args=["output"])).content.decode()
    assert reverse("entry", args=[corrected[2].pk]) not in page


def test_the_office_reads_every_departments_work_in_progress(bureau, corrected):
    bureau.county_output.department.members.remove(bureau.office)
    assert story(bureau.office, corrected[2]).status_code == 200


def test_nobody_without_a_role_reads_a_trail(bureau, corrected):
    nobody = User.objects.create(username="nobody")
    for address in (reverse("entry", args=[corrected[1].pk]), reverse("trail")):
        assert visit(nobody, address).status_code == 403
    assert visit(nobody, reverse("trail-csv")).status_code == 403


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30])
def test_an_entry_that_does_not_exist_is_not_found(bureau, number):
    assert visit(bureau.clerk, f"/entries/{number}/").status_code == 404


# A month


def test_the_month_lists_every_step_newest_first(bureau, corrected):
    assert [state for state, *_place in told(bureau.clerk)] == [
        "submitted",
        "draft",
        "approved",
        "submitted",
        "draft",
        "returned",
        "submitted",
        "draft",
    ]


def test_the_month_is_narrowed_by_department_programme_and_state(bureau, corrected):
    bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    other = Department.objects.get(code="other")
    Indicator.objects.filter(pk=bureau.lifts.pk).update(department=other)
    office = bureau.office
    assert {name for _state, name, _region in told(office, department="other")} == {"加装电梯"}
    assert len(told(office, programme="area")) == 10
    assert {state for state, *_rest in told(office, state="returned")} == {
        "draft",
        "submitted",
        "returned",
    }
    assert told(office, month="2023-06", state="withdrawn") == []


def test_the_month_told_first_is_the_newest_that_has_something(bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "5", month=MAY))
    page = visit(bureau.clerk, reverse("trail"))
    assert page.context["asked"].month == MAY
    assert told(bureau.clerk, month=str(JUNE)) == []


def test_a_leaders_month_has_approved_entries_only(bureau, leader, corrected):
    assert [state for state, *_place in told(leader)] == ["approved", "submitted", "draft"]


@pytest.mark.parametrize(
    "query", ["month=2024-01", "month=x", "department=none", "programme=none", "state=none"]
)
def test_what_there_is_not_is_not_found(bureau, query):
    for name in ("trail", "trail-csv"):
        assert visit(bureau.clerk, f"{reverse(name)}?{query}").status_code == 404


def test_a_bureau_that_never_opened_a_month_is_told_so(office):
    assert visit(office, reverse("trail")).status_code == 200
    assert visit(office, reverse("trail-csv")).status_code == 404


@pytest.mark.parametrize("towns", [1, 3])
def test_queries_do_not_grow_with_the_steps(bureau, django_assert_max_num_queries, towns):
    bureau.approved(*(bureau.row(bureau.lifts, town, "5") for town in bureau.towns[:towns]))
    client = Client()
    client.force_login(bureau.clerk)
    client.get(reverse("trail"))
    with django_assert_max_num_queries(12):
        client.get(reverse("trail"))
    [entry] = Entry.objects.order_by("pk")[:1]
    with django_assert_max_num_queries(11):
        client.get(reverse("entry", args=[entry.pk]))


def test_a_long_month_is_turned_page_by_page(bureau):
    towns = bureau.towns
    for value in range(1, 7):
        bureau.approved(*(bureau.row(bureau.lifts, t, str(value), reason="更新") for t in towns))
    page = visit(bureau.clerk, reverse("trail"))
    assert len(page.context["lines"]) == 50
    last = visit(bureau.clerk, reverse("trail") + "?page=2")
    assert len(last.context["lines"]) == 4
    assert "page=1" in last.content.decode()
    assert visit(bureau.clerk, reverse("trail") + "?page=x").status_code == 200


# As a file


def test_the_file_has_chinese_heads_and_plain_numbers(bureau, corrected):
    heads, newest, *others = lines_of(bureau.clerk)
    assert heads[:4] == ["时间", "事项", "经办人", "月份"]
    row = dict(zip(heads, newest, strict=True))
    assert (row["指标"], row["完成数"], row["原审核值"]) == ("总产值", "71.2", "70")
    assert (row["月份"], row["区划代码"], row["记录编号"]) == (
        "2023-06",
        "330521",
        str(corrected[2].pk),
    )
    assert len(others) == 7


def test_the_file_is_narrowed_like_the_page(bureau, corrected):
    assert len(lines_of(bureau.clerk, "?state=approved")) == 1 + 3


def test_a_leaders_file_has_approved_entries_only(bureau, leader, corrected):
    assert len(lines_of(leader)) == 1 + 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_no_text_of_a_person_runs_as_a_formula(bureau, start):
    Indicator.objects.filter(pk=bureau.county_output.pk).update(name=f"{start}1+1")
    bureau.county_output.refresh_from_db()
    text = f"{start}cmd"
    bureau.submitted(
        bureau.row(bureau.county_output, bureau.county, "-5", note=text, explanation=text)
    )
    heads, *rows = lines_of(bureau.clerk)
    for row in rows:
        for head, cell in zip(heads, row, strict=True):
            if head != "完成数":  # A negative number is a number.
                assert not cell.startswith(("=", "+", "-", "@", "\t"))
    assert {row[heads.index("完成数")] for row in rows} == {"-5"}


def test_the_file_is_written_in_the_readers_language(bureau, corrected):
    client = Client()
    client.post("/language/", {"language": "en"})
    client.force_login(bureau.clerk)
    answer = client.get(reverse("trail-csv"))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.startswith("Time,Step,Person")
    assert "Corrected" in text


def test_the_figure_leads_back_to_who_entered_and_approved_it(bureau, corrected):
    figure = bureau.figure(bureau.county_output, bureau.county)
    assert figure.value == Decimal(70)
    page = story(bureau.clerk, figure.entry)
    lines = page.context["standing"].lines
    assert [line.who for line in lines] == ["wang", "wang", "zhao"]
