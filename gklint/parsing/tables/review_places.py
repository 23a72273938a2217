"""Table four padded with spaces: its values stand under the results of the header.

All three groups stand beside one another, or each is a table of its own, below its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import mean

from gklint.forms.values import TableForm
from gklint.parsing.cells import BLANK
from gklint.parsing.lexicon import core, load_lexicon
from gklint.parsing.tables.drafts import row_named
from gklint.parsing.tables.fields import Field, Fields
from gklint.parsing.tables.places import Columns, as_near, by_gaps, least_gap
from gklint.parsing.tables.rulers import Ruler, labels_at, labels_beside, rulers


def lay_review(
    lines: Sequence[Fields], raw: Mapping[int, str], form: TableForm
) -> list[Field | None] | None:
    """Return the cells in the form's order, None where one of them is in doubt."""
    if any(part.is_label and part.core.isdecimal() for line in lines for part in line):
        # Digits that may be one number or two.
        return None
    unit = least_gap(raw[line[0].line] for line in lines)
    ways = [way for ruler in rulers(raw) if (way := _laid(lines, ruler, form, unit)) is not None]
    if not ways:
        return None
    nearest = min(off for _, off in ways)
    values = sum(part.is_value for line in lines for part in line)
    best = [cells for cells, off in ways if off <= nearest + as_near(values)]
    texts = {tuple(cell.text for cell in cells if cell) for cells in best}
    return best[0] if len({*texts}) == 1 else None


def _laid(
    lines: Sequence[Fields], ruler: Ruler, form: TableForm, unit: int
) -> tuple[list[Field | None], float] | None:
    """Return the cells, and how far their values are from the results above them.

    `unit` is the number of spaces between two cells where nothing is padded.
    """
    width, rows = len(form.columns), [row.key for row in form.rows]
    found: dict[str, list[Field]] = {}
    named: list[Field] = []
    words: list[Field] = []
    off: list[float] = []
    places: tuple[float, ...] = ()
    for line in lines:
        values = [part for part in line if part.is_value]
        if not values:
            words += line
            named += [part for part in line if row_named(part.core, (form.key,))]
            continue
        own = [part for part in line if row_named(part.core, (form.key,))]
        named += own
        # Rows one below the other share their header.
        places = _results(words, ruler, form) or (places if own else ())
        columns = Columns(places, ruler).of(values) if places else None
        if columns is None or _contradicts_gaps(line, columns, len(places), unit):
            return None
        cells = _with_blanks(values, columns, len(places))
        off += Columns(places, ruler).off(values)
        if len(places) == width * len(rows) and not found:
            found = {row: cells[at * width :][:width] for at, row in enumerate(rows)}
        elif len(places) == width and named and _row(named[-1], form) not in found:
            found[_row(named[-1], form)] = cells
        else:
            return None
        words = []
    for part in named:
        # A group whose name is there, and no number below it.
        found.setdefault(_row(part, form), [_blank(part.line, part.end_column)] * width)
    if found.keys() != set(rows) or any(_is_shifted(cells) for cells in found.values()):
        return None
    return [cell for row in rows for cell in found[row]], mean(off) if off else 0.0


def _contradicts_gaps(line: Fields, columns: Sequence[int], count: int, unit: int) -> bool:
    """Say whether the values of a line stand in other columns where nothing is padded.

    Without a label before them, the first cell stands where the line begins, or behind one that is
    empty.
    """
    values = [part for part in line if part.is_value]
    labels = [part.end_column - 1 for part in line if part.is_label]
    if labels:
        ways = [by_gaps(values, labels[-1], unit)]
    else:
        ways = [by_gaps(values, -unit, unit), by_gaps(values, 0, unit)]
    own = [way for way in ways if way is not None and way[-1] < count]
    return bool(own) and columns not in own


def _is_shifted(cells: Sequence[Field]) -> bool:
    """Say whether the last of a group's values is the sum of the others, and not under 总计."""
    values = [cell.content.value or 0 for cell in cells if not cell.is_gap]
    is_total = len(values) > 1 and values[-1] != 0 and sum(values[:-1]) == values[-1]
    return is_total and cells[-1].is_gap


def _row(label: Field, form: TableForm) -> str:
    name = row_named(label.core, (form.key,))
    assert name is not None
    return name.row


def _results(words: Iterable[Field], ruler: Ruler, form: TableForm) -> tuple[float, ...]:
    """Return the places of the results, all of a group's or of all groups'; () for any other."""
    groups = load_lexicon().groups
    known = {core(label): at for at, c in enumerate(form.columns) for label in (c.label, *c.labels)}
    headers = [
        word
        for word in words
        if word.core not in groups and row_named(word.core, (form.key,)) is None
    ]
    width = len(form.columns)
    for pieces in (labels_at(headers, ruler), labels_beside(headers, ruler)):
        found = {place: known[label] for label, place in pieces if label in known}
        order = [at for _, at in sorted(found.items())]
        if order and order == [*range(width)] * (len(order) // width):
            return tuple(sorted(found))
    return ()


def _with_blanks(values: Sequence[Field], columns: Sequence[int], count: int) -> list[Field]:
    by_column = dict(zip(columns, values, strict=True))
    end, cells = 1, []
    for column in range(count):
        value = by_column.get(column)
        end = value.end_column if value else end
        cells.append(value or _blank(values[0].line, end))
    return cells


def _blank(line: int, column: int) -> Field:
    return Field("", line, column, column, 0, BLANK, "")
