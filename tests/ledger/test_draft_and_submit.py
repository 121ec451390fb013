"""Clerks write drafts and hand them in."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError

from indicators import ledger
from indicators.choices import EntryState, Source
from indicators.ledger import ProblemCode, stamps
from indicators.models import Entry
from tests.bureau import MAY


def test_a_draft_is_no_figure_yet(bureau):
    [entry] = ledger.draft(bureau.clerk, [bureau.row(bureau.county_output, bureau.county, "71.2")])
    assert entry.state == EntryState.DRAFT
    assert entry.entered_by == bureau.clerk
    assert bureau.figure(bureau.county_output, bureau.county) is None


def test_saving_again_changes_the_draft_instead_of_adding_one(bureau):
    ledger.draft(bureau.clerk, [bureau.row(bureau.county_output, bureau.county, "71.2")])
    [again] = ledger.draft(bureau.clerk, [bureau.row(bureau.county_output, bureau.county, "72")])
    assert Entry.objects.get().value == Decimal(72)
    assert again.version == 2


def test_a_submitted_entry_is_never_edited(bureau, refused):
    bureau.submitted(bureau.row(bureau.county_output, bureau.county, "71.2"))
    code, _ = refused(
        ledger.draft, bureau.clerk, [bureau.row(bureau.county_output, bureau.county, "72")]
    )
    assert code == ProblemCode.STATE
    assert Entry.objects.get().value == Decimal("71.2")


def test_an_entry_is_never_deleted(bureau):
    [entry] = bureau.submitted(bureau.row(bureau.county_output, bureau.county, "71.2"))
    with pytest.raises(TypeError):
        entry.delete()
    with pytest.raises(TypeError):
        Entry.objects.all().delete()


def test_a_second_person_is_shown_what_the_first_wrote(bureau, refused):
    row = bureau.row(bureau.county_output, bureau.county, "71.2")
    ledger.draft(bureau.clerk, [row])
    code, error = refused(
        ledger.draft,
        bureau.other_clerk,
        [bureau.row(bureau.county_output, bureau.county, "70", seen=None)],
    )
    assert code == ProblemCode.CONFLICT
    assert error.problems[0].current.value == Decimal("71.2")
    assert "wang" in str(error)
    assert Entry.objects.get().value == Decimal("71.2")


def test_a_draft_changed_since_it_was_seen_is_not_handed_in(bureau, refused):
    [seen] = ledger.draft(bureau.clerk, [bureau.row(bureau.county_output, bureau.county, "71.2")])
    old = stamps([seen])
    ledger.draft(bureau.other_clerk, [bureau.row(bureau.county_output, bureau.county, "72")])
    code, _ = refused(ledger.submit, bureau.clerk, old)
    assert code == ProblemCode.CONFLICT


def test_another_department_cannot_enter(bureau, refused):
    code, _ = refused(
        ledger.draft, bureau.stranger, [bureau.row(bureau.county_output, bureau.county, "1")]
    )
    assert code == ProblemCode.PERMISSION


def test_leadership_and_reviewers_do_not_enter(bureau, refused):
    row = bureau.row(bureau.county_output, bureau.county, "1")
    assert refused(ledger.draft, bureau.reviewer, [row])[0] == ProblemCode.PERMISSION
    assert refused(ledger.draft, bureau.office, [row])[0] == ProblemCode.PERMISSION


def test_a_month_that_was_not_opened_takes_no_entry(bureau, refused):
    row = bureau.row(bureau.county_output, bureau.county, "1", month=MAY)
    assert refused(ledger.draft, bureau.clerk, [row])[0] == ProblemCode.MONTH_NOT_OPEN


def test_an_indicator_is_entered_at_its_own_level(bureau, refused):
    to_town = bureau.row(bureau.county_output, bureau.towns[0], "1")
    to_county = bureau.row(bureau.lifts, bureau.county, "1")
    assert refused(ledger.draft, bureau.clerk, [to_town])[0] == ProblemCode.LEVEL
    assert refused(ledger.draft, bureau.clerk, [to_county])[0] == ProblemCode.LEVEL


def test_all_rows_are_written_or_none(bureau, refused):
    rows = [
        bureau.row(bureau.county_output, bureau.county, "71.2"),
        bureau.row(bureau.lifts, bureau.towns[0], "1.5"),
    ]
    _, error = refused(ledger.draft, bureau.clerk, rows)
    assert [problem.row for problem in error.problems] == [1]
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("value", "taken"),
    [
        ("0", True),
        ("-3", True),
        ("14", True),
        ("14.0", True),
        ("14.5", False),
        ("99999999999", True),
        ("100000000000", False),
        ("1e20", False),
        ("NaN", False),
        ("Infinity", False),
    ],
)
def test_values_that_a_count_may_have(bureau, value, taken):
    row = bureau.row(bureau.lifts, bureau.towns[0], value)
    problems = ledger.refusals(bureau.clerk, [row])
    assert [problem.code for problem in problems] == ([] if taken else [ProblemCode.VALUE])


@pytest.mark.parametrize(
    ("parts", "taken"),
    [
        ({"numerator": "48", "denominator": "50"}, True),
        ({"numerator": "0", "denominator": "50"}, True),
        ({"numerator": "48", "denominator": "0"}, False),
        ({"numerator": "48", "denominator": "-50"}, False),
        ({"numerator": "48"}, False),
        ({"value": "96"}, False),
        ({}, False),
    ],
)
def test_a_ratio_kept_by_its_parts_needs_both(bureau, parts, taken):
    numbers = {name: Decimal(text) for name, text in parts.items()}
    row = bureau.row(bureau.coverage, bureau.towns[0], **numbers)
    problems = ledger.refusals(bureau.clerk, [row])
    assert [problem.code for problem in problems] == ([] if taken else [ProblemCode.VALUE])


def test_a_derived_value_says_from_what(bureau, refused):
    row = bureau.row(bureau.lifts, bureau.towns[0], "0", source=Source.DERIVED)
    assert refused(ledger.draft, bureau.clerk, [row])[0] == ProblemCode.VALUE


def test_one_cell_is_not_written_twice_in_one_request(bureau, refused):
    row = bureau.row(bureau.county_output, bureau.county, "1")
    assert refused(ledger.draft, bureau.clerk, [row, row])[0] == ProblemCode.VALUE


def test_the_database_itself_refuses_two_open_entries_for_a_cell(bureau):
    [entry] = ledger.draft(bureau.clerk, [bureau.row(bureau.county_output, bureau.county, "1")])
    entry.pk = None
    with pytest.raises(IntegrityError):
        entry.save(force_insert=True)


def test_writing_takes_the_same_queries_for_few_rows_and_many(
    bureau, django_assert_max_num_queries
):
    few = [bureau.row(bureau.lifts, bureau.towns[0], "1")]
    with django_assert_max_num_queries(28) as small:
        ledger.submit(bureau.clerk, stamps(ledger.draft(bureau.clerk, few)))
    many = [bureau.row(bureau.lifts, town, "1") for town in bureau.towns[1:]]
    many += [bureau.row(bureau.unsafe_houses, town, "1") for town in bureau.towns]
    with django_assert_max_num_queries(28) as large:
        ledger.submit(bureau.clerk, stamps(ledger.draft(bureau.clerk, many)))
    assert len(large) <= len(small)


@pytest.mark.parametrize("rows", [1, 3])
def test_conflicts_are_told_in_the_same_queries_for_few_rows_and_many(
    bureau, django_assert_num_queries, rows
):
    stale = [bureau.row(bureau.lifts, town, "1") for town in bureau.towns[:rows]]
    ledger.draft(bureau.other_clerk, stale)
    with django_assert_num_queries(7):
        assert len(ledger.refusals(bureau.clerk, stale)) == rows


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "1E+999999", "1E-999999"])
def test_what_is_no_number_of_the_ledger_is_refused_in_words(bureau, refused, value):
    odd = Decimal(value)
    parts = bureau.row(bureau.coverage, bureau.towns[0], numerator=Decimal(1), denominator=odd)
    assert refused(ledger.draft, bureau.clerk, [parts])[0] == ProblemCode.VALUE
    whole = bureau.row(bureau.county_output, bureau.county)
    whole = replace(whole, value=odd)
    assert refused(ledger.draft, bureau.clerk, [whole])[0] == ProblemCode.VALUE
    assert ledger.doubts([parts, whole]) == [[], []]


@pytest.mark.parametrize("field", ["note", "reason", "explanation"])
def test_a_text_longer_than_anybody_reads_is_refused(bureau, refused, field):
    row = bureau.row(bureau.county_output, bureau.county, "71.2", **{field: "字" * 2001})
    code, error = refused(ledger.draft, bureau.clerk, [row])
    assert code == ProblemCode.VALUE
    assert "2000" in str(error)


def test_a_derived_value_stays_derived_while_its_note_says_from_what(bureau):
    def write(value, **more):
        row = bureau.row(bureau.county_output, bureau.county, value, **more)
        return ledger.draft(bureau.clerk, [row])[0].source

    said = {"note": "由增速推算"}
    assert write("59.6", source=Source.DERIVED, **said) == Source.DERIVED
    assert write("59.7", **said) == Source.DERIVED
    assert write("59.7", note="统计局核定") == Source.REPORTED


def test_the_correction_of_a_derived_figure_is_derived_if_it_says_so_still(bureau):
    said = {"note": "由增速推算"}
    row = bureau.row(bureau.county_output, bureau.county, "59.6", source=Source.DERIVED, **said)
    bureau.approved(row)
    fixed = bureau.row(bureau.county_output, bureau.county, "59.7", reason="重算", **said)
    assert ledger.draft(bureau.clerk, [fixed])[0].source == Source.DERIVED
