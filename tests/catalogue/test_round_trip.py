"""What goes out comes in again, to the last decimal."""

import datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from indicators import catalogue
from indicators.catalogue import SHEETS
from indicators.models import Indicator, Target
from tests.catalogue.files import HEAD_ROW, bare, confirmed, looked_at

pytestmark = pytest.mark.django_db

AMOUNTS = st.decimals(
    min_value=Decimal("-99999999999.9999"), max_value=Decimal("99999999999.9999"), places=4
)
PROPERTY = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def test_the_catalogue_of_the_bureau_comes_back_unchanged(demo_ledger, admin):
    outcome = looked_at(admin, catalogue.present())
    assert outcome.troubles == []
    assert outcome.counts() == {
        "new": 0,
        "changed": 0,
        "unchanged": sum(sheet.model.objects.count() for sheet in SHEETS),
        "refused": 0,
    }


def test_the_catalogue_in_english_comes_back_unchanged_on_a_chinese_screen(demo_ledger, admin):
    with override("en"):
        file = catalogue.present()
    assert "Indicators" in [name.capitalize() for name in opened(file).sheetnames]
    outcome = looked_at(admin, file)
    assert outcome.troubles == []
    assert outcome.writes == 0


def test_the_empty_template_has_all_sheets_and_changes_nothing(demo_ledger, admin):
    file = catalogue.empty()
    assert opened(file).sheetnames == [
        "填写说明", "工作领域", "科室", "区划", "计划进度", "亮灯规则", "指标", "年度目标",
    ]  # fmt: skip
    outcome = looked_at(admin, file)
    assert outcome.troubles == []
    assert set(outcome.counts().values()) == {0}


@PROPERTY
@example(amount=Decimal("0"), start=Decimal("99999999999.9999"))
@example(amount=Decimal("0.0001"), start=Decimal("-0.3"))
@given(amount=AMOUNTS, start=AMOUNTS)
def test_targets_come_back_to_the_last_decimal(bureau, admin, amount, start):
    if amount == start:
        return
    Target.objects.update_or_create(
        indicator=bureau.unsafe_houses,
        region=bureau.county,
        year=2023,
        defaults={"value": amount, "baseline": start},
    )
    outcome = looked_at(admin, catalogue.present())
    assert outcome.troubles == []
    assert outcome.writes == 0


@PROPERTY
@given(amount=AMOUNTS)
def test_a_target_typed_as_text_is_taken_exactly(bureau, admin, amount):
    row = {"指标": "lifts", "区划": "330521", "年份": 2023, "目标": f"{amount:,}"}
    confirmed(admin, bare({"年度目标": [row]}))
    assert Target.objects.get().value == amount


def test_text_of_several_lines_and_signs_comes_back(bureau, admin):
    texts = ["第一行\r\n第二行", "=1+1", "@某人", " 前后有空格 ", "'引号", "-3", "<b>&amp;</b>"]
    for text in texts:
        Indicator.objects.filter(pk=bureau.lifts.pk).update(definition=text)
        outcome = looked_at(admin, catalogue.present())
        assert (outcome.troubles, outcome.writes) == ([], 0), text


def test_text_that_begins_like_a_formula_is_text_in_the_file(bureau):
    Indicator.objects.filter(pk=bureau.lifts.pk).update(
        definition='=HYPERLINK("http://x")', source="+1", name="@lifts"
    )
    page = opened(catalogue.present())["指标"]
    cells = [cell for row in page.iter_rows(min_row=HEAD_ROW + 1) for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert '=HYPERLINK("http://x")' in [cell.value for cell in cells]


def test_numbers_are_numbers_and_days_are_days_in_the_file(bureau):
    Indicator.objects.filter(pk=bureau.lifts.pk).update(counted_from=datetime.date(2022, 9, 1))
    Target.objects.create(
        indicator=bureau.lifts, region=bureau.county, year=2023, value=Decimal("3.06")
    )
    book = opened(catalogue.present())
    assert cell(book["年度目标"], "目标") == 3.06
    assert cell(book["年度目标"], "年份") == 2023
    assert cell(book["年度目标"], "区划") == "330521"
    lifts = [row[0].value for row in book["指标"].iter_rows(min_row=HEAD_ROW + 1)].index("lifts")
    assert cell(book["指标"], "统计起始日", lifts).date() == datetime.date(2022, 9, 1)
    assert cell(book["指标"], "启用", lifts) == "是"
    assert cell(book["指标"], "类型", lifts) == "当年累计"


def test_choices_have_drop_downs(bureau):
    page = opened(catalogue.empty())["指标"]
    rules = {rule.promptTitle: rule.formula1 for rule in page.data_validations.dataValidation}
    assert rules["类型"] == '"当年累计,期末数,比率"'
    assert rules["启用"] == '"是,否"'
    assert rules["工作领域"].startswith("'工作领域'!$A$4")
    assert page.freeze_panes == "C4"


def test_a_file_of_the_catalogue_takes_a_query_a_sheet(demo_ledger, django_assert_num_queries):
    with django_assert_num_queries(len(SHEETS)):
        catalogue.present()


def opened(file):
    return openpyxl.load_workbook(BytesIO(file))


def cell(page, head, record=0):
    columns = {str(top.value).rstrip("*"): top.column for top in page[HEAD_ROW]}
    return page.cell(HEAD_ROW + 1 + record, columns[head]).value
