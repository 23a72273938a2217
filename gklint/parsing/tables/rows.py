"""Tables whose rows go down the page: table two (its blocks) and table three."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from types import ModuleType

from gklint.forms.loading import load_forms
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
from gklint.parsing.lexicon import core, load_lexicon
from gklint.parsing.tables import flow, separated, stacked
from gklint.parsing.tables.align import (
    Aligned,
    Grids,
    align,
    cells,
    cells_of_line,
    grids_of,
    under_headers,
)
from gklint.parsing.tables.drafts import Draft
from gklint.parsing.tables.fields import Field
from gklint.parsing.tables.implied import implied_rows
from gklint.parsing.tables.in_order import in_order
from gklint.parsing.tables.parts import Part, parts_of
from gklint.parsing.tables.walk import Walk, walk

#: Of the rows of a table that is read with confidence, at most this share could not be aligned.
_MAX_UNREAD = 1 / 3


def read(
    lines: list[tuple[int, str]], layout: ModuleType, tables: tuple[str, ...], year: int | None
) -> list[Table]:
    """Return those of the tables that stand on these lines, in the order of the form."""
    found = walk(lines, tables, layout.fields, layout is separated, layout is not stacked)
    tables_read = read_walk(found, layout.NAME, tables, year)
    if layout is stacked and len(tables_read) == 1 and tables_read[0].problem:
        fields = (part for number, raw in lines for part in layout.fields(raw, number))
        drafts = flow.read(fields, tables_read[0].form)
        if drafts:
            part = parts_of(found, tables)[0]
            part = Part(part.key, drafts, [], part.words)
            return [_Reading(part, flow.NAME, year).table()]
    return tables_read


def read_walk(found: Walk, layout: str, tables: tuple[str, ...], year: int | None) -> list[Table]:
    """Return the tables that a walk through a layout of this name found."""
    return [_Reading(part, layout, year).table() for part in parts_of(found, tables)]


class _Reading:
    """One table: which form, which columns, which rows."""

    def __init__(self, part: Part, layout: str, year: int | None) -> None:
        self.part = part
        self.layout = layout
        #: Whether each line holds cells of its own, empty ones too.
        self.by_line = layout in (separated.NAME, "grid")
        self.headers = self._headers()
        self.form = self._form(year)
        self.columns = [column.key for column in self.form.columns]
        self.header_columns = self._header_columns()
        if self.header_columns and self._width() == len(self.header_columns):
            # A column that the header does not have has no values either.
            self.columns = [label.key for label in self.header_columns]
        self.problems: list[Reason] = []

    def table(self) -> Table:
        drafts = [draft for draft in self.part.drafts if draft.name is not None]
        unnamed = [(draft, self._is_row(draft)) for draft in self.part.drafts if draft.name is None]
        unknown = [draft for draft, is_row in unnamed if is_row]
        strays = [draft for draft, is_row in unnamed if not is_row]
        if strays or (not self.by_line and self._runs_over(drafts)):
            found = implied_rows(self.part, self.form, len(self.columns), drafts, strays)
            if found is None:
                self.problems.append(UNCLEAR)
            else:
                drafts = found
        drafts = in_order(drafts, self.columns)
        rows = self._rows(drafts)
        self._confidence(rows, drafts)
        problem = self.problems[0] if self.problems else None
        last = max((self.form.order[row.key] for row in rows), default=-1)
        return Table(
            self.form,
            self._place(),
            () if problem else rows,
            tuple(self.header_columns),
            tuple(self._groups()),
            tuple(Label("", _text(draft.label), _place(draft.label)) for draft in unknown),
            problem,
            bool(rows) and 0 <= last < len(self.form.rows) - 1,
            self.layout,
        )

    # --- the form ---

    def _headers(self) -> list[Label]:
        """Return the words that are column headers of this table in some format."""
        columns = load_lexicon().columns
        found = []
        for word in self.part.words:
            for table, column in columns.get(word.core, ()):
                if table == self.part.key:
                    found.append(Label(column, word.text, _place([word])))
                    break
        return found

    def _form(self, year: int | None) -> TableForm:
        """Return the table of the format that labels, columns and rows speak for."""
        rows = {draft.name.row for draft in self.part.drafts if draft.name}
        rows |= {name.row for name, _ in self.part.bare}
        columns = frozenset(label.key for label in self.headers)
        return _form_of(self.part.key, frozenset(rows), columns, self._width(), year)

    def _width(self) -> int:
        """Return how many values most rows have."""
        widths = [draft.count for draft in self.part.drafts if draft.name]
        return max(set(widths), key=widths.count) if widths else 0

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

    def _groups(self) -> list[Label]:
        found = []
        groups = load_lexicon().groups
        for word in self.part.words:
            for table, group in groups.get(word.core, ()):
                if table == self.part.key:
                    found.append(Label(group, word.text, _place([word])))
        there = {label.key for label in found}
        if there >= self.form.groups.keys():
            return found
        for draft in self.part.drafts:
            # One cell can hold the group's label and the row's.
            form = self.form.row.get(draft.name.row) if draft.name else None
            if (
                form
                and form.group
                and form.group not in there
                and core(_text(draft.label)).startswith(core(self.form.groups[form.group]))
            ):
                there.add(form.group)
                found.append(Label(form.group, _text(draft.label), _place(draft.label)))
        # A label that the width of its cell broke is there all the same.
        text = "".join(word.core for word in self.part.words)
        for group, label_text in self.form.groups.items():
            if group not in there and core(label_text) in text:
                first = self.part.words[0]
                found.append(Label(group, label_text, _place([first])))
        return found

    # --- rows ---

    def _is_row(self, draft: Draft) -> bool:
        """Say whether values without a row of the form have a label of their own."""
        if not draft.label:
            return False
        label = draft.label[-1].core
        lexicon = load_lexicon()
        known = label in lexicon.columns or label in lexicon.groups or label in lexicon.notes
        return (
            not known
            and label not in lexicon.blocks
            and (self.by_line or draft.count == len(self.columns))
        )

    def _runs_over(self, drafts: list[Draft]) -> bool:
        """Say whether some label is followed by the values of several rows."""
        return any(draft.count > len(self.columns) for draft in drafts)

    def _rows(self, drafts: list[Draft]) -> tuple[Row, ...]:
        width = len(self.columns)
        grids = grids_of(drafts if self.by_line else [], width, self._header_line())
        rows = []
        groups = _groups_of(drafts)
        for draft in drafts:
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
                aligned = self._align(draft, grids)
                found = cells(key, self.columns, aligned.fields) if aligned.fields else ()
                problem = aligned.problem
                text = _text(draft.label)
                place = _place(draft.label or draft.slots[:1])
            rows.append(Row(key, text, place, found, problem, draft.count))
        rows += self._rows_without_values({row.key for row in rows}, rows)
        if self.by_line:
            return tuple(sorted(rows, key=lambda row: row.place))
        return tuple(sorted(rows, key=lambda row: self.form.order[row.key]))

    def _header_line(self) -> list[Field]:
        """Return the headers of the first and the last column where one line holds both."""
        lexicon = load_lexicon().columns
        ends = []
        for key in (self.columns[0], self.columns[-1]):
            ends.append(
                [w for w in self.part.words if (self.part.key, key) in lexicon.get(w.core, ())]
            )
        for first in ends[0]:
            for last in ends[1]:
                if first.line == last.line:
                    return [first, last]
        return []

    def _align(self, draft: Draft, grids: Grids) -> Aligned:
        width = len(self.columns)
        if draft.columns:
            return under_headers(draft, self.columns)
        if self.part.key != "applications" and draft.count < width <= len(draft.slots):
            # Narrow blocks leave the cells at the end of the wide grid empty.
            rest = draft.slots[width:]
            if all(part.is_gap for part in rest):
                return Aligned(tuple(draft.slots[:width]), None)
        if self.layout == "stacked" and len(draft.slots) == width:
            # A bar of its own stands for each empty cell.
            return Aligned(tuple(draft.slots), None)
        return align(draft, width, grids)

    def _rows_without_values(self, there: set[str], rows: list[Row]) -> list[Row]:
        """Return the rows whose label is there and whose values are not."""
        found = []
        for name, label in self.part.bare:
            group = any(key.startswith(f"{name.row}.") for key in there)
            if name.row in self.form.row and name.row not in there and not group:
                there.add(name.row)
                found.append(Row(name.row, label.text, _place([label]), (), NO_VALUES, 0))
        return found

    # --- confidence ---

    def _confidence(self, rows: tuple[Row, ...], drafts: list[Draft]) -> None:
        """Note what makes the table one whose numbers must not be checked."""
        unread = [row for row in rows if row.problem]
        if rows and len(unread) > max(2, len(rows) * _MAX_UNREAD):
            self.problems.append(too_many_unread(len(unread), len(rows)))
        if not rows:
            self.problems.append(NO_ROWS)
        if self.by_line:
            return
        order = self.form.order
        places = [order[d.name.row] for d in drafts if d.name and d.name.row in order]
        if any(later < earlier for earlier, later in pairwise(places)):
            self.problems.append(OUT_OF_ORDER)

    def _place(self) -> Place:
        """Return the stretch from the first field of the table to the last."""
        drafts = self.part.drafts
        ends = [label for _, label in self.part.bare]
        ends += [word for word in self.part.words if word.core]
        for draft in (*drafts[:1], *drafts[-1:]):
            ends += draft.ends
        first = min(ends, key=_start)
        return _place([first, max(ends, key=_start)])


def _groups_of(drafts: Sequence[Draft]) -> set[str]:
    """Return the keys of the groups that these rows are in: denied of denied.state_secret."""
    rows = {draft.name.row for draft in drafts if draft.name}
    return {row[:at] for row in rows for at, mark in enumerate(row) if mark == "."}


def _start(part: Field) -> tuple[int, int]:
    return part.line, part.column


@lru_cache(maxsize=1024)
def _form_of(
    table: str, rows: frozenset[str], columns: frozenset[str], width: int, year: int | None
) -> TableForm:
    """Return the table of the format that these rows and columns speak for, else the year's."""
    forms = load_forms()
    expected = forms.for_year(year)

    def score(form: TableForm) -> tuple[int, int, int, bool, str]:
        foreign = len(_sub_rows(rows, form) - form.row.keys())
        known = len(columns & form.column.keys()) - 2 * len(columns - form.column.keys())
        fits = -abs(width - len(form.columns)) if width else 0
        in_force = expected is not None and expected.key == form.format
        return -foreign, known, fits, in_force, form.format

    return max((form.table[table] for form in forms.forms if table in form.table), key=score)


def _sub_rows(rows: frozenset[str], form: TableForm) -> set[str]:
    """Leave out a row whose parts are there: in 2021 （六）其他处理 is a group, not a row."""
    return {
        row
        for row in rows
        if not (
            row not in form.row
            and any(key.startswith(f"{row}.") and key in rows for key in form.row)
        )
    }


def _text(label: list[Field]) -> str:
    return "".join(part.text for part in label)


def _place(fields: Sequence[Field]) -> Place:
    return Place(fields[0].line, fields[0].column, fields[-1].line, fields[-1].end_column)
