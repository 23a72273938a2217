"""What a hurried hand put into one cell, and labels that stand in a table of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gklint.model.source import Grid, GridCell
from gklint.parsing.lexicon import core, is_label, row_names

if TYPE_CHECKING:
    from gklint.parsing.tables.stretches import Stretch

#: No more labels stand in one cell, and a label has at least so many letters.
_MOST, _SHORTEST = 4, 2
#: The head over numbers has so many rows more than that over their labels.
_HIGHER = 3
_WORDS = re.compile(r"\S+")
#: Digits of a group of thousands.
_THOUSANDS = 3


def cells_apart(grid: Grid) -> Grid:
    """Return the grid with a cell that has a label for each of its rows as one cell a row, and one
    that has a number for each of its columns as one cell a column."""
    cells = [
        part
        for cell in grid.cells
        for part in (
            _numbers(cell)
            if cell.column_span > 1 and cell.row_span == 1 and cell.text[-1:].isdecimal()
            else _labels(cell)
            if cell.row_span > 1
            else (cell,)
        )
    ]
    if len(cells) == len(grid.cells):
        return grid
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return grid._replace(cells=tuple(cells))


def _numbers(cell: GridCell) -> list[GridCell]:
    numbers = list(_WORDS.finditer(cell.text))
    # 1 033 may be one number.
    if len(numbers) != cell.column_span or not cell.text.replace(" ", "").isdecimal():
        return [cell]
    if any(len(number[0]) == _THOUSANDS for number in numbers[1:]):
        return [cell]
    return [
        cell._replace(
            text=number[0],
            column=cell.column + column,
            column_span=1,
            start=cell.start + number.start(),
        )
        for column, number in enumerate(numbers)
    ]


def _labels(cell: GridCell) -> list[GridCell]:
    rows = cell.row_span
    if rows > _MOST or len(cell.text) < rows * _SHORTEST or is_label(core(cell.text)):
        return [cell]
    starts = _starts(cell.text, 0, rows)
    if starts is None:
        return [cell]
    ends = [*starts[1:], len(cell.text)]
    return [
        cell._replace(
            text=cell.text[start:end].strip(),
            row=cell.row + row,
            row_span=1,
            start=cell.start + start,
        )
        for row, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _starts(text: str, start: int, labels: int) -> list[int] | None:
    """Return where each of so many labels of rows begins that the text is from `start` on."""
    if labels == 1:
        return [start] if row_names(core(text[start:])) else None
    for end in range(start + _SHORTEST, len(text) - _SHORTEST + 1):
        if row_names(core(text[start:end])) and (rest := _starts(text, end, labels - 1)):
            return [start, *rest]
    return None


def numbers_beside(stretches: Sequence[Stretch]) -> Iterator[tuple[Stretch, Grid | None]]:
    """Yield the stretches, those of labels with the table of their numbers as one grid, which
    stands beside them: each row of numbers has a row of the form beside it, and no other label.
    """
    index = 0
    while index < len(stretches):
        labels, numbers = stretches[index], stretches[index + 1 : index + 2]
        joined = _joined(labels, numbers[0]) if numbers else None
        yield labels, joined
        index += 2 if joined else 1


def _joined(labels: Stretch, numbers: Stretch) -> Grid | None:
    shift = len(numbers.rows) - len(labels.rows)
    if not 0 <= shift <= _HIGHER or any(
        part.is_value for row in labels.rows for part in labels.own(row)
    ):
        return None
    named = {
        row - labels.rows[0] + shift
        for row in labels.rows
        if any(row_names(part.core) for part in labels.own(row))
    }
    filled = [row for row in numbers.rows if any(part.is_value for part in numbers.own(row))]
    for row in filled:
        is_alone = not any(part.is_label for part in numbers.own(row))
        if row - numbers.rows[0] not in named or not is_alone:
            return None
    if not filled:
        return None
    left = _moved(labels, shift, 0)
    right = _moved(numbers, 0, labels.grid.columns)
    cells = sorted((*left, *right), key=lambda cell: (cell.row, cell.column))
    columns = labels.grid.columns + numbers.grid.columns
    return Grid(tuple(cells), len(numbers.rows), columns, labels.first_line)


def _moved(stretch: Stretch, down: int, right: int) -> Iterator[GridCell]:
    first = stretch.rows[0]
    for row in stretch.rows:
        for cell, _ in stretch.beginning(row):
            yield cell._replace(row=row - first + down, column=cell.column + right)
