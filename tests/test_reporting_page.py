"""How far the reporting of a month has come: the counts, the page, the button."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from indicators import ledger
from indicators.choices import Role
from indicators.ledger import stamps
from indicators.models import Indicator, Notice, Region, ReportingMonth
from indicators.periods import Month
from indicators.standings import reporting
from indicators.standings.left_over import left_over
from indicators.standings.reporting import Tally
from indicators.views.reporting import year_cell
from tests.bureau import JUNE, MAY

pytestmark = pytest.mark.django_db

CELLS = 4 * 3 + 1  # four indicators of three towns, and one of the county
PAGE = "/reporting/"
MOST_QUERIES = 10


@pytest.fixture(autouse=True)
def nothing_remembered():
    cache.clear()


@pytest.fixture
def busy(bureau):
    """June: a town approved, one returned, one submitted; a draft and a correction."""
    first, second, third = bureau.towns
    approved = bureau.approved(bureau.row(bureau.lifts, first, "5"))
    returned, _waiting = bureau.submitted(
        bureau.row(bureau.lifts, second, "6"), bureau.row(bureau.lifts, third, "7")
    )
    ledger.return_to_author(bureau.reviewer, stamps([returned]), "核实")
    ledger.draft(bureau.clerk, [bureau.row(bureau.county_output, bureau.county, "71.2")])
    assert approved
    return bureau


def total(month=JUNE):
    return reporting.month_report(month).total


def test_each_cell_is_counted_once_by_how_far_it_is(busy):
    assert total() == Tally(owed=CELLS, draft=1, submitted=1, returned=1, approved=1)
    assert total().missing == CELLS - 4
    assert total().left_to_enter == CELLS - 2


def test_a_department_owes_its_active_indicators_in_the_county_or_each_town(busy):
    busy.signing_rate.active = False
    busy.signing_rate.save()
    [report] = reporting.month_report(JUNE).departments
    assert report.department.code == "own"
    assert report.tally.owed == CELLS - 3


def test_a_town_owes_what_towns_report(busy):
    towns = reporting.month_report(JUNE).towns
    assert [found.region.name for found in towns] == ["乾元镇", "雷甸镇", "新市镇"]
    assert [found.tally for found in towns] == [
        Tally(owed=4, approved=1),
        Tally(owed=4, returned=1),
        Tally(owed=4, submitted=1),
    ]


def test_a_correction_that_waits_counts_as_submitted_until_it_is_decided(busy):
    correction = busy.submitted(
        busy.row(busy.lifts, busy.towns[0], "8", reason="漏报", explanation="漏报")
    )
    assert (total().submitted, total().approved) == (2, 0)
    ledger.return_to_author(busy.reviewer, stamps(correction), "不改")
    # The approved figure stands; the clerk owes nothing.
    assert (total().submitted, total().approved, total().returned) == (1, 1, 1)


def test_what_was_returned_twice_counts_once_and_what_was_answered_not_at_all(busy):
    again = busy.submitted(busy.row(busy.lifts, busy.towns[1], "6"))
    assert (total().returned, total().submitted) == (0, 2)
    ledger.return_to_author(busy.reviewer, stamps(again), "仍不符")
    assert (total().returned, total().submitted) == (1, 1)


def test_what_was_withdrawn_was_never_there(busy):
    entries = busy.submitted(busy.row(busy.unsafe_houses, busy.towns[0], "5"))
    ledger.withdraw(busy.clerk, stamps(entries))
    assert total() == Tally(owed=CELLS, draft=1, submitted=1, returned=1, approved=1)
    draft = ledger.draft(busy.clerk, [busy.row(busy.lifts, busy.towns[1], "9")])
    ledger.withdraw(busy.clerk, stamps(draft))
    assert total().returned == 1


def test_what_was_handed_in_late_is_counted_for_good(bureau):
    yesterday = timezone.localdate() - timedelta(days=1)
    ReportingMonth.objects.update(opened_at=timezone.now() - timedelta(days=9), due_on=yesterday)
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    assert (total().late, total().approved) == (1, 1)
    bureau.submitted(
        bureau.row(bureau.lifts, bureau.towns[0], "6", reason="漏报", explanation="漏报")
    )
    assert (total().late, total().submitted) == (1, 1)


def test_a_month_does_not_count_another(busy):
    busy.open(MAY)
    assert total(MAY) == Tally(owed=CELLS)
    tallies = reporting.month_tallies([MAY, JUNE])
    assert tallies == {MAY: total(MAY), JUNE: total()}


def test_regions_of_another_county_are_not_counted(busy):
    other = Region.objects.create(code="330522", name="长兴县", level="county", parent=busy.city)
    town = Region.objects.create(code="330522100", name="雉城镇", level="town", parent=other)
    busy.approved(busy.row(busy.lifts, town, "5"))
    assert total() == Tally(owed=CELLS, draft=1, submitted=1, returned=1, approved=1)


def test_what_is_left_is_what_was_counted(busy):
    left = left_over(JUNE)
    for state in ("draft", "submitted", "returned", "missing"):
        assert left.cells(state) == getattr(total(), state)
    assert len(left.waiting) == 1


def test_the_share_of_a_month_is_of_figures_that_stand(busy):
    own = busy.lifts.department_id
    assert reporting.approved_in_year(2023) == {(own, 6): 1}
    busy.submitted(busy.row(busy.lifts, busy.towns[0], "8", reason="漏报", explanation="漏报"))
    assert reporting.approved_in_year(2023) == {(own, 6): 1}


# ── The page ──


@pytest.fixture
def reader(bureau, client):
    """The office at its desk."""
    bureau.office.is_staff = True
    bureau.office.save()
    client.force_login(bureau.office)
    return client


def test_the_page_shows_departments_towns_and_the_year(busy, reader):
    shown = reader.get(PAGE)
    text = shown.content.decode()
    assert shown.status_code == 200
    assert [line.name for line in shown.context["departments"]] == ["城建科"]
    assert [line.name for line in shown.context["towns"]] == ["乾元镇", "雷甸镇", "新市镇"]
    [row] = shown.context["year_rows"]
    assert [cell.share for cell in row.cells] == ["", "", "", "", "", "8%", *[""] * 6]
    assert "城建科，2023年6月：应报 13 项，已审核 1 项" in text
    assert 'href="/reporting/?month=2023-06"' in text


def test_a_share_is_whole_only_when_everything_is_approved(bureau, reader):
    Indicator.objects.exclude(pk=bureau.lifts.pk).update(active=False)
    bureau.approved(*(bureau.row(bureau.lifts, town, "5") for town in bureau.towns[:2]))
    share = reader.get(PAGE).context["year_rows"][0].cells[5].share
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[2], "5"))
    assert (share, reader.get(PAGE).context["year_rows"][0].cells[5].share) == ("67%", "100%")


def test_a_share_is_rounded_and_never_up_to_the_whole(bureau):
    department = bureau.lifts.department
    shares = {
        (done, owed): year_cell(department, JUNE, {(department.pk, 6): done}, owed).share
        for done, owed in ((1, 8), (1, 200), (1, 201), (299, 300), (300, 300), (0, 300))
    }
    assert list(shares.values()) == ["13%", "1%", "0%", "99%", "100%", "0%"]


def test_a_month_opened_after_its_due_date_is_not_called_overdue(bureau, reader):
    yesterday = timezone.localdate() - timedelta(days=1)
    ReportingMonth.objects.update(due_on=yesterday, opens_on=yesterday)
    month = reverse(
        "admin:indicators_reportingmonth_change", args=[ReportingMonth.objects.get().pk]
    )
    User.objects.filter(username="sun").update(is_staff=True)
    reader.force_login(bureau.office)
    for address in (PAGE, month):
        text = reader.get(address).content.decode()
        assert "截止日期已过，开放当日提交不计迟报" in text
        assert "逾期" not in text


@pytest.mark.parametrize(("days", "words"), [(3, "还剩 3 天"), (0, "今天截止"), (-4, "逾期 4 天")])
def test_the_page_says_how_long_there_is(bureau, reader, days, words):
    today = timezone.localdate()
    opened = timezone.now() - timedelta(days=30)
    ReportingMonth.objects.update(due_on=today + timedelta(days=days), opened_at=opened)
    assert words in reader.get(PAGE).content.decode()


def test_a_closed_month_says_so_and_reminds_nobody(bureau, reader):
    ledger.close_month(bureau.office, JUNE)
    text = reader.get(PAGE).content.decode()
    assert "已关账" in text
    assert "发送提醒" not in text


def test_the_newest_open_month_is_shown_unless_asked(bureau, reader):
    tomorrow = timezone.localdate() + timedelta(days=1)
    ledger.open_month(bureau.office, Month(2023, 7), tomorrow, tomorrow)
    bureau.open(MAY)
    assert reader.get(PAGE).context["month"] == JUNE
    assert reader.get(f"{PAGE}?month=2023-05").context["month"] == MAY
    ahead = reader.get(f"{PAGE}?month=2023-07")
    assert ahead.context["state"] == "ahead"


@pytest.mark.parametrize("month", ["2023-04", "2023-13", "soon"])
def test_a_month_that_was_not_opened_is_not_there(bureau, reader, month):
    assert reader.get(f"{PAGE}?month={month}").status_code == 404


def test_before_the_first_month_the_page_says_who_opens_one(client, office):
    client.force_login(office)
    shown = client.get(PAGE)
    assert "尚未开放任何月份" in shown.content.decode()
    assert reverse("admin:indicators_reportingmonth_add") in shown.content.decode()


def test_where_nothing_is_owed_the_page_says_so(bureau, reader):
    Indicator.objects.update(active=False)
    assert "没有应报的数" in reader.get(PAGE).content.decode()
    Region.objects.filter(level="town").delete()
    assert reader.get(PAGE).status_code == 200


def test_no_value_shows_before_it_is_approved(bureau, reader):
    bureau.submitted(bureau.row(bureau.county_output, bureau.county, "98765.43"))
    assert "98765" not in reader.get(PAGE).content.decode()


def address_of(client, person):
    client.force_login(person)
    return client.get(PAGE).context["departments"][0].address


def test_a_department_leads_to_its_sheet_for_those_who_may_see_it(bureau, client, reader):
    User.objects.update(is_staff=True)
    sheet = f"{reverse('admin:indicators_entry_sheet')}?month=2023-06&department=own"
    for person in (bureau.clerk, bureau.reviewer, bureau.office):
        assert address_of(client, person) == sheet
    leader = User.objects.create(username="leader", is_staff=True)
    leader.groups.add(Group.objects.get(name=Role.LEADER))
    for person in (bureau.stranger, leader):
        assert address_of(client, person) == ""


def test_the_page_takes_few_queries_whatever_the_number_of_indicators(
    busy, reader, django_assert_max_num_queries
):
    def grow(count):
        known = Indicator.objects.count()
        Indicator.objects.bulk_create(
            Indicator(
                code=f"more-{n}",
                name=f"指标{n}",
                unit="个",
                kind="flow",
                work_area=busy.lifts.work_area,
                department=busy.lifts.department,
                level="town",
            )
            for n in range(known, count)
        )

    grow(10)
    with django_assert_max_num_queries(MOST_QUERIES) as few:
        reader.get(PAGE)
    grow(200)
    with django_assert_max_num_queries(len(few)):
        assert reader.get(PAGE).status_code == 200


# ── The button ──


REMIND = "/reporting/remind/"


def test_one_click_reminds_everybody_and_says_how_many(busy, reader):
    answer = reader.post(REMIND, {"month": "2023-06"}, follow=True)
    assert "已就2023年6月提醒 3 人，发出邮件 0 封。" in answer.content.decode()
    assert answer.redirect_chain[0][0] == "/reporting/?month=2023-06"
    reminders = Notice.objects.filter(kind="reminder")
    assert sorted(n.person.username for n in reminders) == ["li", "wang", "zhao"]
    again = reader.post(REMIND, {"month": "2023-06"}, follow=True)
    assert "今天没有需要再提醒的人。" in again.content.decode()


def test_a_mail_that_could_not_be_sent_is_named(bureau, reader, settings):
    settings.MAIL_SERVER_SET = True
    settings.EMAIL_BACKEND = "tests.notices.test_mail.Down"
    bureau.clerk.email = "wang@example.cn"
    bureau.clerk.save()
    text = reader.post(REMIND, {"month": "2023-06"}, follow=True).content.decode()
    assert "但邮件未能发出：wang。" in text
    assert mail.outbox == []


@pytest.mark.parametrize("month", ["2023-05", "2023-06"])
def test_a_month_that_is_not_open_is_refused_in_words(bureau, reader, month):
    ledger.close_month(bureau.office, JUNE)
    reader.post(REMIND, {"month": month})
    assert not Notice.objects.filter(kind="reminder").exists()


@pytest.mark.parametrize("month", ["", "soon"])
def test_the_button_wants_a_month(reader, month):
    assert reader.post(REMIND, {"month": month}).status_code == 404
    assert reader.get(REMIND).status_code == 405


def test_only_the_office_reminds(bureau, client):
    for person in (bureau.clerk, bureau.reviewer):
        client.force_login(person)
        assert client.post(REMIND, {"month": "2023-06"}).status_code == 403
        assert "发送提醒" not in client.get(PAGE).content.decode()
