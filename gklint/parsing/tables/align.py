"""Values → columns: which column of the form each value of a row stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gklint.parsing.tables.fields import Field
from gklint.parsing.tables.walk import Draft
from gklint.report import Cell


class Aligned(NamedTuple):
    """The fields of a row by column, None for a cell that left no trace, or why there are none."""

    fields: tuple[Field | None, ...]
    problem: str


#: How often the full rows of a table have a shape: see `shifts`.
Shifts = Counter[tuple[int, int, int]]


def align(draft: Draft, columns: int, shifts: Shifts) -> Aligned:
    """Give the row's values to its columns.

    As many values as columns are in order, wherever they stand. Fewer values need gaps to stand
    between, and only one way to lay the columns over them: the one that fits, or the one that the
    full rows of the same shape show (`shifts`, see `shift`).
    """
    if draft.count == columns:
        return Aligned(tuple(draft.filled), "")
    if draft.count > columns:
        return Aligned((), f"有 {draft.count} 个值，应为 {columns} 个")
    slots = draft.slots
    starts = [
        start
        for start in range(len(slots) - columns + 1)
        if all(start <= index < start + columns
               for index, part in enumerate(slots) if not part.is_gap)
    ]  # fmt: skip
    if len(starts) > 1 and draft.count:
        known = {start for shape, start in _shapes(draft, starts) if shifts[shape]}
        starts = sorted(known) if len(known) == 1 else starts
    if not draft.count:
        # A row without any value: every way to lay the columns says the same.
        starts = starts[-1:]
    if len(starts) != 1:
        return Aligned((), f"只有 {draft.count} 个值，应为 {columns} 个，无法确定所在的列")
    return Aligned(tuple(slots[starts[0] : starts[0] + columns]), "")


def _shapes(draft: Draft, starts: Sequence[int]) -> Iterable[tuple[tuple[int, int, int], int]]:
    for start in starts:
        yield _shape(draft, start), start


def _shape(draft: Draft, start: int) -> tuple[int, int, int]:
    """Return what rows of one make have in common: place of label and first column, slots."""
    label = draft.label[-1].position if draft.label else -1
    return label, draft.slots[start].position, len(draft.slots)


def shifts(drafts: Iterable[Draft], columns: int) -> Shifts:
    """Count where the columns lie in the rows that are full."""
    found: Shifts = Counter()
    drafts = list(drafts)
    if all(draft.count == columns for draft in drafts):
        # Nothing will have to be aligned by them.
        return found
    for draft in drafts:
        if draft.count == columns:
            first = next(index for index, part in enumerate(draft.slots) if not part.is_gap)
            found[_shape(draft, first)] += 1
    return found


def cells_of_line(draft: Draft, columns: Sequence[str]) -> tuple[Cell, ...]:
    """Return the cells of a row that one line holds whole and full."""
    assert draft.shape is not None and draft.name is not None
    row, line = draft.name.row, draft.line
    filled = [part for part in draft.shape.slots if part.content.state != "blank"]
    return tuple(
        Cell(row, column, text, content.value, content.state, line, start, end, content.note)
        for column, (text, _, start, end, _, content) in zip(columns, filled, strict=True)
    )


def cells(row: str, columns: Sequence[str], fields: Sequence[Field | None]) -> tuple[Cell, ...]:
    """Return the cells of a row."""
    result = []
    for column, part in zip(columns, fields, strict=True):
        if part is not None:
            content = part.content
            result.append(Cell(row, column, part.text, content.value, content.state, part.line,
                               part.column, part.end_column, content.note))  # fmt: skip
    return tuple(result)
