"""The summary of the half-year, from its template and the ledger."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Figure, Indicator, Region
from indicators.periods import Period
from indicators.progress import Light
from reports.models import SummarySection, SummaryTemplate
from reports.narrative.wording import MISSING
from reports.summary import (
    SummaryError,
    compose,
    find_region,
    offered_periods,
    parse_period,
    period_label,
)
from reports.summary.document import plain_text
from tests.reports.conftest import HALF_YEAR

pytestmark = pytest.mark.django_db


def everything(summary):
    return plain_text(summary.spans())


def test_the_half_year_has_its_title_lead_sections_and_programmes(half_year):
    assert half_year.title == "德清县建设局2023年上半年工作总结"
    lead, *sections = half_year.blocks
    assert lead.level == 0
    assert not lead.heading
    assert [plain_text(block.heading)[:2] for block in sections] == [
        "一、",
        "二、",
        "三、",
        "四、",
        "五、",
    ]
    assert [len(block.programmes) for block in sections] == [3, 3, 3, 3, 3]
    assert [plain_text(p.heading)[:3] for p in sections[0].programmes] == [
        "（一）",
        "（二）",
        "（三）",
    ]


def test_the_half_year_lacks_no_number_and_needs_no_caution(half_year):
    assert half_year.gaps == []
    assert half_year.cautions == []


def test_no_number_of_the_half_year_is_demonstration_data(half_year):
    quoted = {
        (span.origin.code, span.origin.region, span.origin.month)
        for span in half_year.spans()
        if span.origin and span.origin.value
    }
    made_up = {
        (figure.indicator.code, figure.region.code, str(figure.as_month()))
        for figure in Figure.objects.filter(source="demo").select_related("indicator", "region")
    }
    assert quoted
    assert not quoted & made_up


def test_every_figure_leads_back_to_its_entry_or_its_towns(half_year):
    for span in half_year.spans():
        if span.origin and span.origin.value:
            assert span.origin.entry or span.origin.units_total, span
            assert span.origin.entry is None or span.origin.approved_by


def test_goals_are_judged_as_on_the_dashboard(half_year):
    rows = {row.name: row for table in half_year.goals() for row in table.rows}
    assert (rows["人才住房筹集"].completion_text, rows["人才住房筹集"].light) == (
        "51.1%",
        Light.GREEN,
    )
    assert (rows["保障性租赁住房筹集"].completion_text, rows["保障性租赁住房筹集"].light) == (
        "140.2%",
        Light.BLUE,
    )
    assert (rows["基础设施投资"].completion_text, rows["基础设施投资"].light) == (
        "18.3%",
        Light.RED,
    )
    assert (rows["老旧小区改造"].completion_text, rows["老旧小区改造"].light) == (
        "25%",
        Light.RED,
    )
    assert rows["人才住房筹集"].target_text == "1800（推算）"
    assert "推算" in rows["人才住房筹集"].notes or "51%" in rows["人才住房筹集"].notes


def test_every_active_indicator_is_in_the_tables_once(half_year):
    names = [row.name for table in half_year.tables for row in table.rows]
    active = Indicator.objects.filter(active=True).values_list("name", flat=True)
    assert sorted(names) == sorted(active)


def test_a_row_of_demonstration_data_shows_no_value(county):
    figure = Figure.objects.get(indicator__name="加装电梯新增", region=county, year=2023, month=6)
    Figure.objects.filter(pk=figure.pk).update(source="demo")
    summary = compose(county, HALF_YEAR)
    (row,) = (r for t in summary.tables for r in t.rows if r.name == "加装电梯新增")
    assert row.value is None
    assert row.value_text == "演示数据"
    assert row.completion is None
    assert any("加装电梯新增" in gap for gap in summary.gaps)


def test_a_figure_that_is_gone_leaves_a_marker_not_a_zero(county):
    Figure.objects.filter(indicator__name="建筑业总产值", region=county).delete()
    summary = compose(county, HALF_YEAR)
    assert MISSING in everything(summary)
    assert any("建筑业总产值" in gap for gap in summary.gaps)
    assert "None" not in everything(summary)


def test_composing_takes_the_same_few_queries_whatever_the_ledger_holds(county):
    with CaptureQueriesContext(
        connection,
    ) as few:
        compose(county, HALF_YEAR)
    assert len(few) <= 18
    indicator = Indicator.objects.first()
    for number in range(20):
        indicator.pk, indicator.code, indicator.name = None, f"more-{number}", f"更多{number}"
        indicator.save(force_insert=True)
        SummarySection.objects.create(
            template=SummaryTemplate.objects.get(),
            order=100 + number,
            text=f"{{更多{number}}}和{{丙类房屋@雷甸镇}}和{{丙类房屋@新市镇}}",
        )
    with CaptureQueriesContext(connection) as many:
        compose(county, HALF_YEAR)
    assert len(many) == len(few)


def test_paragraphs_are_parted_by_blank_lines_only(county):
    SummarySection.objects.create(
        template=SummaryTemplate.objects.get(),
        order=200,
        text="第一段\n接着写。\r\n\r\n第二段。\n \n\n第三段。\n",
    )
    block = compose(county, HALF_YEAR).blocks[-1]
    assert [plain_text(p) for p in block.paragraphs] == ["第一段接着写。", "第二段。", "第三段。"]


def test_a_section_without_a_heading_takes_the_name_of_its_work_area(county):
    section = SummarySection.objects.get(work_area__name="加装电梯")
    section.heading = ""
    section.save()
    headings = [
        plain_text(p.heading) for b in compose(county, HALF_YEAR).blocks for p in b.programmes
    ]
    assert "（二）加装电梯" in headings


def test_a_towns_summary_has_the_towns_figures_only(demo_ledger):
    town = Region.objects.get(name="乾元镇")
    summary = compose(town, HALF_YEAR)
    rows = {row.name: row for table in summary.tables for row in table.rows}
    assert rows["丙类房屋"].value == Decimal(3)
    assert "建筑业总产值" not in rows
    assert any("建筑业总产值" in gap for gap in summary.gaps)


@pytest.mark.parametrize("written", ["2023-Q2", "2023-06", "2023"])
def test_a_period_without_a_template_says_so(county, written):
    with pytest.raises(SummaryError):
        compose(county, parse_period(written))


def test_a_template_that_is_not_active_is_not_used(county):
    SummaryTemplate.objects.update(active=False)
    with pytest.raises(SummaryError):
        compose(county, HALF_YEAR)


@pytest.mark.parametrize("written", ["2021-H1", "2025-H2"])
def test_a_period_without_figures_says_so(county, written):
    with pytest.raises(SummaryError, match=written):
        compose(county, parse_period(written))


@pytest.mark.parametrize("written", ["", "2023-H3", "2023-13", "上半年", "2023-h1", "２０２３"])
def test_what_is_not_a_period_is_said_back_with_how_to_write_one(written):
    with pytest.raises(SummaryError, match="2023-H1"):
        parse_period(written)


def test_an_unknown_region_is_said_back(county):
    assert find_region() == county
    with pytest.raises(SummaryError, match="999999"):
        find_region("999999")


def test_without_a_county_the_error_says_what_to_load():
    with pytest.raises(SummaryError):
        find_region()


def test_periods_on_offer_have_a_template_and_end_with_figures(county):
    assert [str(period) for period in offered_periods(county)] == ["2023-H1", "2022-H2", "2022-H1"]


@pytest.mark.parametrize("written", ["2023-06", "2023-Q2", "2023-H1", "2023"])
def test_periods_are_called_by_their_year(written):
    assert "2023" in period_label(Period.parse(written))
