"""Layout: cells separated by tabs or bars, as Word, browsers and Markdown give them.

The place of a cell in its line is known, and so is an empty cell.

Where each line begins and ends with a bar, these part nothing. Where they do not, a bar at the end
of a line has an empty cell behind it: `规章 | | |` is a label and three cells. Such lines are read
with tabs in place of their bars, so that every cell keeps its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from gklint.parsing.tables.fields import Field, Fields, field, field_at, placed
from gklint.support.folding import BARS, has_drawn_bars

NAME = "separated"
#: So many bars, of which one stands before the text, are of a row of empty cells.
_MANY = 3


def evidence(lines: list[tuple[int, str]]) -> float:
    """Return the share of lines on which tabs or bars part two cells or more, empty ones too."""
    parted = [raw for _, raw in lines if "\t" in raw or "|" in raw]
    return sum(map(_is_row, parted)) / len(lines)


def _is_row(raw: str) -> bool:
    text = raw.strip()
    if "\t" in text or "|" in text.strip(" |"):
        return True
    # | label | | |: one cell a line has no bar before it.
    return text.startswith("|") and text.count("|") >= _MANY and bool(text.strip(" |"))


def fields(raw: str, line: int) -> Fields:
    """Return the cells of a line; the bars that open and close it are no cells."""
    return [placed(part, line) for part in cells_of(raw)]


@lru_cache(maxsize=1024)
def cells_of(raw: str) -> tuple[Field, ...]:
    """Return the cells of a line, their line number 0: many lines are alike in many reports."""
    separator = "\t" if "\t" in raw else "|"
    if separator == "|" and "|" not in raw:
        return (field(raw, 0, 0, len(raw), 0),)
    result: list[Field] = []
    start = 0
    pieces = raw.split(separator)
    last = len(pieces) - 1
    for index, piece in enumerate(pieces):
        text = piece.strip()
        if text or separator == "\t" or 0 < index < last:
            # White space before the text is not of the cell.
            column = start + piece.find(text) + 1 if text else start + 1
            result.append(field_at(text, 0, column, len(result)))
        start += len(piece) + 1
    return tuple(result)


# --- which bars are the ends of cells ---

#: Number (from 1) and text of lines.
_Lines = list[tuple[int, str]]
_SPACE = " \t\u3000\xa0"
#: Lines that hold one cell have a bar or two, but for the last ones of their rows.
_BARS_OF_ROW = 3


def with_cells_separated(lines: _Lines) -> _Lines:
    """Return the lines with | for every drawn bar, and with tabs for bars that part cells."""
    text = "\n".join(raw for _, raw in lines)
    if has_drawn_bars(text):
        lines = [(number, raw.translate(BARS)) for number, raw in lines]
    elif "|" not in text:
        return lines
    doubled = [raw for _, raw in lines if "||" in raw]
    if doubled and not any("|" in raw.replace("||", "") for _, raw in lines):
        # Each bar is doubled, as in a wiki.
        return [(number, raw.replace("||", "\t ")) for number, raw in lines]
    barred = [raw.strip(_SPACE) for _, raw in lines if "|" in raw and "\t" not in raw.strip(_SPACE)]
    if not barred or not _hold_rows(barred):
        return lines
    starts = all(raw.startswith("|") for raw in barred)
    ends = all(raw.endswith("|") for raw in barred)
    if starts and ends:
        return lines
    return [(number, _separated(raw, starts, ends)) for number, raw in lines]


def _hold_rows(barred: Sequence[str]) -> bool:
    """Say whether lines hold rows of cells, and not a cell each."""
    if sum("|" in raw.strip(" |") for raw in barred) * 2 > len(barred):
        return True
    counts = [raw.count("|") for raw in barred]
    if max(counts) < _BARS_OF_ROW:
        return False
    # Imported here: few reports have bars.
    from statistics import median

    return median(counts) >= _BARS_OF_ROW


def _separated(raw: str, starts: bool, ends: bool) -> str:
    """Return a line of the same length, its outer bars spaces and the others tabs."""
    if "|" not in raw or "\t" in raw.strip(_SPACE):
        return raw
    if starts:
        raw = raw.replace("|", " ", 1)
    if ends:
        before, _, after = raw.rpartition("|")
        raw = f"{before} {after}"
    return raw.replace("|", "\t")
