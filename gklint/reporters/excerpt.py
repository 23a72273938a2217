"""The source line of a finding with marks below it, right under double-width characters."""

from collections.abc import Sequence
from typing import NamedTuple

from gklint.reporters.terminal import TAB, width
from gklint.support.printable import shown_character


class Mark(NamedTuple):
    """What to underline: columns from 1 in code points, the end exclusive, and with which sign.

    An empty stretch gets one sign at its start: something should stand there.
    """

    start: int
    end: int
    sign: str = "^"


class Excerpt(NamedTuple):
    """A line as shown and the marks below it, both without colour and blanks at the end."""

    line: str
    marks: str


class _Layout(NamedTuple):
    """The line character by character: what is shown of each, and the column where it begins.

    `columns` has one entry more than `pieces`: where the line ends.
    """

    pieces: list[str]
    columns: list[int]

    def span(self, mark: Mark) -> tuple[int, int]:
        """Return the first column of a mark and the one after its last, at least one apart."""
        last = len(self.pieces)
        start = self.columns[min(max(mark.start - 1, 0), last)]
        end = self.columns[min(max(mark.end - 1, 0), last)]
        return start, max(end, start + 1)


def excerpt(line: str, marks: Sequence[Mark], room: int, encoding: str = "utf-8") -> Excerpt:
    """Return what to show of `line` in `room` columns: all of it, or what is around the first mark.

    Where something is cut off stands “…”. Tabs become spaces up to the next tab stop, control
    characters and what the encoding lacks become escapes.
    """
    layout = _lay_out(line.rstrip(" \t"), encoding)
    start, end = layout.span(marks[0])
    first, last = _window(layout, start, end, room)
    cut_mark = shown_character("…", encoding)
    before = cut_mark if first > 0 else ""
    after = cut_mark if last < len(layout.pieces) else ""
    shown = before + "".join(layout.pieces[first:last]) + after
    offset = width(before) - layout.columns[first]
    limit = width(shown) - width(after)
    below = [" "] * (limit + 1)
    for mark in reversed(marks):
        start, end = layout.span(mark)
        begin, stop = start + offset, end + offset
        if width(before) <= begin <= limit:
            # A stretch that runs on behind the cut is marked up to the cut.
            stop = min(stop, max(limit, begin + 1))
            below[begin:stop] = mark.sign * (stop - begin)
    return Excerpt(shown.rstrip(" "), "".join(below).rstrip(" "))


def _lay_out(line: str, encoding: str) -> _Layout:
    pieces: list[str] = []
    columns = [0]
    for character in line:
        if character == "\t":
            piece = " " * (TAB - columns[-1] % TAB)
        else:
            piece = shown_character(character, encoding)
        pieces.append(piece)
        columns.append(columns[-1] + width(piece))
    return _Layout(pieces, columns)


def _window(layout: _Layout, start: int, end: int, room: int) -> tuple[int, int]:
    """Return the first and the last character to show (the last one exclusive)."""
    columns, count = layout.columns, len(layout.pieces)
    if columns[-1] <= room:
        return 0, count
    # A mark takes the middle, one that is longer than that begins a quarter from the left.
    room = max(room - 2 * width("…"), 1)
    before = max((room - (end - start)) // 2, room // 4)
    begin = max(min(start - before, columns[-1] - room), 0)
    first = next(index for index in range(count + 1) if columns[index] >= begin)
    last = first
    while last < count and columns[last + 1] <= columns[first] + room:
        last += 1
    # One character at least, however narrow the terminal.
    return min(first, count - 1), max(last, min(first, count - 1) + 1)
