"""What stands beside a table of a sheet, and belongs to none of its columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, takewhile

from gklint.readers.document import TableCell
from gklint.readers.labels import ENUMERATOR, bare, labels, row_labels
from gklint.support.folding import fold

_NUMBER = re.compile(r"\s*[\d,.]+\s*")
#: One row of the head of a table has at least so many texts.
_HEADERS = 3
#: In a column of the table's own, more than one row in so many has text.
_FEW_ROWS = 6

Rows = Sequence[Sequence[TableCell]]


def table_and_side_cells(rows: Rows) -> tuple[list[TableCell], list[TableCell]]:
    """Return the cells of tables that follow one another, and those that stand to their right.

    `rows` are the cells that begin in each row. To the right of a table are columns without a
    header that a blank column separates from it, or that have text in hardly any row: a sum that
    somebody checked, a remark. Headers a column too far to the left leave a column without one as
    well, but its rows are full; and a label merged too wide pushes the numbers of its row there.
    """
    own: list[TableCell] = []
    beside: list[TableCell] = []
    for table in _tables(rows):
        width, labels_end = _width(table), _labels_end(table)
        for row in table:
            end = width + _pushed(row, labels_end)
            for cell in row:
                (own if cell.column < end else beside).append(cell)
    return own, beside


def _tables(rows: Rows) -> list[list[Sequence[TableCell]]]:
    """Return the rows of each table: it begins with rows without numbers, one of headers."""
    tables: list[list[Sequence[TableCell]]] = [[]]
    for numbered, run in groupby(rows, _has_number):
        group = list(run)
        if not numbered and any(len(_headers(row)) >= _HEADERS for row in group):
            tables.append([])
        tables[-1] += group
    return tables


def _width(table: Rows) -> int:
    """Return how many columns a table has."""
    columns = max((_end(cell) for row in table for cell in row), default=0)
    head = next((at for at, row in enumerate(table) if _has_number(row)), 0)
    headers = [_end(cell) for row in table[:head] for cell in _headers(row)]
    rows = len(table) - head
    filled = Counter(
        column
        for row in table
        for cell in row
        if cell.text.strip()
        for column in range(cell.column, _end(cell))
    )
    beyond = range(max(headers, default=columns), columns)
    # Behind a blank column whatever has a header that is none of the form's is of another table.
    known = [_end(cell) for row in table[:head] for cell in row if bare(cell.text) in labels()]
    blank = (column for column in range(max(known, default=columns), columns) if not filled[column])
    few = (column for column in beyond if filled[column] * _FEW_ROWS <= rows)
    return min(next(blank, columns), next(few, columns))


def _labels_end(table: Rows) -> int | None:
    """Return the column behind those of the labels, as the headers say; None where they do not."""
    head = next((at for at, row in enumerate(table) if _has_number(row)), 0)
    firsts = (_headers(row)[:1] for row in table[:head] if len(_headers(row)) > 1)
    return min((_end(cell) for first in firsts for cell in first), default=None)


def _pushed(row: Sequence[TableCell], labels_end: int | None) -> int:
    """Return by how many columns the label of a row is too wide, its numbers directly behind it."""
    texts = [cell for cell in row if cell.text.strip()]
    before = list(takewhile(lambda cell: not _NUMBER.fullmatch(cell.text), texts))
    numbers = texts[len(before) :]
    if labels_end is None or not before or not numbers:
        return 0
    return max(_end(before[-1]) - labels_end, 0) if numbers[0].column == _end(before[-1]) else 0


def _end(cell: TableCell) -> int:
    return cell.column + cell.column_span


def _has_number(row: Sequence[TableCell]) -> bool:
    return any(_NUMBER.fullmatch(cell.text) for cell in row)


def _headers(row: Sequence[TableCell]) -> list[TableCell]:
    """Return the texts of a row that may be headers: a row of blank cells has labels, too."""
    return [
        cell
        for cell in row
        if cell.text.strip()
        and not _NUMBER.fullmatch(cell.text)
        and not ENUMERATOR.match(fold(cell.text))
        and bare(cell.text) not in row_labels()
    ]
