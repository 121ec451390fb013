"""The table on the page: columns, sorting, cells."""

import re

import pytest
from django.template.loader import render_to_string

from indicators import standings
from indicators.lines import Line
from indicators.models import Region
from indicators.tables import (
    COLUMNS,
    SORTINGS,
    USUAL,
    StandingTable,
    cells,
    chosen_columns,
    chosen_sorting,
    fraction_width,
    in_order,
)
from tests.bureau import JUNE, Bureau
from tests.tables.reading import lines_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("column", ["name", "completion", "light_label", "growth", "department"])
@pytest.mark.parametrize("direction", ["", "-"])
def test_every_sortable_column_sorts(lines: dict[str, Line], column: str, direction: str):
    table = StandingTable(list(lines.values()), "?month=2023-06", f"{direction}{column}")
    assert len(list(table.rows)) == len(lines)
    assert [cell for row in table.rows for cell in row]


def test_lines_without_completion_come_after_those_behind(lines: dict[str, Line]):
    table = StandingTable(list(lines.values()), "", "completion")
    assert next(iter(table.rows)).record.code == "output"


def test_a_column_without_content_is_left_out(lines: dict[str, Line]):
    bare = [lines["lifts"], lines["unsafe"]]
    names = [column.name for column in StandingTable(bare, "").columns]
    assert names == ["name", "unit", "value", "light_label", "department"]


def test_links_keep_month_and_region(lines: dict[str, Line]):
    table = StandingTable([lines["output"]], "?month=2023-06&region=330521")
    assert 'href="/indicators/output/?month=2023-06&amp;region=330521"' in str(
        next(iter(table.rows)).get_cell("name")
    )


def test_names_are_escaped(bureau: Bureau):
    bureau.county_output.name = "<b>产值</b>"
    bureau.county_output.save()
    line = lines_of(bureau.county)["output"]
    cell = next(iter(StandingTable([line], "").rows)).get_cell("name")
    assert "&lt;b&gt;" in str(cell)


def test_the_longest_fraction_sets_the_room_right_of_the_point(lines: dict[str, Line]):
    assert fraction_width(lines.values()) == 2
    assert fraction_width([]) == 0


@pytest.mark.parametrize("sorting", ["completion", "-completion", "ahead", "-ahead", "-growth"])
def test_lines_without_what_is_sorted_by_come_last_up_and_down(
    lines: dict[str, Line], sorting: str
):
    assert in_order(list(lines.values()), sorting)[0].code == "output"


def test_every_way_to_sort_that_is_offered_is_one(lines: dict[str, Line]):
    for offered in SORTINGS:
        assert chosen_sorting(offered.key) == offered.key
        assert len(in_order(list(lines.values()), offered.key)) == len(lines)
    assert chosen_sorting("nonsense") == chosen_sorting("-") == ""


def test_columns_are_chosen_by_name_and_stand_in_their_order():
    assert chosen_columns(["growth", "value", "nonsense"]) == ("unit", "value", "growth")
    assert chosen_columns([]) == chosen_columns(["nonsense"]) == USUAL


def test_a_chosen_column_is_shown_even_without_content(lines: dict[str, Line]):
    table = StandingTable([lines["unsafe"]], "", columns=("target", "expected"))
    assert [column.name for column in table.columns] == ["name", "expected", "target"]


def test_every_column_has_a_cell_for_every_line(lines: dict[str, Line]):
    table = StandingTable(list(lines.values()), "", columns=[column.key for column in COLUMNS])
    for row in table.body:
        assert row.count("<td ") == len(COLUMNS)


def same(html: str) -> str:
    """Markup without the space that only a template's indentation makes."""
    return re.sub(r"\s*([<>])\s*", r"\1", " ".join(html.split()))


def test_marks_are_markup_in_the_row(bureau: Bureau):
    bureau.approved(bureau.row(bureau.lifts, bureau.towns[0], "3"))
    [row] = StandingTable([lines_of(bureau.county)["lifts"]], "").body
    assert '<span class="mark mark-partial" title=' in row


def test_a_cell_is_what_the_component_prints(demo_ledger: None):
    for row in standings.read(Region.objects.get(code="330521"), JUNE):
        line = Line(row)
        missing = line.value is None
        note = line.target_note if line.is_target_derived else ""
        printed = {
            cells.marks(line.marks): ("marks", {"marks": line.marks}),
            cells.value(line): (
                ("missing", {})
                if missing
                else ("number", {"number": line.value, "unit": line.unit})
            ),
            cells.target(line): ("number", {"number": line.target, "derived": note}),
            cells.completion(line): ("bar", {"line": line}),
            cells.light(line): ("light", {"light": line.light, "label": line.light_label}),
        }
        if line.target is None:
            del printed[cells.target(line)]
        for cell, (component, words) in printed.items():
            assert same(cell) == same(render_to_string(f"components/{component}.html", words))
