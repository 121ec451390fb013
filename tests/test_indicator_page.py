"""An indicator's page: where it stands, who ranks where, how its target moved, its whole trail."""

from collections.abc import Callable
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indicators import ledger, standings
from indicators.choices import Role
from indicators.models import Indicator, Ranking, Target
from indicators.periods import Month
from tests.bureau import JUNE, MAY, Bureau

MOST_QUERIES = 10
LAST_JUNE, LAST_DECEMBER = Month(2022, 6), Month(2022, 12)
TEXT = b"minutes of the county government\n"


@pytest.fixture
def reader(leader: User) -> Client:
    """A leader at the desk, reading Chinese."""
    client = Client()
    client.force_login(leader)
    return client


@pytest.fixture
def ranked(bureau: Bureau) -> Bureau:
    """Lifts of two towns in May and June, each with a target; the third town is silent."""
    first, second, third = bureau.towns
    for town, goal in ((first, 10), (second, 100), (third, 10)):
        Target.objects.create(indicator=bureau.lifts, region=town, year=2023, value=goal)
    row = bureau.row
    bureau.approved(
        row(bureau.lifts, first, "1", month=MAY),
        row(bureau.lifts, second, "20", month=MAY),
        row(bureau.lifts, first, "6"),
        row(bureau.lifts, second, "30"),
    )
    return bureau


def page_text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK
    return " ".join(answer.content.decode().split())


# In one sentence


def test_the_talent_homes_are_told_in_one_sentence(demo_ledger, reader: Client):
    said = reader.get("/indicators/talent-homes/").context["verdict"]
    assert said == (
        "截至2023年6月 920 套（间），完成率 51.1%，快于序时进度 1.1 百分点，"
        "余下 6 个月每月还需 146.7 套（间）。"
    )


def test_what_is_behind_is_told_in_points_and_in_units(demo_ledger, reader: Client):
    said = reader.get("/indicators/old-estates-renovated/").context["verdict"]
    assert "落后序时进度 25 百分点" in said


def test_output_without_a_target_is_told_by_its_growth(demo_ledger, reader: Client):
    said = reader.get("/indicators/construction-output/").context["verdict"]
    assert said == "截至2023年6月 71.2 亿元，同比 +19.4%。"


def test_a_carried_total_is_averaged_over_its_own_months_and_foretells_nothing(
    bureau: Bureau, reader: Client
):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "50", month=Month(2023, 5)))
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "3"))
    Target.objects.create(
        indicator=bureau.county_output, region=bureau.county, year=2023, value=120
    )
    told = reader.get("/indicators/output/?month=2023-06").context
    assert told["verdict"].startswith("截至2023年5月 50 ")
    assert "至2023年6月未有新数据" in told["verdict"]
    assert "至今月均 10 " in " ".join(fact.note for fact in told["facts"])
    assert not any("年底" in str(fact.label) or "全年" in str(fact.label) for fact in told["facts"])


def test_ranks_are_the_region_s_own_of_the_year(bureau: Bureau, reader: Client):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "3"))
    shared = {"scope": "city", "work_area": bureau.lifts.work_area, "indicator": bureau.lifts}
    for code, region, year, rank in (
        ("own", bureau.county, 2023, 3),
        ("town", bureau.towns[0], 2023, 1),
        ("old", bureau.county, 2022, 2),
    ):
        Ranking.objects.create(code=code, name=code, region=region, year=year, rank=rank, **shared)
    assert reader.get("/indicators/lifts/").context["ranks"] == ["全市第3"]
    town = reader.get(f"/indicators/lifts/?region={bureau.towns[0].code}")
    assert town.context["ranks"] == ["全市第1"]


def test_a_month_without_a_figure_says_nothing_but_that(bureau: Bureau, reader: Client):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "3"))
    answer = reader.get("/indicators/output/")
    assert answer.context["verdict"] == ""
    assert 'class="missing"' in answer.content.decode()


# Towns


def test_towns_rank_by_completion_where_they_have_targets(ranked: Bureau, reader: Client):
    towns = reader.get("/indicators/lifts/").context["towns"]
    shown = [(town.region.name, town.place and town.place.rank, town.movement) for town in towns]
    assert shown == [("乾元镇", 1, "↑1"), ("雷甸镇", 2, "↓1"), ("新市镇", None, "")]


def test_under_a_ceiling_the_least_is_first(ranked: Bureau, reader: Client):
    Indicator.objects.filter(pk=ranked.lifts.pk).update(direction="at_most")
    towns = reader.get("/indicators/lifts/").context["towns"]
    assert [town.region.name for town in towns][:2] == ["雷甸镇", "乾元镇"]


def test_without_targets_towns_rank_by_value(bureau: Bureau, reader: Client):
    first, second, _silent = bureau.towns
    bureau.approved(bureau.row(bureau.lifts, first, "0"), bureau.row(bureau.lifts, second, "4"))
    towns = reader.get("/indicators/lifts/").context["towns"]
    assert [(town.region.name, town.share) for town in towns] == [
        ("雷甸镇", "100"),
        ("乾元镇", "0"),
        ("新市镇", ""),
    ]


def test_the_towns_page_ranks_them_alike(ranked: Bureau, reader: Client):
    shown = standings.subjects(ranked.county)
    matrix = standings.matrix(ranked.county, ranked.towns, JUNE, shown)
    row = next(row for row in matrix.rows if row.subject.code == "lifts")
    there = {cell.region.name: (cell.place and cell.place.rank, cell.risen) for cell in row.cells}
    here = {
        town.region.name: (town.place and town.place.rank, town.risen)
        for town in reader.get("/indicators/lifts/").context["towns"]
    }
    assert here == there


# Target


def test_a_lowered_target_is_told_with_who_and_why(bureau: Bureau, reader: Client, admin: User):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "60"))
    target = Target.objects.create(
        indicator=bureau.county_output, region=bureau.county, year=2023, value=150
    )
    target.note = "与统计口径一致"  # Changes nothing of what is to be reached.
    target.save()
    target.value = Decimal(120)
    target._history_user, target._change_reason = admin, "年中调减"  # type: ignore[attr-defined]
    target.save()
    answer = reader.get("/indicators/output/")
    newest, first = answer.context["goals"]
    assert newest.changes == [("年度目标", "150 个", "120 个")]
    assert (newest.by, newest.reason) == (str(admin), "年中调减")
    assert first.changes == [("年度目标", "", "150 个")]
    assert "年中调减" in answer.content.decode()


# Trail


def test_the_trail_is_of_the_year_and_on_request_of_every_year(bureau: Bureau, reader: Client):
    row = bureau.row
    bureau.approved(
        row(bureau.county_output, bureau.county, "50", month=LAST_JUNE),
        row(bureau.county_output, bureau.county, "110", month=LAST_DECEMBER),
        row(bureau.county_output, bureau.county, "60"),
    )
    months = [step.month for step in reader.get("/indicators/output/").context["trail"]]
    assert months == ["2023年6月"]
    whole = reader.get("/indicators/output/?trail=all").context
    assert [step.month for step in whole["trail"]] == ["2023年6月", "2022年12月", "2022年6月"]
    assert "按季节" in [trace["name"] for trace in whole["charts"][0].drawing["data"]]


def test_a_trail_of_something_else_is_refused_with_what_to_write(bureau: Bureau, reader: Client):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "60"))
    answer = reader.get("/indicators/output/?trail=some")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "请写 all" in answer.content.decode()


def test_points_of_the_chart_lead_to_their_entries(bureau: Bureau, reader: Client):
    [entry] = bureau.approved(bureau.row(bureau.county_output, bureau.county, "60"))
    answer = reader.get("/indicators/output/")
    line = answer.context["charts"][0].drawing["data"][-1]
    assert line["customdata"] == [f"/entries/{entry.pk}/"]
    assert f'<a href="/entries/{entry.pk}/">60</a>' in answer.content.decode()


def test_a_roll_up_leads_to_the_regions_it_adds_up_from(ranked: Bureau, reader: Client):
    line = reader.get("/indicators/lifts/").context["charts"][0].drawing["data"][-1]
    assert line["customdata"][-1] == "/indicators/lifts/?month=2023-06&region=330521#towns"
    assert "汇总 2/3" in line["hovertext"][-1]


def test_a_figure_under_correction_says_so_on_its_point(bureau: Bureau, reader: Client):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "60"))
    bureau.submitted(bureau.row(bureau.county_output, bureau.county, "61", reason="漏了一家"))
    answer = reader.get("/indicators/output/")
    assert "更正中" in answer.context["charts"][0].drawing["data"][-1]["hovertext"][0]
    [step] = answer.context["trail"]
    assert step.under_correction


def test_the_trail_counts_the_files_of_an_entry(bureau: Bureau, reader: Client):
    [draft] = ledger.draft(bureau.clerk, [bureau.row(bureau.county_output, bureau.county, "60")])
    for name in ("one.txt", "two.txt"):
        [seen] = ledger.stamps([draft])
        ledger.attach(bureau.clerk, seen, name, file=SimpleUploadedFile(name, TEXT))
    submitted = ledger.submit(bureau.clerk, ledger.stamps([draft]))
    ledger.approve(bureau.reviewer, ledger.stamps(submitted))
    assert "附件 2 个" in page_text(reader, "/indicators/output/")


# Neighbours


def test_the_neighbours_are_of_the_programme_and_of_the_region(bureau: Bureau, reader: Client):
    bureau.approved(
        bureau.row(bureau.county_output, bureau.county, "60"),
        bureau.row(bureau.lifts, bureau.towns[0], "3"),
    )
    Indicator.objects.filter(code="coverage").update(active=False)
    context = reader.get("/indicators/output/").context
    assert context["previous"][0] == "加装电梯"
    assert context["next"][1].startswith("/indicators/signing/?")
    town = f"?region={bureau.towns[0].code}"
    assert reader.get(f"/indicators/lifts/{town}").context["next"][0] == "签约率"


def test_the_first_has_nothing_before_it(bureau: Bureau, reader: Client):
    bureau.approved(
        bureau.row(bureau.coverage, bureau.towns[0], numerator=Decimal(9), denominator=Decimal(10))
    )
    context = reader.get("/indicators/coverage/").context
    assert context["previous"] is None
    assert context["next"][0] == "加装电梯"


# Extremes


@pytest.mark.parametrize(
    ("kind", "value", "goal"),
    [
        ("flow", "0", "0"),
        ("flow", "99999999999.9999", "0.0001"),
        ("stock", "-12345678901.2345", None),
        ("stock", "-3", "5"),
        ("ratio", "0.0001", "100"),
    ],
)
@pytest.mark.parametrize("direction", ["at_least", "at_most"])
def test_extreme_values_have_a_page(
    bureau: Bureau, reader: Client, kind: str, value: str, goal: str | None, direction: str
):
    indicator = Indicator.objects.create(
        code="extreme",
        name="指标" * 30,
        work_area=bureau.lifts.work_area,
        department=bureau.lifts.department,
        unit="%" if kind == "ratio" else "万元",
        kind=kind,
        level="county",
        decimals=4,
        direction=direction,
    )
    if goal is not None:
        Target.objects.create(
            indicator=indicator, region=bureau.county, year=2023, value=Decimal(goal)
        )
    row = bureau.row(indicator, bureau.county, value, explanation="已核实")
    bureau.approved(row)
    context = reader.get("/indicators/extreme/").context
    low, high = context["charts"][0].drawing["layout"]["yaxis"]["range"]
    assert low <= min(float(value), 0)
    assert max(float(value), 0) <= high
    assert low < high


# What it costs


@pytest.mark.parametrize(
    "address",
    [
        "/indicators/talent-homes/",
        "/indicators/talent-homes/?trail=all",
        "/indicators/class-c-houses/",
        "/indicators/class-c-houses/?region=330521101",
    ],
)
def test_a_page_of_the_demonstration_keeps_its_budget(
    demo_ledger, reader: Client, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
):
    cache.clear()  # Nobody's session is at hand yet.
    with django_assert_max_num_queries(MOST_QUERIES):
        assert reader.get(address).status_code == HTTPStatus.OK


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER])
def test_a_ranked_indicator_costs_a_clerk_no_more(
    demo_ledger,
    people: dict[Role, User],
    client: Client,
    role: Role,
    django_assert_max_num_queries: DjangoAssertNumQueries,
):
    client.force_login(people[role])
    ranked = Ranking.objects.exclude(indicator=None)
    assert ranked.exists()
    for code in ranked.values_list("indicator__code", flat=True):
        cache.clear()
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(f"/indicators/{code}/").context["ranks"]


@pytest.fixture
def corrected(bureau: Bureau) -> Callable[[int], None]:
    """So many corrections of one figure, one after another."""

    def correct(times: int) -> None:
        for n in range(times):
            bureau.approved(
                bureau.row(bureau.county_output, bureau.county, str(60 + n % 7), reason="核对")
            )

    return correct


def test_a_long_trail_takes_no_more_queries(
    bureau: Bureau,
    reader: Client,
    corrected: Callable[[int], None],
    django_assert_max_num_queries: DjangoAssertNumQueries,
):
    bureau.approved(bureau.row(bureau.county_output, bureau.county, "59"))
    with django_assert_max_num_queries(MOST_QUERIES):
        reader.get("/indicators/output/")
    corrected(40)
    with django_assert_max_num_queries(MOST_QUERIES):
        trail = reader.get("/indicators/output/?trail=all").context["trail"]
    assert len(trail) == 41
    assert [step.stands for step in trail].count(True) == 1


def test_one_indicator_across_regions_stands_as_in_any_other_reading(ranked: Bureau):
    row = ranked.row
    ranked.approved(
        row(ranked.unsafe_houses, ranked.towns[0], "7", month=LAST_JUNE),
        row(ranked.unsafe_houses, ranked.towns[1], "5", month=MAY),
        row(ranked.unsafe_houses, ranked.towns[1], "4"),
    )
    places = [ranked.county, *ranked.towns]
    for code, month in (("lifts", JUNE), ("unsafe", JUNE), ("unsafe", MAY), ("lifts", MAY)):
        alone = standings.across(code, places, month)
        every = standings.read_cells(places, month, Indicator.objects.filter(code=code))
        assert alone == list(every.values())


def test_reading_one_indicator_takes_three_queries_for_any_number_of_regions(
    ranked: Bureau, django_assert_max_num_queries: DjangoAssertNumQueries
):
    for places in ([ranked.county], [ranked.county, *ranked.towns]):
        with django_assert_max_num_queries(3):
            standings.across("lifts", places, JUNE)
