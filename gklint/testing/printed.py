"""A table as it is printed: a grid of cells, some merged, each with what it is.

Layouts write such grids down as text. A section's small tables (第二十条 …) are printed as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from gklint.model.report import CellKey
from gklint.testing.draft import DraftRow, DraftTable

#: What a printed cell can be.
ROLES = ("title", "note", "header", "group", "label", "value")

#: Rows of 表三 that do not belong to 三、本年度办理结果.
_OUTSIDE_RESULTS = ("new", "carried_in", "carried_out")
_LABEL_COLUMNS = 3


class PrintedCell(NamedTuple):
    """A cell: the row and column of its top left corner, how many it spans, what stands in it."""

    row: int
    column: int
    height: int
    width: int
    text: str
    role: str
    key: CellKey | None = None


class Grid(NamedTuple):
    """A printed table; `kind` is "disclosure", "applications" or "review"."""

    kind: str
    rows: int
    columns: int
    cells: tuple[PrintedCell, ...]

    def by_row(self) -> list[list[PrintedCell]]:
        """Return for each row the cells that begin in it, from left to right."""
        rows: list[list[PrintedCell]] = [[] for _ in range(self.rows)]
        for cell in sorted(self.cells, key=lambda cell: cell.column):
            rows[cell.row].append(cell)
        return rows

    def matrix(self) -> list[list[PrintedCell | None]]:
        """Return all rows in full: a merged cell stands at its top left corner, None elsewhere."""
        rows: list[list[PrintedCell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            rows[cell.row][cell.column] = cell
        return rows

    def with_texts(self, rewrite: Callable[[PrintedCell], str]) -> Grid:
        """Return the grid with the text that `rewrite` gives for each cell."""
        return self._replace(cells=tuple(cell._replace(text=rewrite(cell)) for cell in self.cells))


class _Builder:
    """Collects the cells of a grid row by row."""

    def __init__(self, kind: str, columns: int) -> None:
        self.kind, self.columns = kind, columns
        self.row = 0
        self.cells: list[PrintedCell] = []

    def put(
        self,
        column: int,
        text: str,
        role: str,
        *,
        width: int = 1,
        height: int = 1,
        key: CellKey | None = None,
        below: int = 0,
    ) -> None:
        self.cells.append(PrintedCell(self.row + below, column, height, width, text, role, key))

    def grid(self) -> Grid:
        return Grid(self.kind, self.row, self.columns, tuple(self.cells))


def printed(
    tables: Sequence[DraftTable], *, total_beside: bool = False, split_review: bool = False
) -> list[Grid]:
    """Return the tables of a section as they are printed.

    `total_beside`: the header 总计 of 表三 stands beside 申请人情况, not below it. `split_review`:
    表四 is three small tables, one a group.
    """
    grids: list[Grid] = []
    for kind, group in groupby(tables, _kind):
        members = list(group)
        if kind == "disclosure":
            grids.append(_disclosure(members))
        elif kind == "applications":
            grids += [_applications(table, total_beside) for table in members]
        else:
            for table in members:
                grids += _split_review(table) if split_review else [_review(table)]
    return grids


def _kind(table: DraftTable) -> str:
    return table.key if table.key in ("applications", "review") else "disclosure"


def _disclosure(tables: list[DraftTable]) -> Grid:
    width = max(len(table.columns) for table in tables) + 1
    builder = _Builder("disclosure", width)
    for table in tables:
        builder.put(0, table.form.label, "title", width=width)
        builder.row += 1
        labels = ["信息内容", *(column.label for column in table.columns)]
        # The last column of a narrow block takes the rest of the table's width.
        spans = [1] * (len(labels) - 1) + [width - len(labels) + 1]
        for column, (label, span) in enumerate(zip(labels, spans, strict=True)):
            builder.put(column, label, "header", width=span)
        builder.row += 1
        for row in table.rows:
            builder.put(0, row.label, "label")
            _put_values(builder, table, row, 1, spans[1:])
            builder.row += 1
    return builder.grid()


def _put_values(
    builder: _Builder, table: DraftTable, row: DraftRow, first: int, spans: Sequence[int]
) -> None:
    for index, (text, span) in enumerate(zip(row.texts, spans, strict=True)):
        key = CellKey(table.key, row.key, table.columns[index].key) if row.key else None
        builder.put(first + index, text, "value", width=span, key=key)


def _applications(table: DraftTable, total_beside: bool) -> Grid:
    builder = _Builder("applications", _LABEL_COLUMNS + len(table.columns))
    _applications_header(builder, table, total_beside)
    results = [row for row in table.rows if row.key not in _OUTSIDE_RESULTS]
    for row in table.rows:
        first = _put_labels(builder, table, row, results)
        builder.put(first, row.label, "label", width=_LABEL_COLUMNS - first)
        _put_values(builder, table, row, _LABEL_COLUMNS, [1] * len(row.texts))
        builder.row += 1
    return builder.grid()


def _applications_header(builder: _Builder, table: DraftTable, total_beside: bool) -> None:
    first, columns = _LABEL_COLUMNS, len(table.columns)
    note, applicants = table.form.notes
    has_total = bool(columns) and table.columns[-1].key == "total"
    beside = total_beside and has_total
    builder.put(0, note, "note", width=first, height=3)
    builder.put(first, applicants, "header", width=columns - beside)
    for group, members in groupby(enumerate(table.columns), lambda pair: pair[1].group):
        listed = list(members)
        if group:
            builder.put(
                first + listed[0][0],
                table.groups.get(group, ""),
                "header",
                width=len(listed),
                below=1,
            )
        for index, column in listed:
            below = 2 if group else 1
            if column.key == "total" and beside:
                below = 0
            builder.put(first + index, column.label, "header", height=3 - below, below=below)
    builder.row += 3


def _put_labels(
    builder: _Builder, table: DraftTable, row: DraftRow, results: list[DraftRow]
) -> int:
    """Put the group labels that begin in this row; return the column its own label begins in."""
    if row not in results:
        return 0
    if row is results[0]:
        label = table.groups.get("results", "")
        builder.put(0, label, "group", height=_height(table.rows, row, results))
    label = table.groups.get(row.group, "")
    if not label:
        return 1
    members = [other for other in results if other.group == row.group]
    if row is members[0]:
        builder.put(1, label, "group", height=_height(table.rows, row, members))
    return 2


def _height(rows: Iterable[DraftRow], first: DraftRow, members: list[DraftRow]) -> int:
    """Return how many rows of one group follow each other from `first` on."""
    height, seen = 0, False
    for row in rows:
        seen = seen or row is first
        if seen and not any(row is member for member in members):
            break
        height += seen
    return height


def _review(table: DraftTable) -> Grid:
    width = len(table.columns)
    builder = _Builder("review", width * len(table.rows))
    for group, members in groupby(enumerate(table.rows), lambda pair: pair[1].group):
        listed = list(members)
        first = listed[0][0] * width
        if group:
            builder.put(first, table.groups.get(group, ""), "header", width=width * len(listed))
        for index, row in listed:
            builder.put(index * width, row.label, "header", width=width, below=1 if group else 0)
            for at, column in enumerate(table.columns):
                builder.put(
                    index * width + at,
                    column.label,
                    "header",
                    height=1 if group else 2,
                    below=2 if group else 1,
                )
    builder.row = 3
    for index, row in enumerate(table.rows):
        _put_values(builder, table, row, index * width, [1] * width)
    builder.row += 1
    return builder.grid()


def _split_review(table: DraftTable) -> Iterator[Grid]:
    width = len(table.columns)
    for row in table.rows:
        builder = _Builder("review", width)
        group = table.groups.get(row.group, "")
        builder.put(0, f"{group}（{row.label}）" if group else row.label, "header", width=width)
        builder.row += 1
        for at, column in enumerate(table.columns):
            builder.put(at, column.label, "header")
        builder.row += 1
        _put_values(builder, table, row, 0, [1] * width)
        builder.row += 1
        yield builder.grid()
