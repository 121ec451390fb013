"""The pages of the ledger: who sees them, what they say, what they cost."""

from collections.abc import Callable
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.contrib.auth.models import Permission, User
from django.core.cache import cache
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from indicators import ledger
from indicators.choices import Role
from indicators.models import Department, Indicator, Region, Target
from indicators.periods import Month
from indicators.views.errors import bad_request
from tests.bureau import JUNE, MAY, Bureau

pytestmark = pytest.mark.django_db

OVERVIEW = "/"
PROGRAMME = "/programmes/housing-security/"
INDICATOR = "/indicators/talent-homes/"
PAGES = (OVERVIEW, PROGRAMME, INDICATOR)
MOST_QUERIES = {OVERVIEW: 8, PROGRAMME: 16, INDICATOR: 20}


@pytest.fixture
def reader(leader: User) -> Client:
    """A leader at the desk, reading English."""
    client = english()
    client.force_login(leader)
    return client


def english() -> Client:
    """Somebody who has chosen English by the switch."""
    client = Client()
    client.post("/language/", {"language": "en"})
    return client


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK
    return " ".join(answer.content.decode().split())


# Who


@pytest.mark.parametrize("address", PAGES)
def test_a_stranger_is_sent_to_sign_in(client: Client, address: str):
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("address", PAGES)
def test_every_role_sees_every_page(demo_ledger, people, client: Client, address: str, role: Role):
    client.force_login(people[role])
    assert client.get(address).status_code == HTTPStatus.OK


@pytest.mark.parametrize("address", PAGES)
def test_an_account_without_a_role_sees_no_figures(demo_ledger, client: Client, address: str):
    client.force_login(User.objects.create(username="nobody"))
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "403" in answer.content.decode()


def test_the_permission_that_counts_is_to_view_figures(demo_ledger, client: Client):
    user = User.objects.create(username="auditor")
    user.user_permissions.add(Permission.objects.get(codename="view_figure"))
    client.force_login(user)
    assert client.get(OVERVIEW).status_code == HTTPStatus.OK


def test_the_head_names_the_person_and_the_role(demo_ledger, reader: Client):
    page = text(reader, OVERVIEW)
    assert "leader" in page
    assert "Leadership" in page


def test_only_staff_are_shown_the_administration(demo_ledger, client: Client, admin: User):
    admin.is_staff = True
    admin.save()
    client.force_login(admin)
    assert 'href="/admin/"' in text(client, OVERVIEW)
    admin.is_staff = False
    admin.save()
    assert 'href="/admin/"' not in text(client, OVERVIEW)


# What the overview says


def test_the_overview_counts_the_lights(demo_ledger, reader: Client):
    page = reader.get(OVERVIEW)
    counts = {item.light: item.count for item in page.context["lights"]}
    assert counts["red"] == 2
    assert sum(counts.values()) == Indicator.objects.filter(active=True).count()


def test_what_is_furthest_behind_comes_first_with_gap_and_owner(demo_ledger, reader: Client):
    first = reader.get(OVERVIEW).context["listed"][0]
    assert first.name == "基础设施投资"
    assert (first.behind, first.left_to_do, first.needed) == ("31.7", "2.5 亿元", "0.42 亿元")
    assert first.department.endswith("（示例）")


def test_headline_figures_carry_their_ranks_and_growth(demo_ledger, reader: Client):
    headlines = {h.line.name: h for h in reader.get(OVERVIEW).context["headlines"]}
    assert headlines["建筑业总产值"].line.growth == "+19.4%"
    assert headlines["加装电梯新增"].ranks == ["City-wide top 3"]


def test_a_light_narrows_the_list(demo_ledger, reader: Client):
    page = reader.get("/?light=blue")
    assert {line.light for line in page.context["listed"]} == {"blue"}
    assert "保障性租赁住房筹集" in page.content.decode()


def test_five_sections_with_fifteen_programmes(demo_ledger, reader: Client):
    sections = reader.get(OVERVIEW).context["sections"]
    assert [len(group.programmes) for group in sections] == [3, 3, 3, 3, 3]


def test_months_before_are_chosen_in_the_address(demo_ledger, reader: Client):
    page = reader.get("/?month=2023-03")
    assert page.context["ruler"].text == "25%"
    assert 'value="2023-03" selected' in text(reader, "/?month=2023-03")


def test_demonstration_months_are_marked(demo_ledger, reader: Client):
    assert "mark-demo" in text(reader, "/?month=2023-05")
    june = text(reader, "/?month=2023-06")
    assert june.count("mark-demo") == 1  # May, which its changes are counted from.


def test_a_new_year_shows_stocks_of_before_and_no_flows(
    demo_ledger, people: dict[Role, User], reader: Client
):
    february = Month(2024, 2)
    ledger.open_month(people[Role.OFFICE], february)
    county = Region.objects.get(code="330521")
    output = Indicator.objects.get(code="construction-output")
    row = ledger.Draft(output, county, february, value=Decimal(9))
    [draft] = ledger.draft(people[Role.CLERK], [row])
    [handed_in] = ledger.submit(people[Role.CLERK], [ledger.Stamp(draft.pk, draft.version)])
    ledger.approve(people[Role.REVIEWER], [ledger.Stamp(handed_in.pk, handed_in.version)])
    lines = {h.line.code: h.line for h in reader.get("/?month=2024-02").context["headlines"]}
    flow, stock = lines["elevators-new"], lines["elevators-total"]
    assert flow.value is None
    assert str(stock.value) == "73"
    assert "as of June 2023" in [mark.word for mark in stock.marks]


# The other pages


def test_the_programme_page_has_table_charts_projects_and_honours(demo_ledger, reader: Client):
    page = text(reader, "/programmes/future-communities/")
    assert "standing-table" in page
    assert "data-chart=" in page
    assert "上柏" in page
    assert "City-wide no. 1" in page


def test_the_programme_table_sorts_and_narrows(demo_ledger, reader: Client):
    behind_first = reader.get(f"{PROGRAMME}?sort=completion").context["table"]
    assert [row.record.code for row in behind_first.rows][:2] == [
        "talent-homes",
        "affordable-rental-homes",
    ]
    blue = reader.get(f"{PROGRAMME}?light=blue").context["table"]
    assert [row.record.code for row in blue.rows] == ["affordable-rental-homes"]


def test_an_unknown_column_to_sort_by_is_passed_over(demo_ledger, reader: Client):
    assert reader.get(f"{PROGRAMME}?sort=nonsense").status_code == HTTPStatus.OK


def test_the_indicator_page_says_how_far_and_who_stands_behind_it(demo_ledger, reader: Client):
    page = reader.get(INDICATOR)
    facts = {fact.label: fact.text for fact in page.context["facts"]}
    assert facts["Against the plan"] == "+1.1 pp"
    assert "51.1%" in page.context["verdict"]
    trail = page.context["trail"]
    assert [step.month for step in trail][:2] == ["June 2023", "May 2023"]
    assert (trail[0].entered_by, trail[0].reviewed_by) == ("clerk", "reviewer")
    assert trail[0].stands
    assert trail[1].is_demo


def test_an_increment_on_a_demonstration_month_says_so(demo_ledger, reader: Client):
    facts = {fact.label: fact for fact in reader.get(INDICATOR).context["facts"]}
    assert facts["Added this month"].note == "Demonstration data"


def test_a_rolled_up_indicator_shows_its_towns(demo_ledger, reader: Client):
    page = reader.get("/indicators/class-c-houses/")
    values = {town.region.name: str(town.line.value) for town in page.context["towns"]}
    assert len(values) == 13
    assert (values["乾元镇"], values["雷甸镇"], values["武康街道"]) == ("3", "1", "2")
    assert "13 of 13 reported" in " ".join(page.content.decode().split())


def test_a_town_has_its_own_pages(demo_ledger, reader: Client):
    page = text(reader, "/indicators/class-c-houses/?region=330521101")
    assert "乾元镇" in page
    assert "region=330521" in page


def test_a_missing_town_is_a_dash_and_a_zero_is_a_zero(bureau: Bureau, reader: Client):
    zero, _one, _silent = bureau.towns
    bureau.approved(bureau.row(bureau.lifts, zero, "0"), bureau.row(bureau.lifts, _one, "4"))
    towns = reader.get("/indicators/lifts/").context["towns"]
    assert [str(town.line.value) for town in towns] == ["4", "0", "None"]
    page = text(reader, "/indicators/lifts/")
    assert page.count('class="missing"') == 1
    assert "2/3" in page


def test_a_returned_entry_stays_in_the_trail_with_its_reason(bureau: Bureau, reader: Client):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "60"))
    entry = bureau.row(bureau.county_output, bureau.county, "61", reason="漏了一家")
    bureau.submitted(entry)
    read_only = reader.get("/indicators/output/")
    assert [step.stands for step in read_only.context["trail"]] == [True]
    reader.force_login(bureau.clerk)
    page = reader.get("/indicators/output/")
    assert [step.stands for step in page.context["trail"]] == [False, True]
    assert "漏了一家" in page.content.decode()
    assert str(page.context["line"].value) == "60"
    assert [mark.style for mark in page.context["line"].marks] == ["correction"]


# Bad addresses


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/?month=2023-6", "Write it like 2023-06"),
        ("/?month=2023-13", "2023-13"),
        ("/?month=<script>", "&lt;script&gt;"),
        ("/?month=2023-０6", "is not a month"),
        ("/?region=nowhere", "There is no region with the code “nowhere”"),
        ("/?region=²", "There is no region"),
        ("/?light=pink", "blue, green, yellow, red, grey"),
        ("/programmes/nothing/", "There is no programme with the code “nothing”"),
        ("/programmes/housing-services/", "There is no programme"),
        ("/programmes/housing-security/?format=pdf", "Write csv or xlsx, or leave it out"),
        ("/indicators/nothing/", "There is no indicator with the code “nothing”"),
        ("/nothing/here/", "There is nothing at this address"),
    ],
)
def test_a_bad_address_is_told_what_to_write(demo_ledger, reader: Client, address, said):
    answer = reader.get(address)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    page = answer.content.decode()
    assert said in page
    assert "Traceback" not in page


def test_a_bad_request_is_told_why_and_a_suspicious_one_is_not(leader: User, rf: RequestFactory):
    request: HttpRequest = rf.get("/")
    request.user = leader
    told = bad_request(request, BadRequest("Two months at once."))
    assert told.status_code == HTTPStatus.BAD_REQUEST
    assert b"Two months at once." in told.content
    assert b"secret" not in bad_request(request, SuspiciousOperation("secret")).content


def test_the_page_for_a_failure_needs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        page = render_to_string("500.html")
    assert "static" not in page


# Empty


@pytest.mark.parametrize("address", [OVERVIEW, "/programmes/area/", "/indicators/lifts/"])
def test_a_ledger_without_figures_says_so(bureau: Bureau, reader: Client, address: str):
    assert "No figures yet" in text(reader, address)
    assert "德清县" in text(reader, address)


def test_a_database_without_regions_says_so(reader: Client):
    assert not Region.objects.exists()
    assert "no region is set up" in text(reader, OVERVIEW)


# Sign-in


def test_the_people_of_the_demonstration_are_named_in_demo_mode_only(client: Client, settings):
    settings.DEMO = True
    page = client.get("/accounts/login/").content.decode()
    assert all(f"<code>{role}</code>" in page for role in Role)
    settings.DEMO = False
    assert "deqing2023" not in client.get("/accounts/login/").content.decode()


def test_the_language_is_changed_before_signing_in(client: Client):
    client.post("/language/", {"language": "en", "next": "/accounts/login/"})
    assert 'lang="en"' in client.get("/accounts/login/").content.decode()


def test_signing_out_needs_a_form(reader: Client):
    assert reader.get("/accounts/logout/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert reader.post("/accounts/logout/").status_code == HTTPStatus.FOUND


# What they cost


@pytest.fixture
def grown(bureau: Bureau) -> Callable[[int], None]:
    """A function that gives the bureau so many more indicators with figures and targets."""
    department = Department.objects.get(code="own")

    def grow(count: int) -> None:
        first = Indicator.objects.count()
        made = [
            Indicator.objects.create(
                code=f"more-{first + n}",
                name=f"指标{first + n}",
                work_area=bureau.lifts.work_area,
                department=department,
                unit="个",
                kind="flow",
                key=n % 5 == 0,
            )
            for n in range(count)
        ]
        for one in made:
            Target.objects.create(indicator=one, region=bureau.county, year=2023, value=100)
        rows = [bureau.row(one, bureau.county, "30") for one in made]
        before = [bureau.row(one, bureau.county, "20", month=MAY) for one in made]
        bureau.approved(*before, *rows)

    return grow


@pytest.mark.parametrize(
    "address", [OVERVIEW, "/?light=red", "/programmes/area/", "/indicators/more-5/"]
)
def test_queries_do_not_grow_with_the_indicators(
    grown: Callable[[int], None],
    reader: Client,
    address: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
):
    most = {"/?light=red": 8, OVERVIEW: 8}.get(address, 20)
    grown(10)
    cache.clear()  # Nobody's session is at hand yet.
    with django_assert_max_num_queries(most) as few:
        reader.get(address)
    grown(190)
    with django_assert_max_num_queries(len(few)):
        assert reader.get(address).status_code == HTTPStatus.OK


@pytest.mark.parametrize("address", PAGES)
def test_pages_of_the_demonstration_keep_their_budget(
    demo_ledger, reader: Client, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
):
    cache.clear()
    with django_assert_max_num_queries(MOST_QUERIES[address]):
        reader.get(address)


def test_june_is_the_month_shown_without_asking(demo_ledger, reader: Client):
    assert reader.get(OVERVIEW).context["month"] == JUNE


def test_too_many_wrong_passwords_pause_sign_in(people: dict[Role, User], settings):
    settings.AXES_ENABLED, settings.AXES_FAILURE_LIMIT = True, 2
    client = english()
    wrong = {"username": "leader", "password": "wrong"}
    first, second = (client.post("/accounts/login/", wrong) for _try in range(2))
    assert "Please enter a correct" in first.content.decode()
    assert second.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "Sign-in is paused" in second.content.decode()
