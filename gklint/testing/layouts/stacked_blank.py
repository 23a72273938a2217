"""One cell a line with blank lines between; labels broken in the cell go on over a line end."""

from __future__ import annotations

from collections.abc import Iterator

from gklint.testing.layouts.layout import Layout, Line, Span, filled, plain, span
from gklint.testing.printed import Grid, PrintedCell
from gklint.testing.style import Style


def table(grid: Grid, style: Style) -> list[Line]:
    """Return the lines of each cell that is not empty, with blank lines between cells."""
    lines: list[Line] = []
    for row in grid.by_row():
        for cell in filled(row):
            if lines:
                lines.append(plain(""))
            lines += _cell(cell, style)
    return lines


def _cell(cell: PrintedCell, style: Style) -> Iterator[Line]:
    if cell.role == "header" and style.broken_labels:
        first, *rest = cell.text.split(" ")
        yield plain(first)
        yield from (plain(f"  {piece}") for piece in rest)
    else:
        yield Line((Span(""), span(cell)))


LAYOUT = Layout("stacked_blank", table, keeps_blanks=False)
