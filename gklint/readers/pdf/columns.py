"""Prose in two columns: the lines of the left one are read before those of the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from gklint.readers.pdf.lines import Line, lines_of
from gklint.readers.pdf.page import Glyph
from gklint.readers.pdf.tables import PdfTable
from gklint.support.folding import fold

#: The gutter between columns lies in this part of the width of the text, and is so wide, in sizes
#: of the font.
_MIDDLE = 0.35, 0.65
_GUTTER = 0.9
#: Each column has so many lines, most of so many letters: names and numbers side by side are none.
_LINES, _LETTERS = 3, 8
#: So many of its lines end together, as those of prose do; headings and the last lines of
#: paragraphs tell nothing of it.
_FLUSH = 0.3
#: A line of the right column stands beside one of the left within so many sizes of the font: less
#: than two lines of one column are apart, and more than the columns may begin above one another.
_BESIDE = 1.1
#: A line that is the heading of a part, and nothing else.
HEADING = re.compile(r"[一二三四五六七八九十]{1,2}、[^。,;]{2,30}|第[一二三四五六]部分.{0,30}")

Interval = tuple[float, float]


class _Run(NamedTuple):
    """Lines under one another that leave a gutter free."""

    lines: list[Line]
    gutter: Interval


def in_columns(lines: Sequence[Line], tables: Sequence[PdfTable]) -> Iterator[tuple[float, Line]]:
    """Yield the lines of a page in the order in which they are read, each with the height at which
    it, or the columns that it stands in, begin. No column crosses one of the tables."""
    if len(lines) < 2 * _LINES:
        yield from ((line.box[3], line) for line in lines)
        return
    left = min(line.box[0] for line in lines)
    width = max(line.box[2] for line in lines) - left
    middle = left + _MIDDLE[0] * width, left + _MIDDLE[1] * width
    across = [table.top for table in tables if table.xs[0] < middle[0] and middle[1] < table.xs[-1]]
    for run in (run for part in _between(lines, across) for run in _runs(part, middle)):
        top = run.lines[0].box[3]
        columns = _columns(run) if len(run.lines) >= _LINES else []
        if columns:
            yield from ((top, line) for line in columns)
        else:
            yield from ((line.box[3], line) for line in run.lines)


def _between(lines: Sequence[Line], tops: Sequence[float]) -> list[list[Line]]:
    """Return the lines above, between and below these heights."""
    parts: dict[int, list[Line]] = {}
    for line in lines:
        parts.setdefault(sum(line.base < top for top in tops), []).append(line)
    return list(parts.values())


def _runs(lines: Sequence[Line], middle: Interval) -> Iterator[_Run]:
    open_lines: list[Line] = []
    gutter = middle
    for index, line in enumerate(lines):
        free = _free(line, gutter)
        if open_lines and (free is None or _opens_part(lines, index, gutter)):
            yield _Run(open_lines, gutter)
            open_lines, free = [], _free(line, middle)
        open_lines.append(line)
        # A line across the middle stands alone.
        gutter = free or (0.0, 0.0)
        if free is None:
            yield _Run(open_lines, gutter)
            open_lines, gutter = [], middle
    if open_lines:
        yield _Run(open_lines, gutter)


def _free(line: Line, within: Interval) -> Interval | None:
    """Return the widest part of an interval in which nothing of a line stands."""
    start, widest = within[0], (0.0, 0.0)
    for glyph in line.passage.glyphs:
        if glyph is None or glyph.right <= within[0] or glyph.left >= within[1]:
            continue
        if glyph.left - start > widest[1] - widest[0]:
            widest = start, glyph.left
        start = max(start, glyph.right)
    if within[1] - start > widest[1] - widest[0]:
        widest = start, within[1]
    return widest if widest[1] - widest[0] >= _GUTTER * line.size else None


def _opens_part(lines: Sequence[Line], index: int, gutter: Interval) -> bool:
    """Say whether a line on the left is a heading above columns: nothing stands to its right."""
    line = lines[index]
    if line.box[2] > gutter[1] or not HEADING.fullmatch(fold(line.text)):
        return False
    near = _BESIDE * line.size
    return not any(
        abs(other.base - line.base) < near and other.box[2] > gutter[1]
        for other in lines[max(index - 2, 0) : index + 3]
    )


def _columns(run: _Run) -> list[Line]:
    """Return the lines of the left column and then of the right one, [] where there are none."""
    middle = sum(run.gutter) / 2
    sides: tuple[list[Glyph], list[Glyph]] = [], []
    for line in run.lines:
        for glyph in line.passage.glyphs:
            if glyph:
                sides[(glyph.left + glyph.right) / 2 > middle].append(glyph)
    columns = [lines_of(side) for side in sides]
    if not all(map(_is_prose, columns)):
        return []
    return [
        line._replace(margins=(_left(column), max(each.box[2] for each in column)))
        for column in columns
        for line in column
    ]


def _is_prose(column: Sequence[Line]) -> bool:
    if len(column) < _LINES or any(line.has_columns for line in column):
        return False
    if median(len(line.text) for line in column) < _LETTERS:
        return False
    end = max(line.box[2] for line in column)
    telling = [line for line in column if not _ends(line)] or column
    flush = sum(end - line.box[2] < 2.2 * line.size for line in telling)
    return flush >= _FLUSH * len(telling)


def _ends(line: Line) -> bool:
    """Say whether a line need not reach the end of its column."""
    return line.text.endswith(("。", "！", "？")) or bool(HEADING.fullmatch(fold(line.text)))


def _left(column: Sequence[Line]) -> float:
    return min(line.box[0] for line in column)
