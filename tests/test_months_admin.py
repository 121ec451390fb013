"""The office's pages of reporting months: open, move the due date, close, reopen."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from indicators import ledger
from indicators.choices import EntryState
from indicators.ledger import stamps
from indicators.models import Entry, Indicator, Region, Reopening, ReportingMonth
from indicators.periods import Month
from tests.bureau import JUNE, MAY

pytestmark = pytest.mark.django_db

LIST = "/admin/indicators/reportingmonth/"
JULY = Month(2023, 7)


@pytest.fixture(autouse=True)
def nothing_remembered():
    cache.clear()


@pytest.fixture
def desk(bureau, client):
    """The office at its desk in the admin."""
    User.objects.update(is_staff=True)
    client.force_login(bureau.office)
    return client


def of(month=JUNE):
    return ReportingMonth.objects.get(year=month.year, month=month.month)


def page(verb="change", month=JUNE):
    return reverse(f"admin:indicators_reportingmonth_{verb}", args=[of(month).pk])


def said(answer):
    """The messages of a page, joined."""
    return " ".join(str(message) for message in answer.context["messages"])


# ── Opening ──


def test_the_form_starts_with_the_next_month_and_its_usual_dates(desk):
    form = desk.get(f"{LIST}add/").context["adminform"].form
    assert form.initial["year"] == 2023
    assert form.initial["month"] == 7
    assert form.initial["opens_on"] == date(2023, 7, 31)
    assert form.initial["due_on"] == date(2023, 8, 5)


def test_in_an_empty_ledger_it_starts_with_the_present_month(client, office):
    client.force_login(office)
    form = client.get(f"{LIST}add/").context["adminform"].form
    today = timezone.localdate()
    assert (form.initial["year"], form.initial["month"]) == (today.year, today.month)


def test_december_is_followed_by_january(bureau, desk):
    ledger.open_month(bureau.office, Month(2023, 12))
    form = desk.get(f"{LIST}add/").context["adminform"].form
    assert (form.initial["year"], form.initial["month"]) == (2024, 1)
    assert form.initial["due_on"] == date(2024, 2, 5)


def opened(desk, **data):
    return desk.post(f"{LIST}add/", {"year": 2023, "month": 7, **data}, follow=True)


def test_a_month_is_opened_with_its_dates_and_shown(desk):
    answer = opened(desk, opens_on="2023-07-31", due_on="2023-08-08")
    assert answer.redirect_chain[-1][0] == page("change", JULY)
    assert said(answer) == "2023年7月已开放填报，请于 2023年8月8日前完成。"
    assert (of(JULY).opens_on, of(JULY).due_on) == (date(2023, 7, 31), date(2023, 8, 8))


def test_without_dates_they_are_the_usual_ones(desk):
    opened(desk)
    assert (of(JULY).opens_on, of(JULY).due_on) == (date(2023, 7, 31), date(2023, 8, 5))


def test_dates_suggested_for_another_month_are_not_taken_over(desk):
    answer = opened(desk, month=5, opens_on="2023-07-31", due_on="2023-08-05")
    assert answer.redirect_chain
    assert (of(MAY).opens_on, of(MAY).due_on) == (date(2023, 5, 31), date(2023, 6, 5))


def test_a_month_opened_ahead_opens_by_itself(desk):
    day = timezone.localdate() + timedelta(days=5)
    answer = opened(desk, opens_on=day, due_on=day + timedelta(days=5))
    assert "自动开放填报" in said(answer)
    assert not of(JULY).is_open
    assert "未到开放日" in desk.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"month": 6}, "这个月份已经开放过"),
        ({"month": 13}, "没有这个月份"),
        ({"due_on": "2023-06-30"}, "截止日期不能早于当月 1 日"),
        ({"opens_on": "2023-08-04", "due_on": "2023-08-03"}, "截止日期不能早于开放日期"),
        ({"due_on": "月底"}, "输入"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(desk, data, words):
    answer = opened(desk, **data)
    assert not answer.redirect_chain
    errors = " ".join(
        error for found in answer.context["adminform"].form.errors.values() for error in found
    )
    assert words in errors
    assert ReportingMonth.objects.count() == 1


# ── The list and the month's page ──


def test_the_list_shows_states_and_counts(bureau, desk):
    bureau.open(MAY)
    ledger.close_month(bureau.office, MAY)
    bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    june_2023 = datetime(2023, 6, 30, tzinfo=UTC)
    ReportingMonth.objects.filter(month=6).update(opened_at=june_2023)
    shown = desk.get(LIST)
    june, may = shown.context["cl"].result_list
    assert (june.tally.submitted, june.tally.missing, june.tally.owed) == (1, 12, 13)
    assert may.tally.missing == 13
    text = shown.content.decode()
    assert "已逾期" in text
    assert "已关账" in text


def test_the_list_takes_as_many_queries_for_many_months(
    bureau, desk, django_assert_max_num_queries
):
    bureau.open(Month(2022, 12))
    desk.get(LIST)
    with django_assert_max_num_queries(20) as captured:
        desk.get(LIST)
    few = len(captured)
    bureau.open(*(Month(2022, n) for n in range(1, 12)))
    cache.clear()
    desk.get(LIST)
    with django_assert_max_num_queries(few):
        assert len(desk.get(LIST).context["cl"].result_list) == 13


def test_the_month_s_page_is_for_everybody_and_its_verbs_for_the_office(bureau, desk):
    assert "核对并关账" in desk.get(page()).content.decode()
    for person in (bureau.clerk, bureau.reviewer):
        desk.force_login(person)
        shown = desk.get(page())
        assert shown.status_code == 200
        assert "核对并关账" not in shown.content.decode()
        assert desk.get(page("close")).status_code == 403
        for verb in ("due", "close", "reopen"):
            assert desk.post(page(verb)).status_code == 403
    assert of().is_open


@pytest.mark.parametrize("verb", ["change", "due", "close", "reopen"])
def test_a_month_that_is_not_there_is_not_found(desk, verb):
    address = reverse(f"admin:indicators_reportingmonth_{verb}", args=[987654])
    answer = desk.get(address) if verb in ("change", "close") else desk.post(address)
    assert answer.status_code == 404


def test_verbs_are_not_done_by_looking(desk):
    assert desk.get(page("due")).status_code == 405
    assert desk.get(page("reopen")).status_code == 405


# ── The due date ──


def test_the_due_date_moves_and_the_history_tells(desk):
    answer = desk.post(page("due"), {"due_on": "2023-07-10"}, follow=True)
    words = "截止日期由2023年7月5日改为2023年7月10日。"
    assert said(answer) == words
    assert of().due_on == date(2023, 7, 10)
    history = reverse("admin:indicators_reportingmonth_history", args=[of().pk])
    assert words in desk.get(history).content.decode()


@pytest.mark.parametrize("due", ["2023-06-29", "", "明天"])
def test_a_due_date_that_cannot_be_is_refused_beside_the_field(desk, due):
    answer = desk.post(page("due"), {"due_on": due})
    assert answer.context["due_form"].errors["due_on"]
    assert of().due_on == date(2023, 7, 5)


# ── Closing ──


def test_closing_lists_what_is_left_by_department_and_asks(bureau, desk):
    first, second, third = bureau.towns
    entries = bureau.submitted(
        bureau.row(bureau.lifts, first, "5"), bureau.row(bureau.lifts, second, "6")
    )
    ledger.return_to_author(bureau.reviewer, stamps(entries[:1]), "核实")
    ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, third, "7")])
    shown = desk.get(page("close"))
    [own] = shown.context["left"]
    assert own.department.name == "城建科"
    assert {state.state: state.cells for state in own.states} == {
        "submitted": 1,
        "draft": 1,
        "returned": 1,
        "missing": 10,
    }
    text = shown.content.decode()
    assert "加装电梯<small>雷甸镇</small>" in text
    assert "全部 3 个镇街" in text
    assert "1 项待审核的记录将维持原状" in text
    assert f"{reverse('admin:indicators_entry_sheet')}?month=2023-06&amp;department=own" in text
    assert shown.context["leaving"] == str(entries[1].pk)
    assert of().is_open


def test_what_was_seen_may_be_left(bureau, desk):
    [waiting] = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    answer = desk.post(page("close"), {"leaving": str(waiting.pk)}, follow=True)
    assert said(answer) == "2023年6月已关账"
    assert of().closed_by == bureau.office
    waiting.refresh_from_db()
    assert waiting.state == EntryState.SUBMITTED


def test_what_was_handed_in_meanwhile_is_shown_before_it_closes(bureau, desk):
    [seen] = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    [unseen] = bureau.submitted(bureau.row(bureau.lifts, bureau.towns[1], "6"))
    answer = desk.post(page("close"), {"leaving": str(seen.pk)})
    assert answer.status_code == 200
    assert "其间又有人提交，请重新核对下表。" in said(answer)
    assert answer.context["leaving"] == f"{seen.pk},{unseen.pk}"
    assert of().is_open
    desk.post(page("close"), {"leaving": answer.context["leaving"]})
    assert not of().is_open


@pytest.mark.parametrize("leaving", ["", "x,-1,9999999999999999999999999", "None"])
def test_nonsense_closes_nothing_over_what_waits(bureau, desk, leaving):
    bureau.submitted(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    assert desk.post(page("close"), {"leaving": leaving}).status_code == 200
    assert of().is_open


def test_a_complete_month_closes_without_a_word(bureau, desk):
    Indicator.objects.exclude(pk=bureau.county_output.pk).update(active=False)
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "71.2"))
    assert "本月应报各项均已审核。" in desk.get(page("close")).content.decode()
    desk.post(page("close"), {"leaving": ""})
    assert not of().is_open


def test_what_waits_of_a_retired_indicator_is_listed_too(bureau, desk):
    other = Region.objects.create(code="330522", name="长兴县", level="county", parent=bureau.city)
    bureau.submitted(
        bureau.row(bureau.county_output, bureau.county, "71.2"),
        bureau.row(bureau.county_output, other, "70"),
    )
    Indicator.objects.update(active=False)
    shown = desk.get(page("close"))
    [own] = shown.context["left"]
    assert [(state.state, state.cells) for state in own.states] == [("submitted", 2)]
    desk.post(page("close"), {"leaving": shown.context["leaving"]})
    assert not of().is_open


def test_a_closed_month_is_not_closed_again(bureau, desk):
    ledger.close_month(bureau.office, JUNE)
    assert desk.get(page("close"))["Location"] == page()


def test_the_page_before_closing_takes_as_many_queries_for_many_cells(
    bureau, desk, django_assert_max_num_queries
):
    desk.get(page("close"))
    with django_assert_max_num_queries(16) as captured:
        desk.get(page("close"))
    few = len(captured)
    bureau.submitted(
        *(
            bureau.row(indicator, town, "5")
            for indicator in (bureau.lifts, bureau.unsafe_houses)
            for town in bureau.towns
        )
    )
    with django_assert_max_num_queries(few):
        desk.get(page("close"))
    assert Entry.objects.count() == 6


# ── Reopening ──


@pytest.fixture
def closed(bureau, desk):
    """June, closed."""
    ledger.close_month(bureau.office, JUNE)
    return bureau


def reopening(bureau, **data):
    until = timezone.localdate() + timedelta(days=3)
    return {
        "department": bureau.lifts.department_id,
        "until": until,
        "reason": "镇街漏报",
    } | data


def test_a_closed_month_is_reopened_for_a_department(closed, desk):
    answer = desk.post(page("reopen"), reopening(closed), follow=True)
    assert "2023年6月已对“城建科”重新开放" in said(answer)
    [made] = Reopening.objects.all()
    assert (made.department, made.indicator) == (closed.lifts.department, None)
    assert (made.reason, made.reopened_by) == ("镇街漏报", closed.office)
    text = answer.content.decode()
    assert "镇街漏报" in text
    assert "有效" in text
    assert ledger.draft(closed.clerk, [closed.row(closed.lifts, closed.towns[0], "5")])


def test_a_closed_month_is_reopened_for_an_indicator(closed, desk):
    data = reopening(closed, department="", indicator=closed.lifts.pk)
    desk.post(page("reopen"), data)
    assert Reopening.objects.get().indicator == closed.lifts


def test_a_reopening_that_is_over_is_kept_on_the_page(closed, desk):
    desk.post(page("reopen"), reopening(closed))
    Reopening.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert "已过期" in desk.get(page()).content.decode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"indicator": "lifts"}, "只选一项"),
        ({"department": ""}, "只选一项"),
        ({"reason": " "}, "必填"),
        ({"until": "2023-07-01"}, ""),
        ({"until": ""}, "必填"),
        ({"department": "98765"}, "选择"),
    ],
)
def test_what_is_wrong_with_a_reopening_is_said_and_stays_typed(closed, desk, data, words):
    if "indicator" in data:
        data = {"indicator": closed.lifts.pk}
    answer = desk.post(page("reopen"), reopening(closed, **data))
    assert answer.status_code == 200
    form = answer.context["reopen_form"]
    assert words in " ".join(error for found in form.errors.values() for error in found)
    assert form.data["reason"] == data.get("reason", "镇街漏报")
    assert not Reopening.objects.exists()


def test_an_open_month_is_not_reopened(bureau, desk):
    desk.post(page("reopen"), reopening(bureau))
    assert not Reopening.objects.exists()
