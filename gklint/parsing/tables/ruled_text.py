"""Tables drawn in text with a line of marks between two rows: a row may take several lines.

Pandoc's grid tables and tables of box-drawing characters break what does not fit into the width of
a column. All that stands between two drawn lines is one row, and of each column one cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from gklint.model.source import Grid, GridCell, Source
from gklint.parsing.cells import is_value
from gklint.parsing.tables.stretches import Stretch
from gklint.support.folding import BARS

#: Number (from 1) and text of lines.
_Lines = Sequence[tuple[int, str]]
#: A drawn line, its own bars already |.
_DRAWN = re.compile(r"\s*[+|─-╿=:-]*(?:-{3,}|={3,}|[─-╿]{3,})[+|─-╿=:\s-]*")
#: Rows of a table, at least.
_FEWEST = 3


def ruled_stretches(source: Source, lines: _Lines) -> tuple[list[Stretch], list[int]] | None:
    """Return the ruled tables on the lines and the numbers of the lines that are no row's, None
    where no row takes more than one line."""
    ruled = {at for at, _ in lines if at < len(source.lines) and _is_drawn(source.lines[at])}
    if len(ruled) < _FEWEST:
        # As of a header alone.
        return None
    rows: list[list[tuple[int, list[str]]]] = []
    outside: list[int] = []
    before = 0
    for number, raw in lines:
        pieces = raw.translate(BARS).split("|")
        if len(pieces) < _FEWEST or _is_drawn(raw):
            if not _is_drawn(raw):
                outside.append(number)
            continue
        goes_on = rows and before == number - 1 and len(rows[-1][-1][1]) == len(pieces)
        if goes_on:
            rows[-1].append((number, pieces))
        else:
            rows.append([(number, pieces)])
        before = number
    if not any(len(row) > 1 for row in rows) or not _are_ruled(rows, ruled):
        return None
    tables = [list(same) for _, same in groupby(rows, lambda row: len(row[0][1]))]
    return [_stretch(table) for table in tables], outside


def _is_drawn(raw: str) -> bool:
    return _DRAWN.fullmatch(raw) is not None


def _are_ruled(rows: Sequence[Sequence[tuple[int, list[str]]]], ruled: set[int]) -> bool:
    """Say whether a drawn line stands below each of the rows, and each column has one number at
    most in it. `ruled` are the numbers of the lines below which one does."""
    return (
        len(rows) >= _FEWEST
        and all(row[-1][0] in ruled for row in rows)
        and all(map(_is_one_row, rows))
    )


def _is_one_row(row: Sequence[tuple[int, list[str]]]) -> bool:
    if len(row) == 1:
        return True
    columns = zip(*(pieces for _, pieces in row), strict=True)
    filled = ([piece.strip() for piece in column if piece.strip()] for column in columns)
    return all(len(pieces) < 2 or not any(map(is_value, pieces)) for pieces in filled)


def _stretch(table: Sequence[Sequence[tuple[int, list[str]]]]) -> Stretch:
    cells = []
    columns = len(table[0][0][1]) - 2
    for index, row in enumerate(table):
        for column in range(columns):
            parts = [
                (number, sum(len(piece) + 1 for piece in pieces[: column + 1]), pieces[column + 1])
                for number, pieces in row
            ]
            filled = [part for part in parts if part[2].strip()] or parts[:1]
            number, start, first = filled[0]
            text = "".join(piece.strip() for _, _, piece in filled)
            start += len(first) - len(first.lstrip()) if text else 0
            cells.append(GridCell(text, index, column, 1, 1, number, start + 1))
    return Stretch(Grid(tuple(cells), len(table), columns, table[0][0][0]), 0, len(table) - 1)
