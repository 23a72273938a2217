"""Tables whose rows go down the page: table two (its blocks) and table three."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import ModuleType
from typing import TYPE_CHECKING

from gklint.forms.values import TableForm
from gklint.model.reasons import (
    NO_ROWS,
    NO_VALUES,
    OUT_OF_ORDER,
    UNCLEAR,
    Reason,
    too_many_unread,
)
from gklint.model.report import Label, Row, Table
from gklint.model.source import Place
from gklint.parsing.cells import BLANK
from gklint.parsing.lexicon import load_lexicon
from gklint.parsing.tables import separated, spaced, stacked
from gklint.parsing.tables.align import (
    NO_SHAPE,
    Aligned,
    Shape,
    align,
    cells,
    cells_of_line,
    has_gap_inside,
    in_order,
    shape_of,
    under_headers,
)
from gklint.parsing.tables.drafts import Draft, name_total, names_sum
from gklint.parsing.tables.fields import Field
from gklint.parsing.tables.formats import form_of
from gklint.parsing.tables.parts import (
    Part,
    group_keys,
    groups_of,
    headers_of,
    parts_of,
    place_of,
    place_of_part,
    text_of,
)
from gklint.parsing.tables.short import by_total, telling, total_of
from gklint.parsing.tables.tab_lines import cells_beyond, within_columns
from gklint.parsing.tables.walk import Walk, walk

if TYPE_CHECKING:
    from gklint.parsing.tables.places import Block

#: Of the rows of a table that is read with confidence, at most this share could not be aligned.
_MAX_UNREAD = 1 / 3


def read(
    lines: list[tuple[int, str]], layout: ModuleType, tables: tuple[str, ...], year: int | None
) -> list[Table]:
    """Return those of the tables that stand on these lines, in the order of the form."""
    found = walk(lines, tables, layout.fields, layout is separated, layout is not stacked)
    tables_read = read_walk(found, layout.NAME, tables, year, dict(lines))
    if layout is stacked and len(tables_read) == 1 and tables_read[0].problem:
        # Imported here: it is tried last.
        from gklint.parsing.tables import flow

        fields = (part for number, raw in lines for part in layout.fields(raw, number))
        if drafts := flow.read(fields, tables_read[0].form):
            part = parts_of(found, tables)[0]._replace(drafts=drafts, bare=[])
            return [_Reading(part, flow.NAME, year, {}).table()]
    return tables_read


def read_walk(
    found: Walk,
    layout: str,
    tables: tuple[str, ...],
    year: int | None,
    lines: Mapping[int, str] | None = None,
) -> list[Table]:
    """Return the tables that a walk through a layout of this name found, on lines of text."""
    readings = [_Reading(part, layout, year, lines or {}) for part in parts_of(found, tables)]
    if layout == spaced.NAME:
        for reading in readings:
            reading.beside = [other.block for other in readings if other is not reading]
    return [reading.table() for reading in readings]


class _Reading:
    """One table: which form, which columns, which rows."""

    def __init__(self, part: Part, layout: str, year: int | None, lines: Mapping[int, str]) -> None:
        self.lines = lines
        self.part = part
        self.layout = layout
        #: Whether each line holds cells of its own, empty ones too.
        self.by_line = layout in (separated.NAME, "grid")
        self.headers = headers_of(part)
        self.width = part.width
        self.form = self._form(year)
        self.columns = [column.key for column in self.form.columns]
        self.header_columns = self._header_columns()
        if self.header_columns and self.width == len(self.header_columns):
            # A column that the header does not have has no values either.
            self.columns = [label.key for label in self.header_columns]
        #: Whether the last column is the sum of the others.
        self.adds_up = any(
            identity.each == "row" and identity.operator == "=" and identity.at == self.columns[-1]
            for identity in self.form.identities
        )
        self.problems: list[Reason] = []
        #: The other tables of the same part, where spaces part the values.
        self.beside: Sequence[Block] = ()

    @property
    def block(self) -> Block:
        """The table as its values are laid: by the places of spaces."""
        # Imported here: most tables leave a trace of their blanks.
        from gklint.parsing.tables.places import Block

        return Block(self.part.named, self.part.words, self.form.columns, self.adds_up)

    def table(self) -> Table:
        name_total(self.part, self.form)
        drafts = self.part.named
        others = (draft for draft in self.part.drafts if draft.name is None and draft.count)
        unnamed = [(draft, self._is_row(draft)) for draft in others]
        unknown = [draft for draft, is_row in unnamed if is_row]
        strays = [draft for draft, is_row in unnamed if not is_row]
        if strays or (not self.by_line and self._runs_over(drafts)):
            # Imported here: values mostly have a label.
            from gklint.parsing.tables.implied import implied_rows

            found = implied_rows(self.part, self.form, len(self.columns), drafts, strays)
            if found is None:
                self.problems.append(UNCLEAR)
            else:
                drafts = found
        drafts = in_order(drafts, self.columns)
        rows = self._rows(drafts)
        self._confidence(rows, drafts, len(unknown))
        problem = next(iter(self.problems), None)
        last = max((self.form.order[row.key] for row in rows), default=-1)
        return Table(
            self.form,
            place_of_part(self.part),
            () if problem else rows,
            tuple(self.header_columns),
            tuple(groups_of(self.part, self.form)),
            tuple(Label("", text_of(draft.label), place_of(draft.label)) for draft in unknown),
            problem,
            bool(rows) and 0 <= last < len(self.form.rows) - 1,
            self.layout,
        )

    # --- the form ---

    def _form(self, year: int | None) -> TableForm:
        """Return the table of the format that labels, columns and rows speak for."""
        named = [draft.name for draft in self.part.drafts if draft.name]
        rows = {name.row for name in (*named, *(name for name, _ in self.part.bare))}
        columns = frozenset(label.key for label in self.headers)
        # Where blanks leave no trace, rows may be short.
        sparse = bool(self.part.bare) and not self.by_line
        sparse = sparse or (not columns and any(len(d.slots) > d.count for d in self.part.named))
        return form_of(self.part.key, frozenset(rows), columns, self.width, year, sparse)

    def _header_columns(self) -> list[Label]:
        """Return the header's columns, [] where the header was not made out whole."""
        by_key = {label.key: label for label in reversed(self.headers)}
        found = [by_key[key] for key in self.columns if key in by_key]
        if len(found) == len(self.columns):
            return found
        # What is not there may be broken over lines, or there in other words.
        whole = self.by_line and not self._strange_headers()
        return found if whole and len(found) * 2 >= len(self.columns) else []

    def _strange_headers(self) -> bool:
        """Say whether words stand beside the headers that are no header the form knows."""
        lexicon = load_lexicon()
        lines = {label.place.line for label in self.headers}
        labels = {word.core for word in self.part.words if word.line in lines} - {""}
        return any(
            label not in lexicon.columns
            and label not in lexicon.groups
            and label not in lexicon.notes
            for label in labels
        )

    # --- rows ---

    def _is_row(self, draft: Draft) -> bool:
        """Say whether values without a row of the form have a label of their own."""
        if not draft.label:
            return False
        label = draft.label[-1].core
        lexicon = load_lexicon()
        known = label in lexicon.columns or label in lexicon.groups or label in lexicon.notes
        # A sum that a report adds has the name of a column or a group, and its own line of cells.
        is_sum = self.by_line and (names_sum(label) or label in lexicon.groups)
        return (
            (is_sum or not known)
            and label not in lexicon.blocks
            and (self.by_line or draft.count == len(self.columns))
        )

    def _runs_over(self, drafts: list[Draft]) -> bool:
        """Say whether some label is followed by the values of several rows."""
        return any(draft.count > len(self.columns) for draft in drafts)

    def _rows(self, drafts: list[Draft]) -> tuple[Row, ...]:
        width = len(self.columns)
        shape = NO_SHAPE
        if self.by_line and any(draft.count != width for draft in drafts):
            shape = shape_of(drafts, width, self._header_line(), self.adds_up)
        elif self.layout == stacked.NAME:
            beyond = cells_beyond(drafts, width, self.adds_up, self.lines)
            shape = shape if beyond is None else shape._replace(beyond=beyond)
        laid: Mapping[int, Sequence[Field]] = {}
        if self.layout == spaced.NAME:
            # Imported here: most tables leave a trace of their blanks.
            from gklint.parsing.tables.places import lay

            laid = lay(self.block._replace(drafts=drafts), self.lines, self.beside)
        rows = []
        groups = group_keys(drafts) if any(not draft.count for draft in drafts) else ()
        for at, draft in enumerate(drafts):
            assert draft.name is not None
            key = draft.name.row
            # （六）其他处理 in 2021: a row that is only a group's label with empty cells.
            if key not in self.form.row or (not draft.count and key in groups):
                continue
            if draft.whole is not None and draft.count == width:
                found, problem = cells_of_line(draft, self.columns), None
                text, _, start, end, *_ = draft.whole.label
                place = Place(draft.line, start, draft.line, end)
            else:
                placed = Aligned(tuple(laid[at]), None) if at in laid else None
                aligned = placed or self._align(draft, shape)
                fields = aligned.fields or self._known_total(draft)
                found = cells(key, self.columns, fields) if fields else ()
                problem = aligned.problem
                text = text_of(draft.label)
                place = place_of(draft.label or draft.slots[:1])
            rows.append(Row(key, text, place, found, problem, draft.count))
        rows += self._rows_without_values({row.key for row in rows}, rows)
        if self.by_line:
            return tuple(sorted(rows, key=lambda row: row.place))
        return tuple(sorted(rows, key=lambda row: self.form.order[row.key]))

    def _header_line(self) -> list[Field]:
        """Return the headers of the first and the last column where one line holds both."""
        lexicon, table = load_lexicon().columns, self.part.key
        ends = [
            [word for word in self.part.words if (table, key) in lexicon.get(word.core, ())]
            for key in (self.columns[0], self.columns[-1])
        ]
        both = ([a, b] for a in ends[0] for b in ends[1] if a.line == b.line)
        return next(both, [])

    def _align(self, draft: Draft, shape: Shape) -> Aligned:
        width = len(self.columns)
        if draft.columns:
            return under_headers(draft, self.columns)
        if draft.count == width == len(draft.slots):
            # What most rows are: one value a column, and no gap.
            return Aligned(tuple(draft.slots), None)
        if self.part.key != "applications" and draft.count < width <= len(draft.slots):
            # Narrow blocks leave the cells at the end of the wide grid empty.
            rest = draft.slots[width:]
            size, first = draft.slots[-1].position + 1, draft.slots[0].position
            # Unless the header says that a column of no form lies between.
            shifted = any(parts == size and start > first for parts, start in shape.grids)
            if not shifted and all(part.is_gap for part in rest):
                return Aligned(tuple(draft.slots[:width]), None)
        if self.layout == "stacked" and len(draft.slots) == width:
            # A bar of its own stands for each empty cell.
            return Aligned(tuple(draft.slots), None)
        own = within_columns(draft, width, shape.beyond, self.lines)
        if own:
            return Aligned(tuple(own), None)
        if self.layout == "stacked" and draft.count == width and has_gap_inside(draft):
            # Cells and empty ones are more than there are columns: one may be a page's number.
            return Aligned((), UNCLEAR)
        aligned = align(draft, width, shape)
        if aligned.problem and self.adds_up and self.by_line:
            fields = by_total(draft, width)
            return Aligned(tuple(fields), None) if fields else aligned
        return aligned

    def _known_total(self, draft: Draft) -> Sequence[Field | None]:
        """Return the fields of a row of which nothing is known but that its last value is the sum
        of the others; () where not even that is."""
        total = total_of(draft) if self.adds_up and draft.count < len(self.columns) else None
        return [*[None] * (len(self.columns) - 1), total] if total else ()

    def _rows_without_values(self, there: set[str], rows: list[Row]) -> list[Row]:
        """Return the rows whose label is there and whose values are not: all their cells are blank.

        Where the table breaks off behind the label, nobody knows.
        """
        if not self.part.bare:
            return []
        found = []
        for name, label in self.part.bare:
            group = any(key.startswith(f"{name.row}.") for key in there)
            if name.row in self.form.row and name.row not in there and not group:
                there.add(name.row)
                found.append(self._without_values(name.row, label))
        last = max(found, key=lambda row: self.form.order[row.key], default=None)
        orders = [self.form.order[row.key] for row in (*rows, *found)]
        if last and self.form.order[last.key] == max(orders) < len(self.form.rows) - 1:
            found[found.index(last)] = last._replace(cells=(), problem=NO_VALUES)
        return found

    def _without_values(self, row: str, label: Field) -> Row:
        end = label.end_column
        blank = Field("", label.line, end, end, label.position, BLANK, "")
        found = cells(row, self.columns, [blank] * len(self.columns))
        return Row(row, label.text, place_of([label]), found, None, 0)

    # --- confidence ---

    def _confidence(self, rows: tuple[Row, ...], drafts: list[Draft], unknown: int) -> None:
        """Note what makes the table one whose numbers must not be checked."""
        unread = [row for row in rows if row.problem and not row.cells]
        unread = telling(unread, drafts) if unread and not self.by_line else unread
        if rows and len(unread) > max(2, len(rows) * _MAX_UNREAD):
            self.problems.append(too_many_unread(len(unread), len(rows)))
        if not rows:
            self.problems.append(NO_ROWS)
        if unknown > max(2, (len(rows) + unknown) * _MAX_UNREAD):
            self.problems.append(UNCLEAR)
        if self.by_line:
            return
        order = self.form.order
        named = [d for d in drafts if d.name and d.name.row in order]
        places = [order[d.name.row] for d in named if d.name]
        if not any(later < earlier for earlier, later in pairwise(places)):
            return
        if self.layout != spaced.NAME or not all(self._is_on_one_line(d) for d in named):
            self.problems.append(OUT_OF_ORDER)

    def _is_on_one_line(self, draft: Draft) -> bool:
        """Say whether one line has a row's whole label and all of its values."""
        lines = {part.line for part in (*draft.label, *draft.slots)}
        return len(lines) == 1 and draft.count == len(self.columns)
