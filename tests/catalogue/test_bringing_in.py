"""Bringing a file in: all or none, as shown, with who and why."""

from decimal import Decimal

import pytest
from django.db import connection

from indicators import catalogue
from indicators.models import Department, Indicator, Region, Target
from tests.catalogue.files import bare, confirmed, looked_at

pytestmark = pytest.mark.django_db

NEW = {
    "代码": "wells", "名称": "水井", "工作领域": "area", "科室": "own", "单位": "口",
    "类型": "当年累计",
}  # fmt: skip


def goal(value, indicator="lifts"):
    return {"指标": indicator, "区划": "330521", "年份": 2023, "目标": value}


def test_the_preview_tells_new_changed_and_unchanged_and_writes_nothing(bureau, admin):
    file = bare(
        {
            "科室": [{"代码": "own", "名称": "城建一科"}, {"代码": "other", "名称": "房产科"}],
            "指标": [NEW],
            "年度目标": [goal(3, "wells")],
        }
    )
    before = Department.history.count(), Indicator.history.count()
    outcome = looked_at(admin, file)
    assert outcome.counts() == {"new": 2, "changed": 1, "unchanged": 1, "refused": 0}
    assert not outcome.is_written
    assert Department.objects.get(code="own").name == "城建科"
    assert not Indicator.objects.filter(code="wells").exists()
    assert (Department.history.count(), Indicator.history.count()) == before


def test_a_reference_is_shown_by_code_and_name(bureau, admin):
    outcome = looked_at(admin, bare({"指标": [{"代码": "lifts", "科室": "other"}]}))
    (change,) = outcome.sheets[0].changed[0].changes
    assert (change.head, change.before, change.after) == ("科室", "own 城建科", "other 房产科")


def test_every_record_written_says_who_and_why(bureau, admin):
    bureau.lifts.bands = None
    file = bare(
        {
            "科室": [{"代码": "own", "名称": "城建一科"}],
            "指标": [NEW],
            "年度目标": [goal("3.5", "wells"), goal(4)],
        }
    )
    assert confirmed(admin, file, reason="2023年机构调整").is_written
    written = [
        Department.history.filter(code="own").latest(),
        Indicator.history.filter(code="wells").latest(),
        *Target.history.all(),
    ]
    assert len(written) == 4
    assert {record.history_change_reason for record in written} == {"2023年机构调整"}
    assert {record.history_user for record in written} == {admin}
    assert Department.history.filter(code="own").latest().prev_record.name == "城建科"


def test_a_record_that_stays_as_it_is_gets_no_new_history(bureau, admin):
    file = bare(
        {"科室": [{"代码": "own", "名称": "城建一科"}, {"代码": "other", "名称": "房产科"}]}
    )
    before = Department.history.filter(code="other").count()
    confirmed(admin, file)
    assert Department.history.filter(code="other").count() == before
    assert looked_at(admin, file).writes == 0
    assert not [row for sheet in looked_at(admin, file).sheets for row in sheet.changed]


def test_nothing_is_written_when_the_catalogue_has_changed_since_the_preview(bureau, admin):
    upload = catalogue.read(bare({"科室": [{"代码": "own", "名称": "城建一科"}], "指标": [NEW]}))
    shown = catalogue.preview(admin, upload.rows).digest()
    Department.objects.filter(code="own").update(name="城建二科")
    outcome = catalogue.write(admin, upload.rows, reason="调整", shown=shown)
    assert not outcome.is_written
    assert outcome.sheets[0].changed[0].changes[0].before == "城建二科"
    assert Department.objects.get(code="own").name == "城建二科"
    assert not Indicator.objects.filter(code="wells").exists()


def test_nothing_is_written_when_somebody_has_added_the_same_meanwhile(bureau, admin):
    upload = catalogue.read(bare({"指标": [NEW]}))
    shown = catalogue.preview(admin, upload.rows).digest()
    Indicator.objects.create(
        code="wells", name="井", work_area=bureau.lifts.work_area, kind="stock", unit="口",
        department=bureau.lifts.department,
    )  # fmt: skip
    assert not catalogue.write(admin, upload.rows, reason="调整", shown=shown).is_written
    assert Indicator.objects.get(code="wells").kind == "stock"


def test_what_travels_is_only_what_would_be_written(bureau, admin):
    file = bare(
        {"科室": [{"代码": "own", "名称": "城建一科"}, {"代码": "other", "名称": "房产科"}]}
    )
    upload = catalogue.read(file)
    outcome = catalogue.preview(admin, upload.rows)
    rows, shown = catalogue.unpacked(admin, catalogue.packed(admin, upload.rows, outcome))
    assert [row.typed["code"] for row in rows["department"]] == ["own"]
    assert catalogue.write(admin, rows, reason="调整", shown=shown).is_written


def test_amounts_are_taken_in_the_unit_of_an_indicator_that_the_file_adds(bureau, admin):
    file = bare({"指标": [NEW | {"单位": "亿元"}], "年度目标": [goal("5,600万元", "wells")]})
    assert confirmed(admin, file).is_written
    assert Target.objects.get().value == Decimal("0.56")


def test_unchanged_rows_cost_no_queries(bureau, admin, django_assert_num_queries):
    upload = catalogue.read(catalogue.present())
    with django_assert_num_queries(len(catalogue.SHEETS) + 3):  # And the savepoint taken back.
        catalogue.preview(admin, upload.rows)


def test_queries_grow_with_records_written_not_with_their_fields(
    bureau, admin, django_assert_max_num_queries
):
    def rows(count, **more):
        return {"指标": [NEW | {"代码": f"w{n}", "名称": f"井{n}"} | more for n in range(count)]}

    def queries(sheets):
        upload = catalogue.read(bare(sheets))
        with django_assert_max_num_queries(4_000) as captured:
            assert catalogue.preview(admin, upload.rows).troubles == []
        return len(captured)

    few, many = queries(rows(10)), queries(rows(40))
    fuller = queries(rows(40, 方向="不超过", 小数位数=2, 口径="甲", 来源="乙", 重点指标="是"))
    assert (many - few) / 30 < 40
    assert fuller <= many + 2
    assert connection.vendor


def test_a_hundred_towns_can_be_added_below_a_county(bureau, admin):
    rows = [
        {"代码": f"330521{n}", "名称": f"镇{n}", "层级": "镇（街道）", "上级": "330521"}
        for n in range(200, 300)
    ]
    assert confirmed(admin, bare({"区划": rows})).is_written
    assert Region.objects.filter(parent__code="330521").count() == 100 + len(bureau.towns)
