"""A table that a page cuts is one table, and one grid may hold several."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from helpers.grids import (
    Cells,
    alarms,
    assert_all_right,
    blocks,
    changed,
    report,
    source,
)

from gklint.parsing import parse
from gklint.readers.document import Block, Paragraph, Table, TableCell


def rows_between(cells: Cells, first: int, last: int) -> Cells:
    """Return the cells of some rows, those cut by the edge with their text at both ends."""
    found = []
    for cell in cells:
        top, bottom = max(cell.row, first), min(cell.row + cell.row_span, last)
        if top < bottom:
            found.append(cell._replace(row=top - first, row_span=bottom - top))
    return found


@pytest.mark.parametrize("at", range(4, 27))
def test_a_table_that_a_page_ends_in_is_one_table(at: int) -> None:
    parts: list[Block] = []
    for block in blocks():
        if isinstance(block, Table) and len(block.cells) > 150:
            cells = list(block.cells)
            parts += [
                Table(rows_between(cells, 0, at)),
                Paragraph("- 3 -"),
                Table(rows_between(cells, at, 99)),
            ]
        else:
            parts.append(block)
    assert_all_right(report(parts))


def test_a_page_without_a_column_of_groups_is_laid_under_the_same_headers() -> None:
    parts: list[Block] = []
    for block in blocks():
        if isinstance(block, Table) and len(block.cells) > 150:
            cells = list(block.cells)
            rest = [
                cell._replace(
                    column=max(cell.column - 2, 0),
                    column_span=1 if cell.column < 3 else cell.column_span,
                )
                for cell in rows_between(cells, 27, 99)
            ]
            parts += [Table(rows_between(cells, 0, 27)), Table(rest)]
        else:
            parts.append(block)
    assert_all_right(report(parts))


def test_a_header_that_stands_again_on_the_next_page_is_no_row() -> None:
    def cut(cells: Cells) -> Iterable[Cells]:
        if len(cells) < 150:
            return [cells]
        again = [cell for cell in cells if cell.row < 3]
        rest = [cell._replace(row=cell.row + 3) for cell in rows_between(cells, 12, 99)]
        return [rows_between(cells, 0, 12), [*again, *rest]]

    assert_all_right(changed(cut))


def test_a_sheet_that_holds_the_whole_report_is_read_as_the_report() -> None:
    cells: Cells = []
    row = 0
    for block in blocks():
        if isinstance(block, Paragraph):
            cells.append(TableCell(block.text, row, 0, 1, 10))
            row += 1
        else:
            cells += [cell._replace(row=cell.row + row) for cell in block.cells]
            row += max(cell.row + cell.row_span for cell in block.cells) + 1
    read = source([Table(cells)])
    assert_all_right(parse(read))
    assert [section.form.number for section in parse(read).sections] == [1, 2, 3, 4, 5, 6]
    assert [p.text for _, p in parse(read).paragraphs()] == [
        p.text for _, p in report(blocks()).paragraphs()
    ]
    assert alarms(read) == []
