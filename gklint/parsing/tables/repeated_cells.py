"""Cells that a converter wrote once for each column that a merged cell spans: one cell again.

`| 行政许可 | 0 | 0 | 0 |` is one number where 本年处理决定数量 stands above it three times. The
header says so, and only cells that are alike are put together.
"""

from __future__ import annotations

from itertools import groupby

from gklint.parsing.cells import is_value
from gklint.parsing.lexicon import core, load_lexicon

#: Number (from 1) and text of lines.
_Lines = list[tuple[int, str]]
#: The first cell of a run of cells that are one, and the cell behind its last.
_Run = tuple[int, int]


def without_repeats(lines: _Lines) -> _Lines:
    """Return the lines of the same length, with spaces for the repeats of a merged cell."""
    if not any(_may_repeat(raw) for _, raw in lines):
        return lines
    found: _Lines = []
    runs: list[_Run] = []
    width = 0
    for number, raw in lines:
        mark = "\t" if "\t" in raw else "|"
        pieces = raw.split(mark)
        if _is_header(pieces):
            runs, width = _runs(pieces), len(pieces)
        own = [run for run in runs if len(pieces) == width and _is_one(pieces, run)]
        found.append((number, _put_together(pieces, mark, own) if own else raw))
    return found


def _may_repeat(raw: str) -> bool:
    pieces = raw.split("\t" if "\t" in raw else "|")
    return _is_header(pieces) and bool(_runs(pieces))


def _is_header(pieces: list[str]) -> bool:
    """Say whether cells of a line are names of columns, and none of them is a value."""
    columns = load_lexicon().columns
    return (
        len(pieces) > 2
        and any(core(piece) in columns for piece in pieces)
        and not any(is_value(piece.strip()) for piece in pieces)
    )


def _runs(pieces: list[str]) -> list[_Run]:
    """Return where one name of a column stands in several cells, side by side."""
    columns = load_lexicon().columns
    runs = []
    for text, same in groupby(range(len(pieces)), lambda index: pieces[index].strip()):
        indices = list(same)
        if text and len(indices) > 1 and core(text) in columns:
            runs.append((indices[0], indices[-1] + 1))
    return runs


def _is_one(pieces: list[str], run: _Run) -> bool:
    return len({piece.strip() for piece in pieces[slice(*run)]}) == 1


def _put_together(pieces: list[str], mark: str, runs: list[_Run]) -> str:
    repeats = {index for first, end in runs for index in range(first + 1, end)}
    text = pieces[0]
    for index, piece in enumerate(pieces[1:], 1):
        text += " " * (1 + len(piece)) if index in repeats else mark + piece
    return text
