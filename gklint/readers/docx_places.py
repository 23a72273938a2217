"""From a place in the extracted text of a Word document back to the elements that hold it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gklint.readers.docx_names import NAMES, Node
from gklint.readers.docx_walk import Body, Cell, WordTable
from gklint.readers.docx_words import Words
from gklint.source import Grid, GridCell, Place, Source


class Segment(NamedTuple):
    """A part of the text of one element (a w:t, w:tab, w:br, …): from `start` up to `end`."""

    element: Node
    start: int
    end: int


class Spot(NamedTuple):
    """What a place covers: stretches of text in their order, and the w:p that they begin in.

    Without segments nothing is printed there: a blank cell, an empty paragraph, an automatic
    number. `paragraph` is None where a blank cell `cell` (w:tc) has none.
    """

    segments: tuple[Segment, ...]
    paragraph: Node | None
    cell: Node | None = None


class Places:
    """Finds places of a Source in the tree of its document; both have to be of the same file.

    The two texts differ in white space alone (a cell's paragraphs are one line), so characters
    are counted without it.
    """

    def __init__(self, body: Body, source: Source) -> None:
        self._source = source
        self._paragraphs = [block for block in body.blocks if isinstance(block, Words)]
        tables = [block for block in body.blocks if isinstance(block, WordTable)]
        self._cells = {(number, cell.row, cell.column): cell
                       for number, table in enumerate(tables) for cell in table.cells}  # fmt: skip

    def find(self, place: Place) -> Spot | None:
        """Return what the place covers, on its first line and in its first cell that has text.

        None where the text has no such line.
        """
        if not 1 <= place.line <= len(self._source.lines):
            return None
        for number, grid in enumerate(self._source.grids):
            if grid.first_line <= place.line <= grid.last_line:
                return self._in_table(number, grid, place)
        origin = self._source.origins[place.line]
        assert origin.paragraph, "the reader numbers them"
        words = self._paragraphs[origin.paragraph - 1]
        before = "".join(self._lines_before(place.line))
        first, last = _counted(self._source.lines[place.line - 1], 1, place, len(_solid(before)))
        return Spot(tuple(_segments([words], first, last)), words.elements[0])

    def first_text(self) -> Spot:
        """Return the first paragraph or cell with text, whole; raises ValueError without any."""
        for line, text in enumerate(self._source.lines, 1):
            spot = self.find(self._source.line_place(line)) if text.strip() else None
            if spot:
                return spot
        raise ValueError("the document has no text")

    def _lines_before(self, line: int) -> Iterator[str]:
        """Yield the earlier lines of the paragraph that a line belongs to, the last first."""
        origins = self._source.origins
        while line - 1 in origins and origins[line - 1].paragraph == origins[line].paragraph:
            line -= 1
            yield self._source.lines[line - 1]

    def _in_table(self, number: int, grid: Grid, place: Place) -> Spot | None:
        cells = [cell for cell in grid.cells if cell.line == place.line]
        if not cells:
            return None
        chosen = _chosen(cells, place)
        cell: Cell = self._cells[number, chosen.row, chosen.column]
        words = list(cell.words)
        first, last = _counted(chosen.text, chosen.start, place, 0)
        paragraph = words[0].elements[0] if words else _paragraph_in(cell.element)
        return Spot(tuple(_segments(words, first, last)), paragraph, cell.element)


def _chosen(cells: Sequence[GridCell], place: Place) -> GridCell:
    """Return the cell that the place begins in, or the first one with text that it reaches."""
    begun = [cell for cell in cells if cell.start <= place.column]
    own = max(begun, key=lambda cell: cell.start) if begun else cells[0]
    end = place.end_column if place.end_line == place.line else None
    reached = [cell for cell in cells
               if own.start <= cell.start and (end is None or cell.start < end)]  # fmt: skip
    return next((cell for cell in reached if cell.text), own)


def _counted(text: str, start: int, place: Place, before: int) -> tuple[int, int]:
    """Return the first and, exclusive, the last character that the place covers of a text that
    begins in column `start`, white space not counted, behind `before` others."""
    first = max(place.column - start, 0)
    last = place.end_column - start if place.end_line == place.line else len(text)
    if first >= last:
        # An empty place: what is meant is the whole of it.
        first, last = 0, len(text)
    return before + len(_solid(text[:first])), before + len(_solid(text[:last]))


def _solid(text: str) -> str:
    return "".join(text.split())


def _segments(several: Sequence[Words], first: int, last: int) -> Iterator[Segment]:
    """Yield the segments from the solid character `first` up to `last`, exclusive."""
    if first >= last:
        return
    pieces = [piece for words in several for piece in words.pieces]
    # Where among all characters each solid one stands.
    solid = [index for index, character in enumerate("".join(piece.text for piece in pieces))
             if not character.isspace()]  # fmt: skip
    begin, end = solid[first], solid[last - 1] + 1
    offset = 0
    for piece in pieces:
        start, stop = max(begin - offset, 0), min(end - offset, len(piece.text))
        if start < stop and piece.element is not None:
            yield Segment(piece.element, start, stop)
        offset += len(piece.text)


def _paragraph_in(cell: Node) -> Node | None:
    return next((found for found in cell.iter() if NAMES[found.tag] == "w:p"), None)
