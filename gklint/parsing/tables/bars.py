"""Bars between cells: what is a cell at the ends of a line, and which bars are cells' ends.

Where each line begins and ends with a bar, these part nothing. Where they do not, a bar at the end
of a line has an empty cell behind it: `规章 | | |` is a label and three cells. Such lines are read
with tabs in place of their bars, so that every cell keeps its place.
"""

from __future__ import annotations

from collections.abc import Sequence

from gklint.support.folding import BARS, has_drawn_bars

#: Number (from 1) and text of lines.
_Lines = list[tuple[int, str]]
_SPACE = " \t\u3000\xa0"
#: Lines that hold one cell have a bar or two, but for the last ones of their rows.
_MANY = 3


def with_cells_parted(lines: _Lines) -> _Lines:
    """Return the lines with | for every drawn bar, and with tabs for bars that part cells."""
    if any(has_drawn_bars(raw) for _, raw in lines):
        lines = [(number, raw.translate(BARS)) for number, raw in lines]
    barred = [raw.strip(_SPACE) for _, raw in lines if "|" in raw and "\t" not in raw.strip(_SPACE)]
    if not barred or not _are_rows(barred):
        return lines
    starts = all(raw.startswith("|") for raw in barred)
    ends = all(raw.endswith("|") for raw in barred)
    if starts and ends:
        return lines
    return [(number, _parted(raw, starts, ends)) for number, raw in lines]


def _are_rows(barred: Sequence[str]) -> bool:
    """Say whether lines hold rows of cells, and not a cell each."""
    # Imported here: few reports have bars.
    from statistics import median

    inner = sum("|" in raw.strip(" |") for raw in barred)
    return inner * 2 > len(barred) or median(raw.count("|") for raw in barred) >= _MANY


def _parted(raw: str, starts: bool, ends: bool) -> str:
    """Return a line of the same length, its outer bars spaces and the others tabs."""
    if "|" not in raw or "\t" in raw.strip(_SPACE):
        return raw
    if starts:
        raw = raw.replace("|", " ", 1)
    if ends:
        before, _, after = raw.rpartition("|")
        raw = f"{before} {after}"
    return raw.replace("|", "\t")
