"""One cell a paragraph, with blank lines between; an empty cell is an empty paragraph."""

from __future__ import annotations

from gklint.testing.layouts.layout import Layout, Line, joined, plain
from gklint.testing.printed import Grid
from gklint.testing.style import Style


def table(grid: Grid, style: Style) -> list[Line]:
    """Return a line for each cell, empty or not, and a blank line between cells."""
    lines: list[Line] = []
    for row in grid.by_row():
        for cell in row:
            if lines:
                lines.append(plain(""))
            lines.append(joined([cell], ""))
    return lines


LAYOUT = Layout("stacked_paragraphs", table)
