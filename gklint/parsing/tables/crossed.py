"""Table four where the file knows its cells: each stands where a group and a result cross.

However it is printed, in one row of 15, as three small tables, or with its groups or its results
going down, the labels above a cell and before it say which cell it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gklint.forms.values import TableForm
from gklint.parsing.lexicon import core, load_lexicon
from gklint.parsing.tables.drafts import row_named
from gklint.parsing.tables.fields import Field
from gklint.parsing.tables.stretches import Stretch, field_of

#: A cell of table four: keys of group and result, "" for one that no label gives.
_Key = tuple[str, str]
#: Rows and columns that table four has at most: of a larger one each cell would be dear.
_MOST = 100


def crossed(
    stretches: Sequence[Stretch], outside: Sequence[Field], form: TableForm
) -> list[Field | None] | None:
    """Return the cells in the form's order, twice as many where the table stands twice.

    A cell that is not there is None. None for all where labels leave one in doubt. `outside` are
    words on lines between the grids: they can name a group.
    """
    if any(max(len(stretch.rows), stretch.grid.columns) > _MOST for stretch in stretches):
        return None
    keys = [(row.key, column.key) for row in form.rows for column in form.columns]
    found: list[dict[_Key, Field]] = []
    # What stands for a group without a number: a row of blank cells, else the blank below a header.
    blank: dict[_Key, Field] = {}
    headed: dict[_Key, Field] = {}
    for stretch in stretches:
        reading = _Reading(stretch, outside, form.key)
        for row in stretch.rows:
            cells = reading.row(row)
            if cells is None:
                return None
            if all(part.is_gap for part in cells.values()):
                blank |= cells
                headed |= reading.headers(row)
            else:
                _add(found, cells)
    for group in form.rows:
        own = [(group.key, column.key) for column in form.columns]
        for cells in (blank, headed):
            if all(key in cells for key in own) and not any(
                key in there for there in found for key in own
            ):
                _add(found, {key: cells[key] for key in own})
    return [cells.get(key) for cells in found for key in keys]


def _add(found: list[dict[_Key, Field]], cells: dict[_Key, Field]) -> None:
    """Put the cells of a row beside others, or over their blanks; else they are a second table."""
    for there in found:
        if all(key not in there or there[key].is_gap or part.is_gap for key, part in cells.items()):
            for key, part in cells.items():
                if key not in there or not part.is_gap:
                    there[key] = part
            return
    if cells:
        found.append(cells)


class _Reading:
    """Reads the cells of one stretch."""

    def __init__(self, stretch: Stretch, outside: Sequence[Field], table: str) -> None:
        self.stretch = stretch
        self.table = table
        before = [part for part in outside if part.line < stretch.first_line]
        #: The group that the last line before the grid names, "" where it names none.
        self.group = self._group(before[-1].core) if before else ""

    def row(self, row: int) -> dict[_Key, Field] | None:
        """Return the cells of a row, None where labels leave one in doubt.

        A header over two columns of the grid has its number in one of them, the other is no cell.
        """
        found: dict[_Key, Field] = {}
        for key, part in self._cells(row):
            other = found.get(key)
            if not all(key) or not (other is None or other.is_gap or part.is_gap):
                return None
            if other is None or other.is_gap:
                found[key] = part
        return found

    def _cells(self, row: int) -> Iterator[tuple[_Key, Field]]:
        """Yield the cells of a row that no label is; a value has its key, whole or not."""
        parts = [part for _, part in self.stretch.beginning(row)]
        values = any(part.is_value for part in parts)
        for part in parts:
            # Words that the form does not have are a header's, unless numbers stand beside them.
            if part.is_label and (not values or self._is_label(part.core)):
                continue
            key = self._key(row, part.position)
            if all(key) or part.is_value:
                yield key, part

    def headers(self, row: int) -> dict[_Key, Field]:
        """Return the results that stand under a group in this row, each as a blank cell."""
        found = {}
        for cell, part in self.stretch.beginning(row):
            result = self._result(part.core)
            group = self._key(row, cell.column)[0] if result else ""
            if group:
                found[group, result] = field_of(cell._replace(text=""))
        return found

    def _key(self, row: int, column: int) -> _Key:
        group = result = ""
        for label in self._labels(row, column):
            group = group or self._group(label)
            result = result or self._result(label)
            if group and result:
                break
        return group or self.group, result

    def _labels(self, row: int, column: int) -> Iterator[str]:
        """Yield the labels before a cell and above it, the nearest first."""
        at = self.stretch.at
        for before in range(column - 1, -1, -1):
            cell = at.get((row, before))
            if cell is not None and cell.text:
                yield core(cell.text)
        for above in range(row - 1, self.stretch.rows[0] - 1, -1):
            # A group's label that is not merged stands over the first of its columns.
            for left in range(column, -1, -1):
                cell = at.get((above, left))
                if cell is not None and cell.text:
                    if left == column or self._group(core(cell.text)):
                        yield core(cell.text)
                    break

    # --- labels ---

    def _group(self, label: str) -> str:
        name = row_named(label, (self.table,))
        return name.row if name else ""

    def _result(self, label: str) -> str:
        columns = load_lexicon().columns.get(label, ())
        return next((key for table, key in columns if table == self.table), "")

    def _is_label(self, label: str) -> bool:
        lexicon = load_lexicon()
        return bool(
            self._group(label)
            or self._result(label)
            or label in lexicon.groups
            or label in lexicon.notes
        )
