"""Charts tell the truth: from zero, demonstration months marked, nothing sent elsewhere."""

import json
import re

import plotly.graph_objects as go
import pytest
from django.conf import settings

from indicators import charts, standings
from indicators.charts import Chart
from indicators.choices import Source
from indicators.models import Figure, Indicator, Region, Target
from indicators.periods import Month
from indicators.standings import Standing
from tests.bureau import JUNE, MAY, Bureau

pytestmark = pytest.mark.django_db
APRIL, LAST_JUNE, LAST_MAY = Month(2023, 4), Month(2022, 6), Month(2022, 5)
TOKEN = re.compile(r'"--[a-z-]+"')
RAW_COLOUR = re.compile(r"#[0-9a-fA-F]{3}|rgba?\((?!0,0,0,0)|hsl")
SCRIPT = settings.BASE_DIR / "static" / "js" / "charts.js"


@pytest.fixture
def output(bureau: Bureau) -> Bureau:
    """Output of April to June, April being demonstration data; last year's; a target of 150."""
    row = bureau.row
    bureau.approved(
        row(bureau.county_output, bureau.county, "50", month=LAST_MAY),
        row(bureau.county_output, bureau.county, "59.63", month=LAST_JUNE),
        row(bureau.county_output, bureau.county, "40", month=APRIL, source=Source.DEMO),
        row(bureau.county_output, bureau.county, "58.5", month=MAY),
        row(bureau.county_output, bureau.county, "71.2"),
    )
    Target.objects.create(
        indicator=bureau.county_output, region=bureau.county, year=2023, value=150
    )
    return bureau


def standing(indicator: Indicator, region: Region, month: Month = JUNE) -> Standing:
    [found] = standings.read(region, month, Indicator.objects.filter(pk=indicator.pk))
    return found


def history(indicator: Indicator, region: Region) -> list[Figure]:
    return standings.history(indicator, region, JUNE.year)


def drawn(made: Chart | None) -> Chart:
    assert made is not None
    plain = json.dumps(made.drawing)  # What the page carries is plain JSON.
    # Plotly takes it, once the tokens are colours and the font a name.
    go.Figure(json.loads(TOKEN.sub('"#123456"', plain)), skip_invalid=False)
    assert not RAW_COLOUR.search(plain)
    return made


def test_the_cumulative_line_stands_beside_plan_and_last_year(output: Bureau):
    indicator, county = output.county_output, output.county
    made = drawn(charts.cumulative(standing(indicator, county), history(indicator, county)))
    by_name = {trace["name"]: trace for trace in made.drawing["data"]}
    assert by_name["2023"]["y"] == [40, 58.5, 71.2]
    assert by_name["2022"]["y"] == [50, 59.63]
    plan = by_name["计划进度"]
    assert (plan["x"][5], plan["y"][5], plan["y"][11]) == (6, 75, 150)
    assert set(by_name["年度目标"]["y"]) == {150}


def test_a_demonstration_month_is_a_hollow_point_and_says_so(output: Bureau):
    indicator, county = output.county_output, output.county
    made = drawn(charts.cumulative(standing(indicator, county), history(indicator, county)))
    line = next(trace for trace in made.drawing["data"] if trace["name"] == "2023")
    assert line["marker"]["color"] == ["--paper", "--accent", "--accent"]
    label = str(Source.DEMO.label)
    assert [label in words for words in line["hovertext"]] == [True, False, False]
    assert made.rows[3][1].note == label
    assert made.caption


def test_a_month_added_to_a_demonstration_month_is_hatched(output: Bureau):
    indicator, county = output.county_output, output.county
    made = drawn(charts.monthly(standing(indicator, county), history(indicator, county)))
    bars = made.drawing["data"][-1]
    assert bars["x"] == [5, 6]  # March is not known, so nothing is known of April's own.
    assert bars["y"] == [18.5, 12.7]
    assert bars["marker"]["pattern"]["shape"] == ["/", ""]


def test_real_months_alone_carry_no_caption(output: Bureau):
    indicator, county = output.county_output, output.county
    real = [figure for figure in history(indicator, county) if figure.source != Source.DEMO]
    made = drawn(charts.cumulative(standing(indicator, county), real))
    assert str(Source.DEMO.label) not in made.caption
    assert made.rows[3][1] == "—"


def test_every_chart_starts_at_zero_and_cannot_be_dragged(output: Bureau):
    indicator, county = output.county_output, output.county
    row, figures = standing(indicator, county), history(indicator, county)
    this_year = standings.histories([indicator], county, 2023)[indicator.pk]
    for made in (
        charts.cumulative(row, figures),
        charts.monthly(row, figures),
        charts.trend(row, this_year),
    ):
        layout = drawn(made).drawing["layout"]
        low, high = layout["yaxis"]["range"]
        assert low <= 0 < high
        assert layout["yaxis"]["fixedrange"]
        assert "template" not in layout


def test_a_chart_as_of_may_does_not_know_june(output: Bureau):
    indicator, county = output.county_output, output.county
    row = standing(indicator, county, MAY)
    made = drawn(charts.cumulative(row, history(indicator, county)))
    assert next(t for t in made.drawing["data"] if t["name"] == "2023")["x"] == [4, 5]
    assert made.rows[5][1] == "—"


def test_one_month_is_no_trend(output: Bureau):
    indicator, county = output.county_output, output.county
    assert charts.trend(standing(indicator, county), history(indicator, county)[-1:]) is None


def test_without_figures_there_is_nothing_to_draw(bureau: Bureau):
    row = standing(bureau.county_output, bureau.county)
    assert charts.cumulative(row, []) is None
    assert charts.monthly(row, []) is None


def test_a_ratio_has_no_months_of_its_own_and_its_target_is_a_level_line(bureau: Bureau):
    town = bureau.towns[0]
    Target.objects.create(indicator=bureau.signing_rate, region=town, year=2023, value=90)
    bureau.approved(bureau.row(bureau.signing_rate, town, "96.5"))
    row, figures = standing(bureau.signing_rate, town), history(bureau.signing_rate, town)
    assert charts.monthly(row, figures) is None
    made = drawn(charts.cumulative(row, figures))
    plan = next(trace for trace in made.drawing["data"] if trace["name"] != "2023")
    assert set(plan["y"]) == {90}


def test_a_level_that_falls_shows_a_falling_month(bureau: Bureau):
    town = bureau.towns[0]
    bureau.approved(
        bureau.row(bureau.unsafe_houses, town, "7", month=MAY),
        bureau.row(bureau.unsafe_houses, town, "3"),
    )
    made = drawn(
        charts.monthly(standing(bureau.unsafe_houses, town), history(bureau.unsafe_houses, town))
    )
    assert made.drawing["data"][0]["y"] == [-4]
    assert made.rows[0][1] == "−4"


@pytest.mark.parametrize(
    "setting", ["showSendToCloud: false", 'plotlyServerURL: ""', "displaylogo: false"]
)
def test_charts_offer_no_way_out_of_the_intranet(setting: str):
    assert setting in SCRIPT.read_text()


def test_colours_of_charts_are_tokens_of_the_theme(output: Bureau):
    indicator, county = output.county_output, output.county
    row, figures = standing(indicator, county), history(indicator, county)
    used = {
        token
        for made in (charts.cumulative(row, figures), charts.monthly(row, figures))
        for token in TOKEN.findall(json.dumps(drawn(made).drawing))
    }
    tokens = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    assert [token for token in used if f"{token.strip(chr(34))}:" not in tokens] == []
