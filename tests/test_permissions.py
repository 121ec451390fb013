"""Who may open and do what: one table of address, person and answer."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from indicators.choices import Role
from indicators.models import Entry, Notice, ReportingMonth, Target

pytestmark = pytest.mark.django_db

SIGN_IN, OK, DONE, NO = 302, 200, 302, 403
EVERYONE_IN = {"anonymous": SIGN_IN, "nobody": NO} | dict.fromkeys(Role, OK)


def only(*roles, otherwise=NO, then=OK):
    """The answers where only these roles get through; leadership has no admin."""
    answers = {"anonymous": SIGN_IN, "nobody": otherwise} | dict.fromkeys(Role, NO)
    return answers | {Role.LEADER: otherwise} | dict.fromkeys(roles, then)


def in_admin(*roles, then=OK):
    """As `only`, for pages of the admin, which sends those without a desk there to sign in."""
    return only(*roles, otherwise=SIGN_IN, then=then)


JUNE = "?period=2023-H1"


def month_address(verb):
    """The address of what is done with a reporting month."""
    month = ReportingMonth.objects.first()
    return reverse(f"admin:indicators_reportingmonth_{verb}", args=[month.pk])


GET = [
    (lambda: reverse("overview"), EVERYONE_IN),
    (lambda: reverse("programme", args=["future-communities"]), EVERYONE_IN),
    (lambda: reverse("indicator", args=["talent-homes"]), EVERYONE_IN),
    (lambda: reverse("reporting"), EVERYONE_IN),
    (lambda: reverse("notices"), EVERYONE_IN | {"nobody": OK}),
    (lambda: reverse("summary") + JUNE, EVERYONE_IN),
    (lambda: reverse("summary-export", args=["docx"]) + JUNE, EVERYONE_IN),
    (lambda: reverse("summary-export", args=["xlsx"]) + JUNE, EVERYONE_IN),
    (lambda: reverse("trail"), EVERYONE_IN),
    (lambda: reverse("trail-csv"), EVERYONE_IN),
    (
        lambda: reverse("entry", args=[Entry.objects.filter(state="approved").first().pk]),
        EVERYONE_IN,
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
]
POST = [
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
        {"anonymous": SIGN_IN, "nobody": DONE} | dict.fromkeys(Role, DONE),
    ),
    (
        lambda: reverse("notice", args=[Notice.objects.filter(person__username="clerk")[0].pk]),
        {},
        {"anonymous": SIGN_IN, "nobody": 404} | dict.fromkeys(Role, 404) | {Role.CLERK: DONE},
    ),
]


@pytest.fixture
def answers(demo_ledger, people, client):
    """Asks as each person and returns the answers' status by person."""
    known = {"nobody": User.objects.create(username="nobody"), **people}

    def ask(method, address, data=None):
        found = {}
        for name in ("anonymous", *known):
            client.logout()
            if name in known:
                client.force_login(known[name])
            found[name] = getattr(client, method)(address, data or {}).status_code
        return found

    return ask


@pytest.mark.parametrize(("address", "expected"), GET)
def test_who_may_open(answers, address, expected):
    assert answers("get", address()) == expected


@pytest.mark.parametrize(("address", "data", "expected"), POST)
def test_who_may_change(answers, address, data, expected):
    assert answers("post", address(), data) == expected


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
