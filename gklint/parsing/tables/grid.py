"""Rows of the cells that the file itself knows (Word, web pages, workbooks, ruled PDF).

Nothing is guessed from text: the column of a cell is that of the header above it, its row that of
the label before it, a blank cell is one. A table may be cut into several grids, of which the later
ones have no header, and several tables may stand in one grid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gklint.forms.loading import load_forms
from gklint.model.source import Grid, GridCell
from gklint.parsing.lexicon import RowName, core, load_lexicon, number_behind_label
from gklint.parsing.tables.choice import Refused
from gklint.parsing.tables.drafts import Draft, alike, candidates, names_sum, row_named
from gklint.parsing.tables.fields import Field
from gklint.parsing.tables.stretches import Stretch, field_of
from gklint.parsing.tables.walk import MOST_GUESSES, Walk


class _Value(NamedTuple):
    """A cell behind a label, with the columns of the grid that it takes up."""

    field: Field
    columns: range


class _RawRow(NamedTuple):
    """A row of values: its label's fields, its cells, the headers as they are at this row.

    `others` are the columns of the grid under a header that is none of the form's.
    """

    label: list[Field]
    values: list[_Value]
    heads: _Heads
    others: frozenset[int]


#: By column of the grid: the columns of the form, (table, column), that a header there can mean.
_Heads = dict[int, tuple[tuple[str, str], ...]]


def walk(
    stretches: Sequence[Stretch], outside: Sequence[Field], tables: tuple[str, ...]
) -> Walk | Refused:
    """Find the rows of the tables with these keys, as `gklint.parsing.tables.walk` does in text.

    `outside` are words on lines between the grids. Refused where no header was recognised, or only
    after the first numbers.
    """
    walker = _Walker(tables)
    for stretch in stretches:
        walker.stretch(stretch)
    if not walker.found_header:
        return Refused("no-header")
    return Refused("numbers-without-header") if walker.lost else walker.result(outside)


class _Walker:
    def __init__(self, tables: tuple[str, ...]) -> None:
        self.tables = tables
        self.lexicon = load_lexicon()
        self.heads: _Heads = {}
        self.others: set[int] = set()
        self.guesses = 0
        self.found_header = self.lost = False
        self.rows: list[_RawRow] = []
        self.words: list[Field] = []
        #: How many columns the last grid has, the last one with a header, and its columns.
        self.width = 0
        self.headed: Grid | None = None
        self.headed_width = 0

    def stretch(self, stretch: Stretch) -> None:
        """Take the rows of a stretch."""
        width = stretch.grid.columns
        if self.heads and width != self.width:
            # A page that no label of a group is on has fewer columns, and they are the first ones.
            shift = width - self.width
            heads = {column + shift: head for column, head in self.heads.items()}
            self.heads = heads if min(heads) > 0 else {}
        self.width = width
        for row in stretch.rows:
            own = list(stretch.own(row))
            values = any(part.is_value for part in own)
            if not values and self._is_header(own):
                self._take_header(stretch, row, own)
            elif self._is_caption(own, values):
                self.words += own
                self._take_others(stretch, row)
            else:
                self._take_row(stretch, row)

    # --- headers ---

    def _columns_of(self, part: Field) -> tuple[tuple[str, str], ...]:
        found = self.lexicon.columns.get(part.core, ()) if part.is_label else ()
        return tuple(pair for pair in found if pair[0] in self.tables)

    def _is_header(self, own: Sequence[Field]) -> bool:
        """Say whether a row without values has labels of columns; 其他 and 总计 are labels of rows
        too."""
        columns = [part for part in own if self._columns_of(part)]
        if not columns:
            return False
        first = min(self.heads, default=0)
        return (
            len(columns) > 1
            or columns[0].position >= first
            or self._row_of(columns[0].core) is None
        )

    def _is_caption(self, own: Sequence[Field], values: bool) -> bool:
        """Say whether a row says what stands below: the title of a block, 申请人情况."""
        lexicon = self.lexicon
        if any(part.core in lexicon.blocks for part in own):
            return True
        if values:
            return False
        first = min(self.heads, default=0)
        above = [part.core for part in own if part.position >= first]
        return any(label in lexicon.notes or label in lexicon.groups for label in above)

    def _take_header(self, stretch: Stretch, row: int, own: Sequence[Field]) -> None:
        self.found_header = True
        self.words += own
        if stretch.grid is not self.headed and stretch.grid.columns != self.headed_width:
            self.heads = {}
        self.headed, self.headed_width = stretch.grid, stretch.grid.columns
        new: _Heads = {}
        for cell, part in stretch.beginning(row):
            meant = self._columns_of(part)
            if meant:
                new |= dict.fromkeys(range(cell.column, cell.column + cell.column_span), meant)
        self._take_others(stretch, row)
        again = {pair for meant in new.values() for pair in meant}
        # In the header of another block a column may stand elsewhere.
        kept = {
            column: tuple(pair for pair in head if pair not in again)
            for column, head in self.heads.items()
        }
        self.heads = {column: head for column, head in (kept | new).items() if head}

    def _take_others(self, stretch: Stretch, row: int) -> None:
        """Take the headers that are none of the form's: what somebody put beside its columns."""
        for cell, part in stretch.beginning(row):
            columns = range(cell.column, cell.column + cell.column_span)
            known = part.core in self.lexicon.notes or part.core in self.lexicon.groups
            if cell.text and part.is_label and not known and not self._columns_of(part):
                self.others.update(columns)
            elif cell.text:
                self.others.difference_update(columns)

    # --- rows ---

    def _row_of(self, label: str) -> RowName | None:
        return row_named(label, self.tables)

    def _take_row(self, stretch: Stretch, row: int) -> None:
        first = min(self.heads, default=self.width)
        cells = list(self._apart(stretch.beginning(row), first))
        own = [part for cell, part in cells if cell.text]
        beyond = self._beyond(own)
        labels = [
            part for part in own if part.is_label and (part.position < first or part is beyond)
        ]
        behind = labels[-1].position if labels else first
        first = max(first, behind + 1) if labels else first
        values = [
            _Value(part, range(cell.column, cell.column + cell.column_span))
            for cell, part in cells
            # Before the first header a number belongs to the row where the headers are shifted.
            if part.position >= first or (part.is_value and part.position > behind)
        ]
        label = self._label(labels)
        numbers = any(value.field.is_value for value in values)
        filled = numbers or (label and any(value.field.is_label for value in values))
        if not self.heads and any(part.is_value for part in own):
            # Numbers that no header was found for yet.
            self.lost = True
        if filled or (values and label and self._row_of(core(_joined(label)))):
            self.words += [part for part in labels if part not in label]
            self.rows.append(_RawRow(label, values, self.heads, frozenset(self.others)))
        else:
            self.words += own

    def _apart(
        self, cells: Sequence[tuple[GridCell, Field]], first: int
    ) -> Iterator[tuple[GridCell, Field]]:
        """Yield cells, a label that is merged with its row's first number as the two they were.

        Such a cell covers the first column that has a header.
        """
        for cell, part in cells:
            merged = part.is_label and cell.column < first < cell.column + cell.column_span
            at = number_behind_label(cell.text) if merged else 0
            if not at or not self._row_of(core(cell.text[:at])):
                yield cell, part
                continue
            end = cell.column + cell.column_span
            label = cell._replace(text=cell.text[:at].strip(), column_span=first - cell.column)
            number = cell._replace(
                text=cell.text[at:], start=cell.start + at, column=first, column_span=end - first
            )
            yield from ((each, field_of(each)) for each in (label, number))

    def _beyond(self, own: Sequence[Field]) -> Field | None:
        """Return the label of a row of the form right before its numbers, None for another.

        It may stand below a header, where headers are too far to the left.
        """
        label: Field | None = None
        for part in own:
            if part.is_value:
                return label if label and self._row_of(label.core) else None
            label = part
        return None

    def _label(self, labels: list[Field]) -> list[Field]:
        """Return the label of a row: the last cell before the values, or two that make one."""
        if (
            len(labels) > 1
            and labels[-2].core not in self.lexicon.groups
            and self._row_of(core(_joined(labels[-2:])))
        ):
            return labels[-2:]
        return labels[-1:]

    # --- the whole ---

    def result(self, outside: Sequence[Field]) -> Walk:
        """Return the rows with their names, and the words that are no row's."""
        self.words = sorted([*outside, *self.words], key=lambda part: (part.line, part.column))
        exact = [self._row_of(core(_joined(raw.label))) for raw in self.rows]
        taken = set(exact)
        drafts = []
        for raw, name in zip(self.rows, exact, strict=True):
            if name is None:
                name = self._alike(raw.label, taken)
                taken.add(name)
            drafts.append(self._draft(raw, name))
        return Walk(drafts, list(self._bare()), self.words)

    def _alike(self, label: list[Field], taken: set[RowName | None]) -> RowName | None:
        """Return the row whose label this one nearly is: slips of the pen, lost characters."""
        self.guesses += 1
        if self.guesses > MOST_GUESSES:
            return None
        text = core(_joined(label))
        if names_sum(text) or text in self.lexicon.groups or text in self.lexicon.columns:
            return None
        free = [known for known in candidates(self.tables) if known.name not in taken]
        near = alike(text, free)
        return near[1] if near else None

    def _draft(self, raw: _RawRow, name: RowName | None) -> Draft:
        """Return the row with a key for each of its cells; "" stands for a column of its own."""
        slots: list[tuple[str, Field]] = []
        width = self._width(raw.heads, name) if raw.others else None
        for part, columns in raw.values:
            key = self._key(columns, raw.heads, name)
            beside = width is not None and columns.start >= width and raw.others >= {*columns}
            if not key and (part.is_label or beside):
                # A remark or last year's number under a header that is none of the form's.
                continue
            slots.append((key, part))
        # Two columns of the grid can be one of the form, with its header over both.
        filled = {key for key, part in slots if not part.is_gap}
        slots = [(key, part) for key, part in slots if not (key in filled and part.is_gap)]
        draft = Draft(name, raw.label)
        draft.columns = tuple(key for key, _ in slots)
        draft.add(part for _, part in slots)
        return draft

    def _width(self, heads: _Heads, name: RowName | None) -> int | None:
        """Return the column behind those of a row's table, None where one of them has no header."""
        if name is None:
            return None
        own = {
            column: key
            for column, head in heads.items()
            for table, key in head
            if table == name.table
        }
        forms = [form.table[name.table] for form in load_forms().forms if name.table in form.table]
        whole = any({column.key for column in form.columns} <= {*own.values()} for form in forms)
        return max(own) + 1 if own and whole else None

    def _key(self, columns: range, heads: _Heads, name: RowName | None) -> str:
        for column in columns:
            for table, key in heads.get(column, ()):
                if name is None or table == name.table:
                    return key
        return ""

    def _bare(self) -> Iterator[tuple[RowName, Field]]:
        """Yield the rows of the form whose label stands alone, without cells."""
        headers = self.lexicon.columns
        for part in self.words:
            label = part.core
            name = self._row_of(label)
            if name is not None and len(label) > 2 and label not in headers:
                yield name, part


def _joined(label: Sequence[Field]) -> str:
    return "".join(part.text for part in label)
