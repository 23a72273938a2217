"""Tab-separated, with merged cells that leak: rows shifted by a column or two, trailing tabs.

So come tables that were converted page by page: each page has a grid of its own.
"""

from __future__ import annotations

from gklint.testing.layouts.layout import Layout, Line, Span, joined, plain, split_row
from gklint.testing.printed import Grid, PrintedCell
from gklint.testing.style import Style

#: How many ways there are for a row to stand; `Style.leaks` names one for each row in turn.
LEAKS = 6


def table(grid: Grid, style: Style) -> list[Line]:
    """Return a line for each printed row, with leaks in 表二 and 表三."""
    rows = grid.matrix()
    if grid.kind == "review":
        return [joined(row, "\t") for row in rows]
    lines = []
    for index, row in enumerate(rows):
        leak = style.leaks[index % len(style.leaks)] % LEAKS
        if grid.kind == "disclosure":
            lines.append(joined(row if leak < 3 else _without_trailing(row), "\t"))
        elif any(cell and cell.role == "value" for cell in row):
            lines += _row(row, leak)
        else:
            lines.append(joined([*row[:2], *row[3:], None], "\t"))
    return lines


def _without_trailing(row: list[PrintedCell | None]) -> list[PrintedCell | None]:
    while row and row[-1] is None:
        row = row[:-1]
    return row


def _row(row: list[PrintedCell | None], leak: int) -> list[Line]:
    labels, values = split_row([cell for cell in row if cell])
    # A row that a group begins in keeps its place: its two labels need two columns.
    starts_group = any(cell.role == "group" for cell in labels)
    if leak == 1:
        return [joined(row, "\t")]
    if leak == 2 and not starts_group:
        return [_moved([Span(labels[-1].text), Span("")], values, 1)]
    if leak == 3 and not starts_group:
        return [_moved([Span(labels[-1].text)], values, 2)]
    if leak == 4 and not starts_group:
        return [_moved([Span(labels[-1].text)], values, 0)]
    if leak == 5 and labels[-1].column == 0:
        return [
            _moved([Span(labels[-1].text)], values, 0),
            plain("\t".join(["-" * 13, *["---"] * len(values)])),
        ]
    if labels[-1].column == 2:
        return [joined(row, "\t")]
    return [joined([*row[:2], *row[3:], None], "\t")]


def _moved(labels: list[Span], values: list[PrintedCell], trailing: int) -> Line:
    spans = [*labels, *(Span(cell.text, cell.key) for cell in values)]
    tabbed = [piece for span in spans for piece in (span, Span("\t"))][:-1]
    return Line((*tabbed, Span("\t" * trailing)) if trailing else tuple(tabbed))


LAYOUT = Layout("tabs_leaky", table)
