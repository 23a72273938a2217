"""Tables in cells of tables: which table only arranges the page, and how others fall into one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple, Protocol, TypeVar, cast

#: What the headings of a report's parts say, wherever they stand.
HEADING = re.compile(
    r"^\W*(?:[一二三四五六]\s*[、.．]|第[一二三四五六]部分)?\s*"
    r"(?:.{0,10}(?:总体(?:工作)?情况|情况概述|概述)|.{0,12}主动公开.{0,10}情况"
    r"|.{0,12}收到和处理.{0,20}情况|.{0,16}行政复议.{0,16}情况|.{0,10}存在的?(?:主要)?问题.{0,12}"
    r"|其[他它]需要报告.{0,6}|需要报告的?其[他它].{0,4})\W*$"
)
#: A table without tables in it that lays out a report has one of these; it is looked for first.
MAY_BE_FRAME = re.compile(r"总体情况|概述|需要报告|问题")
#: A table with so many headings lays out the report, one with more numbers is a table all the same.
_HEADINGS = 2
_NUMBERS = 4
_LONGEST_HEADING = 50
#: How headings end: looked at first, for most cells hold a number.
_LAST_WORDS = ("情况", "事项", "问题", "措施", "概述")


class Content(NamedTuple):
    """What stands in a cell: its paragraphs, those of tables in it too, and how long these are."""

    paragraphs: Sequence[str]
    nested: int = 0


def is_frame(cells: Iterable[Content]) -> bool:
    """Say whether a table only holds the page together: one cell, tables for the most part, or the
    headings of a report without numbers of its own."""
    cells = list(cells)
    whole = sum(len(text) for cell in cells for text in cell.paragraphs)
    nested = sum(cell.nested for cell in cells)
    if len(cells) <= 1 or nested * 2 > whole:
        return True
    headings = sum(
        len(text) <= _LONGEST_HEADING and text.endswith(_LAST_WORDS) and bool(HEADING.match(text))
        for cell in cells
        for text in cell.paragraphs
    )
    if headings < _HEADINGS:
        return False
    own = [cell.paragraphs[0] for cell in cells if len(cell.paragraphs) == 1 and not cell.nested]
    return sum(text.strip().isdecimal() for text in own) < _NUMBERS


class Placed(Protocol):
    """A cell of a table with its place and its spans: a named tuple."""

    @property
    def row(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def row_span(self) -> int: ...
    @property
    def column_span(self) -> int: ...


CellT = TypeVar("CellT", bound=Placed)


def spliced(
    cells: Sequence[CellT], inner_of: Callable[[CellT], Sequence[CellT] | None]
) -> list[CellT]:
    """Return the cells with those of a table in a cell in its place.

    `inner_of` gives the cells of the table that a cell holds and nothing else, None for others.
    """
    inner = {index: found for index, cell in enumerate(cells) if (found := inner_of(cell))}
    if not inner:
        return list(cells)
    rows = _edges(
        [(cell.row, cell.row_span) for cell in cells],
        {index: max(part.row + part.row_span for part in found) for index, found in inner.items()},
    )
    columns = _edges(
        [(cell.column, cell.column_span) for cell in cells],
        {
            index: max(part.column + part.column_span for part in found)
            for index, found in inner.items()
        },
    )
    result: list[CellT] = []
    for index, cell in enumerate(cells):
        top, bottom = rows[cell.row], rows[cell.row + cell.row_span]
        left, right = columns[cell.column], columns[cell.column + cell.column_span]
        for part in inner.get(index, ()):
            result.append(_moved(part, row=top + part.row, column=left + part.column))
        if index not in inner:
            result.append(
                _moved(cell, row=top, column=left, row_span=bottom - top, column_span=right - left)
            )
    return result


def _moved(cell: CellT, **changes: int) -> CellT:
    # Every cell is a named tuple, which a protocol cannot say.
    return cast(CellT, cast(Any, cell)._replace(**changes))


def _edges(spans: Sequence[tuple[int, int]], needed: dict[int, int]) -> list[int]:
    """Return where each row (or column) begins when every cell has the room that it needs."""
    sizes = [1] * max(start + span for start, span in spans)
    for index, need in needed.items():
        start, span = spans[index]
        missing = need - sum(sizes[start : start + span])
        if missing > 0:
            sizes[start + span - 1] += missing
    return list(accumulate(sizes, initial=0))
