"""From a place in the extracted text of a Word document back to the elements that hold it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gklint.model.source import Grid, GridCell, Place, Source
from gklint.readers.docx.names import NAMES, Node
from gklint.readers.docx.walk import Body, Cell, WordTable
from gklint.readers.docx.words import Words


class Segment(NamedTuple):
    """A part of the text of one element (a w:t, w:tab, w:br, …): from `start` up to `end`."""

    element: Node
    start: int
    end: int


class Location(NamedTuple):
    """What a place covers: stretches of text in their order, and the w:p that they begin in.

    Without segments nothing is printed there: a blank cell, an empty paragraph, an automatic
    number. `paragraph` is None where a blank cell `cell` (w:tc) has none.
    """

    segments: tuple[Segment, ...]
    paragraph: Node | None
    cell: Node | None = None


class Home(NamedTuple):
    """Where one character stands: the element and the offset in its text.

    `element` is None where no element holds it: in an automatic number.
    """

    element: Node | None
    offset: int


class Letters(NamedTuple):
    """The characters of the line or cell that a place is in; those of the place are
    `homes[start:end]`.

    A home is None for white space that the document does not have there: where a cell's paragraphs
    were joined, for a tab that became spaces.
    """

    homes: tuple[Home | None, ...]
    start: int
    end: int


class _Held(NamedTuple):
    """A line or cell of the Source: its text, the column it begins in, the paragraphs that hold it,
    and how many characters, white space not counted, they have before it."""

    text: str
    start: int
    words: tuple[Words, ...]
    before: int
    paragraph: Node | None
    cell: Node | None


class Places:
    """Finds places of a Source in the tree of its document; both have to be of the same file.

    The two texts differ in white space alone (a cell's paragraphs are one line), so characters
    are counted without it.
    """

    def __init__(self, body: Body, source: Source) -> None:
        self._source = source
        self._paragraphs = [block for block in body.blocks if isinstance(block, Words)]
        #: By line and the column that the line or cell begins in: one may have thousands of edits.
        self._homes: dict[tuple[int, int], tuple[Home | None, ...]] = {}
        tables = [block for block in body.blocks if isinstance(block, WordTable)]
        self._cells = {
            (number, cell.row, cell.column): cell
            for number, table in enumerate(tables)
            for cell in table.cells
        }

    def find(self, place: Place) -> Location | None:
        """Return what the place covers, on its first line and in its first cell that has text.

        None where the text has no such line.
        """
        held = self._held(place)
        if held is None:
            return None
        first, last = _counted(held, place)
        return Location(tuple(_segments(held.words, first, last)), held.paragraph, held.cell)

    def letters(self, place: Place) -> Letters | None:
        """Return where each character of the line or cell stands that the place is in.

        None where the text has no such line, and for a place that reaches beyond the line or cell.
        """
        held = self._held(place)
        if held is None:
            return None
        start, end = place.column - held.start, place.end_column - held.start
        if place.end_line != place.line or not 0 <= start <= end <= len(held.text):
            return None
        key = place.line, held.start
        if key not in self._homes:
            self._homes[key] = tuple(_homes(held))
        return Letters(self._homes[key], start, end)

    def paragraphs_around(self, cell: Node) -> Iterator[Words]:
        """Yield the paragraphs of the cells beside a w:tc, the nearest first, those of its row
        before the others of its table."""
        key = next((key for key, found in self._cells.items() if found.element is cell), None)
        if key is None:
            return
        table, row, column = key
        others = [other for other in self._cells if other[0] == table and other != key]
        for other in sorted(others, key=lambda it: (abs(it[1] - row), abs(it[2] - column))):
            yield from self._cells[other].words

    def first_text(self) -> Location:
        """Return the first paragraph or cell with text, whole; raises ValueError without any."""
        for line, text in enumerate(self._source.lines, 1):
            location = self.find(self._source.line_place(line)) if text.strip() else None
            if location:
                return location
        raise ValueError("the document has no text")

    def _lines_before(self, line: int) -> Iterator[str]:
        """Yield the earlier lines of the paragraph that a line belongs to, the last first."""
        origins = self._source.origins
        while line - 1 in origins and origins[line - 1].paragraph == origins[line].paragraph:
            line -= 1
            yield self._source.lines[line - 1]

    def _held(self, place: Place) -> _Held | None:
        if not 1 <= place.line <= len(self._source.lines):
            return None
        for number, grid in enumerate(self._source.grids):
            if grid.first_line <= place.line <= grid.last_line:
                return self._held_in_table(number, grid, place)
        origin = self._source.origins[place.line]
        assert origin.paragraph, "the reader numbers them"
        words = self._paragraphs[origin.paragraph - 1]
        before = len(_solid("".join(self._lines_before(place.line))))
        text = self._source.lines[place.line - 1]
        return _Held(text, 1, (words,), before, words.elements[0], None)

    def _held_in_table(self, number: int, grid: Grid, place: Place) -> _Held | None:
        cells = [cell for cell in grid.cells if cell.line == place.line]
        if not cells:
            return None
        chosen = _chosen(cells, place)
        cell: Cell = self._cells[number, chosen.row, chosen.column]
        words = tuple(cell.words)
        paragraph = words[0].elements[0] if words else _paragraph_in(cell.element)
        return _Held(chosen.text, chosen.start, words, 0, paragraph, cell.element)


def _chosen(cells: Sequence[GridCell], place: Place) -> GridCell:
    """Return the cell that the place begins in, or the first one with text that it reaches."""
    begun = [cell for cell in cells if cell.start <= place.column]
    own = max(begun, key=lambda cell: cell.start) if begun else cells[0]
    end = place.end_column if place.end_line == place.line else None
    reached = [
        cell for cell in cells if own.start <= cell.start and (end is None or cell.start < end)
    ]
    return next((cell for cell in reached if cell.text), own)


def _counted(held: _Held, place: Place) -> tuple[int, int]:
    """Return the first and, exclusive, the last character of the paragraphs that the place covers,
    white space not counted."""
    text, before = held.text, held.before
    first = max(place.column - held.start, 0)
    last = place.end_column - held.start if place.end_line == place.line else len(text)
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
    solid = [
        index
        for index, character in enumerate("".join(piece.text for piece in pieces))
        if not character.isspace()
    ]
    begin, end = solid[first], solid[last - 1] + 1
    offset = 0
    for piece in pieces:
        start, stop = max(begin - offset, 0), min(end - offset, len(piece.text))
        if start < stop and piece.element is not None:
            yield Segment(piece.element, start, stop)
        offset += len(piece.text)


def _homes(held: _Held) -> list[Home | None]:
    """Return the home of each character: solid ones are the same in both texts, white space between
    two of them is where there is as much of it in both."""
    theirs = [
        (letter, Home(piece.element, offset))
        for words in held.words
        for piece in words.pieces
        for offset, letter in enumerate(piece.text)
    ]
    solid = [
        -1,
        *(index for index, (letter, _) in enumerate(theirs) if not letter.isspace()),
        len(theirs),
    ][held.before :]
    own = [index for index, letter in enumerate(held.text) if not letter.isspace()]
    homes: list[Home | None] = [None] * len(held.text)
    at, before = -1, solid[0]
    for index, there in zip([*own, len(held.text)], solid[1:], strict=False):
        if index - at == there - before:
            homes[at + 1 : index] = [home for _, home in theirs[before + 1 : there]]
        if index < len(held.text):
            homes[index] = theirs[there][1]
        at, before = index, there
    return homes


def _paragraph_in(cell: Node) -> Node | None:
    return next((found for found in cell.iter() if NAMES[found.tag] == "w:p"), None)
