"""Rows that name each of their cells: `规章：本年制发件数：2，本年废止件数：，现行有效件数：5`.

Such lines are read with tabs between their cells and spaces for the names, so that every cell keeps
its place. A line is one of a table where the label of a row and all columns of its form, in their
order, and nothing else stand on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gklint.forms.loading import load_forms
from gklint.forms.values import ColumnForm, Form
from gklint.model.source import Source
from gklint.parsing.cells import is_value
from gklint.parsing.lexicon import core, row_names

_COLON = re.compile("[:：]")
#: What parts two cells; a comma before a digit parts thousands.
_BETWEEN = re.compile(r"[，；;、]|,(?!\d)")
#: The year of the report stands so near to the beginning.
_YEAR, _DEEPEST = re.compile(r"20\d\d"), 300
#: So many lines are a table, fewer are prose.
_ENOUGH_LINES = 3
#: A line is at most so long, and its row's label ends at one of so many colons.
_LONGEST, _MOST_COLONS = 400, 3


def with_named_cells_as_tabs(source: Source) -> Source:
    """Return a source with tabs between cells that are named, itself where none are.

    The lines have the same length, `text` stays as it is. No header will say of which form such a
    table is: of a table that forms have with other columns, the columns are those of the year's.
    """
    year = _YEAR.search(source.text, 0, _DEEPEST)
    form = load_forms().for_year(int(year.group())) if year else None
    rows = {
        number: row
        for number, raw in enumerate(source.lines)
        if len(raw) <= _LONGEST and (row := _row(raw, form)) is not None
    }
    if len(rows) < _ENOUGH_LINES:
        return source
    lines = (rows.get(number, raw) for number, raw in enumerate(source.lines))
    return source._replace(lines=tuple(lines))


def _row(raw: str, form: Form | None) -> str | None:
    """Return a line with a tab before each of its cells, None where it names none."""
    ends = [match.start() for match in _COLON.finditer(raw)]
    for at in ends[:_MOST_COLONS] if len(ends) > 1 else ():
        for columns in _columns(raw[:at], form):
            cells = _cells(raw[at + 1 :], columns)
            if cells is not None:
                return "\t".join((raw[:at], *cells))
    return None


def _columns(label: str, form: Form | None) -> Iterator[Sequence[ColumnForm]]:
    """Yield the columns of the row with this label: those of the form, or of all forms."""
    for name in row_names(core(label)):
        forms = [each for each in load_forms().forms if name.table in each.table]
        several = [each.table[name.table] for each in forms]
        if all(table.columns == several[0].columns for table in several):
            yield several[0].columns
        elif form and name.table in form.table:
            yield form.table[name.table].columns


def _cells(text: str, columns: Sequence[ColumnForm]) -> list[str] | None:
    """Return named cells with spaces for their names, None for anything else."""
    ends = [match.start() for match in _BETWEEN.finditer(text)]
    if len(ends) != len(columns) - 1:
        return None
    found: list[str] = []
    starts = [0, *(at + 1 for at in ends)]
    for column, start, end in zip(columns, starts, [*ends, len(text)], strict=True):
        piece = text[start:end].rstrip("。 \u3000")
        colons = [match.end() for match in _COLON.finditer(piece)]
        if not colons or core(piece[: colons[-1]]) not in map(core, column.labels):
            return None
        value = piece[colons[-1] :]
        if value.strip() and not is_value(value.strip()):
            return None
        found.append((" " * colons[-1] + value).ljust(end - start))
    return found
