"""The pieces into which page ends cut a table, put together again.

A page end may go between two rows, through a merged cell, or through a row; the next page may
repeat the header. Libraries that read PDF leave all of this as it is printed.
"""

from __future__ import annotations

from gklint.readers.pdf.cuts import is_cut_row, is_number, is_one_cell
from gklint.readers.pdf.lines import EMPTY, Passage
from gklint.readers.pdf.tables import PdfTable, TablePiece

#: Pieces of one table are as wide, give or take so many points; so are their columns.
_SAME_WIDTH = 10.0
_SAME_EDGE = 7.0
_SAME_PLACE = 3.0


def joined(above: PdfTable, below: PdfTable) -> PdfTable | None:
    """Return the table whose two pieces these are, None where they are two tables.

    `below` opens the page after the one that `above` ends on, and nothing stands between them.
    """
    if below.page != above.last_page + 1:
        return None
    if abs(_width(above) - _width(below)) <= _SAME_WIDTH:
        above, below = _on_common_columns(above, below)
    elif _is_part(below, above):
        below = _filled_up(below, above)
    else:
        return None
    below = _without_header(above, below)
    cut = is_cut_row(above, below)
    offset = above.rows - cut
    bottom = {cell.columns: cell for cell in above.cells if cell.end_row == above.rows}
    whole = {id(cell): cell for cell in above.cells}
    rest = []
    for cell in below.cells:
        moved = cell._replace(row=cell.row + offset, end_row=cell.end_row + offset)
        before = bottom.get(cell.columns) if cell.row == 0 else None
        if before is not None and (cut or is_one_cell(before, cell, below)):
            whole[id(before)] = _one_cell(before, moved)
        else:
            rest.append(moved)
    heights = above.heights + below.heights[cut:]
    return PdfTable(
        above.xs, heights, (*whole.values(), *rest), above.page, below.last_page, above.top
    )


def _width(table: PdfTable) -> float:
    return table.xs[-1] - table.xs[0]


def _on_common_columns(above: PdfTable, below: PdfTable) -> tuple[PdfTable, PdfTable]:
    """Return the pieces with the edges of either as edges of both."""
    shift = above.xs[0] - below.xs[0]
    free = list(above.xs)
    edge_of: dict[float, float] = {}
    for x in below.xs:
        near = min(free, key=lambda edge: abs(edge - x - shift), default=None)
        if near is not None and abs(near - x - shift) <= _SAME_EDGE:
            edge_of[x] = near
            free.remove(near)
        else:
            edge_of[x] = x + shift
    # Both end where they end, whatever lies between.
    edge_of[below.xs[-1]] = above.xs[-1]
    edges = tuple(sorted({*above.xs, *edge_of.values()}))
    return (
        _on_edges(above, [edges.index(x) for x in above.xs], edges),
        _on_edges(below, [edges.index(edge_of[x]) for x in below.xs], edges),
    )


def _is_part(narrow: PdfTable, wide: PdfTable) -> bool:
    """Say whether a piece has some of the columns of another one, each where it stands there.

    Browsers draw no border of a merged cell on pages where nothing but the cell goes on.
    """
    return len(narrow.xs) > 2 and all(
        any(abs(x - edge) <= _SAME_PLACE for edge in wide.xs) for x in narrow.xs
    )


def _filled_up(narrow: PdfTable, wide: PdfTable) -> PdfTable:
    """Return the piece on all columns, with blank cells in those that it lacks."""
    at = [min(range(len(wide.xs)), key=lambda i: abs(wide.xs[i] - x)) for x in narrow.xs]
    missing = [*range(at[0]), *range(at[-1], len(wide.xs) - 1)]
    bottom, top = narrow.top - sum(narrow.heights), narrow.top
    blank = tuple(
        TablePiece(
            0,
            column,
            narrow.rows,
            column + 1,
            EMPTY,
            narrow.page,
            (wide.xs[column], bottom, wide.xs[column + 1], top),
        )
        for column in missing
    )
    filled = _on_edges(narrow, at, wide.xs)
    return filled._replace(cells=(*blank, *filled.cells))


def _on_edges(table: PdfTable, at: list[int], edges: tuple[float, ...]) -> PdfTable:
    if edges == table.xs:
        return table
    cells = tuple(
        cell._replace(column=at[cell.column], end_column=at[cell.end_column])
        for cell in table.cells
    )
    return table._replace(xs=edges, cells=cells)


def _without_header(above: PdfTable, below: PdfTable) -> PdfTable:
    """Return the lower piece without the header that its page repeats."""
    for rows in range(min(above.rows, below.rows), 0, -1):
        header = _rows(below, rows)
        if header is None or header != _rows(above, rows):
            continue
        words = any(text and not is_number(text) for *_, text in header)
        numbers = any(is_number(text) for *_, text in header)
        if words and not numbers:
            cells = tuple(
                cell._replace(row=cell.row - rows, end_row=cell.end_row - rows)
                for cell in below.cells
                if cell.row >= rows
            )
            return below._replace(cells=cells, heights=below.heights[rows:])
    return below


def _rows(table: PdfTable, rows: int) -> list[tuple[int, int, int, int, str]] | None:
    """Return what stands in the first rows, None where a cell reaches beyond them."""
    cells = [cell for cell in table.cells if cell.row < rows]
    if any(cell.end_row > rows for cell in cells):
        return None
    return sorted((*cell[:4], cell.passage.text) for cell in cells)


def _one_cell(before: TablePiece, after: TablePiece) -> TablePiece:
    """Return the two parts of a cell as one; a text that is repeated is there once."""
    text, more = before.passage, after.passage
    if not text.text:
        return before._replace(end_row=after.end_row, passage=more, page=after.page, box=after.box)
    if more.text and more.text != text.text:
        text = Passage(text.text + more.text, [*text.glyphs, *more.glyphs])
    return before._replace(end_row=after.end_row, passage=text)
