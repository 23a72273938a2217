"""A Markdown table: the full grid between pipes, a row of dashes after the first."""

from __future__ import annotations

from gklint.testing.layouts.layout import Layout, Line, joined, plain
from gklint.testing.printed import Grid
from gklint.testing.style import Style


def table(grid: Grid, style: Style) -> list[Line]:
    """Return a line for each printed row and the row of dashes."""
    first, *rest = [joined(row, " | ", "| ", " |") for row in grid.matrix()]
    return [first, plain("|" + "---|" * grid.columns), *rest]


LAYOUT = Layout("markdown", table)
