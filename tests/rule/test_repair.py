"""The cell that would fix several breaches: named when it is the only one, never made up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gklint import lint_text
from gklint.checking.settings import Settings
from gklint.model.diagnostics import Diagnostic
from gklint.model.report import Cell
from gklint.rule.repair import Relation, repairs
from gklint.testing import change_draft, render, valid_draft

TOTALS = ("GK301", "GK302", "GK303")


def cell(row: int, column: int, value: int) -> Cell:
    return Cell(str(row), str(column), str(value), value, "number", row + 1, column + 1, column + 2)


def square(numbers: list[list[int]]) -> list[Relation]:
    """Return the sums of a table whose last column and last row are totals: rows, then columns."""
    cells = [[cell(r, c, value) for c, value in enumerate(row)] for r, row in enumerate(numbers)]
    lines = [*cells, *([row[column] for row in cells] for column in range(len(cells[0])))]
    relations = []
    for *parts, total in lines:
        terms = (*((1, part) for part in parts), (-1, total))
        relations.append(Relation(sum(sign * each.value for sign, each in terms), terms))
    return relations


def named(numbers: list[list[int]]) -> dict[int, set[tuple[str, str, int]]]:
    """Return row, column and value of the cells named for each breach."""
    return named_for(square(numbers))


def named_for(relations: list[Relation]) -> dict[int, set[tuple[str, str, int]]]:
    return {
        index: {(repair.cell.row, repair.cell.column, repair.value) for repair in several}
        for index, several in repairs(relations).items()
    }


def test_nothing_is_named_where_all_sums_hold() -> None:
    assert named([[1, 2, 3], [4, 5, 9], [5, 7, 12]]) == {}


def test_the_cell_where_a_row_and_a_column_cross_is_named_for_both() -> None:
    assert named([[1, 3, 3], [4, 5, 9], [5, 7, 12]]) == {
        0: {("0", "1", 2)},
        4: {("0", "1", 2)},
    }


def test_residuals_that_do_not_agree_name_no_cell() -> None:
    assert named([[2, 3, 3], [4, 5, 9], [5, 7, 12]]) == {}


def test_a_row_that_is_wrong_alone_names_no_cell() -> None:
    relations = square([[1, 2, 4]])[:1]
    assert repairs(relations) == {}


def test_a_number_below_zero_is_no_repair() -> None:
    # Row 0 is over by 3 and so is column 1, but 2 - 3 is no count; 3 - 3 is.
    assert named([[4, 2, 3], [4, 8, 12], [8, 7, 15]]) == {}
    assert named([[4, 3, 4], [4, 8, 12], [8, 8, 16]]) == {0: {("0", "1", 0)}, 4: {("0", "1", 0)}}


def test_where_four_cells_could_be_two_wrong_ones_all_four_are_named() -> None:
    four = {("0", "0", 5), ("0", "1", 6), ("1", "0", 7), ("1", "1", 8)}
    numbers = [[6, 7, 12], [8, 9, 16], [13, 15, 28]]
    assert named(numbers) == {0: four, 1: four, 3: four, 4: four}


def test_a_cell_that_is_the_only_repair_of_a_breach_rules_out_those_it_excludes() -> None:
    # As above, but the second row's second cell is 0 and cannot be one less.
    numbers = [[6, 7, 12], [8, 0, 7], [13, 6, 19]]
    assert named(numbers) == {
        0: {("0", "1", 6)},
        1: {("1", "0", 7)},
        3: {("1", "0", 7)},
        4: {("0", "1", 6)},
    }


def test_two_rows_that_one_column_would_explain_name_both_cells_for_each() -> None:
    # Rows 0 and 1 are over by one, the first column by one, not by two; no other is checked.
    first, second, _, column, *_ = square([[2, 2, 3], [5, 5, 9], [6, 7, 12]])
    both = {("0", "0", 1), ("1", "0", 4)}
    assert named_for([first, second, column]) == {0: both, 1: both, 2: both}


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=4), st.data()
)
def test_one_wrong_cell_in_a_right_table_is_always_the_one_that_is_named(
    parts: list[list[int]], data: st.DataObject
) -> None:
    rows = [[*row, sum(row)] for row in parts]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, 3))
    right = rows[row][column]
    rows[row][column] = data.draw(st.integers(0, 99).filter(lambda value: value != right))
    expected = {(str(row), str(column), right)}
    assert named(rows) == {row: expected, len(rows) + column: expected}


# --- in a report ---------------------------------------------------------------------------------


def findings(*changes: tuple[str, str]) -> list[Diagnostic]:
    """Return the findings on sums in table three with other texts in some of its cells."""
    made = [{"cell": f"applications.{path}", "text": text} for path, text in changes]
    result = lint_text(render(change_draft(valid_draft(), made)).text)
    return [found for found in result.diagnostics if found.code in TOTALS]


@pytest.mark.parametrize(
    ("cell", "text", "codes"),
    [
        ("denied.state_secret.natural_person", "1", ["GK301", "GK302"]),
        ("full_disclosure.total", "5", ["GK301", "GK302"]),
        ("total_processed.natural_person", "6", ["GK301", "GK302", "GK303"]),
        ("total_processed.total", "9", ["GK301", "GK302", "GK303"]),
        ("new.natural_person", "6", ["GK301", "GK303"]),
        ("carried_in.total", "0", ["GK301", "GK303"]),
        ("carried_out.natural_person", "2", ["GK301", "GK303"]),
    ],
)
def test_a_wrong_cell_has_one_finding_that_names_every_sum_it_breaks(
    cell: str, text: str, codes: list[str]
) -> None:
    (found,) = findings((cell, text))
    row, _, column = cell.rpartition(".")
    right = valid_draft().table("applications").text(row, column)
    assert [found.code, *found.also] == codes
    assert found.cell == ("applications", row, column)
    assert (str(found.actual), str(found.expected)) == (text, right)
    assert f"现为 {text}，应为 {right}：" in found.text("zh")
    assert f"{text} rather than {right}: " in found.text("en")


def test_a_wrong_cell_shows_the_other_numbers_of_its_sums_and_not_itself() -> None:
    (found,) = findings(("full_disclosure.total", "5"))
    there = {other.cell[1:] for other in found.related if other.cell}
    table = valid_draft().table("applications")
    assert ("full_disclosure", "total") not in there
    assert ("total_processed", "total") in there
    assert all(table.text(row, column) != "0" for row, column in there)


def test_a_rule_that_is_asked_alone_names_the_wrong_cell_too() -> None:
    made = [{"cell": "applications.denied.state_secret.natural_person", "text": "1"}]
    text = render(change_draft(valid_draft(), made)).text
    (found,) = lint_text(text, settings=Settings(select=("GK302",))).diagnostics
    assert found.cell == ("applications", "denied.state_secret", "natural_person")
    assert (found.expected, found.also) == (0, ("GK301",))


def test_both_rules_say_that_the_report_breaks_them() -> None:
    made = [{"cell": "applications.denied.state_secret.natural_person", "text": "1"}]
    result = lint_text(render(change_draft(valid_draft(), made)).text)
    states = {outcome.rule.code: outcome.state for outcome in result.outcomes}
    assert (states["GK301"], states["GK302"], states["GK303"]) == (
        "violated",
        "violated",
        "satisfied",
    )


def test_a_number_that_another_sum_confirms_is_not_told_to_be_another() -> None:
    # A result and its total are one too many: both columns are out, and the row of totals holds.
    found = findings(("full_disclosure.natural_person", "3"), ("full_disclosure.total", "5"))
    assert [(one.code, one.actual, one.expected, one.fix) for one in found] == [
        ("GK302", 5, None, None),
        ("GK302", 8, None, None),
    ]


def test_many_possible_cells_are_counted_and_the_first_three_named() -> None:
    found = findings(
        ("full_disclosure.natural_person", "3"), ("unavailable.not_held.commercial_enterprise", "2")
    )
    assert [one.code for one in found] == ["GK301", "GK301", "GK302", "GK302"]
    for one in found:
        assert "有 4 格" in one.text("zh")
        assert one.text("zh").count("应为") == 3
        assert one.text("zh").endswith("；等")
        assert one.text("en").endswith("; …")
        assert len({related.cell for related in one.related[:4]} | {one.cell}) == 5


def test_a_table_whose_columns_cannot_be_added_up_names_no_cell() -> None:
    changes = [
        {"cut_table_after": "applications.denied.state_secret"},
        {"cell": "applications.full_disclosure.total", "text": "5"},
    ]
    result = lint_text(render(change_draft(valid_draft(), changes)).text)
    (found,) = (one for one in result.diagnostics if one.code in TOTALS)
    assert found.text("zh").endswith("总计现为 5")
    assert found.expected == 4
