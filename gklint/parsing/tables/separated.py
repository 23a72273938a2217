"""Layout: cells separated by tabs or bars, as Word, browsers and Markdown give them.

The place of a cell in its line is known, and so is an empty cell.
"""

from __future__ import annotations

from functools import lru_cache

from gklint.parsing.tables.fields import Field, Fields, field, field_at, placed

NAME = "separated"
#: So many bars, of which one stands before the text, are of a row of empty cells.
_MANY = 3


def evidence(lines: list[tuple[int, str]]) -> float:
    """Return the share of lines on which tabs or bars part two cells or more, empty ones too."""
    return sum(1 for _, raw in lines if _is_row(raw)) / len(lines)


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
