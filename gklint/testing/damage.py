"""Damage done to a rendered table: lines lost, doubled or cut off, cells gone.

What was read of a damaged report may be less, but never another cell's number. Damage works on
the lines before they become text, so that the truth about what is left stays known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from gklint.model.report import CellKey
from gklint.testing.layouts.layout import Line, Span

Damage = Callable[[list[Line], Random], list[Line]]


def lose_line(lines: list[Line], chance: Random) -> list[Line]:
    """Take out a line that cells of the form stand on."""
    at = _any(lines, chance)
    return [*lines[:at], *lines[at + 1 :]]


def double_line(lines: list[Line], chance: Random) -> list[Line]:
    """Let a line stand twice."""
    at = _any(lines, chance)
    return [*lines[: at + 1], *lines[at:]]


def cut_line(lines: list[Line], chance: Random) -> list[Line]:
    """Cut a line off before one of its cells."""
    at = _any(lines, chance)
    spans = lines[at].spans
    cells = [index for index, span in enumerate(spans) if isinstance(span.mark, CellKey)]
    end = cells[chance.randint(0, len(cells) - 1)]
    return [*lines[:at], Line(spans[:end]), *lines[at + 1 :]]


def lose_cell(lines: list[Line], chance: Random) -> list[Line]:
    """Empty one cell, its separators left as they are."""
    at = _any(lines, chance)
    spans = list(lines[at].spans)
    cells = [index for index, span in enumerate(spans) if isinstance(span.mark, CellKey)]
    spans[cells[chance.randint(0, len(cells) - 1)]] = Span("")
    return [*lines[:at], Line(tuple(spans)), *lines[at + 1 :]]


def lose_page(lines: list[Line], chance: Random) -> list[Line]:
    """Take out all lines from the end of one row to the end of another.

    Whole rows, because halves of two rows can make one that nobody could tell from a real one.
    """
    ends = _row_ends(lines)
    first, second = sorted(ends[chance.randint(0, len(ends) - 1)] for _ in range(2))
    return [*lines[: first + 1], *lines[second + 1 :]]


#: The kinds of damage by name.
DAMAGES: Mapping[str, Damage] = {
    damage.__name__: damage for damage in (lose_line, double_line, cut_line, lose_cell, lose_page)
}


def _row_ends(lines: list[Line]) -> list[int]:
    """Return the indexes of the lines that the last cells of rows stand on."""
    ends: dict[tuple[str, str], int] = {}
    for index, line in enumerate(lines):
        for span in line.spans:
            if isinstance(span.mark, CellKey):
                ends[span.mark.table, span.mark.row] = index
    return sorted(ends.values())


def _any(lines: list[Line], chance: Random) -> int:
    """Return the index of one of the lines that cells of the form stand on."""
    there = [
        index
        for index, line in enumerate(lines)
        if any(isinstance(span.mark, CellKey) for span in line.spans)
    ]
    return there[chance.randint(0, len(there) - 1)]
