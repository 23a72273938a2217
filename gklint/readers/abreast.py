"""Tables that stand abreast in one grid, each with labels and numbers of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar, cast

from gklint.readers.labels import owner_of
from gklint.readers.nested import HEADING, Placed

_NUMBER = re.compile(r"\s*[-+]?[\d,.]+\s*")
#: Each of the tables has so many labels that no other one has, its name among them.
_LABELS = 2


class TextCell(Placed, Protocol):
    """A cell of a grid with its text, too."""

    @property
    def text(self) -> str: ...


CellT = TypeVar("CellT", bound=TextCell)
Rows = Sequence[Sequence[TextCell]]


class Abreast(NamedTuple):
    """Rows of a grid, `last` exclusive, in which `column` begins a table beside another one."""

    first: int
    last: int
    column: int


def abreast(rows: Rows) -> Abreast | None:
    """Return the first rows in which two tables stand abreast, None where there are none.

    `rows` are the cells that begin in each row. The tables have labels of different tables of the
    form, numbers stand to the left of the right one's labels, and no cell reaches over from one to
    the other.
    """
    known = {
        (row, cell.column): owner
        for row, cells in enumerate(rows)
        for cell in cells
        if cell.text.strip() and not _NUMBER.fullmatch(cell.text)
        if (owner := owner_of(cell.text)) is not None
    }
    if len(set(known.values())) < 2:
        return None
    for column in sorted({column for _, column in known})[1:]:
        for start, end in _stretches(rows, column):
            labelled = [row for row, at in known if start <= row < end and at >= column]
            start = _behind_whole_rows(rows, start, min(labelled, default=start), column)
            own = {place: owner for place, owner in known.items() if start <= place[0] < end}
            left = [owner for (_, at), owner in own.items() if at < column]
            right = [owner for (_, at), owner in own.items() if at >= column]
            if (
                min(len(left), len(right)) >= _LABELS
                and set(left).isdisjoint(right)
                and any(at == column for _, at in own)
                and any(_has_number(cells, column) for cells in rows[start:end])
            ):
                last = max(row for row, at in own if at >= column)
                return Abreast(start, _last(rows, last + 1, end, column), column)
    return None


def parted(cells: Sequence[CellT], found: Abreast) -> tuple[list[CellT], list[CellT]]:
    """Return the cells of the left table and of the right one, both in rows from the first."""
    own = [_moved(cell, found.first, 0) for cell in cells if found.first <= cell.row < found.last]
    left = [cell for cell in own if cell.column < found.column]
    right = [_moved(cell, 0, found.column) for cell in own if cell.column >= found.column]
    return left, right


def _moved(cell: CellT, up: int, left: int) -> CellT:
    return cast("CellT", cast("Any", cell)._replace(row=cell.row - up, column=cell.column - left))


def _stretches(rows: Rows, column: int) -> Iterator[tuple[int, int]]:
    """Yield first and last row (exclusive) of what no text reaches over into a column.

    A row without any text and a heading alone in its row end a stretch, too.
    """
    joined: set[int] = set()
    ends: set[int] = set()
    for row, cells in enumerate(rows):
        for cell in cells:
            if cell.row_span * cell.column_span > 1 and cell.text.strip():
                own = range(row, row + cell.row_span)
                across = cell.column < column < cell.column + cell.column_span
                (ends if across else joined).update(own)
    for row, cells in enumerate(rows):
        texts = [cell for cell in cells if cell.text.strip()]
        if (not texts and row not in joined) or (
            len(texts) == 1 and texts[0].column < column and HEADING.match(texts[0].text.strip())
        ):
            ends.add(row)
    at = 0
    for row in (*sorted(ends), len(rows)):
        if row > at:
            yield at, row
        at = row + 1


def _behind_whole_rows(rows: Rows, start: int, first: int, column: int) -> int:
    """Return the row behind those before `first` that go on from a label left of a column."""
    for row in range(first - 1, start - 1, -1):
        texts = sorted((cell.column, cell.text) for cell in rows[row] if cell.text.strip())
        right = [text for at, text in texts if at >= column]
        if texts and texts[0][0] < column and right and _NUMBER.fullmatch(right[0]):
            return row + 1
    return start


def _last(rows: Rows, last: int, end: int, column: int) -> int:
    """Return the row in which the longer one of the tables ends: one is empty or a heading."""
    while last < end:
        texts = [cell.text.strip() for cell in rows[last] if cell.text.strip()]
        if not texts or (len(texts) == 1 and HEADING.match(texts[0])):
            break
        last += 1
    return last


def _has_number(cells: Sequence[TextCell], column: int) -> bool:
    return any(cell.column < column and _NUMBER.fullmatch(cell.text) for cell in cells)
