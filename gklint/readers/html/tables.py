"""The tables of a page: which hold data and which only arrange the page, and their cells in place.

The grid is made as HTML says (4.9.12.1), except that nothing overlaps: a cell ends where another
one has been before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from gklint.readers.document import Block, Paragraph, Table, TableCell
from gklint.readers.extras import require
from gklint.readers.html.flow import Flow
from gklint.readers.limits import Deadline, Limits
from gklint.readers.nested import MAY_BE_FRAME, Content, is_frame, spliced

#: The most columns a cell may span (HTML, 4.9.11).
_WIDEST = 1000
#: What stands in a cell for a picture of its text.
_PICTURE = "〔图片〕"
#: A cell that holds most of its table's text, and so many characters or paragraphs, is a column of
#: the page.
_LONG_CELL = 400
_MANY_PARAGRAPHS = 5


class Tables:
    """Tells tables of data and gives their blocks; counts the cells of the whole page."""

    def __init__(self, limits: Limits, deadline: Deadline) -> None:
        self.limits = limits
        self.deadline = deadline
        self.cells = 0
        self.known: dict[Any, bool] = {}
        self.iterwalk = require("lxml.etree", "html").iterwalk

    def is_data(self, table: Any) -> bool:
        """Say whether a table holds data: more than a cell, and neither tables nor long prose."""
        if table not in self.known:
            self.deadline.check()
            self.known[table] = self._is_data(table)
        return self.known[table]

    def _is_data(self, table: Any) -> bool:
        rows = [row for group in self._groups(table) for row in group]
        if not rows or table.get("role") == "presentation":
            return False
        if (len(rows) < 2 or max(map(len, rows)) < 2) and not _is_nested(table):
            return False
        text = "".join(table.itertext())
        whole = len("".join(text.split()))
        cells = [cell for row in rows for cell in row]
        if any(_is_column(cell, whole) for cell in cells):
            return False
        may_be_frame = _has_inner(table) or MAY_BE_FRAME.search(text)
        return not (may_be_frame and is_frame(map(_content, cells)))

    def blocks_of(self, table: Any) -> Iterator[Block]:
        """Yield the caption and the table; raises UnreadableFile (`cells`, `seconds`)."""
        for caption in table.iterchildren("caption"):
            yield from self._paragraphs(caption)
        cells = self._cells(table)
        if cells:
            yield Table(cells)

    def _cells(self, table: Any) -> list[TableCell]:
        inner: dict[tuple[int, int], Any] | None = {} if _has_inner(table) else None
        cells = self._placed(self._groups(table), inner)
        if inner:
            cells = spliced(
                cells,
                lambda cell: (
                    self._cells(inner[cell.row, cell.column])
                    if (cell.row, cell.column) in inner
                    else None
                ),
            )
        return _without_empty_columns(cells)

    def _groups(self, table: Any) -> list[list[list[Any]]]:
        """Return the cells by row and group of rows, in the order in which they are shown."""
        head: list[list[Any]] = []
        body: list[list[list[Any]]] = [[]]
        foot: list[list[Any]] = []
        rows = body[-1]
        row: list[Any] | None = None
        walker = self.iterwalk(table, events=("start",))
        for _, element in walker:
            tag = element.tag
            if element is table:
                continue
            if tag == "table":
                walker.skip_subtree()
            elif tag in ("thead", "tbody", "tfoot"):
                if tag == "tbody":
                    body.append([])
                rows = {"thead": head, "tfoot": foot}.get(tag, body[-1])
                row = None
            elif tag == "tr":
                row = []
                rows.append(row)
            elif tag in ("td", "th"):
                if row is None:
                    row = []
                    rows.append(row)
                row.append(element)
                walker.skip_subtree()
        return [group for group in (head, *body, foot) if group]

    def _placed(
        self, groups: list[list[list[Any]]], inner: dict[tuple[int, int], Any] | None
    ) -> list[TableCell]:
        """Return the cells in place; `inner` takes the tables that are all that a cell holds,
        None where there are none."""
        cells: list[TableCell] = []
        taken: set[tuple[int, int]] = set()
        first = 0
        for rows in groups:
            end = first + len(rows)
            for number, row in enumerate(rows, first):
                self.deadline.check()
                column = 0
                for element in row:
                    while (number, column) in taken:
                        column += 1
                    height = _span(element.get("rowspan"), end - number, end - number)
                    width = _span(element.get("colspan"), 1, _WIDEST)
                    width = next(
                        (extra for extra in range(1, width) if (number, column + extra) in taken),
                        width,
                    )
                    self.cells += height * width
                    self.limits.check("cells", self.cells)
                    taken.update(
                        (number + down, column + right)
                        for down in range(height)
                        for right in range(width)
                    )
                    held = _held_table(element) if inner is not None else None
                    if inner is not None and held is not None:
                        inner[number, column] = held
                    cells.append(
                        TableCell("\n".join(self._texts(element)), number, column, height, width)
                    )
                    column += width
            first = end
        return cells

    def _texts(self, cell: Any) -> Iterator[str]:
        for paragraph in self._paragraphs(cell, True):
            yield paragraph.text or _PICTURE

    def _paragraphs(self, element: Any, in_cell: bool = False) -> list[Paragraph]:
        flow = Flow(in_cell)
        if not len(element):
            flow.text(element.text)
            return flow.taken()
        for event, part in self.iterwalk(element, events=("start", "end")):
            if event == "start":
                flow.start(part)
            else:
                flow.end(part)
                if part is not element:
                    flow.text(part.tail)
        return flow.taken()


def _span(text: str | None, all_of_them: int, most: int) -> int:
    """Return how many rows or columns a cell spans; 0 stands for all rows of its group."""
    found = re.match(r"\s*\+?(\d{1,9})", text or "")
    if found is None:
        return 1
    return min(int(found[1]) or all_of_them, most)


def _without_empty_columns(cells: list[TableCell]) -> list[TableCell]:
    """Leave out the columns in which no cell begins: a span that is wider than the table."""
    begun = sorted({cell.column for cell in cells})
    return [
        cell._replace(
            column=_before(begun, cell.column),
            column_span=_before(begun, cell.column + cell.column_span)
            - _before(begun, cell.column),
        )
        for cell in cells
    ]


def _before(columns: list[int], column: int) -> int:
    return bisect_left(columns, column)


def _length(element: Any) -> int:
    return len("".join("".join(element.itertext()).split()))


def _is_column(cell: Any, whole: int) -> bool:
    """Say whether a cell is a column of the page; `whole` is how much text its table has."""
    length = _length(cell)
    if length * 2 <= whole:
        return False
    return length > _LONG_CELL or sum(1 for _ in cell.iter("p", "li", "table")) >= _MANY_PARAGRAPHS


def _has_inner(table: Any) -> bool:
    return next(table.iterdescendants("table"), None) is not None


def _is_nested(table: Any) -> bool:
    return _holder(table) is not None


def _held_table(cell: Any) -> Any | None:
    """Return the one table of a cell that holds nothing else."""
    tables = [table for table in cell.iter("table") if _holder(table) is _holder(cell)]
    return tables[0] if len(tables) == 1 and _length(tables[0]) == _length(cell) else None


def _content(cell: Any) -> Content:
    if not len(cell):
        return Content([(cell.text or "").strip()])
    holder = _holder(cell)
    nested = sum(_length(table) for table in cell.iter("table") if _holder(table) is holder)
    texts = "\n".join(cell.itertext()).splitlines()
    return Content([text for text in map(str.strip, texts) if text], nested)


def _holder(table: Any) -> Any:
    """Return the table that this table or cell stands in."""
    return next(table.iterancestors("table"), None)
