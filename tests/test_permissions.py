"""Who may open and do what: one table of address, person and answer."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import URLResolver, get_resolver, resolve, reverse
from django.utils import timezone

from indicators import ledger, screen_keys
from indicators.choices import Role
from indicators.models import Department, Entry, Evidence, Notice, Region, ReportingMonth, Target
from indicators.periods import Period
from reports.summary import issue

pytestmark = pytest.mark.django_db

SIGN_IN, OK, DONE, NO, GONE, WRONG, UNKNOWN = 302, 200, 302, 403, 404, 400, 401
ELSEWHERE = {"clerk elsewhere": Role.CLERK, "reviewer elsewhere": Role.REVIEWER}
EVERYONE_IN = {"anonymous": SIGN_IN, "nobody": NO} | dict.fromkeys((*Role, *ELSEWHERE), OK)


def only(*roles, otherwise=NO, then=OK, elsewhere=None):
    """The answers where only these roles get through; leadership has no admin.

    Clerk and reviewer of another department get what their roles get, unless `elsewhere` says
    what they are answered about this department.
    """
    answers = {"anonymous": SIGN_IN, "nobody": otherwise} | dict.fromkeys(Role, NO)
    answers |= {Role.LEADER: otherwise} | dict.fromkeys(roles, then)
    for person, role in ELSEWHERE.items():
        answers[person] = answers[role] if elsewhere is None else elsewhere
    return answers


def in_admin(*roles, then=OK, elsewhere=None):
    """As `only`, for pages of the admin, which sends those without a desk there to sign in."""
    return only(*roles, otherwise=SIGN_IN, then=then, elsewhere=elsewhere)


JUNE = "?period=2023-H1"


def month_address(verb):
    """The address of what is done with a reporting month."""
    month = ReportingMonth.objects.first()
    return reverse(f"admin:indicators_reportingmonth_{verb}", args=[month.pk])


OWN = "?month=2023-06&department=construction"


def entry(**which):
    """An entry of the department that the table is about."""
    return Entry.objects.filter(indicator__department__code="construction", **which).first()


def evidence_address(state):
    """Evidence of an entry in that state."""
    kept = Evidence.objects.create(
        entry=a_draft() if state == "draft" else entry(state=state),
        name="公告",
        link="https://www.deqing.gov.cn/",
        added_by=User.objects.get(username="clerk"),
        added_at=timezone.now(),
    )
    return reverse("evidence", args=[kept.pk])


def a_draft():
    """A draft of the department, as its clerk wrote it."""
    if kept := entry(state="draft"):
        return kept
    approved = entry(state="approved", month=6)
    row = ledger.Draft(
        indicator=approved.indicator,
        region=approved.region,
        month=approved.as_month(),
        value=approved.value,
        seen=ledger.stamp(approved),
    )
    return ledger.draft(User.objects.get(username="clerk"), [row])[0]


def an_issued_summary():
    """The half-year summary, issued."""
    region = Region.objects.get(code="330521")
    office = User.objects.get(username="office")
    return issue(region, Period.parse("2023-H1"), office)


def screen_token_address(verb):
    """The address of what is done with a key to the big screen."""
    office = User.objects.get(username="office")
    token, _key = screen_keys.make(office, Region.objects.get(code="330521"), "一楼大厅")
    return reverse(f"admin:indicators_screentoken_{verb}", args=[token.pk])


GET = [
    (lambda: reverse("overview"), EVERYONE_IN),
    (lambda: reverse("programme", args=["future-communities"]), EVERYONE_IN),
    (lambda: reverse("indicator", args=["talent-homes"]), EVERYONE_IN),
    (lambda: reverse("projects"), EVERYONE_IN),
    (lambda: reverse("project", args=["greenway"]), EVERYONE_IN),
    (lambda: reverse("honours"), EVERYONE_IN),
    (lambda: reverse("towns"), EVERYONE_IN),
    (lambda: reverse("town", args=["330521001"]), EVERYONE_IN),
    (lambda: reverse("compare"), EVERYONE_IN),
    (lambda: reverse("year"), EVERYONE_IN),
    (lambda: reverse("search") + "?q=jzdt", EVERYONE_IN),
    (lambda: reverse("reporting"), EVERYONE_IN),
    (lambda: reverse("notices"), EVERYONE_IN | {"nobody": OK}),
    (lambda: reverse("summary") + JUNE, EVERYONE_IN),
    (
        lambda: reverse("summary-excerpt") + "?programme=elevators&month=2023-06&region=330521",
        EVERYONE_IN,
    ),
    (lambda: reverse("summary-export", args=["docx"]) + JUNE, EVERYONE_IN),
    (lambda: reverse("summary-export", args=["xlsx"]) + JUNE, EVERYONE_IN),
    (lambda: reverse("summary-issued", args=[an_issued_summary().pk]), EVERYONE_IN),
    (
        lambda: reverse("summary-issued-export", args=[an_issued_summary().pk, "docx"]),
        EVERYONE_IN,
    ),
    (lambda: reverse("styleguide"), only(*Role, then=GONE)),  # Shown in the demonstration only.
    (lambda: reverse("trail"), EVERYONE_IN),
    (lambda: reverse("trail-csv"), EVERYONE_IN),
    (lambda: reverse("entry", args=[entry(state="approved").pk]), EVERYONE_IN),
    (
        lambda: reverse("entry", args=[a_draft().pk]),
        only(Role.CLERK, Role.REVIEWER, Role.OFFICE, elsewhere=GONE)
        | dict.fromkeys((Role.LEADER, Role.ADMIN), GONE),
    ),
    (
        lambda: reverse("admin:indicators_entry_change", args=[a_draft().pk]),
        in_admin(Role.CLERK, Role.REVIEWER, Role.OFFICE, elsewhere=DONE) | {Role.ADMIN: DONE},
    ),
    (
        lambda: reverse("admin:indicators_entry_history", args=[entry(state="approved").pk]),
        in_admin(Role.CLERK, Role.REVIEWER, Role.OFFICE, Role.ADMIN, then=DONE),
    ),
    (
        lambda: reverse("admin:indicators_entry_sheet") + OWN,
        only(Role.CLERK, Role.REVIEWER, Role.OFFICE, elsewhere=NO),
    ),
    (
        lambda: reverse("admin:indicators_entry_workbook") + OWN,
        only(Role.CLERK, elsewhere=NO),
    ),
    (lambda: reverse("admin:indicators_entry_upload") + OWN, only(Role.CLERK, elsewhere=NO)),
    (
        lambda: reverse("admin:indicators_entry_review") + OWN,
        in_admin(Role.CLERK, Role.REVIEWER, Role.OFFICE, elsewhere=NO),
    ),
    (lambda: reverse("catalogue"), in_admin(Role.ADMIN)),
    (lambda: reverse("catalogue-download"), in_admin(Role.ADMIN)),
    (lambda: reverse("catalogue-template"), in_admin(Role.ADMIN)),
    (lambda: evidence_address("approved"), only(*Role, then=DONE)),
    (
        lambda: evidence_address("draft"),
        only(Role.CLERK, Role.REVIEWER, Role.OFFICE, then=DONE, elsewhere=NO),
    ),
    (
        lambda: reverse("admin:indicators_entry_review"),
        in_admin(Role.CLERK, Role.REVIEWER, Role.OFFICE),
    ),
    (lambda: reverse("admin:index"), in_admin(Role.CLERK, Role.REVIEWER, Role.OFFICE, Role.ADMIN)),
    (lambda: reverse("admin:indicators_entry_add"), in_admin(Role.CLERK)),
    (lambda: reverse("admin:indicators_reportingmonth_add"), in_admin(Role.OFFICE)),
    (
        lambda: month_address("change"),
        in_admin(Role.CLERK, Role.REVIEWER, Role.OFFICE, Role.ADMIN),
    ),
    (lambda: month_address("close"), in_admin(Role.OFFICE)),
    (lambda: reverse("admin:indicators_project_add"), in_admin(Role.OFFICE, Role.ADMIN)),
    (lambda: reverse("admin:indicators_target_add"), in_admin(Role.ADMIN)),
    (lambda: reverse("admin:indicators_indicator_add"), in_admin(Role.ADMIN)),
    (
        lambda: reverse("admin:indicators_target_change", args=[Target.objects.first().pk]),
        in_admin(Role.CLERK, Role.REVIEWER, Role.OFFICE, Role.ADMIN),
    ),
    (lambda: reverse("admin:auth_user_add"), in_admin(Role.ADMIN)),
    (
        lambda: reverse("admin:reports_summarytemplate_add"),
        in_admin(Role.OFFICE, Role.ADMIN),
    ),
    (lambda: reverse("screen"), EVERYONE_IN),
    (lambda: reverse("screen-slides"), EVERYONE_IN | {"anonymous": NO}),
    (lambda: reverse("admin:indicators_screentoken_add"), in_admin(Role.OFFICE, Role.ADMIN)),
    (lambda: screen_token_address("change"), in_admin(Role.OFFICE, Role.ADMIN)),
    (lambda: screen_token_address("withdraw"), in_admin(Role.OFFICE, Role.ADMIN)),
]
POST = [
    (
        lambda: reverse("admin:indicators_screentoken_add"),
        {"name": "一楼大厅"},
        in_admin(Role.OFFICE, Role.ADMIN),
    ),
    (
        lambda: screen_token_address("withdraw"),
        {},
        in_admin(Role.OFFICE, Role.ADMIN, then=DONE),
    ),
    (
        lambda: reverse("admin:indicators_entry_sheet_save"),
        '{"month": "2023-06", "region": "330521"}',
        only(Role.CLERK) | {"anonymous": UNKNOWN},
    ),
    (
        lambda: reverse("admin:indicators_entry_sheet_evidence"),
        {},
        only(Role.CLERK, then=WRONG) | {"anonymous": UNKNOWN},
    ),
    (
        lambda: reverse("admin:indicators_entry_upload") + OWN,
        {},
        only(Role.CLERK, elsewhere=NO),
    ),
    (lambda: reverse("catalogue-preview"), {}, in_admin(Role.ADMIN)),
    (lambda: reverse("catalogue-confirm"), {}, in_admin(Role.ADMIN, then=DONE)),
    (
        lambda: reverse("admin:indicators_entry_review"),
        {"approve": "chosen|"},
        in_admin(Role.REVIEWER),
    ),
    (lambda: reverse("summary-issue") + JUNE, {"period": "2023-H1"}, only(Role.OFFICE, then=DONE)),
    (
        lambda: reverse("admin:indicators_target_change", args=[Target.objects.first().pk]),
        {},
        in_admin(Role.ADMIN),
    ),
    (
        lambda: reverse("admin:indicators_reportingmonth_add"),
        {"year": 2023, "month": 7},
        in_admin(Role.OFFICE, then=DONE),
    ),
    (lambda: month_address("due"), {"due_on": "2099-12-31"}, in_admin(Role.OFFICE, then=DONE)),
    (lambda: month_address("close"), {}, in_admin(Role.OFFICE, then=DONE)),
    (lambda: month_address("reopen"), {}, in_admin(Role.OFFICE)),
    (lambda: reverse("reporting-remind"), {"month": "2023-06"}, only(Role.OFFICE, then=DONE)),
    (
        lambda: reverse("notices-read"),
        {},
        {"anonymous": SIGN_IN, "nobody": DONE} | dict.fromkeys((*Role, *ELSEWHERE), DONE),
    ),
    (
        lambda: reverse("notice", args=[Notice.objects.filter(person__username="clerk")[0].pk]),
        {},
        {"anonymous": SIGN_IN, "nobody": 404}
        | dict.fromkeys((*Role, *ELSEWHERE), 404)
        | {Role.CLERK: DONE},
    ),
]


@pytest.fixture
def answers(demo_ledger, people, client):
    """Asks as each person and returns the answers' status by person."""
    known = {"nobody": User.objects.create(username="nobody"), **people}
    department = Department.objects.create(code="elsewhere", name="别的科室")
    for person, role in ELSEWHERE.items():
        known[person] = User.objects.create(username=person, is_staff=True)
        known[person].groups.add(Group.objects.get(name=role))
        department.members.add(known[person])

    def ask(method, address, data=None):
        found = {}
        for name in ("anonymous", *known):
            client.logout()
            if name in known:
                client.force_login(known[name])
            kind = {"content_type": "application/json"} if isinstance(data, str) else {}
            found[name] = getattr(client, method)(address, data or {}, **kind).status_code
        return found

    return ask


@pytest.mark.parametrize(("address", "expected"), GET)
def test_who_may_open(answers, address, expected):
    assert answers("get", address()) == expected


@pytest.mark.parametrize(("address", "data", "expected"), POST)
def test_who_may_change(answers, address, data, expected):
    assert answers("post", address(), data) == expected


def own_addresses(patterns):
    """The names of the addresses that this product answers with views of its own."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from own_addresses(pattern.url_patterns)
        elif pattern.name and pattern.callback.__module__.startswith(("indicators.", "reports.")):
            yield pattern.name


def test_every_address_of_our_own_is_in_the_table(demo_ledger, people):
    asked = {resolve(address().partition("?")[0]).url_name for address, *_rest in (*GET, *POST)}
    assert {*own_addresses(get_resolver().url_patterns)} - {"login"} <= asked


def test_roles_have_exactly_the_rights_of_the_ledger(people):
    rights = {
        role: {
            right
            for right in ("enter_entry", "review_entry", "manage_month")
            if user.has_perm(f"indicators.{right}")
        }
        for role, user in people.items()
    }
    assert rights == {
        Role.CLERK: {"enter_entry"},
        Role.REVIEWER: {"review_entry"},
        Role.OFFICE: {"manage_month"},
        Role.LEADER: set(),
        Role.ADMIN: set(),
    }


def test_a_clerk_of_another_department_sees_and_enters_nothing_of_this_one(
    demo_ledger, client, clerk
):
    for department in clerk.departments.all():
        department.members.remove(clerk)
    client.force_login(clerk)
    page = client.get(reverse("admin:indicators_entry_changelist"))
    assert page.context["cl"].result_count == 0
