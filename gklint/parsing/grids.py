"""Which rows of a document's own tables are of the form, and which are prose in a frame.

A table of the form may fill a grid, share it with others and with prose between them (a sheet of a
workbook), or run on over several grids (pages).
"""

from __future__ import annotations

from collections.abc import Iterator

from gklint.model.source import Grid, GridCell, Source
from gklint.parsing.cells import is_value
from gklint.parsing.headings import is_row, section_number
from gklint.parsing.lexicon import core, is_label, load_lexicon, number_behind_label
from gklint.support.folding import fold

#: No label is longer, the note of table three apart, which is a label of its own.
_LONGEST_LABEL = 60
#: Labels of the form that make a table one of its tables, and values in a row that need none.
_ENOUGH_LABELS = 2
_ENOUGH_VALUES = 3


def table_lines(source: Source) -> frozenset[int]:
    """Return the numbers of the lines that are rows of the form's tables."""
    return frozenset(
        grid.first_line + row
        for grid in source.grids
        for first, last in _regions(grid)
        for row in range(first, last + 1)
    )


def _regions(grid: Grid) -> Iterator[tuple[int, int]]:
    """Yield the first and the last row of each stretch of a grid that is of the form."""
    rows: list[list[GridCell]] = [[] for _ in range(grid.rows)]
    covered: set[int] = set()
    for cell in grid.cells:
        if cell.text:
            rows[cell.row].append(cell)
            covered.update(range(cell.row + 1, cell.row + cell.row_span))
    start = 0
    for row in range(grid.rows + 1):
        if row == grid.rows or (row not in covered and _is_prose(rows[row])):
            found = _of_form(rows[start:row])
            if found:
                yield start + found[0], start + found[1]
            start = row + 1


def _is_prose(cells: list[GridCell]) -> bool:
    """Say whether a row with one cell is a heading of a section or a paragraph."""
    if len(cells) != 1:
        return False
    text = cells[0].text
    if is_label(core(text)):
        return False
    if len(text) > _LONGEST_LABEL or text.endswith("。"):
        return True
    folded = fold(text)
    number = section_number(folded, 0)
    return number is not None and not is_row(folded, number)


def _of_form(rows: list[list[GridCell]]) -> tuple[int, int] | None:
    """Return the first and the last of these rows that a table of the form has, None for none."""
    labels: set[str] = set()
    numbers = 0
    there: list[int] = []
    for index, cells in enumerate(rows):
        texts = [cell.text for cell in cells]
        # A row of zeros says one thing.
        known = {text for text in set(texts) if is_label(core(text))}
        values = sum(map(is_value, texts))
        numbers = max(numbers, values if values * 2 >= len(cells) else 0)
        if not known and len(texts) == 1:
            known = {text[: number_behind_label(text)] for text in texts}
            known = {text for text in known if is_label(core(text))}
        labels |= known
        if known or values > 1 or (there and len(cells) > 1):
            there.append(index)
    long = any(core(label) in load_lexicon().openings for label in labels)
    if len(labels) >= _ENOUGH_LABELS or long or (labels and numbers) or (numbers >= _ENOUGH_VALUES):
        return there[0], there[-1]
    return None
