"""The cells of a Word table in its grid, merged cells resolved: ECMA-376-1, 17.4."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gklint.readers.docx.names import (
    NAMES,
    Node,
    at,
    attribute,
    branch,
    child,
    children,
    is_on,
    number,
)

#: Columns narrower than this, in twentieths of a point, are no columns: LibreOffice makes some when
#: the cells of two rows end a hair apart.
_NARROW = 20

_AROUND = frozenset(
    ("w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "mc:Choice", "mc:Fallback")
)


class Placed(NamedTuple):
    """A w:tc with its upper left corner in the grid, from 0, and its spans, from 1."""

    element: Node
    row: int
    column: int
    row_span: int
    column_span: int


class _Open(NamedTuple):
    """A cell of one row, from grid column `start` up to `end`; `goes_on` with the cell above."""

    element: Node
    start: int
    end: int
    goes_on: bool


def grid(table: Node) -> list[Placed]:
    """Return the cells of a w:tbl, row by row; deleted and hidden rows are not there."""
    rows = [list(_cells(row)) for row in _inside(table, "w:tr") if not _is_gone(row)]
    rows = _without_narrow(rows, table)
    placed: list[Placed] = []
    # By the grid column at which they start: the cells that the next row may go on with.
    above: dict[int, int] = {}
    for index, row in enumerate(rows):
        reached: dict[int, int] = {}
        for cell in row:
            span = cell.end - cell.start
            over = above.get(cell.start)
            if cell.goes_on and over is not None and placed[over].column_span == span:
                upper = placed[over]
                placed[over] = upper._replace(row_span=index - upper.row + 1)
                reached[cell.start] = over
            else:
                reached[cell.start] = len(placed)
                placed.append(Placed(cell.element, index, cell.start, 1, span))
        above = reached
    return placed


def _inside(parent: Node, name: str) -> Iterator[Node]:
    """Yield the rows of a table or the cells of a row, content controls and changes opened."""
    for element in parent:
        found = NAMES[element.tag]
        if found == name:
            yield element
        elif found == "w:sdt":
            content = child(element, "w:sdtContent")
            if content is not None:
                yield from _inside(content, name)
        elif found in _AROUND:
            yield from _inside(element, name)
        elif found == "mc:AlternateContent":
            chosen = branch(element)
            if chosen is not None:
                yield from _inside(chosen, name)


def _is_gone(row: Node) -> bool:
    properties = child(row, "w:trPr")
    return child(properties, "w:del") is not None or is_on(properties, "w:hidden")


def _cells(row: Node) -> Iterator[_Open]:
    column = max(number(at(row, "w:trPr", "w:gridBefore")), 0)
    held: _Open | None = None
    for element in _inside(row, "w:tc"):
        properties = child(element, "w:tcPr")
        own = {} if properties is None else {NAMES[part.tag]: part for part in properties}
        if "w:cellDel" in own:
            continue
        end = column + max(number(own.get("w:gridSpan"), default=1), 1)
        sideways = own.get("w:hMerge")
        if held and sideways is not None and attribute(sideways, "val", "continue") == "continue":
            held = held._replace(end=end)
        else:
            if held:
                yield held
            merged = "w:vMerge" in own or "w:cellMerge" in own
            held = _Open(element, column, end, merged and _goes_on(own))
        column = end
    if held:
        yield held


def _goes_on(properties: Mapping[str, Node]) -> bool:
    merge, tracked = properties.get("w:vMerge"), properties.get("w:cellMerge")
    if merge is not None:
        return attribute(merge, "val", "continue") == "continue"
    return tracked is not None and attribute(tracked, "vMerge") == "cont"


def _without_narrow(rows: Sequence[list[_Open]], table: Node) -> list[list[_Open]]:
    columns = children(child(table, "w:tblGrid"), "w:gridCol")
    narrow = [
        index for index, column in enumerate(columns) if number(column, "w", _NARROW) < _NARROW
    ]
    if not narrow:
        return list(rows)
    # A cell that stands on narrow columns alone is a cell all the same.
    needed: set[int] = set()
    for row in rows:
        for cell in row:
            first, last = (bisect_left(narrow, edge) for edge in (cell.start, cell.end))
            if last - first == cell.end - cell.start:
                needed.update(narrow[first:last])
    narrow = [index for index in narrow if index not in needed]
    return [
        [
            cell._replace(
                start=cell.start - bisect_left(narrow, cell.start),
                end=cell.end - bisect_left(narrow, cell.end),
            )
            for cell in row
        ]
        for row in rows
    ]
