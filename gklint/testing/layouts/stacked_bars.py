"""One cell a line, each ended by a bar: what text extractors leave of an HTML table."""

from __future__ import annotations

from gklint.testing.layouts.layout import Layout, Line, joined
from gklint.testing.printed import Grid
from gklint.testing.style import Style


def table(grid: Grid, style: Style) -> list[Line]:
    """Return a line for each cell; an empty one is a bar alone."""
    return [
        joined([cell], "", end=" |" if cell.text else "|") for row in grid.by_row() for cell in row
    ]


LAYOUT = Layout("stacked_bars", table)
