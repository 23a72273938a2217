"""One cell a line, the empty ones gone: text without markup."""

from __future__ import annotations

from gklint.testing.layouts.layout import Layout, Line, filled, joined
from gklint.testing.printed import Grid
from gklint.testing.style import Style


def table(grid: Grid, style: Style) -> list[Line]:
    """Return a line for each cell that is not empty."""
    return [joined([cell], "") for row in grid.by_row() for cell in filled(row)]


LAYOUT = Layout("stacked", table, paragraph_gaps=False, keeps_blanks=False, page_gaps=False)
