"""Values → columns: which column of the form each value of a row stands in."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gklint.model.reasons import CONTRADICTING_HEADERS, Reason, too_few, wrong_count
from gklint.model.report import Cell
from gklint.parsing.tables.drafts import Draft
from gklint.parsing.tables.fields import Field
from gklint.parsing.tables.short import by_total


class Aligned(NamedTuple):
    """The fields of a row by column, None for a cell that left no trace, or why there are none."""

    fields: tuple[Field | None, ...]
    problem: Reason | None


#: So many rows of one shape are a habit.
_HABIT = 3
#: Where the columns lie: how many parts a line has, and which of them is the first column.
Grids = frozenset[tuple[int, int]]


class Shape(NamedTuple):
    """How the rows of a table lie on their lines: `grids`, whether each line has, behind its
    label, just one part a column, and whether its cells begin right behind its label. `beyond` is
    how many empty cells stand behind the last column where tabs tell of them, None where that is
    not known. `is_ragged` says that the rows lie differently: neither are their lines as long as
    one another nor what stands behind their labels. `behind` is how many parts stand between a
    label and its cells where that, and no place on the lines, is the same in all rows that tell;
    `doubtful` the same where these rows tell of both."""

    grids: Grids
    is_exact: bool = False
    is_behind: bool = False
    beyond: int | None = None
    is_ragged: bool = False
    behind: int | None = None
    doubtful: int | None = None


#: Of rows none of which has to be aligned.
NO_SHAPE = Shape(frozenset())


def align(draft: Draft, columns: int, shape: Shape) -> Aligned:
    """Give the row's values to its columns.

    As many values as columns are in order, wherever they stand. Fewer values can only be laid over
    the columns as the rest of the table shows (`shape`), with gaps where values are missing.
    """
    if draft.count == columns:
        return Aligned(tuple(draft.filled), None)
    if shape.is_exact and len(draft.slots) == columns:
        return Aligned(tuple(draft.slots), None)
    grids = shape.grids
    if draft.count > columns:
        return Aligned((), wrong_count(draft.count, columns))
    slots = draft.slots
    if not draft.count and len(slots) >= columns:
        # A row without any value: every way to lay the columns says the same.
        return Aligned(tuple(slots[-columns:]), None)
    parts = slots[-1].position + 1 if slots else 0
    if slots and slots[0].is_gap and parts < max((size for size, _ in grids), default=0):
        # Shorter than other rows, and a gap first: the empty part of a merged label, or a cell.
        return Aligned(tuple(slots[:columns]), None) if shape.is_behind else _short(draft, columns)
    places = [
        start
        for start in range(len(slots) - columns + 1)
        if all(
            start <= index < start + columns for index, part in enumerate(slots) if not part.is_gap
        )
    ]
    if shape.behind is not None:
        # Cells stand as far behind their label, wherever that stands.
        first = shape.behind if shape.behind in places else None
        return _short(draft, columns) if first is None else _cut(slots, first, columns)
    starts = [start for start in places if (parts, slots[start].position) in grids]
    if len(starts) == 1 and shape.doubtful in places and shape.doubtful != starts[0]:
        return _short(draft, columns)
    if shape.is_ragged and len(places) > 1 and not any(p.content.value for p in slots):
        # Nothing but signs for "none", which no sum tells, in a table whose rows lie differently.
        return _short(draft, columns)
    if len(starts) != 1:
        if shape.is_behind:
            return Aligned(tuple(slots[:columns]), None)
        return _short(draft, columns)
    return _cut(slots, starts[0], columns)


def _cut(slots: Sequence[Field], first: int, columns: int) -> Aligned:
    return Aligned(tuple(slots[first : first + columns]), None)


def under_headers(draft: Draft, columns: Sequence[str]) -> Aligned:
    """Give the values of a row to the columns whose headers they stand under.

    A column whose header was not made out is known by its place, where no other is missing.
    """
    places = list(zip(draft.columns, draft.slots, strict=True))
    if len(places) == len(columns) and all(
        key in ("", column) for (key, _), column in zip(places, columns, strict=True)
    ):
        return Aligned(tuple(draft.slots), None)
    known = {key: part for key, part in places if key in columns}
    filled = sum(not part.is_gap for part in known.values())
    if draft.count > filled:
        if draft.count == len(columns):
            return Aligned((), CONTRADICTING_HEADERS)
        return Aligned((), wrong_count(draft.count, len(columns)))
    if len(known) < len(columns):
        return _short(draft, len(columns))
    return Aligned(tuple(known[column] for column in columns), None)


def _short(draft: Draft, columns: int) -> Aligned:
    return Aligned((), too_few(draft.count, columns))


def shape_of(
    drafts: Sequence[Draft], columns: int, header: Sequence[Field], adds_up: bool
) -> Shape:
    """Return how the rows lie, by the full rows, those whose total is known by its sum, and a
    header that names first and last.

    `header` are the fields of the line on which both stand, [] where there is none. `adds_up` says
    that the last column is the sum of the others.
    """
    if all(draft.count == columns for draft in drafts):
        return NO_SHAPE
    anchored = list(_anchored(drafts, columns, adds_up))
    found = {(slots[-1].position + 1, first.position) for slots, first in anchored}
    if header and header[-1].position - header[0].position == columns - 1:
        ends = {draft.slots[-1].position for draft in drafts if draft.slots}
        beyond = (part for d in drafts for part in d.slots if part.position > header[-1].position)
        # A separator at the end of every line has an empty part behind it.
        is_last = len(ends) > 1 or not all(part.is_gap for part in beyond)
        end = header[-1].position if is_last else max(ends, default=0)
        found.add((end + 1, header[0].position))
    exact = sum(len(draft.slots) == columns for draft in drafts)
    is_exact = exact == len(drafts) >= _HABIT
    lengths = {draft.slots[-1].position for draft in drafts if draft.slots}
    behind, doubtful = _behind_labels(anchored, header, [d.slots for d in drafts if d.slots])
    is_ragged = len(lengths) > 1 and len({len(draft.slots) for draft in drafts}) > 1
    return Shape(
        frozenset(found or _flush(drafts, columns)),
        is_exact,
        _is_behind(drafts, columns),
        is_ragged=is_ragged,
        behind=behind,
        doubtful=doubtful,
    )


def _anchored(
    drafts: Sequence[Draft], columns: int, adds_up: bool
) -> Iterator[tuple[Sequence[Field], Field]]:
    """Yield the slots and the first cell of each row whose cells or sum show where they begin."""
    for draft in drafts:
        fields: Sequence[Field] | None = None
        if draft.count == columns:
            fields = draft.filled if _in_a_row(draft) else None
        elif adds_up:
            fields = by_total(draft, columns)
        if fields:
            yield draft.slots, fields[0]


def _behind_labels(
    anchored: Sequence[tuple[Sequence[Field], Field]],
    header: Sequence[Field],
    rows: Sequence[Sequence[Field]],
) -> tuple[int | None, int | None]:
    """Return how many parts stand between labels and cells, where that is sure and where a place on
    the lines may be the same instead: `Shape.behind` and `Shape.doubtful`."""
    sizes = {slots[-1].position + 1 for slots in rows}
    if len(sizes) != 1:
        return None, None
    offsets = {first.position - slots[0].position for slots, first in anchored}
    starts = {first.position for _, first in anchored}
    if not anchored and header:
        # As far behind the labels that stand first as the columns are by the header.
        starts = {header[0].position}
        offsets = {header[0].position - min(slots[0].position for slots in rows)}
    if len(offsets) != 1:
        return None, None
    (offset,) = offsets
    if len(starts) > 1:
        return offset, None
    is_flush = bool(header) and header[-1].position + 1 in sizes
    return None, None if is_flush else offset


def _flush(drafts: Sequence[Draft], columns: int) -> set[tuple[int, int]]:
    """Return the grid of lines of equal length whose last part is some row's last value, and none
    of whose values stands before the first of that many columns."""
    ends = {draft.slots[-1].position for draft in drafts if draft.slots}
    starts = {draft.slots[0].position for draft in drafts if draft.slots}
    if len(ends) != 1 or len(drafts) < _HABIT or not all(draft.slots for draft in drafts):
        return set()
    first = max(ends) - columns + 1
    before = (part for draft in drafts for part in draft.slots if part.position < first)
    if max(starts) > first or not all(part.is_gap for part in before):
        return set()
    if not any(draft.slots[-1].is_value for draft in drafts):
        return set()
    return {(max(ends) + 1, first)}


def _is_behind(drafts: Sequence[Draft], columns: int) -> bool:
    """Say whether the cells of each row begin right behind its label, whatever follows them.

    Where a column of labels lay between, some row would have its total beyond.
    """
    if len(drafts) < _HABIT or any(len(draft.slots) < columns for draft in drafts):
        return False
    if any(not part.is_gap for draft in drafts for part in draft.slots[columns:]):
        return False
    return any(
        len(draft.slots) > columns and not draft.slots[columns - 1].is_gap for draft in drafts
    )


def _in_a_row(draft: Draft) -> bool:
    """Say whether no gap stands between the values."""
    filled = [part.position for part in draft.slots if not part.is_gap]
    return filled[-1] - filled[0] == len(filled) - 1


def has_gap_inside(draft: Draft) -> bool:
    """Say whether an empty cell stands before the last value."""
    return any(part.is_gap for part in draft.slots[: draft.slots.index(draft.filled[-1])])


def cells_of_line(draft: Draft, columns: Sequence[str]) -> tuple[Cell, ...]:
    """Return the cells of a row that one line holds whole and full."""
    assert draft.whole is not None and draft.name is not None
    row, line = draft.name.row, draft.line
    return tuple(
        [
            Cell(row, column, text, content.value, content.state, line, start, end, content.note)
            for column, (text, _, start, end, _, content, _) in zip(
                columns, draft.whole.filled, strict=True
            )
        ]
    )


def cells(row: str, columns: Sequence[str], fields: Sequence[Field | None]) -> tuple[Cell, ...]:
    """Return the cells of a row."""
    result = []
    for column, part in zip(columns, fields, strict=True):
        if part is not None:
            text, line, start, end, _, (state, value, note), _ = part
            result.append(Cell(row, column, text, value, state, line, start, end, note))
    return tuple(result)


def in_order(drafts: Sequence[Draft], columns: Sequence[str]) -> list[Draft]:
    """Return the rows, those of as many values as `columns` that headers contradict in order.

    So it is where a hurried hand merged headers, or shifted them by a column. The values stand in
    order then, whatever is written above them. Of a table with a total the row must add up, too.
    The numbers only confirm this one reading and choose none: of a row that does not add up nothing
    is known, neither a number nor an error.
    """
    return [_straightened(draft, columns) if draft.columns else draft for draft in drafts]


def _straightened(draft: Draft, columns: Sequence[str]) -> Draft:
    if draft.count != len(columns) or under_headers(draft, columns).problem is None:
        return draft
    values = draft.filled
    if not all(part.is_value for part in values):
        return draft
    if columns[-1] == "total":
        numbers = [part.content.value or 0 for part in values]
        if sum(numbers[:-1]) != numbers[-1]:
            return draft
    straight = Draft(draft.name, draft.label)
    straight.columns = tuple(columns)
    straight.add(values)
    return straight
