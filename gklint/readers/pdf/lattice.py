"""Ruling lines → the cells of tables: where lines cross are corners, where one is missing is a
merged cell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import neg
from typing import NamedTuple

from gklint.readers.limits import Limits
from gklint.readers.pdf.page import Rectangle, Rule

#: Lines that lie no farther apart are one: a double line, the borders of two cells side by side.
_ONE_LINE = 3.5
#: How far the ends of two lines may be from one another to meet.
_MEET = 3.0
#: A line that goes so far beyond the last one it crosses ends where the table is cut off.
_BEYOND = 5.0
#: A table of one cell is no higher.
_LOW = 60.0
#: What is left of a line after fixing must be this long.
_SHORTEST = 5.0


class LatticeCell(NamedTuple):
    """A cell: its rows and columns (from 0, the ends exclusive)."""

    row: int
    column: int
    end_row: int
    end_column: int


class Lattice(NamedTuple):
    """A ruled table on one page: where its columns and rows part, and its cells.

    `xs` go from left to right, `ys` from top to bottom; `owner[row][column]` is the number of the
    cell that covers this place.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[LatticeCell, ...]
    owner: tuple[tuple[int, ...], ...]

    @property
    def box(self) -> Rectangle:
        """The rectangle of the table."""
        return self.xs[0], self.ys[-1], self.xs[-1], self.ys[0]

    def box_of(self, cell: LatticeCell) -> Rectangle:
        """Return the rectangle of a cell."""
        return (
            self.xs[cell.column],
            self.ys[cell.end_row],
            self.xs[cell.end_column],
            self.ys[cell.row],
        )

    def cell_at(self, x: float, y: float) -> int | None:
        """Return the number of the cell in which a point lies, None outside of the table."""
        column = bisect_right(self.xs, x) - 1
        row = bisect_right(self.ys, -y, key=neg) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owner[row][column]
        return None


def lattices(rules: Sequence[Rule], limits: Limits) -> list[Lattice]:
    """Return the ruled tables of a page from top to bottom; raises UnreadableFile (`cells`).

    A frame around other tables is none, nor is one around text, but for one as low as the row of a
    table: it may be all of a table that stands on this page. A table whose lines meet those of the
    frame around it is without the cells of the frame.
    """
    level = _fixed([rule for rule in rules if rule.level])
    upright = _fixed([rule for rule in rules if not rule.level])
    limits.check("cells", len(level) * len(upright))
    found = [
        lattice
        for part in _connected(level, upright)
        if (whole := _lattice(*part, limits)) is not None
        for lattice in _within_frame(whole)
    ]
    inner = [
        lattice
        for lattice in found
        if not any(_is_frame(lattice, other) for other in found if other is not lattice)
    ]
    return sorted(inner, key=lambda lattice: -lattice.ys[0])


def _is_frame(outer: Lattice, inner: Lattice) -> bool:
    left, bottom, right, top = inner.box
    return (
        outer.box[0] <= left
        and outer.box[1] <= bottom
        and right <= outer.box[2]
        and top <= outer.box[3]
    )


def _within_frame(whole: Lattice) -> Iterator[Lattice]:
    """Yield what is above, between and below the cells that reach from side to side and are higher
    than the row of a table: they hold the text of a page, the others the tables in it."""
    last = len(whole.xs) - 1
    frame = [
        cell
        for cell in whole.cells
        if cell.column == 0
        and cell.end_column == last
        and whole.ys[cell.row] - whole.ys[cell.end_row] > _LOW
    ]
    if not frame:
        yield whole
        return
    start = 0
    for row, end in sorted((cell.row, cell.end_row) for cell in frame):
        if start < row:
            yield _rows_of(whole, start, row)
        start = end
    if start < len(whole.ys) - 1:
        yield _rows_of(whole, start, len(whole.ys) - 1)


def _rows_of(whole: Lattice, start: int, end: int) -> Lattice:
    """Return these rows of a lattice, none of whose cells reaches out of them."""
    numbers = [n for n, cell in enumerate(whole.cells) if start <= cell.row < end]
    new = {number: index for index, number in enumerate(numbers)}
    cells = tuple(
        cell._replace(row=cell.row - start, end_row=cell.end_row - start)
        for cell in (whole.cells[number] for number in numbers)
    )
    owner = tuple(tuple(new[number] for number in row) for row in whole.owner[start:end])
    return Lattice(whole.xs, whole.ys[start : end + 1], cells, owner)


# --- lines ---


def _fixed(rules: list[Rule]) -> list[Rule]:
    """Return the lines with the pieces of each put together, what stays a dot left out."""
    rules.sort(key=lambda rule: rule.at)
    fixed: list[Rule] = []
    for group in _close([rule.at for rule in rules]):
        pieces = sorted(rules[group.start : group.stop], key=lambda rule: rule.start)
        at = sum(rule.at for rule in pieces) / len(pieces)
        start, end = pieces[0].start, pieces[0].end
        for piece in pieces[1:]:
            if piece.start > end + _MEET:
                fixed.append(Rule(piece.level, at, start, end))
                start = piece.start
                end = piece.end
            end = max(end, piece.end)
        fixed.append(Rule(pieces[0].level, at, start, end))
    return [rule for rule in fixed if rule.end - rule.start >= _SHORTEST]


def _close(values: Sequence[float]) -> Iterator[slice]:
    """Yield the slices of ascending values that lie so close that they are one."""
    start = 0
    for index in range(1, len(values) + 1):
        if index == len(values) or values[index] - values[start] > _ONE_LINE:
            yield slice(start, index)
            start = index


def _connected(level: list[Rule], upright: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield the lines that meet one another, level ones and upright ones."""
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, rule in enumerate(level):
        for j, other in enumerate(upright, len(level)):
            if _meet(rule, other):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate((*level, *upright)):
        groups.setdefault(root(index), ([], []))[index >= len(level)].append(rule)
    yield from groups.values()


def _meet(level: Rule, upright: Rule) -> bool:
    return (
        level.start - _MEET <= upright.at <= level.end + _MEET
        and upright.start - _MEET <= level.at <= upright.end + _MEET
    )


# --- cells ---


def _lattice(level: list[Rule], upright: list[Rule], limits: Limits) -> Lattice | None:
    if not level or not upright:
        return None
    xs = _edges(upright, level)
    ys = _edges(level, upright)[::-1]
    if len(xs) < 2 or len(ys) < 2:
        return None
    if len(xs) == len(ys) == 2 and ys[0] - ys[1] > _LOW:
        return None
    limits.check("cells", (len(xs) - 1) * (len(ys) - 1))
    cells = tuple(_cells(_regions(xs, ys, level, upright)))
    owner = [[0] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for number, cell in enumerate(cells):
        for row in range(cell.row, cell.end_row):
            for column in range(cell.column, cell.end_column):
                owner[row][column] = number
    return Lattice(tuple(xs), tuple(ys), cells, tuple(map(tuple, owner)))


def _edges(rules: list[Rule], across: list[Rule]) -> list[float]:
    """Return where the lines lie, and where those across them end: there the table ends too."""
    values = sorted(rule.at for rule in rules)
    edges = [sum(values[part]) / len(values[part]) for part in _close(values)]
    first = min(rule.start for rule in across)
    last = max(rule.end for rule in across)
    if first < edges[0] - _BEYOND:
        edges.insert(0, first)
    if last > edges[-1] + _BEYOND:
        edges.append(last)
    return edges


def _regions(
    xs: list[float], ys: list[float], level: list[Rule], upright: list[Rule]
) -> list[list[int]]:
    """Return for each place of the grid the number of the region that no line parts."""
    columns, rows = len(xs) - 1, len(ys) - 1
    between = [
        _covered(
            [rule for rule in upright if abs(rule.at - x) <= _ONE_LINE],
            [(ys[row] + ys[row + 1]) / 2 for row in range(rows)],
        )
        for x in xs
    ]
    below = [
        _covered(
            [rule for rule in level if abs(rule.at - y) <= _ONE_LINE],
            [(xs[column] + xs[column + 1]) / 2 for column in range(columns)],
        )
        for y in ys
    ]
    region = [[-1] * columns for _ in range(rows)]
    number = 0
    for row in range(rows):
        for column in range(columns):
            if region[row][column] >= 0:
                continue
            region[row][column] = number
            todo = [(row, column)]
            while todo:
                r, c = todo.pop()
                for r2, c2, separated in (
                    (r, c + 1, between[c + 1][r]),
                    (r, c - 1, between[c][r]),
                    (r + 1, c, below[r + 1][c]),
                    (r - 1, c, below[r][c]),
                ):
                    inside = 0 <= r2 < rows and 0 <= c2 < columns
                    if inside and not separated and region[r2][c2] < 0:
                        region[r2][c2] = number
                        todo.append((r2, c2))
            number += 1
    return region


def _covered(rules: list[Rule], points: Iterable[float]) -> list[bool]:
    return [any(rule.start <= point <= rule.end for rule in rules) for point in points]


def _cells(region: list[list[int]]) -> Iterator[LatticeCell]:
    """Yield the regions as rectangles; one of another shape is cut into several."""
    taken = [[False] * len(row) for row in region]
    for row, numbers in enumerate(region):
        for column, number in enumerate(numbers):
            if taken[row][column]:
                continue
            right = column
            while right < len(numbers) and numbers[right] == number and not taken[row][right]:
                right += 1
            bottom = row
            while bottom < len(region) and all(
                region[bottom][c] == number and not taken[bottom][c] for c in range(column, right)
            ):
                bottom += 1
            for r in range(row, bottom):
                taken[r][column:right] = [True] * (right - column)
            yield LatticeCell(row, column, bottom, right)
