"""Tables whose cells the file knows are read by header and label, whatever stands between."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

import pytest
from helpers.grids import (
    DRAFT,
    Cells,
    alarms,
    assert_all_right,
    blocks,
    changed,
    report,
    source,
)
from lab.imperfect import IMPERFECTIONS

from gklint.model.words_at import cells_by_key
from gklint.parsing import parse
from gklint.parsing.grids import table_lines
from gklint.readers.document import Paragraph, Table, TableCell
from gklint.testing import random_draft
from gklint.testing.documents import random_document_style


@pytest.mark.parametrize("seed", range(12))
def test_every_cell_of_a_random_report_is_read_and_nothing_is_reported(seed: int) -> None:
    chance = Random(seed)
    draft, style = random_draft(chance), random_document_style(chance, "docx")
    read = source(blocks(draft, style))
    assert_all_right(parse(read), draft, style)
    if style.words.is_regular:
        assert alarms(read) == []


@pytest.mark.parametrize("imperfection", IMPERFECTIONS)
def test_odd_cells_labels_with_slips_and_other_formats_are_read(imperfection: str) -> None:
    for seed in range(6):
        chance = Random(seed)
        draft = IMPERFECTIONS[imperfection](random_draft(chance), chance)
        assert_all_right(report(blocks(draft)), draft)


def test_the_place_of_a_cell_is_that_of_its_text_on_its_line() -> None:
    read = source(blocks())
    for cell in cells_by_key(parse(read).tables).values():
        line = read.lines[cell.line - 1]
        assert line[cell.column_number - 1 : cell.end_column - 1] == cell.text


def test_a_blank_cell_is_blank_at_its_place_and_shifts_no_other() -> None:
    draft = DRAFT.with_table(DRAFT.table("applications").with_text("new", "natural_person", ""))
    read = report(blocks(draft))
    cell = cells_by_key(read.tables)["applications", "new", "natural_person"]  # type: ignore[index]
    assert (cell.state, cell.text, cell.value) == ("blank", "", None)
    line = read.source.lines[cell.line - 1]
    assert line[: cell.column_number - 1].count("\t") == 3
    assert_all_right(read, draft)


def with_empty_columns(cells: Cells) -> Iterable[Cells]:
    yield [
        cell._replace(column=2 * cell.column, column_span=2 * cell.column_span - 1)
        for cell in cells
    ]


def with_labels_at_the_first_of_their_columns(cells: Cells) -> Iterable[Cells]:
    """Labels over several columns stand in the first of them, as where they are not merged."""
    yield [cell._replace(column_span=1) for cell in cells]


def with_columns_in_two(cells: Cells) -> Iterable[Cells]:
    """Each column is two of the grid, and values stand in the second."""
    wide = []
    for cell in cells:
        column, span = 2 * cell.column, 2 * cell.column_span
        if cell.text.isdigit():
            wide += [
                cell._replace(text="", column=column, column_span=1),
                cell._replace(column=column + 1, column_span=span - 1),
            ]
        else:
            wide.append(cell._replace(column=column, column_span=span))
    yield wide


def with_empty_rows(cells: Cells) -> Iterable[Cells]:
    yield [cell._replace(row=2 * cell.row, row_span=2 * cell.row_span - 1) for cell in cells]


def with_margins(cells: Cells) -> Iterable[Cells]:
    yield [cell._replace(row=cell.row + 3, column=cell.column + 2) for cell in cells]


def with_numbered_rows(cells: Cells) -> Iterable[Cells]:
    rows = {cell.row for cell in cells if cell.text.isdigit() and len(cells) > 150}
    yield [
        *(cell._replace(column=cell.column + 1) for cell in cells),
        *(TableCell(str(row + 1), row, 0) for row in rows),
    ]


def with_remarks(cells: Cells) -> Iterable[Cells]:
    width = max(cell.column + cell.column_span for cell in cells)
    yield [*cells, TableCell("备注", 1, width), TableCell("另有说明", 4, width)]


def with_labels_in_two_columns(cells: Cells) -> Iterable[Cells]:
    """1. | 属于国家秘密, the number in a column of its own."""
    found = []
    for cell in cells:
        numeral, mark, label = cell.text.partition(".")
        shifted = cell._replace(column=cell.column + (cell.column > 2))
        if len(cells) < 150:
            found.append(cell)
        elif mark and numeral.isdigit() and label and not label.isdigit():
            found += [
                shifted._replace(text=f"{numeral}."),
                shifted._replace(text=label, column=cell.column + 1),
            ]
        elif cell.column <= 2 < cell.column + cell.column_span:
            found.append(shifted._replace(column_span=cell.column_span + 1))
        else:
            found.append(shifted)
    yield found


@pytest.mark.parametrize(
    "change",
    [
        with_empty_columns,
        with_labels_at_the_first_of_their_columns,
        with_columns_in_two,
        with_empty_rows,
        with_margins,
        with_numbered_rows,
        with_remarks,
        with_labels_in_two_columns,
    ],
)
def test_columns_and_rows_that_the_form_does_not_have_shift_no_number(
    change: Callable[[Cells], Iterable[Cells]],
) -> None:
    assert_all_right(changed(change))


def test_headers_may_stand_in_any_order_of_rows() -> None:
    def upside_down(cells: Cells) -> Iterable[Cells]:
        header = max(cell.row for cell in cells if not cell.text.isdigit() and cell.row < 3)
        top = [cell for cell in cells if cell.row <= header]
        if len(cells) < 150:
            return [cells]
        turned = [cell._replace(row=header + 1 - cell.row - cell.row_span) for cell in top]
        return [[*turned, *cells[len(top) :]]]

    assert_all_right(changed(upside_down))


def test_columns_that_changed_places_are_known_by_their_headers() -> None:
    def swapped(cells: Cells) -> Iterable[Cells]:
        if len(cells) < 150:
            return [cells]
        other = {5: 6, 6: 5}
        return [[cell._replace(column=other.get(cell.column, cell.column)) for cell in cells]]

    assert_all_right(changed(swapped))


ROWS = ["行政许可", "行政处罚"]


def test_all_rows_of_the_forms_tables_are_told_from_prose_before_any_is_read() -> None:
    made = source(blocks())
    rows = {grid.first_line + row for grid in made.grids for row in range(grid.rows)}
    assert table_lines(made) == rows
    framed = source([Paragraph("年报"), Table([TableCell("全年工作有序推进。", 0, 0, 1, 1)])])
    assert table_lines(framed) == set()


@pytest.mark.parametrize(("labels", "is_table"), [(1, False), (2, True)])
def test_two_labels_of_the_form_make_a_table_that_holds_no_number(
    labels: int, is_table: bool
) -> None:
    cells = [TableCell(label, row, 0, 1, 1) for row, label in enumerate(ROWS[:labels])]
    assert bool(table_lines(source([Paragraph("年报"), Table(cells)]))) is is_table


def test_labels_in_a_table_of_their_own_stand_beside_the_numbers_of_the_next() -> None:
    def apart(cells: Cells) -> Iterable[Cells]:
        if len(cells) < 150:
            return [cells]
        first = min(cell.column for cell in cells if cell.text.isdigit())
        left = [cell for cell in cells if cell.column < first]
        right = [c._replace(column=c.column - first) for c in cells if c.column >= first]
        return [left, right]

    assert_all_right(changed(apart))


def test_labels_without_a_row_of_numbers_for_each_stand_beside_no_table() -> None:
    def apart(cells: Cells) -> Iterable[Cells]:
        if len(cells) < 150:
            return [cells]
        first = min(cell.column for cell in cells if cell.text.isdigit())
        last = max(cell.row for cell in cells)
        left = [cell for cell in cells if cell.column < first and cell.row < last]
        right = [c._replace(column=c.column - first) for c in cells if c.column >= first]
        return [left, right]

    read = changed(apart)
    assert all(key.table != "applications" for key in cells_by_key(read.tables))


def test_a_cell_with_a_label_for_each_of_its_rows_is_as_many_labels() -> None:
    def together(cells: Cells) -> Iterable[Cells]:
        by_text = {cell.text: cell for cell in cells}
        upper, lower = by_text.get("行政处罚"), by_text.get("行政强制")
        if upper is None or lower is None:
            return [cells]
        both = upper._replace(text=f"{upper.text}\n{lower.text}", row_span=2)
        return [[both if cell is upper else cell for cell in cells if cell is not lower]]

    assert_all_right(changed(together))
