"""Tab-separated, the full grid: each merged cell leaves its empty places behind."""

from __future__ import annotations

from gklint.testing.layouts.layout import Layout, Line, joined
from gklint.testing.printed import Grid
from gklint.testing.style import Style


def table(grid: Grid, style: Style) -> list[Line]:
    """Return a line for each printed row."""
    return [joined(row, "\t") for row in grid.matrix()]


LAYOUT = Layout("tabs_grid", table)
