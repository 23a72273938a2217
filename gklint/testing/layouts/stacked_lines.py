"""One cell a line; an empty cell is an empty line: what is left of a table's cells one by one."""

from __future__ import annotations

from gklint.testing.layouts.layout import Layout, Line, joined
from gklint.testing.printed import Grid
from gklint.testing.style import Style


def table(grid: Grid, style: Style) -> list[Line]:
    """Return a line for each cell, empty or not."""
    return [joined([cell], "") for row in grid.by_row() for cell in row]


LAYOUT = Layout("stacked_lines", table, paragraph_gaps=False, page_gaps=False)
