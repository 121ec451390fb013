"""The database refuses nonsense, whoever writes it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from indicators import ledger
from indicators.models import (
    ControlTotal,
    Entry,
    Evidence,
    Figure,
    Honour,
    Indicator,
    LightBands,
    Milestone,
    Notice,
    PacePlan,
    Project,
    Ranking,
    Region,
    Reopening,
    ReportingMonth,
    ScreenToken,
    Target,
    WorkArea,
)
from reports.models import IssuedSummary, SummaryTemplate
from tests.bureau import Bureau

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 7, 1, tzinfo=UTC)
EVEN = {f"m{month:02d}": Decimal(month) / 12 for month in range(1, 12)} | {"m12": 1}


def refused(record):
    """Whether the database refuses the record, in a transaction of its own."""
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError:
        return True
    return False


def work_area(bureau, **fields):
    return WorkArea(**{"code": "x", "name": "x", "level": 1, **fields})


def region(bureau, **fields):
    return Region(
        **{"code": "330522", "name": "x", "level": "county", "parent": bureau.city, **fields}
    )


def indicator(bureau, **fields):
    right = {
        "code": "x",
        "name": "x",
        "unit": "个",
        "kind": "flow",
        "work_area": bureau.lifts.work_area,
        "department": bureau.lifts.department,
    }
    return Indicator(**{**right, **fields})


def bands(bureau, **fields):
    return LightBands(**{"code": "x", "name": "x", **fields})


def pace(bureau, **fields):
    return PacePlan(**{"code": "x", "name": "x", **EVEN, **fields})


def target(bureau, **fields):
    right = {"indicator": bureau.lifts, "region": bureau.county, "year": 2023, "value": 24}
    return Target(**{**right, **fields})


def month(bureau, **fields):
    right = {
        "year": 2023,
        "month": 8,
        "opens_on": date(2023, 8, 31),
        "due_on": date(2023, 9, 5),
        "opened_by": bureau.office,
        "opened_at": NOW,
    }
    return ReportingMonth(**{**right, **fields})


def entry(bureau, **fields):
    right = {
        "indicator": bureau.lifts,
        "region": bureau.towns[0],
        "year": 2023,
        "month": 6,
        "value": 5,
        "entered_by": bureau.clerk,
        "entered_at": NOW,
    }
    return Entry(**{**right, **fields})


def figure(bureau, **fields):
    right = {
        "indicator": bureau.lifts,
        "region": bureau.county,
        "year": 2023,
        "month": 6,
        "value": 5,
        "units_reported": 1,
        "units_total": 3,
        "updated_at": NOW,
    }
    return Figure(**{**right, **fields})


def project(bureau, **fields):
    right = {
        "code": "x",
        "name": "x",
        "stage": "building",
        "work_area": bureau.lifts.work_area,
        "region": bureau.county,
    }
    return Project(**{**right, **fields})


def milestone(bureau, **fields):
    owner = Project.objects.filter(code="owner").first()
    if owner is None:
        owner = project(bureau, code="owner")
        owner.save()
    return Milestone(**{"project": owner, "name": "验收", "planned_on": NOW.date(), **fields})


def recognition(bureau):
    return {
        "code": "x",
        "name": "x",
        "work_area": bureau.lifts.work_area,
        "region": bureau.county,
        "scope": "city",
        "year": 2023,
    }


def honour(bureau, **fields):
    return Honour(**{**recognition(bureau), "holder": "德清县", **fields})


def ranking(bureau, **fields):
    return Ranking(**{**recognition(bureau), "rank": 1, **fields})


def issued(bureau, **fields):
    template, _ = SummaryTemplate.objects.get_or_create(
        code="half", defaults={"name": "half", "period_kind": "half", "title": "总结"}
    )
    right = {
        "template": template,
        "region": bureau.county,
        "period": "2023-H1",
        "title": "总结",
        "content": {},
        "issued_by": bureau.office,
        "issued_at": NOW,
    }
    return IssuedSummary(**{**right, **fields})


def evidence(bureau, **fields):
    [kept] = ledger.draft(bureau.clerk, [bureau.row(bureau.lifts, bureau.towns[0], "5")])
    right = {
        "entry": kept,
        "name": "台账.pdf",
        "file": "evidence/2023/06/a.pdf",
        "size": 10,
        "added_by": bureau.clerk,
        "added_at": NOW,
    }
    return Evidence(**{**right, **fields})


def control_total(bureau, **fields):
    place = {"indicator": bureau.lifts, "region": bureau.county, "year": 2023, "month": 6}
    given = {"value": 5, "given_by": bureau.clerk, "given_at": NOW}
    return ControlTotal(**{**place, **given, **fields})


def reopening(bureau, **fields):
    right = {
        "month": ReportingMonth.objects.get(month=6),
        "department": bureau.lifts.department,
        "until": date(2023, 8, 1),
        "reason": "补报",
        "reopened_by": bureau.office,
        "reopened_at": NOW,
    }
    return Reopening(**{**right, **fields})


def notice(bureau, **fields):
    of_month = {"month": ReportingMonth.objects.get(month=6), "day": date(2023, 7, 5)}
    right = {"person": bureau.clerk, "kind": "reminder", "created_at": NOW, **of_month}
    return Notice(**{**right, **fields})


def handed_in(bureau):
    return {"submitted_at": NOW, "submitted_by": bureau.clerk}


REVIEWED = {"reviewed_at": NOW}


def screen_token(bureau, **fields):
    right = {
        "name": "一楼大厅",
        "digest": "0" * 64,
        "region": bureau.county,
        "made_by": bureau.office,
        "made_at": NOW,
    }
    return ScreenToken(**{**right, **fields})


NONSENSE = [
    (work_area, {"level": 2, "parent": None}),
    (work_area, {"level": 3}),
    (region, {"code": "3305220"}),
    (region, {"code": "33052x"}),
    (region, {"level": "town"}),
    (region, {"level": "village"}),
    (region, {"parent": None}),
    (region, {"tile_row": 1}),
    (region, {"tile_column": 1}),
    (region, {"tile_row": 0, "tile_column": 1}),
    (region, {"tile_row": 1, "tile_column": 51}),
    (indicator, {"unit": ""}),
    (indicator, {"kind": "ratio", "unit": "个"}),
    (indicator, {"kind": "flow", "unit": "%"}),
    (indicator, {"by_parts": True}),
    (indicator, {"decimals": 5}),
    (indicator, {"name": "加装电梯"}),
    (indicator, {"code": "lifts"}),
    (bands, {"green_within": -1}),
    (bands, {"green_within": 20, "yellow_within": 10}),
    (pace, {"m12": Decimal("0.9")}),
    (pace, {"m06": Decimal("0.1")}),
    (pace, {"m01": Decimal("-0.1")}),
    (target, {"year": 1999}),
    (target, {"year": 2101}),
    (target, {"baseline": 24}),
    (target, {"derived": True, "note": ""}),
    (month, {"month": 0}),
    (month, {"month": 13}),
    (month, {"year": 1999}),
    (month, {"closed_at": NOW}),
    (month, {"month": 6}),
    (month, {"due_on": date(2023, 8, 30)}),
    (entry, {"month": 13}),
    (entry, {"numerator": 1}),
    (entry, {"numerator": 1, "denominator": 0}),
    (entry, {"state": "submitted"}),
    (entry, {"state": "approved", "submitted_at": NOW}),
    (entry, {"state": "approved", "submitted_at": NOW, "reviewed_at": NOW}),
    (entry, {"submitted_at": NOW}),
    (entry, {"state": "submitted", "submitted_at": NOW}),
    (entry, {"state": "withdrawn"}),
    (entry, {"withdrawn_at": NOW}),
    (entry, {"late": True}),
    (entry, {"state": "made up"}),
    (entry, {"return_reason": "x"}),
    (entry, {"source": "derived"}),
    (figure, {"units_reported": 4}),
    (figure, {"units_total": None, "units_reported": None}),
    (figure, {"units_total": 0, "units_reported": 0}),
    (figure, {"month": 0}),
    (figure, {"denominator": 1}),
    (project, {"invested": -1}),
    (project, {"building_area": -1}),
    (milestone, {"planned_on": None}),
    (honour, {"month": 13}),
    (honour, {"year": 23}),
    (ranking, {"rank": None}),
    (ranking, {"rank": 0}),
    (ranking, {"rank": 1, "within": 3}),
    (ranking, {"month": 0}),
    (issued, {"period": "2023-H3"}),
    (issued, {"period": "2023-13"}),
    (issued, {"edition": 0}),
    (evidence, {"name": ""}),
    (evidence, {"link": "https://example.invalid/"}),
    (evidence, {"file": ""}),
    (evidence, {"size": None}),
    (control_total, {"month": 13}),
    (control_total, {"year": 1999}),
    (reopening, {"department": None}),
    (reopening, {"reason": ""}),
    (screen_token, {"name": ""}),
    (screen_token, {"digest": "a key as it was typed"}),
    (screen_token, {"withdrawn_at": NOW}),
    (screen_token, {"withdrawn_at": datetime(2023, 6, 30, tzinfo=UTC)}),
]


@pytest.mark.parametrize(
    ("make", "fields"), NONSENSE, ids=[f"{make.__name__}-{fields}" for make, fields in NONSENSE]
)
def test_nonsense_is_refused(bureau: Bureau, make, fields):
    assert refused(make(bureau, **fields))


@pytest.mark.parametrize(
    "make", dict.fromkeys(make for make, _ in NONSENSE), ids=lambda make: make.__name__
)
def test_sense_is_taken(bureau: Bureau, make):
    assert not refused(make(bureau))


@pytest.mark.parametrize("state", ["returned", "approved"])
def test_a_reviewed_entry_names_its_reviewer(bureau: Bureau, state):
    fate = {"state": state, **handed_in(bureau), **REVIEWED}
    fate |= {"return_reason": "x"} if state == "returned" else {}
    assert refused(entry(bureau, **fate))
    assert not refused(entry(bureau, reviewed_by=bureau.reviewer, **fate))


def test_a_withdrawn_entry_names_who_took_it_back(bureau: Bureau):
    assert refused(entry(bureau, state="withdrawn", withdrawn_at=NOW))
    taken_back = {"withdrawn_at": NOW, "withdrawn_by": bureau.clerk}
    assert not refused(entry(bureau, state="withdrawn", **taken_back))
    assert not refused(entry(bureau, state="withdrawn", **taken_back, **handed_in(bureau)))


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_a_submitted_correction_gives_its_reason(bureau: Bureau, state):
    [first] = bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    fate = {"state": state, **({} if state == "draft" else handed_in(bureau))}
    assert refused(entry(bureau, corrects=first, **fate)) == (state != "draft")
    assert not refused(entry(bureau, month=7, corrects=first, reason="重核", **fate))


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_a_submitted_value_in_doubt_is_explained(bureau: Bureau, state):
    fate = {"state": state, **({} if state == "draft" else handed_in(bureau))}
    fate["doubts"] = [{"code": "jump", "facts": {}}]
    assert refused(entry(bureau, **fate)) == (state != "draft")
    assert not refused(entry(bureau, month=7, explanation="集中验收", **fate))


def test_a_person_is_reminded_once_a_day(bureau: Bureau):
    assert not refused(notice(bureau))
    assert refused(notice(bureau))
    assert not refused(notice(bureau, day=date(2023, 7, 6)))
    assert not refused(notice(bureau, kind="returned"))
    assert not refused(notice(bureau, kind="returned"))


def test_there_is_one_control_total(bureau: Bureau):
    assert not refused(control_total(bureau))
    assert refused(control_total(bureau))


def test_a_tile_is_one_region_s_of_those_below_another(bureau: Bureau):
    tile = {"tile_row": 2, "tile_column": 2}
    assert not refused(region(bureau, **tile))
    assert refused(region(bureau, code="330523", **tile))
    assert not refused(region(bureau, code="330523", tile_row=2, tile_column=3))
    below = {"code": "330521109", "level": "town", "parent": bureau.county}
    assert not refused(region(bureau, **below, **tile))


def test_there_is_one_figure_a_month(bureau: Bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "5"))
    assert refused(figure(bureau))


def test_a_screen_token_names_who_withdrew_it(bureau: Bureau):
    assert refused(screen_token(bureau, withdrawn_by=bureau.office))
    assert not refused(screen_token(bureau, withdrawn_by=bureau.office, withdrawn_at=NOW))


def test_there_is_one_screen_token_a_key(bureau: Bureau):
    assert not refused(screen_token(bureau))
    assert refused(screen_token(bureau, name="二楼会议室"))
