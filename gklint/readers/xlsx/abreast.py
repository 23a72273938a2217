"""Tables that stand abreast on a sheet, each with labels and numbers of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gklint.readers.document import TableCell
from gklint.readers.labels import bare, owners
from gklint.readers.nested import HEADING

_NUMBER = re.compile(r"\s*[-+]?[\d,.]+\s*")
#: Each of the tables has so many labels that no other one has.
_LABELS = 2

Rows = Sequence[Sequence[TableCell]]


class Abreast(NamedTuple):
    """Rows of a sheet, `last` exclusive, in which `column` begins a table beside another one."""

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
        if (owner := owners().get(bare(cell.text))) is not None
    }
    if len(set(known.values())) < 2:
        return None
    for column in sorted({column for _, column in known})[1:]:
        for start, end in _stretches(rows, column):
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


def parted(cells: Sequence[TableCell], found: Abreast) -> tuple[list[TableCell], list[TableCell]]:
    """Return the cells of the left table and of the right one, both in rows from the first."""
    own = [
        cell._replace(row=cell.row - found.first)
        for cell in cells
        if found.first <= cell.row < found.last
    ]
    left = [cell for cell in own if cell.column < found.column]
    right = [
        cell._replace(column=cell.column - found.column)
        for cell in own
        if cell.column >= found.column
    ]
    return left, right


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


def _last(rows: Rows, last: int, end: int, column: int) -> int:
    """Return the row in which the longer one of the tables ends: one is empty or a heading."""
    while last < end:
        texts = [cell.text.strip() for cell in rows[last] if cell.text.strip()]
        if not texts or (len(texts) == 1 and HEADING.match(texts[0])):
            break
        last += 1
    return last


def _has_number(cells: Sequence[TableCell], column: int) -> bool:
    return any(cell.column < column and _NUMBER.fullmatch(cell.text) for cell in cells)
