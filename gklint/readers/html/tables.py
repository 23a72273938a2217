"""The tables of a page: which hold data and which only arrange the page, and their cells in place.

The grid is made as HTML says (4.9.12.1), except that nothing overlaps: a cell ends where another
one has been before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import product
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
#: The one row of a table is one of data with so many numbers, none of its cells longer than they.
_MANY_NUMBERS, _NUMBER = 3, 12


class Tables:
    """Tells tables of data and gives their blocks; counts the cells of the whole page.

    `lengths` says how many characters each element shows, white space apart.
    """

    def __init__(self, lengths: Mapping[Any, int], limits: Limits, deadline: Deadline) -> None:
        self.lengths = lengths
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
        small = len(rows) < 2 or max(map(len, rows)) < 2
        if small and not _is_nested(table) and not _are_values(rows[0]):
            return False
        cells = [cell for row in rows for cell in row]
        if any(self._is_column(cell, self.lengths[table]) for cell in cells):
            return False
        may_be_frame = _has_inner(table) or MAY_BE_FRAME.search("".join(table.itertext()))
        return not (may_be_frame and is_frame(map(self._content, cells)))

    def _is_column(self, cell: Any, whole: int) -> bool:
        """Say whether a cell is a column of the page; `whole` is how much text its table has."""
        length = self.lengths[cell]
        if length * 2 <= whole:
            return False
        parts = sum(1 for _ in cell.iter("p", "li", "table"))
        return length > _LONG_CELL or parts >= _MANY_PARAGRAPHS

    def _content(self, cell: Any) -> Content:
        if not len(cell):
            return Content([(cell.text or "").strip()])
        holder = _holder(cell)
        inner = (table for table in cell.iter("table") if _holder(table) is holder)
        texts = "\n".join(cell.itertext()).splitlines()
        return Content(
            [text for text in map(str.strip, texts) if text],
            sum(self.lengths[table] for table in inner),
        )

    def _held_table(self, cell: Any) -> Any | None:
        """Return the one table of a cell that holds nothing else."""
        tables = [table for table in cell.iter("table") if _holder(table) is _holder(cell)]
        whole = len(tables) == 1 and self.lengths[tables[0]] == self.lengths[cell]
        return tables[0] if whole else None

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
                    if width > 1:
                        within = range(1, width)
                        over = (extra for extra in within if (number, column + extra) in taken)
                        width = next(over, width)
                    self.cells += height * width
                    self.limits.check("cells", self.cells)
                    if height > 1:
                        # What it covers of its own row lies behind.
                        taken.update(
                            product(
                                range(number + 1, number + height), range(column, column + width)
                            )
                        )
                    held = self._held_table(element) if inner is not None else None
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
        flow.start(element)
        for part in element:
            if len(part):
                self._walk(part, flow)
            else:
                # Most paragraphs of cells hold nothing but text.
                flow.start(part)
                flow.end(part)
            flow.text(part.tail)
        flow.end(element)
        return flow.taken()

    def _walk(self, element: Any, flow: Flow) -> None:
        for event, part in self.iterwalk(element, events=("start", "end")):
            if event == "start":
                flow.start(part)
            else:
                flow.end(part)
                if part is not element:
                    flow.text(part.tail)


def _span(text: str | None, all_of_them: int, most: int) -> int:
    """Return how many rows or columns a cell spans; 0 stands for all rows of its group."""
    found = re.match(r"\s*\+?(\d{1,9})", text) if text else None
    if found is None:
        return 1
    return min(int(found[1]) or all_of_them, most)


def _without_empty_columns(cells: list[TableCell]) -> list[TableCell]:
    """Leave out the columns in which no cell begins: a span that is wider than the table."""
    begun = sorted({cell.column for cell in cells})
    if len(begun) == max((cell.column + cell.column_span for cell in cells), default=0):
        return cells
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


def _are_values(row: list[Any]) -> bool:
    """Say whether the cells of a row are numbers: its headers may be a table of their own."""
    texts = ["".join(cell.itertext()).strip() for cell in row]
    numbers = sum(text.isdecimal() for text in texts)
    return numbers >= _MANY_NUMBERS and all(len(text) <= _NUMBER for text in texts)


def _has_inner(table: Any) -> bool:
    return next(table.iterdescendants("table"), None) is not None


def _is_nested(table: Any) -> bool:
    return _holder(table) is not None


def _holder(table: Any) -> Any:
    """Return the table that this table or cell stands in."""
    return next(table.iterancestors("table"), None)
