"""Every quantitative statement of the half-year review of 2023 is in the ledger, as what it is.

The list beside this file is a second reading of the review, made without a look at the fixtures.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from indicators.choices import DatePrecision, HonourState, Qualifier, Source
from indicators.models import (
    Figure,
    Honour,
    Indicator,
    Milestone,
    Project,
    Ranking,
    Target,
    WorkArea,
)
from indicators.numbers import percent
from indicators.periods import Month
from indicators.progress import Direction, Kind, completion, growth
from reports.models import SummarySection

COUNTY = "德清县"
LEAD = "导语"
YEAR = 2023
JUNE, LAST_JUNE = Month(2023, 6), Month(2022, 6)
KINDS = tuple(kind.value for kind in Kind)
SQUARE_METRES = {"平方米": 1, "万平方米": 10000}


@dataclass(frozen=True)
class Statement:
    """One statement of the review; the head of the list explains the fields."""

    programme: str
    what: str
    value: str
    kind: str
    code: str
    unit: str = ""
    region: str = COUNTY
    qualifier: str = Qualifier.EXACT
    derived: bool = False
    scope: str = ""
    year: int = YEAR
    month: str = str(JUNE)
    state: str = HonourState.AWARDED
    field: str = ""
    precision: str = DatePrecision.DAY
    done: bool = False
    where: str = ""
    counted_from: str = ""


def read_statements() -> dict[str, list[Statement]]:
    """The statements of the lead and of each programme, in the review's order."""
    path = Path(__file__).with_name("statements.yaml")
    found: dict[str, list[Statement]] = {}
    for group in yaml.safe_load(path.read_text(encoding="utf-8")):
        programme = group["programme"]
        found[programme] = [
            Statement(programme=programme, code=fields.pop("is"), **fields)
            for fields in group["statements"]
        ]
    return found


STATEMENTS = read_statements()


def stands_in_its_programme(said: Statement, work_area: WorkArea) -> None:
    """The lead repeats what belongs to a programme."""
    if said.programme != LEAD:
        assert work_area.name == said.programme


def figure_of(said: Statement, month: Month) -> Figure:
    """The county's or town's figure of the very month, reported or derived, never made up."""
    figure = Figure.objects.select_related("indicator__work_area").get(
        indicator__code=said.code, region__name=said.region, year=month.year, month=month.month
    )
    stands_in_its_programme(said, figure.indicator.work_area)
    assert figure.source != Source.DEMO
    return figure


def is_the_figure(said: Statement) -> None:
    figure = figure_of(said, Month.parse(said.month))
    indicator = figure.indicator
    assert figure.value == Decimal(said.value)
    assert (indicator.unit, figure.qualifier) == (said.unit, said.qualifier)
    if said.kind in KINDS:
        assert indicator.kind == said.kind
    if not figure.is_rolled_up:
        assert figure.source == (Source.DERIVED if said.derived else Source.REPORTED)
        assert figure.entry
        assert figure.entry.note or not said.derived
    if said.counted_from:
        assert str(indicator.counted_from).startswith(said.counted_from)


def is_the_target(said: Statement) -> None:
    target = Target.objects.get(indicator__code=said.code, region__name=said.region, year=said.year)
    stands_in_its_programme(said, target.indicator.work_area)
    assert target.value == Decimal(said.value)
    assert (target.indicator.unit, target.derived) == (said.unit, said.derived)


def is_the_completion(said: Statement) -> None:
    figure = figure_of(said, JUNE)
    target = Target.objects.get(indicator=figure.indicator, region=figure.region, year=YEAR)
    share = completion(Direction(figure.indicator.direction), figure.value, target.as_goal())
    assert share is not None
    assert percent(share, decimals_of(said)) == f"{said.value}%"


def is_the_growth(said: Statement) -> None:
    figure, last_year = figure_of(said, JUNE), figure_of(said, LAST_JUNE)
    change = growth(Kind(figure.indicator.kind), figure.value, last_year.value)
    assert change is not None
    assert percent(change, decimals_of(said)) == f"{said.value}%"


def decimals_of(said: Statement) -> int:
    return len(said.value.partition(".")[2])


def is_the_project(said: Statement) -> None:
    project = Project.objects.get(code=said.code)
    stands_in_its_programme(said, project.work_area)
    assert project.region.name == said.region
    found = getattr(project, said.field)
    if said.unit:
        assert found == Decimal(said.value) * SQUARE_METRES[said.unit]
    else:
        assert found == said.value


def is_the_milestone(said: Statement) -> None:
    milestone = Milestone.objects.get_by_natural_key(*said.code.split("/"))
    stands_in_its_programme(said, milestone.project.work_area)
    day = date.fromisoformat(said.value)
    assert (milestone.done_on if said.done else milestone.planned_on) == day
    assert milestone.precision == said.precision
    assert said.done or milestone.done_on is None


def is_the_honour(said: Statement) -> None:
    honour = Honour.objects.get(code=said.code)
    stands_in_its_programme(said, honour.work_area)
    assert said.value in honour.name
    assert (honour.state, honour.region.name, honour.year) == (said.state, said.region, said.year)
    # Where the review names no level, whatever was entered must say that it is open.
    assert honour.scope == said.scope if said.scope else "待核" in honour.note
    if said.state == HonourState.PROPOSED:
        assert "入选" in honour.note
        assert "拟选" in honour.note


def is_the_ranking(said: Statement) -> None:
    ranking = Ranking.objects.get(code=said.code)
    stands_in_its_programme(said, ranking.work_area)
    place = f"前{ranking.within}" if ranking.within else str(ranking.rank)
    assert (place, ranking.scope, ranking.year) == (said.value, said.scope, said.year)


def is_in_the_words(said: Statement) -> None:
    match said.where:
        case "indicator":
            text = Indicator.objects.get(code=said.code).definition
        case "project":
            text = Project.objects.get(code=said.code).name
        case "summary":
            wanted: dict[str, Any] = {"work_area__code": said.code}
            if said.code == "lead":
                wanted = {"work_area": None}
            text = SummarySection.objects.get(template__code="half-year", **wanted).text
        case _:
            pytest.fail(f"no such place: {said.where}")
    assert said.value in text


CHECKS: dict[str, Callable[[Statement], None]] = {
    **dict.fromkeys(KINDS, is_the_figure),
    "last_year": is_the_figure,
    "target": is_the_target,
    "completion": is_the_completion,
    "growth": is_the_growth,
    "project": is_the_project,
    "milestone": is_the_milestone,
    "honour": is_the_honour,
    "ranking": is_the_ranking,
    "definition": is_in_the_words,
}


@pytest.mark.parametrize("programme", STATEMENTS)
def test_what_the_review_states_is_in_the_ledger(
    programme: str, demo_ledger: None, subtests: pytest.Subtests
) -> None:
    for said in STATEMENTS[programme]:
        with subtests.test(f"{said.what} {said.value}{said.unit} ({said.kind}, {said.region})"):
            CHECKS[said.kind](said)


def test_the_list_covers_the_lead_and_every_programme_in_order(demo_ledger: None) -> None:
    programmes = WorkArea.objects.filter(level=WorkArea.PROGRAMME).order_by("order")
    assert list(STATEMENTS) == [LEAD, *programmes.values_list("name", flat=True)]
    assert sum(map(len, STATEMENTS.values())) >= 170


def codes(*kinds: str) -> set[str]:
    """The records that statements of these kinds name."""
    return {said.code for group in STATEMENTS.values() for said in group if said.kind in kinds}


def test_the_ledger_states_nothing_of_june_that_the_review_does_not(demo_ledger: None) -> None:
    june = Figure.objects.filter(year=JUNE.year, month=JUNE.month)
    stated: list[tuple[Iterable[str], set[str]]] = [
        (june.values_list("indicator__code", flat=True), codes(*KINDS)),
        (Target.objects.values_list("indicator__code", flat=True), codes("target")),
        (Honour.objects.values_list("code", flat=True), codes("honour")),
        (Ranking.objects.values_list("code", flat=True), codes("ranking")),
        (
            ["/".join(milestone.natural_key()) for milestone in Milestone.objects.all()],
            codes("milestone"),
        ),
    ]
    for in_ledger, in_review in stated:
        assert set(in_ledger) - in_review == set()
