"""The rows of a document's own tables that belong together, with each of their cells in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from gklint.model.source import Grid, GridCell, Source
from gklint.parsing.tables.fields import Field, Fields, field_at
from gklint.parsing.tables.parted_cells import cells_apart, numbers_beside
from gklint.readers.abreast import abreast


class Stretch:
    """Rows `first` to `last` of a grid; `at` says which cell covers a place, merged ones too."""

    def __init__(self, grid: Grid, first: int, last: int) -> None:
        self.grid = grid
        self.rows = range(first, last + 1)

    @property
    def first_line(self) -> int:
        """The line of the first row."""
        return self.grid.first_line + self.rows[0]

    @cached_property
    def at(self) -> dict[tuple[int, int], GridCell]:
        """The cells by row and column of each place that they cover."""
        return {
            (row, column): cell
            for cell in self.grid.cells
            if cell.row <= self.rows[-1] and cell.row + cell.row_span > self.rows[0]
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }

    def own(self, row: int) -> Iterator[Field]:
        """Yield the cells that begin in a row and hold something, from left to right."""
        return (part for cell, part in self.beginning(row) if cell.text)

    def beginning(self, row: int) -> list[tuple[GridCell, Field]]:
        """Return the cells that begin in a row, empty ones too, with what each says."""
        return self._by_row[row]

    @cached_property
    def _by_row(self) -> dict[int, list[tuple[GridCell, Field]]]:
        found: dict[int, list[tuple[GridCell, Field]]] = {row: [] for row in self.rows}
        for cell in self.grid.cells:
            if cell.row in found:
                found[cell.row].append((cell, field_of(cell)))
        return found


def field_of(cell: GridCell) -> Field:
    """Return a cell as a part of its line; `position` is its column."""
    return field_at(cell.text, cell.line, cell.start, cell.column)


def stretch_of_lines(lines: Sequence[Fields]) -> Stretch:
    """Return lines of text whose cells stand one below another as a stretch of their own."""
    cells = tuple(
        GridCell(part.text, row, part.position, 1, 1, part.line, part.column)
        for row, line in enumerate(lines)
        for part in line
    )
    columns = max(cell.column for cell in cells) + 1
    return Stretch(Grid(cells, len(lines), columns, lines[0][0].line), 0, len(lines) - 1)


def stretches_of(source: Source, numbers: Sequence[int]) -> tuple[list[Stretch], list[int]]:
    """Share out lines of tables among the grids they are rows of; the rest are lines of no grid.

    Labels that stand apart from their numbers are put beside them.
    Empty rows between two rows, and below the last one, go with the row above them: a row whose
    cells are all blank is a row all the same.
    """
    stretches: list[Stretch] = []
    outside = set(numbers)
    for grid in source.grids:
        lines = outside.intersection(range(grid.first_line, grid.last_line + 1))
        outside -= lines
        if not lines:
            continue
        apart = cells_apart(grid)
        for first, last in _runs(sorted(lines), grid.last_line, source):
            stretches.append(Stretch(apart, first - grid.first_line, last - grid.first_line))
    if len(stretches) > 1:
        stretches = [
            stretch if grid is None else Stretch(grid, 0, grid.rows - 1)
            for stretch, grid in numbers_beside(stretches)
        ]
    return stretches, sorted(outside)


def one_after_the_other(stretch: Stretch, most: int = 4) -> Iterator[Stretch]:
    """Yield a stretch in which tables stand abreast as one for each, from left to right.

    They stand so at no more than `most` places. Columns count from where a table begins.
    """
    rows = [[cell for cell, _ in stretch.beginning(row)] for row in stretch.rows]
    found = abreast(rows) if most else None
    if found is None:
        yield stretch
        return
    grid, start = stretch.grid, stretch.rows[0]
    if found.first:
        yield Stretch(grid, start, start + found.first - 1)
    left = [cell for cell in grid.cells if cell.column < found.column]
    right = [
        cell._replace(column=cell.column - found.column)
        for cell in grid.cells
        if cell.column >= found.column
    ]
    for cells, columns in ((left, found.column), (right, grid.columns - found.column)):
        own = grid._replace(cells=tuple(cells), columns=columns)
        part = Stretch(own, start + found.first, start + found.last - 1)
        yield from one_after_the_other(part, most - 1)
    if start + found.last <= stretch.rows[-1]:
        below = Stretch(grid, start + found.last, stretch.rows[-1])
        yield from one_after_the_other(below, most - 1)


def _runs(lines: Sequence[int], end: int, source: Source) -> Iterator[tuple[int, int]]:
    """Yield the first and the last line of each run of these lines and the empty ones after them.

    `end` is the last line of the grid.
    """
    run: tuple[int, int] | None = None
    for line in lines:
        if run and line > run[1] + 1:
            yield run
            run = None
        run = (run[0] if run else line, line)
        while run[1] < end and not source.lines[run[1]].strip():
            run = (run[0], run[1] + 1)
    if run:
        yield run
