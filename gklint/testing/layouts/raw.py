"""As `pdftotext -raw` leaves a table: a row's words with a space between, narrow cells in pieces.

Where a label takes several lines its numbers stand on a line of their own after it; the vertical
label of the results comes a character a line.
"""

from __future__ import annotations

from collections.abc import Iterator

from gklint.testing.layouts.layout import (
    PAGE_END,
    Layout,
    Line,
    Span,
    filled,
    joined,
    plain,
    split_row,
    wrapped,
)
from gklint.testing.printed import Grid, PrintedCell
from gklint.testing.style import Style

#: Characters that fit on a line of: the note, a row's label, a group's label, a column's label.
_NOTE, _LABEL, _GROUP, _COLUMN = 23, 21, 8, 2
_NARROW_GROUP = 4


def table(grid: Grid, style: Style) -> list[Line]:
    """Return the table's lines."""
    rows = grid.by_row()
    if grid.kind == "disclosure":
        return [joined(filled(row), " ") for row in rows if filled(row)]
    cut = _group_to_cut(grid) if style.cut_group else None
    lines: list[Line] = []
    for row in rows:
        labels, values = split_row(row)
        if not values:
            lines += _header(row, grid.kind)
            continue
        for group in labels[:-1]:
            if group == cut:
                lines.append(plain(group.text[:_NARROW_GROUP]))
            else:
                lines += _group(group, style)
        label = labels[-1] if labels else None
        if label and cut and label.row == cut.row + 1:
            label = label._replace(text=f"{cut.text[_NARROW_GROUP:]} {label.text}")
        lines += _row(label, values)
        if cut and label and label.row == cut.row:
            lines.append(PAGE_END)
    return [line for line in lines if line.spans or line.page_end]


def _group_to_cut(grid: Grid) -> PrintedCell | None:
    """Return the group after whose first row a page ends, its label half on either page."""
    for cell in grid.cells:
        if cell.role == "group" and cell.column == 1 and cell.height > 1:
            return cell
    return None


def _header(row: list[PrintedCell], kind: str) -> Iterator[Line]:
    """Yield the header: in 表四 wide cells share a line, narrow ones come in pieces."""
    wide = [cell for cell in filled(row) if cell.role == "header" and cell.width > 1]
    if kind == "review" and wide:
        for cell in filled(row):
            if cell.width == 1:
                yield from _column(cell.text)
        yield joined(wide, " ")
        return
    for cell in filled(row):
        if cell.role == "note":
            yield from _pieces(cell.text, _NOTE)
        elif cell.width == 1:
            yield from _column(cell.text)
        else:
            yield plain(cell.text)


def _column(label: str) -> list[Line]:
    """Return a column's label: longer ones two characters a line."""
    words = "".join(label.split())
    return _pieces(words, _COLUMN) if len(words) > 3 else [plain(label)]


def _pieces(text: str, width: int) -> list[Line]:
    return [plain(piece.strip()) for piece in wrapped(text, width) if piece.strip()]


def _group(group: PrintedCell, style: Style) -> list[Line]:
    if group.column == 0:
        return _pieces(group.text.replace(" ", ""), 1)
    return _pieces(group.text, _NARROW_GROUP if style.broken_labels else _GROUP)


def _row(label: PrintedCell | None, values: list[PrintedCell]) -> list[Line]:
    there = filled(values)
    pieces = wrapped(label.text, _LABEL) if label and label.text else []
    if len(pieces) == 1:
        return [Line((Span(pieces[0]), Span(" " if there else ""), *joined(there, " ").spans))]
    return [*(plain(piece) for piece in pieces), joined(there, " ")]


LAYOUT = Layout(
    "raw", table, paragraph_gaps=False, wraps_prose=True, keeps_blanks=False, page_gaps=False
)
